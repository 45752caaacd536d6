"""Calendar arithmetic on TimeML values."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

# Units that a date can be told in, with what shifts a day by one of them.
STEPS = {
    "D": relativedelta(days=1), "W": relativedelta(weeks=1), "FN": relativedelta(weeks=2), "M": relativedelta(months=1),
    "Q": relativedelta(months=3), "Y": relativedelta(years=1), "DE": relativedelta(years=10),
    "CE": relativedelta(years=100), "WE": relativedelta(weeks=1),
}  # fmt: skip
TIMES = {"S": "S", "MIN": "M", "H": "H"}
MONTHS_A_QUARTER = 3
_SEASON_OF = {
    12: "WI",
    1: "WI",
    2: "WI",
    3: "SP",
    4: "SP",
    5: "SP",
    6: "SU",
    7: "SU",
    8: "SU",
    9: "FA",
    10: "FA",
    11: "FA",
}


def day_value(day: dt.date) -> str:
    """2024-05-17."""
    return day.isoformat()


def at_unit(day: dt.date, unit: str) -> str:
    """The period of a unit that holds a day: "2024-W20", "2024-05", "2024-Q2", "2024", "202", "20"."""
    year, week, _ = day.isocalendar()
    made = {
        "D": day.isoformat(), "W": f"{year}-W{week:02d}", "FN": f"{year}-W{week:02d}", "WE": f"{year}-W{week:02d}-WE",
        "M": f"{day:%Y-%m}", "Q": f"{day.year:04d}-Q{(day.month - 1) // MONTHS_A_QUARTER + 1}", "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}", "CE": f"{day.year // 100:02d}",
    }  # fmt: skip
    return made[unit]


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
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def nearest_year(month: int, day: int | None, reference: dt.date, direction: int) -> int:
    """The year of a month without one: the last before the reference, or the next after it, or the nearest.

    Args:
        month: 1 to 12.
        day: 1 to 31, or None for the whole month.
        reference: day from which to look.
        direction: -1 back, 1 ahead, 0 whichever is nearer.
    """
    here, there = (reference.month, reference.day), (month, day or reference.day)
    if direction < 0:
        return reference.year if there <= here else reference.year - 1
    if direction > 0:
        return reference.year if there >= here else reference.year + 1
    gap = (month - reference.month) % 12
    years = {
        0: reference.year,
        1: reference.year + (month < reference.month),
        -1: reference.year - (month > reference.month),
    }
    return years[0 if gap == 0 else 1 if gap <= 3 else -1]  # noqa: PLR2004  a quarter ahead, else back


def weekday_near(weekday: int, reference: dt.date, direction: int) -> dt.date:
    """The day of that name (1 Monday) at or before the reference, or at or after it."""
    gap = (weekday - reference.isoweekday()) % 7
    if direction > 0:
        return reference + dt.timedelta(days=gap)
    return reference - dt.timedelta(days=(7 - gap) % 7)


def season_of(day: dt.date) -> str:
    """SP, SU, FA or WI, by calendar months of the northern half."""
    return _SEASON_OF[day.month]


def duration_value(unit: str, count: str) -> str:
    """P18M, PT24H, PXD for an unknown count."""
    if unit in TIMES:
        return f"PT{count}{TIMES[unit]}"
    if unit == "FN":
        return f"P{int(count) * 2}W" if count.isdigit() else "PXW"
    return f"P{count}{unit}"
