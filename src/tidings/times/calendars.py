"""Days of the Hijri and the Hebrew calendar.

Source of the arithmetic: Reingold and Dershowitz, *Calendrical Calculations*.
"""

from __future__ import annotations

import datetime as dt

_HIJRI_EPOCH = 227_015  # 16 July 622 (Julian), as a proleptic Gregorian ordinal
_HEBREW_EPOCH = -1_373_427
_TISHRI, _ADAR = 7, 12


def hijri_day(year: int, month: int, day: int) -> dt.date:
    """A day of the tabular Islamic calendar (civil epoch); at most a day off the sighted moon.

    Raises:
        ValueError: it lies outside the years 1 to 9999.
    """
    ordinal = _HIJRI_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return dt.date.fromordinal(ordinal)


def hebrew_day(year: int, month: int, day: int) -> dt.date:
    """A day of the Hebrew calendar; months count from Nisan (1), the year begins with Tishri (7).

    Raises:
        ValueError: it lies outside the years 1 to 9999.
    """
    ordinal = _new_year(year) + day - 1
    before = range(_TISHRI, month) if month >= _TISHRI else [*range(_TISHRI, _months(year) + 1), *range(1, month)]
    return dt.date.fromordinal(ordinal + sum(_month_days(year, each) for each in before))


def _months(year: int) -> int:
    return 13 if (7 * year + 1) % 19 < 7 else 12  # noqa: PLR2004  seven leap years in nineteen


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day  # noqa: PLR2004  no new year on Sunday, Wednesday, Friday


def _new_year(year: int) -> int:
    before, this, after = (_elapsed(year + step) for step in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0  # noqa: PLR2004  lengths no year may have
    return _HEBREW_EPOCH + this + delay


def _month_days(year: int, month: int) -> int:
    length = _new_year(year + 1) - _new_year(year)
    if month in {2, 4, 6, 10, 13} or (month == _ADAR and _months(year) == _ADAR):
        return 29
    if month == 8:  # noqa: PLR2004  Marheshvan
        return 30 if length % 10 == 5 else 29  # noqa: PLR2004
    if month == 9:  # noqa: PLR2004  Kislev
        return 29 if length % 10 == 3 else 30  # noqa: PLR2004
    return 30
