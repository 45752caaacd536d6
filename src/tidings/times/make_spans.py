"""Lengths, sets, vague times, parts of days and clock times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from fractions import Fraction

from tidings.records import TimeType
from tidings.times.anchors import Context
from tidings.times.grammar import Match
from tidings.times.make import Made, date, maker, ordinal_of
from tidings.times.numbers import count_of, length_value
from tidings.times.words import cues

_TIMES = {"once": 1, "twice": 2}
_ARTICLES = frozenset({"a", "an"})
_TYPES: dict[str, TimeType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}


@maker
def _constant(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    """The value that the rule names."""
    return Made(_TYPES[m.rule.type], m.rule.value)


@maker
def _vague(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    return date(m.value("vague") or "FUTURE_REF")


@maker
def _recent(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    return date("PAST_REF")


@maker
def _length(m: Match, at: Context) -> Made | Sequence[Made] | None:  # noqa: ARG001  the shape of a maker
    """18 months, two and a half years, a year and a half, two years and three months; "two to three weeks" are two."""
    count, unit = count_of(m.all("count")), m.value("unit") or m.value("units")
    if m.has("high"):
        high, (cut, _) = count_of(m.all("high")), m.span("high")
        lengths = (length_value(count, unit), length_value(high, unit))
        if count is None or high is None or m.all("count")[0].lower in _ARTICLES:
            return Made("DURATION", length_value(None, unit))
        return [Made("DURATION", lengths[0], end=m.span("count")[1]), Made("DURATION", lengths[1], start=cut)]
    if m.has("with") and count is not None:
        count += Fraction(1, 2)
    value = length_value(count, unit)
    if m.has("unit2"):
        value += length_value(count_of(m.all("count2")), m.value("unit2", "unit")).lstrip("P")
    return Made("DURATION", value)


@maker
def _age(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    """The 22-year-old: a length in TimeML."""
    return Made("DURATION", length_value(count_of(m.all("count")), m.value("unit")))


@maker
def _past_unit(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    return Made("DURATION", length_value(count_of(()), m.value("unit")))


@maker
def _bare(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    """Years, months: nobody says how many; day-long: one."""
    if m.has("unit"):
        unit = m.all("unit")[0]
        return Made("DURATION", length_value(count_of(()), unit.values["unit"]))
    units = m.value("units") or next((w.values["units"] for w in m.inside if "units" in w.values), "")
    return Made("DURATION", length_value(None, units)) if units else None


@maker
def _some_day(m: Match, at: Context) -> Made | None:
    """They will win one day; one day he came."""
    return date("PAST_REF" if at.direction(m) < 0 else "FUTURE_REF")


@maker
def _year_ended(m: Match, at: Context) -> Made | None:
    """The year ended March 31: twelve months of their own; "the fiscal year" alone is that of the publication."""
    if m.inside[-1].lower == "year":
        return date(f"{at.now.year - m.says('latest'):04d}" if at.now else None)
    return Made("DURATION", "P1Y", end=m.end - 1)


@maker
def _set_unit(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    """Every day, every two weeks, every other year, twice a month, three days a week."""
    count = count_of(m.all("count"))
    if (ordinal := ordinal_of(m, "count")) > 1:
        count = Fraction(ordinal)
    if m.says("other"):
        count = Fraction(2)
    return _set(m, length_value(count, m.value("unit")))


def _set(m: Match, value: str) -> Made:
    """A set with what its words say of how many of its kind (quant) and how often in each (freq)."""
    quant = next((word.lower.upper() for word in m.inside if "each" in word.values), None)
    freq = next((f"{_TIMES[word.lower]}X" for word in m.inside if word.lower in _TIMES), None)
    if m.has("often"):
        often = count_of(m.all("often"))
        freq = f"{often}{m.value('oftenunit', 'unit') or 'X'}" if often else None
    return Made("SET", value, quant=quant, freq=freq)


@maker
def _set_weekday(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    number = m.value("weekday") or m.value("weekdays")
    part = m.value("part") or m.value("parts")
    return _set(m, f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


@maker
def _set_other(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    if m.has("month"):
        return _set(m, f"XXXX-{int(m.value('month', 'monthname')):02d}")
    return _set(m, f"XXXX-{m.value('season')}" if m.has("season") else f"XXXX-XX-XXT{m.value('part')}")


@maker
def _set_ly(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    code = m.value("unitly") or m.value("halfyear")
    return Made("SET", "PT1H" if code == "H" else f"P{code if code[0].isdigit() else '1' + code}")


@maker
def _part_which(m: Match, at: Context) -> Made | None:
    """This morning, last night, the next evening."""
    part = m.value("part") or "NI"
    which = m.value("which")
    base, step = at.now, 0
    if (
        which in {"before", "after", "that", "same"}
        or (which == "next" and m.says("the"))
        or m.all("which")[0].lower == "before"
    ):
        then = at.then(unit="D")
        base = then.day if then else base
        step = {"after": 1, "next": 1, "before": -1}.get(which, 0)
    elif which in {"last", "next"}:
        step = -1 if which == "last" else 1
    if base is None:
        return Made("TIME", None, "no date of publication to count from")
    return Made("TIME", f"{base + dt.timedelta(days=step)}T{part}")


@maker
def _part(m: Match, at: Context) -> Made | None:
    """In the morning, night: a part of the day beside it; alone it is a time only with an article or as "overnight"."""
    alone = (
        m.says("overnight", "dawn")
        or (m.says("the") and m.says("in"))
        or (m.says("mid", "early", "late") and at.before(m) in cues("part_alone"))
    )
    return Made("TIME", f"T{m.value('part') or m.value('parts')}", loose=True, weak=not alone)


@maker
def _hourname(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    return Made("TIME", f"T{m.value('hourname')}", loose=True)


@maker
def _clock(m: Match, at: Context) -> Made | None:  # noqa: ARG001  the shape of a maker
    """10:30 a.m., 8 p.m. EST, 0658 UTC, five in the afternoon."""
    source = next(
        (m.all(name)[0] for name in ("clock", "dotclock", "hour", "tightclock", "four", "cardinal") if m.has(name)),
        None,
    )
    if source is None:
        return None
    digits = source.values.get("cardinal", source.lower)
    found = re.match(
        r"(\d\d?)(?:[:.]?(\d\d))?(?::(\d\d))?", digits if "four" not in source.values else f"{digits[:2]}:{digits[2:]}"
    )
    if found is None:
        return None
    hour, minute, second = int(found[1]), found[2] or "00", found[3]
    mark = m.value("meridiem") or ("pm" if digits.endswith("pm") else "am" if digits.endswith("am") else "")
    if m.has("daypart"):
        mark = "am" if m.all("daypart")[0].lower == "morning" else "pm"
    if mark and hour <= 12:  # noqa: PLR2004  a.m. and p.m. go to twelve
        hour = hour % 12 + (12 if mark == "pm" else 0)
    if hour > 24:  # noqa: PLR2004
        return None
    zone = "Z" if m.value("zone") == "Z" else ""
    value = f"T{hour:02d}:{minute}" + (f":{second}" if second else "") + zone
    return Made("TIME", value, start=m.span("clock")[0] if m.rule.value == "after" else None, loose=True)
