"""Calendar arithmetic on TimeML values."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

# Units that a date can be told in, with what shifts a day by one of them.
STEPS = {
    "D": relativedelta(days=1), "W": relativedelta(weeks=1), "FN": relativedelta(weeks=2), "M": relativedelta(months=1),
    "Q": relativedelta(months=3), "HY": relativedelta(months=6), "Y": relativedelta(years=1),
    "SEASON": relativedelta(months=3), "DE": relativedelta(years=10), "CE": relativedelta(years=100),
    "ML": relativedelta(years=1000), "WE": relativedelta(weeks=1),
}  # fmt: skip
# From fine to coarse.
ORDER = ("D", "WE", "W", "FN", "M", "SEASON", "Q", "HY", "Y", "DE", "CE", "ML")
SEASONS = ("WI", "SP", "SU", "FA")
_SEASON_MONTH = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}
_SHAPES = (
    ("D", re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)")),
    ("M", re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)")),
    ("WE", re.compile(r"(?P<y>\d{4})-W(?P<w>\d\d)-WE")),
    ("W", re.compile(r"(?P<y>\d{4})-W(?P<w>\d\d)")),
    ("Q", re.compile(r"(?P<y>\d{4})-Q(?P<q>[1-4])")),
    ("HY", re.compile(r"(?P<y>\d{4})-H(?P<h>[12])")),
    ("SEASON", re.compile(r"(?P<y>\d{4})-(?P<s>WI|SP|SU|FA)")),
    ("Y", re.compile(r"(?P<y>\d{4})")),
    ("DE", re.compile(r"(?P<de>\d{3})")),
    ("CE", re.compile(r"(?P<ce>\d\d)")),
)
_NEAR_AHEAD = 3  # months


class Period(NamedTuple):
    """A stretch of the calendar: its unit and its first day."""

    unit: str
    day: dt.date


def period_of(value: str | None) -> Period | None:
    """The stretch that a TimeML date names ("2024-05", "2024-Q2", "2024-05-17TMO"); None where it names none."""
    text = (value or "").split("T")[0]
    for unit, shape in _SHAPES:
        if found := shape.fullmatch(text):
            try:
                return Period(unit, _first_day(found))
            except ValueError:
                return None
    return None


def _first_day(found: re.Match[str]) -> dt.date:
    part = found.groupdict()
    if "de" in part or "ce" in part:
        return dt.date(int(part["de"]) * 10 if "de" in part else int(part["ce"]) * 100, 1, 1)
    year = int(part["y"])
    if "w" in part:
        return dt.date.fromisocalendar(year, int(part["w"]), 1)
    if "m" in part:
        return dt.date(year, int(part["m"]), int(part.get("d") or 1))
    if "q" in part:
        return dt.date(year, int(part["q"]) * 3 - 2, 1)
    if "h" in part:
        return dt.date(year, int(part["h"]) * 6 - 5, 1)
    return dt.date(year, _SEASON_MONTH[part["s"]] if "s" in part else 1, 1)


def at_unit(day: dt.date, unit: str) -> str:
    """The period of a unit that holds a day: "2024-W20", "2024-05", "2024-Q2", "2024", "202", "20"."""
    year, week, _ = day.isocalendar()
    made = {
        "D": day.isoformat(), "W": f"{year:04d}-W{week:02d}", "FN": f"{year:04d}-W{week:02d}",
        "WE": f"{year:04d}-W{week:02d}-WE", "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{quarter_of(day)}", "HY": f"{day.year:04d}-H{1 if day.month < 7 else 2}",  # noqa: PLR2004
        "SEASON": f"{day.year:04d}-{season_of(day)}", "Y": f"{day.year:04d}", "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}", "ML": f"{day.year // 1000:01d}",
    }  # fmt: skip
    return made[unit]


def is_finer(unit: str, other: str) -> bool:
    """Whether a unit is shorter than another."""
    return ORDER.index(unit) < ORDER.index(other)


def shifted(day: dt.date, unit: str, count: int) -> dt.date | None:
    """A day moved by so many units; None where it leaves the calendar."""
    try:
        found: dt.date = day + STEPS[unit] * count
        return found  # noqa: TRY300  one expression, one way out
    except (OverflowError, ValueError):
        return None


def date_value(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A value at the precision given; None for a day that does not exist (31 February)."""
    if month is None:
        return f"{year:04d}"
    try:
        first = dt.date(year, month, day or 1)
    except ValueError:
        return None
    return first.isoformat() if day else f"{year:04d}-{month:02d}"


def month_year(month: int, reference: dt.date, direction: int) -> int:
    """The year of a month without one: the last up to the reference, the next from it, or (0) the nearest.

    Args:
        month: 1 to 12.
        reference: day from which to look.
        direction: -1 back, 1 ahead, 0 whichever is nearer, at most a quarter ahead.
    """
    if direction < 0:
        return reference.year if month <= reference.month else reference.year - 1
    if direction > 0:
        return reference.year if month >= reference.month else reference.year + 1
    gap = (month - reference.month) % 12
    if gap <= _NEAR_AHEAD:
        return reference.year + (month < reference.month)
    return reference.year - (month > reference.month)


def day_year(month: int, day: int, reference: dt.date, direction: int) -> int | None:
    """The year of a month and day without one: the nearest; None for a day that no year has.

    Args:
        month: 1 to 12.
        day: 1 to 31.
        reference: day from which to look.
        direction: -1 or 1 prefers the past or the future by half a year, 0 neither.
    """
    years = range(reference.year - 1, reference.year + 2)
    if (month, day) == (2, 29):
        years = range(reference.year - 4, reference.year + 5)
    days = [dt.date(year, month, day) for year in years if date_value(year, month, day)]
    aim = reference + dt.timedelta(days=60 * direction)
    return min(days, key=lambda each: abs(each - aim)).year if days else None


def weekday_near(weekday: int, reference: dt.date, direction: int) -> dt.date:
    """The day of that name (1 Monday) at or before the reference, or at or after it."""
    gap = (weekday - reference.isoweekday()) % 7
    return reference + dt.timedelta(days=gap if direction > 0 else gap - 7 if gap else 0)


def quarter_of(day: dt.date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def season_of(day: dt.date) -> str:
    """SP, SU, FA or WI, by calendar months of the northern half."""
    return SEASONS[day.month % 12 // 3]
