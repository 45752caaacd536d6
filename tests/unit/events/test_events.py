"""Who did what to whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import tidings
from tidings.events.stated import bounds

P = "2024-05-17"


def short(coder: tidings.Coder, text: str) -> list[tuple[Any, ...]]:
    """Type, actors, recipients of each event."""
    events = coder.code(text, published=P).events
    return [(e.type, [a.code for a in e.actors], [a.code for a in e.recipients]) for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran condemned Israel.", ("ACCUSE", ["IRN"], ["ISR"])),
        ("Ukrainian villages were shelled by Russian troops.", ("ASSAULT", ["RUS"], ["UKR"])),
        ("France paid a visit to Germany.", ("CONSULT", ["FRA"], ["DEU"])),
        ("Talks between India and Pakistan ended without a deal.", ("CONSULT", ["IND", "PAK"], [])),
        ("Israel agreed to release Palestinian prisoners.", ("CONCEDE", ["ISR"], ["PSE"])),
        ("Brazil will not lift its embargo on Peru.", ("REJECT", ["BRA"], ["PER"])),
        ("The president of Chile will visit Peru in June.", ("AGREE", ["CHL"], ["PER"])),
    ],
)
def test_parties_stand_where_the_grammar_puts_them(coder: tidings.Coder, text: str, expected: tuple[Any, ...]) -> None:
    """Active, passive, support verb, reciprocal, control, refusal, announcement."""
    assert short(coder, text) == [expected]


def test_what_an_attack_did_is_the_attack(coder: tidings.Coder) -> None:
    """One event at the noun, with its size."""
    (event,) = coder.code("Israel's attack on Iran killed 12 people.", published=P).events
    assert (event.trigger.text, event.size.dead if event.size else None) == ("attack", 12)


@pytest.mark.parametrize(
    "text",
    [
        "The film struck a chord.",
        "A typhoon killed three fishermen in China.",
        "Hailstones hit the car.",
        "The West condemned it.",
    ],
)
def test_what_is_no_politics_is_no_event(coder: tidings.Coder, text: str) -> None:
    """However warlike the words."""
    assert not coder.code(text, published=P).events


def test_an_empty_field_says_why(coder: tidings.Coder) -> None:
    """Never a default."""
    (event,) = coder.code("Iran threatened to close the strait.").events
    assert (event.recipients, event.place, event.date.value) == ((), None, None)
    assert {"recipients", "place"} <= set(event.reasons)
    assert event.date.reason


def test_the_date_of_an_event_is_that_of_its_clause(coder: tidings.Coder) -> None:
    """The saying on Thursday does not date what was done on Monday."""
    coded = coder.code("Iran said on Thursday that Israel bombed Syria on Monday.", published=P)
    (event,) = [event for event in coded.events if event.type == "ASSAULT"]
    assert (event.date.value, event.date.basis) == ("2024-05-13", "stated")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-W20", "2024-05-13", "2024-05-19"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-W60", None, None),
        ("2023-02-30", None, None),
    ],
)
def test_a_period_knows_its_days(value: str, first: str | None, last: str | None) -> None:
    """First and last day; none for what no calendar has."""
    assert bounds(value) == tuple(None if day is None else dt.date.fromisoformat(day) for day in (first, last))
