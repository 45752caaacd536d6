"""What a time expression says of a date: its ISO value, its first and its last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from tidings.records import Span, TimeMention, When

_MONTHS = 12


def stated(mention: TimeMention) -> When:
    """The calendar date of a time expression; without a day or year where it has none."""
    value = (mention.value or "").split("T")[0]
    first, last = bounds(value)
    span = Span(start=mention.start, end=mention.end, text=mention.text)
    iso = value if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value) else _widened(value, first, last)
    return When(value=iso, start=first, end=last, basis="stated", mention=span)


def _widened(value: str, first: dt.date | None, last: dt.date | None) -> str | None:
    """A week, quarter or season as ISO 8601 of a coarser precision: the month where it lies in one, else the year."""
    if first is None or last is None:
        return value[:4] if value[:4].isdigit() else None
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first.year:04d}"


def bounds(value: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a TimeML date: "2024-05-17", "2024-05", "2024", "2024-W20", "2024-Q2", "2024-SU", "a/b"."""
    if "/" in value:
        first, _, last = value.partition("/")
        return bounds(first)[0], bounds(last)[1]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = dt.date.fromisoformat(value)
            return day, day
        if re.fullmatch(r"\d{4}-\d\d", value):
            return _months(int(value[:4]), int(value[5:]), 1)
        if re.fullmatch(r"\d{4}", value):
            return _months(int(value), 1, _MONTHS)
        if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            return _week(int(found[1]), int(found[2]), weekend=bool(found[3]))
        if found := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
            length = 3 if found[2] == "Q" else 6
            return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length)
        if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            return _months(int(found[1]), {"WI": 1, "SP": 3, "SU": 6, "FA": 9}[found[2]], 3)
    except ValueError:
        pass
    return None, None


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    last = month + count - 1
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _week(year: int, week: int, *, weekend: bool) -> tuple[dt.date, dt.date]:
    first = dt.date.fromisocalendar(year, week, 6 if weekend else 1)
    return first, dt.date.fromisocalendar(year, week, 7)
