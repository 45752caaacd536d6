"""Explicit dates: what a calendar alone makes of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from tidings.times.anchors import Context
from tidings.times.calendar import Period, at_unit, date_value, day_year, month_year
from tidings.times.grammar import Match
from tidings.times.holidays import fall, names
from tidings.times.make import NO_SUCH_DAY, Made, date, day_of, full_year, maker, ordinal_of, step_of, year_of
from tidings.times.words import cues

_MONTHS = 12
_ON = 8  # months
_AT_HAND = 14  # days: a feast so near is meant whatever the tense, "they prayed as Easter week began"


@maker
def _date(m: Match, at: Context) -> Made | None:
    """3 May 2024; May 3; May 2024; May; 1998 in words."""
    year = year_of(m.all("year") or m.all("spoken"))
    if m.has("spoken") and year is None:
        return None
    if not m.has("month"):
        return date(date_value(year)) if year else None
    return date(*month_value(m, at, year, int(m.value("month", "monthname")), day_of(m.all("day"))))


def month_value(m: Match, at: Context, year: int | None, month: int, day: int | None) -> tuple[str | None, str | None]:
    """The value of a month or a day of it, the year sought where it is not said; and the reason where there is none."""
    if year is None:
        year = _year_for(m, at, month, day)
    if year is None:
        # 2000 has every day that any year has.
        known = date_value(2000, month, day)
        return (f"XXXX{known[4:]}" if known else None), NO_SUCH_DAY
    return date_value(year, month, day), NO_SUCH_DAY


def _year_for(m: Match, at: Context, month: int, day: int | None) -> int | None:
    """The year of a month without one: of the time told in a narrative, else the one that tense and distance say."""
    reference, direction = at.published, at.direction(m)
    if at.is_narrative and at.told:
        return _narrated_year(at.told[-1].period, month, day)
    if reference is None:
        return None
    if at.before(m) in cues("behind"):
        direction = -3  # "the year ended Jan. 31" is over, however near the next January is
    return day_year(month, day, reference, direction) if day else month_year(month, reference, direction)


def _narrated_year(then: Period, month: int, day: int | None) -> int | None:
    """A narrative goes on: the year told, or that in which the month comes within eight months of the time told."""
    if then.unit in {"Y", "SEASON", "HY", "Q"}:
        return then.day.year
    if day:
        return day_year(month, day, then.day, 1)
    return (
        then.day.year + (month < then.day.month)
        if (month - then.day.month) % 12 <= _ON
        else then.day.year - (month > then.day.month)
    )


@maker
def _day_of_month(m: Match, at: Context) -> Made | None:
    """The 15th: of the month told in a narrative, else of that of the publication."""
    then = at.then() if at.is_narrative else None
    day, base = day_of(m.all("dayth")), then.day if then else at.now
    begin, end = m.span("span")
    value = date_value(base.year, base.month, day) if base else None
    return date(value, NO_SUCH_DAY if base else None)._replace(start=begin, end=end)


@maker
def _quarter_short(m: Match, at: Context) -> Made | None:
    """Q3 2023; H1."""
    year = year_of(m.all("year")) or (at.now.year if at.now else None)
    return date(f"{year:04d}-{m.value('part', 'quarterword')}" if year else None)


@maker
def _fiscal_short(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    """FY2023, FY23."""
    number = int(m.inside[0].lower[2:])
    return date(f"{full_year(number) if number < 100 else number:04d}")  # noqa: PLR2004  two digits


@maker
def _month_of_year(m: Match, at: Context) -> Made | None:
    """June last year."""
    step = step_of(m)
    if at.now is None:
        return date(None)
    return date(date_value(at.now.year + step, int(m.value("month", "monthname"))))


@maker
def _iso(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    text = m.inside[0].lower.upper()
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return date(None, NO_SUCH_DAY)
    return Made("TIME", text) if "T" in text else date(text)


@maker
def _slashed(m: Match, at: Context) -> Made | None:
    """5/17/2024 and 17/5/2024 by the order of the text's other dates; 17.5.2024; 2024/5/17."""
    text = m.inside[0].lower
    numbers = [int(part) for part in re.split(r"[/.]", text)]
    if len(text.split("/")[0].split(".")[0]) == 4:  # noqa: PLR2004  the year first
        year, month, day = numbers
    else:
        first, second, year = numbers
        day, month = (first, second) if "." in text or at.is_day_first else (second, first)
        if month > _MONTHS >= day:
            day, month = month, day
    value = date_value(full_year(year) if year < 100 else year, month, day)  # noqa: PLR2004  two digits
    return date(value, NO_SUCH_DAY) if value or "/" in text else None


