"""Dates that count from the day of publication or from a time told before."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from tidings.times import calendar
from tidings.times.anchors import Context
from tidings.times.calendar import Period, at_unit, shifted, weekday_near
from tidings.times.grammar import Match
from tidings.times.make import Made, date, maker, moved, step_of, whole_count
from tidings.times.numbers import count_of, length_value

_CLOCK_UNITS = frozenset({"S", "MIN", "H"})


def _day(at: Context, step: int = 0) -> Made:
    return date((at.now + dt.timedelta(days=step)).isoformat() if at.now else None)


@maker
def _today(m: Match, at: Context) -> Made | None:
    return _day(at, int(m.value("today")))


@maker
def _beyond(m: Match, at: Context) -> Made | None:
    """The day before yesterday, the day after tomorrow."""
    return _day(at, -2 if m.says("yesterday") else 2)


@maker
def _tonight(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    made = _day(at)
    return made._replace(type="TIME", value=f"{made.value}TNI" if made.value else None)


@maker
def _weekday(m: Match, at: Context) -> Made | None:
    """Friday by the tense of its clause; last, next, this Friday; Monday last week."""
    number, step = int(m.value("weekday")), step_of(m)
    if m.has("side"):
        step = -1
    base = at.now
    if at.is_narrative and not m.has("which") and (then := at.then(unit="D")) and at.told:
        # A narrative goes on: the next of that name after the last day told.
        return date(weekday_near(number, then.day, 1).isoformat())
    if base is None:
        return date(None)
    if m.says("week"):
        monday = base - dt.timedelta(days=base.isoweekday() - 1) + dt.timedelta(weeks=step)
        return date((monday + dt.timedelta(days=number - 1)).isoformat())
    if m.value("which") in {"before", "after"} and (then := at.then(unit="D")):
        base = then.day
    if step:
        return date(weekday_near(number, base + dt.timedelta(days=step), step).isoformat())
    if m.value("which") in {"that", "same"}:
        then = at.then()
        return date(weekday_near(number, then.day if then else base, 1 if then else -1).isoformat())
    if m.value("which") == "this" and not m.says("current"):
        return date(weekday_near(number, base, 1 if at.direction(m) >= 0 else -1).isoformat())
    direction = at.direction(m) or (1 if at.is_scheduled(m) else -1)
    return date(weekday_near(number, base, direction).isoformat())


@maker
def _weekday_ago(m: Match, at: Context) -> Made | None:
    """A week ago Monday; Monday two weeks ago."""
    count = whole_count(m)
    if at.now is None or count is None:
        return date(None)
    day = weekday_near(int(m.value("weekday")), at.now, -1)
    there = shifted(day, "W", -count)
    return date(there.isoformat()) if there else None


@maker
def _unit_which(m: Match, at: Context) -> Made | None:
    """Last year, this week, next month; the previous month, the following year, the next day: from what was told."""
    unit, step = m.rule.value or m.value("unit"), step_of(m)
    which = m.value("which")
    if unit in _CLOCK_UNITS:
        return None
    if which in {"that", "same"}:
        return unit_that(m, at)
    base = at.now
    told = (
        which in {"before", "after", "same"}
        or (which == "next" and unit == "D")
        or (m.says("the") and which == "next" and unit != "Q" and bool(at.last_in_sentence(m.inside[0].start, 1)))
    )
    if told and (then := at.then(unit="D") if unit == "D" else at.then()):
        base = then.day
    if base is None:
        return date(None)
    if which == "latest":
        over = shifted(base, "Q", -1) if unit == "Q" else None
        return date(at_unit(over, "Q")) if over else None
    there = shifted(base, unit, step)
    return date(at_unit(there, unit)) if there else None


@maker
def _unit_that(m: Match, at: Context) -> Made | None:
    return unit_that(m, at)


def unit_that(m: Match, at: Context) -> Made | None:
    """That day, the same week: the one told before."""
    unit = m.value("unit")
    if unit in _CLOCK_UNITS:
        return None
    then = at.then(unit="D") if unit == "D" else at.then()
    if then is None:
        return date(None)
    if calendar.is_finer(unit, then.unit):
        return date(None, "no such time was told before")
    return date(at_unit(then.day, unit))


@maker
def _unit_the(m: Match, at: Context) -> Made | None:
    """The year, the weekend, the end of the month: the one that is now, or that is being told."""
    unit = m.value("unit") or "D"
    if unit in _CLOCK_UNITS:
        return None
    if unit == "WE" and at.now:
        return date(at_unit(weekday_near(7, at.now, -1 if at.direction(m) < 0 else 1), "WE"))
    if unit == "Q":
        quarter = at.quarter()
        return date(at_unit(quarter.day, "Q") if quarter else None)
    if m.has("span"):
        then = at.then(unit="D")
        made = date(then.day.isoformat() if then else None)
        return made._replace(start=m.span("span")[0], end=m.span("span")[1])
    return _unit_now(m, at, unit)


def _unit_now(m: Match, at: Context, unit: str) -> Made:
    then = at.last_in_sentence(m.inside[0].start)
    base = then.day if then and not calendar.is_finer(unit, then.unit) else at.narrated
    return date(at_unit(base, unit) if base else None)


@maker
def _year_end(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    return date(f"{at.now.year:04d}" if at.now else None)._replace(mod="END")


@maker
def _ago(m: Match, at: Context) -> Made | None:
    """Two weeks ago, a year ago; two months from now."""
    unit, sign = m.value("unit") or m.value("units"), 1 if m.rule.value == "ahead" else -1
    count = count_of(m.all("count"))
    if count is None or m.has("units"):
        return date("FUTURE_REF" if sign > 0 else "PAST_REF")
    if unit in _CLOCK_UNITS:
        return Made("DURATION", length_value(count, unit))
    if unit == "Y" and count == 1 and sign < 0 and (then := _quarter_told(m, at)):
        return moved(then, "Y", -1, then.unit)._replace(compared=True)
    return _counted(at.now, unit, sign * count)._replace(compared=unit == "Y" and count == 1)


def _quarter_told(m: Match, at: Context) -> Period | None:
    """ "A year ago" beside a quarter is that quarter of the year before."""
    then = at.last_in_sentence(m.inside[0].start, 2, compared=False)
    return at.quarter() if then and then.unit in {"Q", "HY"} else None


def _counted(day: dt.date | None, unit: str, count: Fraction) -> Made:
    if unit == "Y" and count.denominator == 2:  # noqa: PLR2004  half a year
        unit, count = "M", count * 12
    if day is None:
        return date(None)
    there = shifted(day, unit, int(count)) if count.denominator == 1 else None
    return date(at_unit(there, "Y" if unit == "DE" else unit) if there else None, "no whole number of calendar units")


@maker
def _shift(m: Match, at: Context) -> Made | None:
    """A week earlier, two years later: from the time told before."""
    unit, count, sign = m.value("unit"), whole_count(m), int(m.value("shift"))
    if unit in _CLOCK_UNITS:
        return Made("DURATION", length_value(count_of(m.all("count")), unit))
    if count is None:
        return Made("DURATION", length_value(None, unit))
    is_compared = unit == "Y" and count == 1
    then = at.then(compared=not is_compared)
    if then is None:
        return date(None)
    if is_compared and (then.unit == "Q" or at.quarter_told(m.inside[0].start)):
        then = at.quarter() or then
    return moved(then, unit, sign * count, _shift_unit(unit, then))._replace(compared=is_compared and sign < 0)


def _shift_unit(unit: str, then: Period) -> str:
    """How finely a moved time is told: a year before a quarter is a quarter; a week before a day is a day."""
    if unit == "Y" and then.unit in {"Q", "HY", "SEASON"}:
        return then.unit
    if unit in {"D", "W"} and then.unit == "D":
        return "D"
    return "Y" if unit == "DE" else unit


@maker
def _side(m: Match, at: Context) -> Made | None:
    """The day before, a week after."""
    unit, count = m.value("unit"), whole_count(m) if m.has("count") else 1
    then = at.then(unit="D") if unit == "D" else at.then()
    if unit in _CLOCK_UNITS or then is None or count is None:
        return None
    sign = -1 if m.all("side")[0].lower in {"before", "earlier"} else 1
    return moved(then, unit, sign * count, unit if m.says("the") else _shift_unit(unit, then))
