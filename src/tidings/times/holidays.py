"""Days and periods that have a name: the table data/times/names.csv, and when they fall in a year."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from tidings.errors import KnowledgeError
from tidings.times.calendars import hebrew_day, hijri_day

FIRST_YEAR, LAST_YEAR = 1900, 2100
_NISAN, _MONTHS = 1, 12


class Fall(NamedTuple):
    """First and last day of a named time in one year."""

    first: dt.date
    last: dt.date


class Named(NamedTuple):
    """A row of the table."""

    name: str
    rule: str
    argument: str
    days: int
    use: str  # "free", or "after preposition" where the name is no time in most places


@cache
def names() -> Mapping[str, Named]:
    """Every row by its lower-case name.

    Raises:
        KnowledgeError: a row has a rule that is not known.
    """
    text = files("tidings").joinpath("data/times/names.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    found: dict[str, Named] = {}
    for row in rows:
        if row["rule"] not in _RULES and row["rule"] != "span":
            raise KnowledgeError(f"no calendar rule is called {row['rule']!r}", where=f"names.csv: {row['name']}")
        named = Named(row["name"], row["rule"], row["argument"], int(row["days"] or 1), row["use"])
        found |= {name.strip(): named for name in row["name"].lower().split("|")}
    return found


def calendar_names() -> Iterator[tuple[str, str]]:
    """Every name with the pattern by which it is found."""
    for name, row in names().items():
        words = name.replace("'s", " 's").replace("-", " dash? ")
        year = "" if row.rule == "span" else "(comma? year=YEAR | of? @which year | in year=YEAR)?"
        which = "" if row.rule == "span" else "(@which)?" if "which" not in year else "first=(which)?"
        yield name, f"the? {which} {words} {year}"


def fall(named: Named, year: int) -> list[Fall]:
    """When a named time begins and ends in a Gregorian year: once, never, or twice (Ramadan in 2030).

    Calendars other than the Gregorian are computed: the Hijri by its tabular form, which may be a day off the sighting
    of the moon; the Hebrew by its arithmetic. None outside 1900 to 2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    return [Fall(day, day + dt.timedelta(days=named.days - 1)) for day in _RULES[named.rule](named.argument, year)]


def _fixed(argument: str, year: int) -> list[dt.date]:
    month, day = map(int, argument.split("-"))
    return [dt.date(year, month, day)]


def _nth(argument: str, year: int) -> list[dt.date]:
    """ "11 4 4 +1": the day after the fourth Thursday of November; a negative count goes from the month's end."""
    month, count, weekday, *more = map(int, argument.split())
    first = dt.date(year, month, 1)
    if count < 0:
        first = dt.date(year + month // _MONTHS, month % _MONTHS + 1, 1) - dt.timedelta(days=7)
        count = 1
    day = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    return [day + dt.timedelta(days=more[0] if more else 0)]


def _easter(argument: str, year: int) -> list[dt.date]:
    return [easter(year, EASTER_WESTERN) + dt.timedelta(days=int(argument))]


def _orthodox(argument: str, year: int) -> list[dt.date]:
    return [easter(year, EASTER_ORTHODOX) + dt.timedelta(days=int(argument))]


def _hijri(argument: str, year: int) -> list[dt.date]:
    month, day = map(int, argument.split("-"))
    about = (year - 622) * 33 // 32
    days = (hijri_day(about + step, month, day) for step in (-1, 0, 1, 2))
    return [day for day in days if day.year == year]


def _hebrew(argument: str, year: int) -> list[dt.date]:
    month, day = map(int, argument.split("-"))
    days = (hebrew_day(year + step, month, day) for step in (3760, 3761))
    return [day for day in days if day.year == year]


_RULES: Mapping[str, Callable[[str, int], list[dt.date]]] = {
    "fixed": _fixed, "nth": _nth, "easter": _easter, "orthodox": _orthodox, "hijri": _hijri, "hebrew": _hebrew,
}  # fmt: skip
