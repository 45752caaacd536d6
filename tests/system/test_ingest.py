"""Ingest and query through the command line, on a real store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run([sys.executable, "-m", "tidings", *arguments], capture_output=True, text=True, check=False)


def test_what_is_ingested_twice_is_stored_once_and_found(tmp_path: Path) -> None:
    """Idempotent; bad items are set aside with their reason, the others are coded."""
    rows = [
        {"id": "a", "text": "Iran condemned Israel on Friday.", "date": "2024-05-17"},
        {"id": "b", "text": "", "date": "2024-05-17"},
    ]
    reports, store = tmp_path / "reports.jsonl", str(tmp_path / "events.duckdb")
    reports.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n", "utf-8")
    first = json.loads(run("ingest", str(reports), "--store", store, "--json").stdout)
    again = json.loads(run("ingest", str(reports), "--store", store, "--json").stdout)
    assert (first["coded"], first["quarantined"]) == (1, 2)
    assert (again["coded"], again["unchanged"]) == (0, 1)
    found = json.loads(run("events", "--store", store, "--actor", "IRN", "--recipient", "ISR", "--json").stdout)
    assert [row["event"]["type"] for row in found] == ["ACCUSE"]
    assert len(json.loads(run("quarantine", "--store", store, "--json").stdout)) == 2


def test_what_is_no_store_is_one_clear_line(tmp_path: Path) -> None:
    """Exit code 1, no traceback; a wrong status is exit code 2."""
    wrong = tmp_path / "x.duckdb"
    wrong.write_text("not a database at all, but long enough to be looked at" * 50)
    done = run("events", "--store", str(wrong))
    assert (done.returncode, "Traceback" in done.stderr, done.stderr.count("\n")) == (1, False, 1)
    assert "not a DuckDB file" in done.stderr
    assert run("events").returncode == 2
