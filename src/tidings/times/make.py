"""What makers share: how they register, what they return, how they read the parts of a match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tidings.records import TimeType
from tidings.times.anchors import Context
from tidings.times.calendar import Period, at_unit, shifted
from tidings.times.grammar import Match
from tidings.times.numbers import count_of
from tidings.times.words import Word

STEP = {"last": -1, "before": -1, "next": 1, "after": 1}
NO_SUCH_DAY = "no such day"
NO_DATE = "no date of publication to count from"


class Made(NamedTuple):
    """What a maker made of a match.

    ``start`` and ``end`` are given where it covers other words than the match. A ``loose`` time (a clock time, a part
    of the day) is joined to the day beside it; ``weak`` ones are no times unless they are joined. A ``compared`` one
    only serves to compare ("up from 5 a year earlier"): the text does not go on from it.
    """

    type: TimeType
    value: str | None
    reason: str | None = None
    start: int | None = None
    end: int | None = None
    loose: bool = False
    weak: bool = False
    compared: bool = False
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None


Maker = Callable[[Match, Context], "Made | Sequence[Made] | None"]
MAKERS: dict[str, Maker] = {}


def maker(function: Maker) -> Maker:
    """Register a maker under its name without the leading underscore."""
    MAKERS[function.__name__.lstrip("_")] = function
    return function


def date(value: str | None, reason: str | None = None) -> Made:
    """A date; without a value for want of a day to count from, or for the reason given."""
    return Made("DATE", value, None if value else reason or NO_DATE)


def year_of(words: Sequence[Word]) -> int | None:
    """The year in "1998", "'98", "nineteen ninety-eight"; None where there is none."""
    if not words:
        return None
    values = words[0].values
    if "yyyy" in values:
        return int(words[0].lower)
    if "shortyear" in values:
        return full_year(int(words[0].lower[1:]))
    return _spoken_year([int(word.values["cardinal"]) for word in words if "cardinal" in word.values])


def _spoken_year(numbers: Sequence[int]) -> int | None:
    """19 96 -> 1996, 19 90 6 -> 1996, 2 1000 8 -> 2008; "nineteen six" is no year."""
    if len(numbers) > 1 and numbers[1] == 1000:  # noqa: PLR2004  "two thousand and eight"
        return numbers[0] * 1000 + sum(numbers[2:])
    if len(numbers) > 1 and 10 <= numbers[1] < 100 and sum(numbers[1:]) < 100:  # noqa: PLR2004
        return numbers[0] * 100 + sum(numbers[1:])
    return None


def full_year(short: int) -> int:
    """Two digits: 51 to 99 are of the twentieth century, 00 to 50 of the twenty-first."""
    return 1900 + short if short > 50 else 2000 + short  # noqa: PLR2004  where a short year turns


def day_of(words: Sequence[Word]) -> int | None:
    """The day of the month in "3", "3rd", "third"; None where there is none."""
    total = 0
    for word in words:
        digits = "".join(letter for letter in word.lower if letter.isdigit())
        total += int(digits) if digits else int(word.values.get("ordinal", 0))
    return total if total > 0 else None


def ordinal_of(match: Match, name: str = "ordinal") -> int:
    """3 for "third" and "3rd", -1 for "final", 0 for none."""
    words = match.all(name)
    if not words:
        return 0
    digits = "".join(letter for letter in words[0].lower if letter.isdigit())
    return int(digits) if digits else int(words[0].values.get("ordinal", 0))


def whole_count(match: Match, name: str = "count") -> int | None:
    """The count of a match as a whole number; None where it is open or broken."""
    count = count_of(match.all(name))
    return None if count is None or count.denominator != 1 else int(count)


def step_of(match: Match) -> int:
    """-1 for last and previous, 1 for next and following, 0 for this, that and where nothing is said."""
    return STEP.get(match.value("which"), 0)


def moved(then: Period, unit: str, count: int, told_in: str) -> Made:
    """A period moved by so many units, told at the precision of ``told_in``."""
    there = shifted(then.day, unit, count)
    return date(at_unit(there, told_in) if there else None, "outside the calendar")
