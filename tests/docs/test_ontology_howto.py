"""The worked example of the page on ontologies does what the page says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_ontology_of_the_page_codes_the_report_of_the_page(tmp_path: Path) -> None:
    """Files as shown, commands as shown, events as in the table."""
    page = (ROOT / "docs/how-to/ontology.md").read_text("utf-8")
    shown = re.findall(r"^`([\w./-]+)`:\n\n```(?:toml|text)\n(.*?)```", page, re.MULTILINE | re.DOTALL)
    assert len(shown) == 5
    for name, text in shown:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    commands = [line.split()[2:] for line in re.findall(r"^\$ tidings .*", page, re.MULTILINE)]
    assert len(commands) == 4
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "tidings", *given], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout
        for given in commands
    ]
    assert outputs[0].startswith("./energy: sound; ")
    assert outputs[0] in page
    events = json.loads(outputs[2])
    events = (events[0] if isinstance(events, list) else events)["events"]
    rows = re.findall(r"^\| ([A-Z_]{6,}) \| (\w*) \| (\w*) ?\| (\w+) \|$", page, re.MULTILINE)
    assert rows == [
        (
            event["type"],
            *(" ".join(party["code"] for party in event[side]) for side in ("actors", "recipients")),
            event["trigger"]["text"],
        )
        for event in events
    ]
