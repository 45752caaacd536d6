"""Write the help of every command to ``docs/reference/commands.md``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "docs/reference/commands.md"
COMMANDS = (
    "", "code", "times", "places", "ingest", "events", "statements", "dyad", "serve", "evaluate", "quarantine",
    "ontology", "ontology list", "ontology show", "ontology check", "ontology stats", "knowledge",
    "knowledge search", "knowledge who", "knowledge stats", "knowledge check", "knowledge export",
)  # fmt: skip
HEAD = """# Commands

Every command: `--help` with an example, `--json` where a person gets a table. Exit code: 0, 1 failed, 2 wrong usage,
130 interrupted. Errors are one line on standard error; `TIDINGS_DEBUG=1` shows the traceback.
This page is written by `tools/write_commands.py`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name in COMMANDS:
        command = [sys.executable, "-m", "tidings", *name.split(), "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "100"})  # noqa: S603
        text = done.stdout.replace("python -m tidings", "tidings")
        parts.append(f"\n## {f'tidings {name}'.strip()}\n\n```text\n{text.strip()}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(page(), "utf-8")
    print(f"written: {TARGET}")
