"""Parts of a year: quarters, halves, seasons and months that say which."""

from __future__ import annotations

import datetime as dt

from tidings.times import calendar
from tidings.times.anchors import Context
from tidings.times.calendar import at_unit
from tidings.times.grammar import Match
from tidings.times.make import STEP, Made, date, day_of, maker, moved, ordinal_of, step_of, year_of
from tidings.times.make_dates import month_value

_SHORTER = frozenset({"M", "HY", "Q", "SEASON", "W"})  # than a year
_HALF_QUARTER = 45  # days


@maker
def _year_before(m: Match, at: Context) -> Made | None:
    """The year-earlier quarter, the same period last year."""
    then = at.last_in_sentence(m.inside[0].start, 1, compared=False)
    if then is None or then.unit not in _SHORTER or m.says("quarter"):
        then = at.then(compared=False)
        if m.says("quarter", "period") or (then and then.unit == "Q"):
            then = at.quarter() or then
    if then is None:
        return date(None)
    if m.says("ago") and at.now and then.day.year < at.now.year and then.unit == "Y":
        return date(f"{at.now.year - 1:04d}")._replace(compared=True)
    return moved(then, "Y", -1, then.unit if then.unit != "D" else "Y")._replace(compared=True)


@maker
def _quarter_ended(m: Match, at: Context) -> Made | None:
    """The quarter ended Sept. 30: the calendar quarter in which its middle lies."""
    value, reason = month_value(m, at, year_of(m.all("year")), int(m.value("month", "monthname")), day_of(m.all("day")))
    end = m.span("span")[1]
    if value is None or len(value) != len("2024-05-17") or value[0] == "X":
        return date(None, reason)._replace(end=end)
    middle = dt.date.fromisoformat(value) - dt.timedelta(days=_HALF_QUARTER)
    return date(at_unit(middle, "Q"))._replace(end=end)


@maker
def _quarter(m: Match, at: Context) -> Made | None:
    """Third quarter; the first quarter of 1998; last year's third quarter."""
    number = ordinal_of(m)
    number = 4 if number < 0 else number
    return _part_of_year(m, at, "Q", number) if 1 <= number <= 4 else None  # noqa: PLR2004


@maker
def _half(m: Match, at: Context) -> Made | None:
    number = 2 if m.says("last", "latter") else ordinal_of(m)
    return _part_of_year(m, at, "H", number) if number in {1, 2} else None


def _part_of_year(m: Match, at: Context, letter: str, number: int) -> Made:
    year = year_of([word for word in m.inside if "yyyy" in word.values])
    if year is None:
        which = next((word.values["which"] for word in m.inside if "which" in word.values), "")
        base = at.now if which else at.narrated
        if base is None:
            return date(f"XXXX-{letter}{number}")
        year = base.year + STEP.get(which, 0)
        ahead = number * (3 if letter == "Q" else 6) - base.month
        if not which and not at.is_narrative and ahead > 3 and at.direction(m) < 0:  # noqa: PLR2004  it has not begun
            year -= 1
    return date(f"{year:04d}-{letter}{number}")


@maker
def _quarter_the(m: Match, at: Context) -> Made | None:
    """The quarter, the latest period: the one told before, else the last that is over."""
    year = year_of([word for word in m.inside if "yyyy" in word.values])
    then = at.then(unit="Q")
    if then is None and m.says("period") and not m.says("latest"):
        return None
    if year is not None:
        return date(f"{year:04d}-Q{calendar.quarter_of(then.day)}") if then else date(f"{year:04d}")
    quarter = at.quarter()
    return date(at_unit(quarter.day, "Q") if quarter else None)


@maker
def _season(m: Match, at: Context) -> Made | None:
    """Spring; the summer of 1996; last autumn."""
    season, year = m.value("season"), year_of(m.all("year") or m.all("spoken"))
    if year is None:
        step = step_of(m)
        base = at.now if step else at.narrated
        if base is None:
            return date(f"XXXX-{season}")
        year = base.year + _years_to(season, base, step, m, at)
    return date(f"{year:04d}-{season}")


def _years_to(season: str, base: dt.date, step: int, m: Match, at: Context) -> int:
    """0, or how many years away the season meant is from the year of its reference."""
    if m.says("year"):
        return step
    if at.is_narrative and not step:
        return 0
    now, then = calendar.SEASONS.index(calendar.season_of(base)), calendar.SEASONS.index(season)
    if step < 0 or (at.direction(m) < 0 and m.value("which") != "this"):
        return -(then > now or (step < 0 and then == now and season != "WI"))
    return int(step > 0 and then <= now)


@maker
def _month_which(m: Match, at: Context) -> Made | None:
    """Last March, this October, next June."""
    month, step = int(m.value("month", "monthname")), step_of(m)
    base = at.now
    if base is None:
        return date(None)
    if m.value("which") == "this":
        return date(f"{base.year:04d}-{month:02d}")
    if step and month == base.month:
        return date(f"{base.year + step:04d}-{month:02d}")
    return date(f"{calendar.month_year(month, base, step or at.direction(m)):04d}-{month:02d}")
