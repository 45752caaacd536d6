"""Documents that cannot lie: what they print is what comes out."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from tidings import errors

ROOT = Path(__file__).parents[2]


def test_the_coding_on_the_readmes_first_screen_is_what_comes_out(tmp_path: Path) -> None:
    """Its two commands, its output, letter by letter."""
    shown = re.search(
        r"\$ tidings events --store events\.duckdb\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    assert shown is not None
    store = str(tmp_path / "events.duckdb")
    report = str(ROOT / "examples/archive/spaceport.txt")
    python = [sys.executable, "-m", "tidings"]
    subprocess.run(
        [*python, "ingest", report, "--published", "2023-09-13", "--store", store], check=True, capture_output=True
    )
    done = subprocess.run([*python, "events", "--store", store], check=True, capture_output=True, text=True)
    assert [line.rstrip() for line in done.stdout.splitlines()] == shown[1].splitlines()


def test_the_readmes_python_runs() -> None:
    """The block is there, and its last line prints what one expects."""
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", block], check=True, capture_output=True, text=True)
    assert done.stdout == "ACCUSE IRN ISR\n"


def test_the_page_of_commands_is_current() -> None:
    """``tools/write_commands.py`` was run after the last change of an option."""
    spec = spec_from_file_location("write_commands", ROOT / "tools/write_commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs/reference/commands.md").read_text("utf-8") == module.page()


def test_every_error_has_a_heading_on_its_page() -> None:
    """The slug that an error prints leads somewhere."""
    page = (ROOT / "docs/reference/errors.md").read_text("utf-8")
    slugs = {
        kind.slug for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.TidingsError)
    }
    assert all(f"\n## {slug}\n" in page for slug in slugs - {"error"})
