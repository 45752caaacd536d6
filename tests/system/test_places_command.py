"""``tidings places``: what a user sees, and what bad input gives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tidings.cli

REPORT = (
    "Rebels shelled Kharkiv in Ukraine. A ship sank at 34.5N 45.2E, and a second one at 95N 45E. Paris, Texas, is calm."
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command inside this process: exit code, standard output, standard error."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setenv("NO_COLOR", "1")
        with pytest.raises(SystemExit) as ended:
            tidings.cli.main(["places", *map(str, arguments)])
        captured = capfd.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on disk."""
    file = tmp_path / "report.txt"
    file.write_text(REPORT, "utf-8")
    return file


def test_a_person_gets_a_table(run: Run, report: Path) -> None:
    """One line a mention: where in the text, kind, country, coordinates, place."""
    code, out, _ = run(report)
    assert code == 0
    (line,) = (line.split() for line in out.splitlines() if line.rstrip().endswith("Kharkiv"))
    assert line[:4] == ["15", "22", "city", "UKR"]


def test_json_has_offsets_and_candidates(run: Run, report: Path) -> None:
    """``text[start:end]`` is the name; --top adds what else it may be, the likeliest first, with probabilities."""
    code, out, _ = run(report, "--json", "--top", "3")
    (article,) = json.loads(out)
    assert code == 0
    assert all(REPORT[each["start"] : each["end"]] == each["text"] for each in article["places"])
    (paris,) = (each for each in article["places"] if each["text"].startswith("Paris"))
    odds = [each["probability"] for each in paris["candidates"]]
    assert paris["candidates"][0]["province"] == "Texas"
    assert 1 < len(odds) <= 3
    assert odds == sorted(odds, reverse=True)


def test_coordinates_are_places_without_a_name(run: Run, report: Path) -> None:
    """A point that is written is shown; one that is not on Earth has no value, but a reason."""
    _, out, _ = run(report, "--json")
    found = {each["text"]: each for each in json.loads(out)[0]["places"]}
    assert (found["34.5N 45.2E"]["lat"], found["34.5N 45.2E"]["lon"]) == (34.5, 45.2)
    assert found["95N 45E"]["lat"] is None
    assert found["95N 45E"]["reason"] == "no such coordinates"


def test_geojson_has_a_point_for_what_has_one(run: Run, report: Path, tmp_path: Path) -> None:
    """Longitude first, as RFC 7946 wants it; mentions without coordinates are left out."""
    code, _, _ = run(report, "--geojson", "--output", tmp_path / "places.geojson")
    features = json.loads((tmp_path / "places.geojson").read_text("utf-8"))["features"]
    points = {each["properties"]["text"]: each["geometry"]["coordinates"] for each in features}
    assert code == 0
    assert points["34.5N 45.2E"] == [45.2, 34.5]
    assert "95N 45E" not in points


def test_csv_has_a_row_a_mention(run: Run, report: Path) -> None:
    """Every mention with its article, and the reason where it has no place."""
    _, out, _ = run(report, "--csv")
    rows = {row["text"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["Ukraine"]["kind"] == "country"
    assert rows["95N 45E"]["reason"]


def test_formats_exclude_each_other(run: Run, report: Path) -> None:
    """Two formats at once are wrong usage."""
    code, _, err = run(report, "--json", "--csv")
    assert code == 2
    assert "exclude each other" in err


def test_what_cannot_be_read_is_named(run: Run, report: Path, tmp_path: Path) -> None:
    """A missing file is one line on standard error and exit code 1; the others are read."""
    code, out, err = run(report, tmp_path / "missing.txt")
    assert code in {1, 2}
    assert "missing.txt" in err
    assert "Kharkiv" in out or code == 2
