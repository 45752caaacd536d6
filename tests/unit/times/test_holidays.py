"""Named days and periods, and the calendars behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tidings.records import TimeMention
from tidings.times.calendars import hebrew_day, hijri_day
from tidings.times.holidays import fall, names

Times = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Christmas Eve 1998.", "1998-12-24"),
        ("They met on Easter Monday 2025.", "2025-04-21"),
        ("They met last Thanksgiving.", "2023-11-23"),
        ("They met on Good Friday, 1916.", "1916-04-21"),
        ("They met on Orthodox Easter 2021.", "2021-05-02"),
        ("They met on Yom Kippur 1973.", "1973-10-06"),
        ("They met on Rosh Hashanah 2000.", "2000-09-30/2000-10-01"),
        ("Prices rose during Ramadan 2024.", "2024-03-11/2024-04-09"),
        ("They met on Election Day 2000.", "2000-11-07"),
        ("Much changed after the Cold War.", "1947/1991"),
    ],
)
def test_named_times_have_the_days_of_their_year(unparsed: Times, text: str, value: str) -> None:
    """Checked against printed calendars."""
    assert value in [found.value for found in unparsed(text)]


def test_a_war_is_a_time_only_after_a_preposition(unparsed: Times) -> None:
    """Cold War rivals are no time."""
    assert not unparsed("The Cold War rivals met.")


@pytest.mark.parametrize("year", [1900, 2000, 2030, 2100])
def test_every_name_falls_in_every_year_that_we_promise(year: int) -> None:
    """At least once from 1900 to 2100, but for a lunar year that skips; twice where it comes twice."""
    for named in names().values():
        if named.rule != "span":
            assert fall(named, year), (named.name, year)
            assert all(each.first.year == year for each in fall(named, year))


def test_ramadan_comes_twice_in_2030() -> None:
    """A lunar year is eleven days shorter."""
    assert len(fall(names()["ramadan"], 2030)) == 2


def test_the_calendars_agree_with_known_days() -> None:
    """The first of Muharram 1445, and the Hebrew new year 5784."""
    assert abs(hijri_day(1445, 1, 1) - dt.date(2023, 7, 19)).days <= 1
    assert hebrew_day(5784, 7, 1) == dt.date(2023, 9, 16)
    assert hebrew_day(5784, 1, 15) == dt.date(2024, 4, 23)
