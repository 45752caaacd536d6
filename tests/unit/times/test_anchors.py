"""From which time an expression counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

import tidings
from tidings.records import TimeMention
from tidings.times.find import Options

Times = Callable[..., list[TimeMention]]


def values(found: list[TimeMention]) -> list[str | None]:
    """The values in order."""
    return [each.value for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy will return on Monday.", "2024-05-20"),
        ("The envoy returned on Monday.", "2024-05-13"),
        ("The vote is planned for Tuesday.", "2024-05-21"),
        ("The offer is open until Thursday.", "2024-05-23"),
        ("The ministers meet on Monday.", "2024-05-20"),
        ("Parliament will reopen in March.", "2025-03"),
        ("Parliament reopened in October.", "2023-10"),
        ("The accord expires on Aug. 3.", "2024-08-03"),
    ],
)
def test_tense_decides_which_day_is_meant(coder: tidings.Coder, text: str, expected: str) -> None:
    """A weekday or month lies ahead where the clause does, else behind."""
    assert values(list(coder.code(text, published="2024-05-17").times)) == [expected]


def test_a_narrative_counts_from_what_it_told(unparsed: Times) -> None:
    """Without a publication date, dates without a year go on from the last one told."""
    text = (
        "The war began in 1939. On 1 September forces crossed the border. Two days later it was declared. "
        "In April 1940 they moved north. The following month the city fell. On 10 June they left. "
        "The next day it burnt."
    )
    assert values(unparsed(text, None)) == [
        "1939", "1939-09-01", "1939-09-03", "1940-04", "1940-05", "1940-06-10", "1940-06-11",
    ]  # fmt: skip


def test_the_same_day_is_the_day_told_and_not_the_publication(unparsed: Times) -> None:
    """Anaphors count from the text, deictics from the publication."""
    text = "He came on 3 May 2023. The same day he left. A week earlier she had come. He returned last week."
    assert values(unparsed(text)) == ["2023-05-03", "2023-05-03", "2023-04-26", "2024-W19"]


@pytest.mark.parametrize(
    "head",
    [
        "LONDON, May 17, 2024 (Reuters) - ",
        "PARIS, 17 May 2024 -- ",
        "Talks resume\n17 May 2024\n\n",
        "Published: Friday, May 17, 2024 10:30 a.m. GMT\n",
        "2024-05-17T08:00:00Z\n",
        "WASHINGTON (AP) May 17, 2024 -- ",
        "(Reuters) - May 17, 2024: ",
        "(05/17/24 14:32) ",
        "May 17, 2024, Friday\n",
        "By John Smith, May 17, 2024\n",
        "May 17, 2024 | By John Smith\n",
    ],
)
def test_the_date_in_the_first_lines_stands_in_for_one_not_given(unparsed: Times, head: str) -> None:
    """Wire copy says itself when it was written."""
    assert values(unparsed(f"{head}The envoy arrived yesterday.", None))[-1] == "2024-05-16"


def test_a_date_within_the_first_sentence_is_no_dateline(unparsed: Times) -> None:
    """A report of a day is not of that day."""
    (_, found) = unparsed("The embassy, attacked on May 17, 2024, was empty. The envoy left yesterday.", None)
    assert (found.value, found.reason) == (None, "no date of publication to count from")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was signed on 3/5/2024.", "2024-03-05"),
        ("It was signed on 3/5/2024 and sealed on 17/5/2024.", "2024-05-03"),
        ("It was signed on 3/5/2024, not on 4 May.", "2024-05-03"),
        ("It was signed on 3/5/2024 and sealed on 5/17/2024.", "2024-03-05"),
        ("It was signed on 17/5/2024.", "2024-05-17"),
        ("It was signed on 3.5.2024.", "2024-05-03"),
    ],
)
def test_day_and_month_are_told_apart_by_the_other_dates(unparsed: Times, text: str, expected: str) -> None:
    """British where another date can only be so, or is written so; American otherwise; dots are continental."""
    assert unparsed(text)[0].value == expected


@pytest.mark.parametrize("day", ["31 February 2023", "13/14/2022", "29 February 2023", "April 31, 2024", "2024-13-01"])
def test_a_day_that_does_not_exist_has_no_value_but_a_reason(unparsed: Times, day: str) -> None:
    """No other day is made of it, nor is its year taken for a date of its own; it is told where asked for."""
    assert not unparsed(f"The note was dated {day}.")
    (found,) = unparsed(f"The note was dated {day}.", options=Options(impossible=True))
    assert (found.text, found.value, found.reason) == (day, None, "no such day")


def test_leap_days_exist_in_leap_years_only(unparsed: Times) -> None:
    """29 February without a year is that of the nearest leap year."""
    assert values(unparsed("It was dated 29 February 2024. It was 29 February.", dt.date(2025, 3, 1))) == [
        "2024-02-29", "2024-02-29",
    ]  # fmt: skip


def test_two_digit_years_turn_at_fifty(unparsed: Times) -> None:
    """'51 is 1951, '50 is 2050."""
    assert values(unparsed("Dated 3/4/51. Dated 3/4/50.")) == ["1951-03-04", "2050-03-04"]


def test_ages_are_times_only_where_asked_for(unparsed: Times) -> None:
    """The age of a person says nothing of when; TimeML calls it a duration."""
    text = "The 22-year-old was freed."
    assert not unparsed(text)
    assert values(unparsed(text, options=Options(ages=True))) == ["P22Y"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march.", "He fell in the second half.", "The Sun reported it.", "It has 1,200 troops.",
        "It cost $2000.", "Spring the trap.", "Wait a second.", "Room 1250 is empty.",
        "He bought the New York Times and the Daily News.", "three-quarters of them", "Version 2.10.24 is out.",
    ],
)  # fmt: skip
def test_words_that_can_be_times_are_none_here(coder: tidings.Coder, text: str) -> None:
    """Months, seasons, weekdays, years and units have namesakes."""
    assert not coder.code(text, published="2024-05-17").times


def test_a_clock_time_takes_the_day_beside_it_else_that_of_its_sentence(unparsed: Times) -> None:
    """10 p.m. Wednesday is one time; a clock time alone is on the day told, else of the publication."""
    text = "It began at 10 p.m. Wednesday. On 3 May it ended at 11:15. It is 06:58 UTC."
    assert values(unparsed(text)) == ["2024-05-15T22:00", "2024-05-03", "2024-05-03T11:15", "2024-05-17T06:58Z"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He could not be reached on Wednesday.", "2024-05-15"),
        ("Officials may have met on Wednesday.", "2024-05-15"),
        ("The ministers had agreed on Wednesday.", "2024-05-15"),
        ("The record was set on Dec. 6.", "2023-12-06"),
        ("Protesters planned a large march on Saturday.", "2024-05-18"),
        ("The office has scheduled a news conference for Monday.", "2024-05-20"),
        ("They postponed the vote until Tuesday morning.", "2024-05-21TMO"),
        ("The shortage hurt sales on Wednesday.", "2024-05-15"),
    ],
)
def test_direction_of_perfects_modals_and_plans(coder: tidings.Coder, text: str, expected: str) -> None:
    """A perfect, a denied "could" and a record that was set are behind; what is planned or put off lies ahead."""
    assert values(list(coder.code(text, published="2024-05-17").times)) == [expected]


def test_a_comparison_is_no_time_to_go_on_from(unparsed: Times) -> None:
    """ "A year earlier" twice in a row is the same year, not two years back."""
    text = "In March 2023 it lost 5, up from 4 a year earlier. Sales were 9 compared with 8 a year earlier."
    assert values(unparsed(text)) == ["2023-03", "2022", "2022"]


def test_a_period_is_compared_with_the_month_told(unparsed: Times) -> None:
    """ "The same period last year" after a month is that month of the year before."""
    assert values(unparsed("Sales rose in February compared to the same period last year.")) == ["2024-02", "2023-02"]


def test_a_quarter_ended_on_a_day_is_the_one_around_it(unparsed: Times) -> None:
    """ "The quarter ended July 31" lies mostly in the second quarter."""
    assert values(unparsed("For the quarter ended July 31, 2023 it lost 5.")) == ["2023-Q2", "2023-07-31"]


def test_a_feast_at_hand_is_meant_whatever_the_tense(unparsed: Times) -> None:
    """Easter of this year, not of the last one, a few days before it."""
    assert values(unparsed("They prayed as Easter neared.", dt.date(2024, 3, 28))) == ["2024-03-31"]
