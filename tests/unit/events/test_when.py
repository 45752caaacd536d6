"""When an event happened: which time expression of a sentence is its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import tidings
from tidings.events.when import event_when
from tidings.records import When

PUBLISHED = dt.date(2024, 5, 17)  # a Friday


@pytest.fixture(scope="module")
def when() -> Any:
    """Text and event word to its date."""
    coder = tidings.load(stages=("tidings_times",))

    def asked(text: str, word: str) -> When:
        doc = coder.parsed(text, published=PUBLISHED)
        return event_when(doc, next(token for token in doc if token.text == word), PUBLISHED)

    return asked


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Rebels shelled the town on Wednesday.", "shelled", "2024-05-15"),
        ("Arriving on Thursday, the president met rebel leaders.", "met", "2024-05-16"),
        ("He warned the minister of sanctions at a summit in March.", "warned", "2024-03"),
        ("The president on Tuesday, at a rally in the capital, urged the army to withdraw.", "urged", "2024-05-14"),
    ],
)
def test_time_of_the_clause(when: Any, text: str, word: str, value: str) -> None:
    """A time at the verb, in an opening clause, of the occasion, or between subject and verb dates the event."""
    assert when(text, word).value == value


def test_since_gives_way_to_a_day(when: Any) -> None:
    """ "Since March" says from when on; where the clause names a day, the event was that day."""
    assert when(
        "Since his election in March he had said little, but on Monday he attacked the court.", "attacked"
    ).value == ("2024-05-13")


def test_what_lasts_ends_with_the_publication(when: Any) -> None:
    """What has gone on since a date is an interval up to the report."""
    found = when("The army has besieged the town since April.", "besieged")
    assert (found.start, found.end) == (dt.date(2024, 4, 1), PUBLISHED)


def test_the_past_is_never_later_than_the_report(when: Any) -> None:
    """An event told in the past tense gets no date after the publication, but a reason."""
    found = when("Rebels shelled the town on 20 May 2024.", "shelled")
    assert found.value is None
    assert found.reason == "the stated date is later than the publication"


def test_what_is_said_keeps_its_own_time(when: Any) -> None:
    """The day of the saying is not the day of what is told in a background clause with a time of its own."""
    text = "The minister said on Thursday that rebels had killed two men in January."
    assert when(text, "killed").value == "2024-01"
