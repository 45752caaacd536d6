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


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Putin met Xi on Thursday on his first trip since his re-election in March.", "met", "2024-05-16"),
        ("Arriving on Thursday, Putin embarked on his first trip since his election in March.", "trip", "2024-05-16"),
        ("Aircraft had bombed radar stations and a bridge on Sunday.", "bombed", "2024-05-12"),
    ],
)
def test_a_time_belongs_to_its_own_noun(when: Any, text: str, word: str, value: str) -> None:
    """ "Since his election in March" dates the election; "a bridge on Sunday" dates the bombing."""
    assert when(text, word).value == value


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("He spoke on Thursday, two days after soldiers arrested the minister.", "arrested", "2024-05-14"),
        ("The president rode into the town on Sunday, two days after an offensive.", "offensive", "2024-05-10"),
        ("He resigned on Thursday, a year before rebels attacked the town.", "attacked", "2025"),
    ],
)
def test_a_distance_from_the_main_clause_is_counted(when: Any, text: str, word: str, value: str) -> None:
    """ "Two days after" counts from the day of the clause above, with the length as the words of the date."""
    found = when(text, word)
    assert (found.value, found.basis) == (value, "stated")


def test_the_day_of_saying_is_not_that_of_what_is_told_aside() -> None:
    """Those "who blew up a hotel" did so before the minister spoke of them."""
    coder = tidings.load(stages=("tidings_times",))
    text = "The minister said on Friday that his country would punish those who blew up a hotel."
    doc = coder.parsed(text, published=PUBLISHED)
    assert event_when(doc, next(token for token in doc if token.text == "blew"), PUBLISHED).value is None


def test_the_first_lines_date_the_news_where_no_date_is_given() -> None:
    """Without a publication date the dateline's day is the day of the lead, as stated by its words."""
    coder = tidings.load(stages=("tidings_times",))
    doc = coder.parsed("Published: May 17, 2024\n\nRebels shelled the town and burnt houses.")
    found = event_when(doc, next(token for token in doc if token.text == "shelled"), None)
    assert (found.value, found.basis, found.mention and found.mention.text) == ("2024-05-17", "stated", "May 17, 2024")
