"""The main job on the sample archive: code it, store it, look at it. Each step is a command that you can type."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ARCHIVE = HERE / "archive"
OUT = HERE.parent / "demo-out"
ARTICLE = ARCHIVE / "harbin.txt"


def main() -> int:
    """Run the steps; stop at the first that fails."""
    OUT.mkdir(exist_ok=True)
    store, page = OUT / "events.duckdb", OUT / "reader.html"
    for old in (store, page):
        old.unlink(missing_ok=True)
    archive = sorted(map(shown, ARCHIVE.glob("*.jsonl")))
    steps = [
        ("Code the archive and store its events", ["ingest", *archive, "--store", str(store)]),
        (
            "The events of one report, each with the words that prove it",
            ["code", str(ARTICLE), "--published", "2024-05-17"],
        ),
        ("What Russia did towards China", ["events", "--store", str(store), "--actor", "RUS", "--recipient", "CHN"]),
        (
            "How Russia acted on China, month by month",
            ["dyad", "RUS", "CHN", "--store", str(store), "--every", "month"],
        ),
        ("Happenings that several reports tell of", ["stories", "--store", str(store), "--actor", "RUS"]),
        ("The same reports as one page for a browser", ["code", *archive, "--format", "html", "--output", str(page)]),
    ]
    for title, command in steps:
        if not _step(title, command):
            return 1
    print(f"\nOpen the reader in a browser: {page.resolve().as_uri()}")
    serve = f"{shown(sys.executable)} -m tidings serve --store {shown(store)}"
    print(f"See relations, map and stories in a browser, with this running: {serve}")
    return 0


def shown(path: str | Path) -> str:
    """A path as one would type it here."""
    path = Path(path)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _step(title: str, command: list[str]) -> bool:
    width = shutil.get_terminal_size().columns
    print(f"\n{title}\n{'─' * min(len(title), width)}\n$ tidings {' '.join(command)}", flush=True)
    done = subprocess.run([sys.executable, "-m", "tidings", *command], check=False)  # noqa: S603  our own command
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
