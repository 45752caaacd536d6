"""Short reports with a denial in each: whose dispute is found, and where none is made up."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import tidings

CASES = tomllib.loads((Path(__file__).parent / "disputes.toml").read_text("utf-8"))
ARCHIVE = Path(__file__).parents[3] / "examples/archive"
FLOOR = 0.85  # of the disputes whose event is coded; it was 0.92 when written


def words_of(coder: tidings.Coder, text: str) -> set[str]:
    """The words of all events."""
    events = coder.code(text, published="2024-05-01").events
    return {word.text for event in events for word in (event.trigger, *event.also)}


def denied_by(coder: tidings.Coder, text: str) -> set[tuple[str, str]]:
    """Who denies what: the words of the source, and each word of the event."""
    found = set()
    for event in coder.code(text, published="2024-05-01").events:
        deniers = {each.said_by.text for each in event.positions if each.said_by and each.status == "denied"}
        found |= {(who, word.text) for who in deniers for word in (event.trigger, *event.also)}
    return found


@pytest.mark.parametrize("text", CASES["quiet"])
def test_what_denies_no_event_makes_no_dispute(coder: tidings.Coder, text: str) -> None:
    """A rejected offer, criticism or demand, a denial of another thing and a refusal to comment deny no act."""
    assert denied_by(coder, text) == set()


def test_disputes_are_found(coder: tidings.Coder) -> None:
    """A denial is laid to the event that it refers to."""
    coded = [case for case in CASES["disputes"] if case[2] in words_of(coder, case[0])]
    missed = [
        text
        for text, who, word in coded
        if not any(who in denier and word == said for denier, said in denied_by(coder, text))
    ]
    assert len(coded) > len(CASES["disputes"]) // 2
    assert len(missed) <= (1 - FLOOR) * len(coded), missed


@pytest.mark.parametrize(
    ("file", "article", "trigger", "denier"),
    [
        ("northwind-wire", "northwind-wire-2023-04-15-18", "seized", "the army"),
        ("meridian-post", "meridian-post-2023-11-25-15", "blocking", "Israel"),
    ],
)
def test_the_sample_archive_shows_true_disputes(
    coder: tidings.Coder, file: str, article: str, trigger: str, denier: str
) -> None:
    """Whoever tries ``--disputed`` on the sample archive sees what it is for, and nothing else in these reports."""
    lines = (ARCHIVE / f"{file}.jsonl").read_text("utf-8").splitlines()
    (text,) = [each["text"] for each in map(json.loads, lines) if each["id"] == article]
    assert denied_by(coder, text) == {(denier, trigger)}