@maker
def _year(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    return date(m.value("year", "yyyy"))


@maker
def _fiscal(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    year = year_of(m.all("year") or m.all("shortyear"))
    return date(f"{year:04d}") if year else None


@maker
def _era(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    number = m.all("number")[0].lower.replace(",", "")
    if not number.isdigit() or not 0 < int(number) <= 9999:  # noqa: PLR2004  four digits a year
        return None
    return date(f"{'BC' if m.says('bc', 'bce') else ''}{int(number):04d}")


@maker
def _decade(m: Match, at: Context) -> Made | None:
    """1990s, '90s, the nineties: of the twentieth century where nothing is said."""
    spoken = m.value("spoken_decade")
    digits = spoken or "".join(letter for letter in m.value("decade", "yyy0s") if letter.isdigit())
    if len(digits) == 4:  # noqa: PLR2004  "1990s"
        return date(digits[:3])
    now = at.now.year if at.now else 2000
    return date(f"20{digits[0]}" if int(f"20{digits[0]}0") <= now and digits[0] in "12" else f"19{digits[0]}")


@maker
def _century(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    number = ordinal_of(m)
    return date(f"{number - 1:02d}") if 0 < number < 100 else None  # noqa: PLR2004


@maker
def _years_range(m: Match, at: Context) -> Sequence[Made] | None:  # noqa: ARG001  the shape of a maker
    """1997-98."""
    first, short = int(m.value("year", "yyyy")), int(m.all("short")[0].lower)
    second = first - first % 100 + short
    if not first < second <= first + 50:
        return None
    end = m.span("short")[0]
    return [
        Made("DATE", f"{first:04d}", start=m.start, end=m.start + 1),
        Made("DATE", f"{second:04d}", start=end, end=end + 1),
    ]


@maker
def _days_range(m: Match, at: Context) -> Sequence[Made] | None:
    """3 to 5 May 2024; May 3-5: both days."""
    month, year = int(m.value("month", "monthname")), year_of(m.all("year"))
    first, second = (month_value(m, at, year, month, day_of(m.all(name))) for name in ("first", "second"))
    cut = m.span("second")[0]
    begin = min(m.span("first")[0], m.span("month")[0]) if m.span("month")[0] < cut else m.span("first")[0]
    return [
        date(*first)._replace(start=begin, end=m.span("first")[1]),
        date(*second)._replace(start=cut, end=m.end),
    ]


@maker
def _months_range(m: Match, at: Context) -> Sequence[Made] | None:  # noqa: ARG001  the shape of a maker
    """Between March and June 2020."""
    year = year_of(m.all("year"))
    first, second = (int(m.value(name, "monthname")) for name in ("first", "second"))
    if year is None:
        return None
    return [
        date(date_value(year - (first > second), first))._replace(start=m.span("first")[0], end=m.span("first")[1]),
        date(date_value(year, second))._replace(start=m.span("second")[0], end=m.end),
    ]


@maker
def _week_of(m: Match, at: Context) -> Made | None:
    """The week of March 8; the last week of March."""
    unit = m.value("unit")
    if unit not in {"W", "WE", "D"} or (unit == "D" and not m.has("ordinal") and not m.says("last")):
        return None
    year = year_of(m.all("year"))
    month, day = int(m.value("month", "monthname")), day_of(m.all("day"))
    value, reason = month_value(m, at, year, month, day)
    if value is None or value[0] == "X":
        return date(None, reason)
    first = dt.date.fromisoformat(value if day else f"{value}-01")
    if not day:
        count = ordinal_of(m)
        last = not m.has("ordinal") or count < 0
        following = dt.date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1)
        first = (
            following - dt.timedelta(days=1)
            if last
            else first + dt.timedelta(days=(count - 1) * (1 if unit == "D" else 7))
        )
    return date(at_unit(first, unit))


@maker
def _holiday(m: Match, at: Context) -> Made | None:
    """Christmas Eve; last Ramadan; Easter 1998; the Cold War."""
    named = names()[m.rule.value]
    if named.rule == "span":
        return date(named.argument)
    year = year_of(m.all("year"))
    which = m.value("which") or m.value("first", "which")
    reference = at.published or at.now
    if year is not None:
        found = fall(named, year)
    elif reference is None:
        return date(None)
    else:
        found = [each for step in (-1, 0, 1) for each in fall(named, reference.year + step)]
        direction = -1 if which in {"last", "before"} else 1 if which in {"next", "after"} else at.direction(m)
        if which == "this":
            found = fall(named, reference.year)
        elif m.says("year"):
            found = fall(named, reference.year + (which == "next") - (which == "last"))
        elif direction:
            past = _AT_HAND if which not in {"last", "before"} else 0
            found = [each for each in found if (each.first - reference).days * direction >= -past] or found
        found = sorted(found, key=lambda each: abs(each.first - reference))
    if not found:
        return date(None, "outside the years that our calendars tell")
    first, last = found[0]
    return date(first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")
