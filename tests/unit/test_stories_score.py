"""The scorer of stories: B-cubed as its paper has it, and a truth that fits its articles."""

from __future__ import annotations

import csv
import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parents[2] / "evaluation" / "stories"


@pytest.fixture(name="score", scope="module")
def score_fixture() -> ModuleType:
    """The script as a module."""
    spec = spec_from_file_location("stories_score", HERE / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_b_cubed_counts_by_event(score: ModuleType) -> None:
    """Bagga and Baldwin's example: three happenings, the last two taken as one."""
    truth = {**dict.fromkeys("12345", "x"), **dict.fromkeys("67", "y"), **dict.fromkeys("89ABC", "z")}
    labels = {**dict.fromkeys("12345", 1), **dict.fromkeys("6789ABC", 2)}
    precision, recall, _ = score.b_cubed(labels, truth, truth)
    assert (round(precision, 2), recall) == (0.76, 1.0)


def test_every_clause_of_the_truth_stands_once_in_its_article(score: ModuleType) -> None:
    """Each happening has more than one clause or stands in more than one article's words."""
    texts = {}
    for path in (path for files in score.SETS.values() for path in files):
        for line in path.read_text("utf-8").splitlines():
            article = json.loads(line)
            texts[article["id"]] = article["text"]
    with (HERE / "truth.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            assert texts[row["article"]].count(row["clause"]) == 1, row
