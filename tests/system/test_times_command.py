"""``tidings times``: what a user sees, and what bad input gives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tidings.cli

REPORT = "LONDON, May 17, 2024 (Reuters) - Talks began on Wednesday. The 22-year-old left at 10:30 a.m. yesterday."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command inside this process: exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setenv("NO_COLOR", "1")
        with pytest.raises(SystemExit) as ended:
            tidings.cli.main(["times", *map(str, arguments)])
        captured = capfd.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A wire report on disk, which says its date itself."""
    file = tmp_path / "report.txt"
    file.write_text(REPORT, "utf-8")
    return file


def test_a_person_gets_a_table(run: Run, report: Path) -> None:
    """One line an expression: where, type, value, words."""
    code, out, _ = run(report)
    assert code == 0
    assert ["48", "57", "DATE", "2024-05-15", "Wednesday"] in [line.split() for line in out.splitlines()]


def test_json_has_the_offsets_of_the_text(run: Run, report: Path) -> None:
    """``text[start:end]`` is the expression."""
    code, out, _ = run(report, "--json")
    (article,) = json.loads(out)
    assert code == 0
    assert [each["value"] for each in article["times"]] == ["2024-05-17", "2024-05-15", "2024-05-16T10:30"]
    assert all(REPORT[each["start"] : each["end"]] == each["text"] for each in article["times"])


def test_csv_goes_to_a_file_too(run: Run, report: Path, tmp_path: Path) -> None:
    """A row an expression, with the article that it stands in."""
    code, out, _ = run(report, "--csv", "--output", tmp_path / "times.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "times.csv").read_text("utf-8"))))
    assert (code, out) == (0, "")
    assert [row["value"] for row in rows] == ["2024-05-17", "2024-05-15", "2024-05-16T10:30"]
    assert len({row["article"] for row in rows}) == 1


def test_ages_come_on_request(run: Run, report: Path) -> None:
    """TimeML calls an age a duration; it tells no time of the story."""
    _, out, _ = run(report, "--ages", "--json")
    assert "P22Y" in [each["value"] for each in json.loads(out)[0]["times"]]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--json", "--csv"), 2, "exclude each other"),
        (("--published", "2024-13-45"), 2, "'2024-13-45' is not a date"),
        (("missing.txt",), 1, "missing.txt: no such file"),
    ],
)
def test_bad_input_is_one_line(run: Run, report: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    """Wrong usage gives 2, what cannot be read gives 1; the rest is done."""
    found, _, err = run(report, *arguments)
    (line,) = err.strip().splitlines()
    assert (found, words in line) == (code, True)


def test_times_of_the_title_stand_apart(run: Run, tmp_path: Path) -> None:
    """A title has offsets of its own: its times are told beside those of the text, counted from the same day."""
    row = {"title": "Talks to begin on Monday", "text": "The envoy arrived yesterday.", "published": "2024-05-17"}
    (tmp_path / "one.jsonl").write_text(json.dumps(row), "utf-8")
    code, out, _ = run(tmp_path / "one.jsonl", "--json")
    (article,) = json.loads(out)
    assert code == 0
    assert [(each["text"], each["value"]) for each in article["title_times"]] == [("Monday", "2024-05-20")]
    assert [each["value"] for each in article["times"]] == ["2024-05-16"]


def test_modifiers_sets_and_frequencies_are_told(run: Run, tmp_path: Path) -> None:
    """``mod``, ``quant`` and ``freq`` are those of TimeML."""
    (tmp_path / "one.txt").write_text("It closed in early 2008. They meet twice a month.", "utf-8")
    _, out, _ = run(tmp_path / "one.txt", "--json")
    (article,) = json.loads(out)
    assert [(each["mod"], each["freq"]) for each in article["times"]] == [("START", None), (None, "2X")]
