"""The grammar: regular expressions over the classes of tokens, each with what makes a value of it.

A rule is tried where its expression matches; of matches that overlap, the longest wins, then the earlier rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tidings.records import TimeType
from tidings.times import calendar
from tidings.times.words import Word

Value = tuple[TimeType, str | None] | None


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule matched, and what decides their value."""

    words: Sequence[Word | None]
    lower: Sequence[str]
    published: dt.date | None
    anchor: dt.date | None  # the last day named before, for "a week earlier"
    direction: int  # tense of the clause: -1 past, 1 future

    def find(self, kind: str) -> Word | None:
        """The first word of a class."""
        return next((word for word in self.words if word and word.kind == kind), None)

    def all(self, kinds: str) -> list[Word]:
        """All words of some classes, in order."""
        return [word for word in self.words if word and word.kind in kinds]

    def has(self, kind: str) -> bool:
        """Whether a class stands in it."""
        return self.find(kind) is not None


Rule = tuple[re.Pattern[str], Callable[[Match], Value]]


def _explicit(m: Match) -> Value:
    """3 May 2024, May 3, 2024, May 3, May 2024, early May."""
    month = int(_must(m, "M"))
    day = next((int(re.sub(r"\D", "", word.value)) for word in m.all("dO")), None)
    year = m.find("Y")
    if year is not None:
        number = int(year.value)
    elif m.published is not None:
        number = calendar.nearest_year(month, day, m.published, m.direction)
    else:
        return ("DATE", f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
    value = calendar.date_value(number, month, day)
    return _with_part(m, value) if value else None


def _iso(m: Match) -> Value:
    text = _must(m, "I").upper()
    try:
        dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return ("TIME", text) if "T" in text else ("DATE", text)


def _slashed(m: Match) -> Value:
    """5/17/2024 is American, 17/5/2024 British; where both can be, American (the wires' habit)."""
    first, second, year = (int(part) for part in re.split(r"[/.]", _must(m, "Z")))
    year = year if year > 99 else 1900 + year if year > 50 else 2000 + year  # noqa: PLR2004  two digits
    month, day = (second, first) if first > 12 or "." in _must(m, "Z") else (first, second)  # noqa: PLR2004
    value = calendar.date_value(year, month, day) if 1 <= month <= 12 else None  # noqa: PLR2004
    return ("DATE", value) if value else None


def _year(m: Match) -> Value:
    return ("DATE", _must(m, "Y"))


def _decade(m: Match) -> Value:
    digits = re.sub(r"\D", "", _must(m, "g"))
    return ("DATE", digits[:3] if len(digits) == 4 else f"19{digits[0]}")  # noqa: PLR2004  "1990s", "'90s"


def _century(m: Match) -> Value:
    return ("DATE", f"{_ordinal(m) - 1:02d}")


def _today(m: Match) -> Value:
    if m.published is None:
        return ("DATE", None)
    day = m.published + dt.timedelta(days=int(_must(m, "T")))
    if "tonight" in m.lower:
        return ("TIME", f"{day.isoformat()}TNI")
    return _with_part(m, day.isoformat())


def _weekday(m: Match) -> Value:
    """Friday; last Friday; next Friday; Friday morning; Friday, 3 May is an explicit date."""
    if m.published is None:
        return ("DATE", None)
    number = int(_must(m, "W"))
    direction = -1 if m.has("l") else 1 if m.has("x") else m.direction or -1
    base = m.published
    if m.has("l"):
        base -= dt.timedelta(days=1)
    if m.has("x"):
        base += dt.timedelta(days=1)
    return _with_part(m, calendar.weekday_near(number, base, direction).isoformat())


def _part_of_this_day(m: Match) -> Value:
    """This morning, last night, overnight."""
    if m.published is None:
        return ("TIME", None)
    part = _must(m, "P")
    day = m.published - dt.timedelta(days=1) if m.has("l") else m.published
    return ("TIME", f"{day.isoformat()}T{part}")


def _deictic(m: Match) -> Value:
    """Last year, this week, next month, the last three days."""
    unit = _must(m, "U")
    count = _count(m)
    if count is not None or m.has("q"):
        return ("DURATION", calendar.duration_value(unit, str(count) if count is not None else "X"))
    if unit in calendar.TIMES:
        return ("DURATION", calendar.duration_value(unit, "1"))
    if m.published is None:
        return ("DATE", None)
    step = -1 if m.has("l") else 1 if m.has("x") else 0
    if unit == "D" and step:
        return ("DATE", (m.published + dt.timedelta(days=step)).isoformat())
    moved = calendar.shifted(m.published, unit, step)
    return ("DATE", calendar.at_unit(moved, unit)) if moved else None


def _deictic_month(m: Match) -> Value:
    """Last March, this October, next June."""
    if m.published is None:
        return ("DATE", None)
    month = int(_must(m, "M"))
    direction = -1 if m.has("l") else 1 if m.has("x") else m.direction
    return ("DATE", f"{calendar.nearest_year(month, None, m.published, direction or 0)}-{month:02d}")


def _season(m: Match) -> Value:
    season, year = _must(m, "S"), m.find("Y")
    if year:
        return ("DATE", f"{year.value}-{season}")
    if m.published is None:
        return ("DATE", None)
    number = m.published.year
    order = ["WI", "SP", "SU", "FA"]
    now, then = order.index(calendar.season_of(m.published)), order.index(season)
    if m.has("l") or (m.direction < 0 and not m.has("t")):
        number -= then >= now if m.has("l") else then > now
    elif m.has("x"):
        number += then <= now
    return ("DATE", f"{number}-{season}")


def _shifted(m: Match) -> Value:
    """Two days ago, a week earlier, three months later."""
    unit, count = _must(m, "U"), _count(m)
    base = m.published if m.has("o") else m.anchor or m.published
    sign = 1 if m.has("e") else -1
    if unit in calendar.TIMES:
        return ("DURATION" if m.has("q") else "TIME", calendar.duration_value(unit, str(count or "X")))
    if count is None or base is None:
        return ("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    moved = calendar.shifted(base, unit, sign * count)
    if moved is None:
        return None
    return ("DATE", calendar.at_unit(moved, unit))


def _duration(m: Match) -> Value:
    """18 months, two years, a week, several days, the 10-year."""
    unit, count = _must(m, "U"), _count(m)
    if unit == "WE" and count is None and m.published:
        return ("DATE", calendar.at_unit(m.published, unit))
    return ("DURATION", calendar.duration_value(unit, "X" if count is None else str(count)))


def _quarter(m: Match) -> Value:
    """Third quarter, the first quarter of 1998, last quarter."""
    number = _ordinal(m)
    return _of_year(m, f"Q{number}") if number <= 4 else None  # noqa: PLR2004


def _half(m: Match) -> Value:
    number = _ordinal(m)
    return _of_year(m, f"H{number}") if number <= 2 else None  # noqa: PLR2004


def _of_year(m: Match, part: str) -> Value:
    year = m.find("Y")
    if year:
        return ("DATE", f"{year.value}-{part}")
    if m.published is None:
        return ("DATE", f"XXXX-{part}")
    number = m.published.year
    if part[0] == "Q" and int(part[1]) > (m.published.month - 1) // 3 + 1 and m.direction < 0:
        number -= 1
    return ("DATE", f"{number}-{part}")


def _set_of(m: Match) -> Value:
    """Every Friday, each year, a year (after a sum), per month."""
    weekday, unit = m.find("W"), m.find("U")
    if weekday:
        return ("SET", f"XXXX-WXX-{weekday.value}")
    if unit is None:
        return ("SET", f"XXXX-XX-XXT{_must(m, 'P')}")
    return ("SET", calendar.duration_value(unit.value, str(_count(m) or 1)))


def _set_word(m: Match) -> Value:
    return ("SET", _must(m, "E"))


def _vague(m: Match) -> Value:
    return ("DATE", _must(m, "V"))


def _clock(m: Match) -> Value:
    """10:30 a.m., 8 p.m. Friday."""
    text = next(word.value for word in m.all("CdN"))
    hour, _, minute = text.replace(".", ":").partition(":")
    mark = m.find("m")
    number = int(hour)
    if mark and number <= 12:  # noqa: PLR2004  a.m. and p.m. go to twelve
        number = number % 12 + (12 if mark.value.startswith("p") else 0)
    day = m.published
    weekday = m.find("W")
    if weekday and day:
        day = calendar.weekday_near(int(weekday.value), day, m.direction or -1)
    if day is None or number > 24:  # noqa: PLR2004
        return ("TIME", f"T{number:02d}:{minute or '00'}") if number <= 24 else None  # noqa: PLR2004
    return ("TIME", f"{day.isoformat()}T{number:02d}:{minute or '00'}")


def _fiscal(m: Match) -> Value:
    return ("DATE", _must(m, "Y"))


def _with_part(m: Match, value: str) -> Value:
    part = m.find("P")
    return ("TIME", f"{value}T{part.value}") if part and len(value) == 10 else ("DATE", value)  # noqa: PLR2004  a day


def _must(m: Match, kind: str) -> str:
    found = m.find(kind)
    if found is None:
        message = f"the rule lacks class {kind}"
        raise LookupError(message)
    return found.value


def _ordinal(m: Match) -> int:
    """As in "third" and "3rd" as 3."""
    return int(re.sub(r"\D", "", _must(m, "O")))


def _count(m: Match) -> int | None:
    """The number of a duration: "18", "two", "twenty five", "a"; None for "several"."""
    numbers = [word.value for word in m.all("Ndn")]
    if numbers and all(number.isdigit() for number in numbers):
        total = 0
        for number in map(int, numbers):
            total = total * number if number in {100, 1000} and total else total + number
        return total
    if numbers:
        return None
    return 1 if m.has("a") and not m.has("q") else None


_NUMBER = "(?:[Nnd](?:-?[Nnd])*)"
_SOURCE: tuple[tuple[str, Callable[[Match], Value]], ...] = (
    ("I", _iso),
    ("Z", _slashed),
    (r"(?:W,?)?M[dO],?Y(?:P)?", _explicit),
    (r"(?:W,?)?(?:f?[dO]F?)M,?Y?P?", _explicit),
    (r"(?:W,?)?M[dO]P?", _explicit),
    (r"r-?M,?Y|r-?M|M,?F?Y|M", _explicit),
    (r"W?[CdN]m(?:G)?W?|CG?W?", _clock),
    (r"[ltx]?W\(?P?", _weekday),
    (r"TP?", _today),
    (r"[tl]P", _part_of_this_day),
    (rf"f?r?F?f?[ltx]{_NUMBER}?q?F?-?U", _deictic),
    (rf"f{_NUMBER}?[lx]U", _deictic),
    (r"[ltx]M", _deictic_month),
    (r"[ltx]S|f?S(?:F|i)?Y|r?f?S", _season),
    (rf"(?:{_NUMBER}|a|aq|q|aqF)-?U[obe]", _shifted),
    (r"f?O-?U(?:F?(?:t|l)?Y)?", _quarter),
    (r"f?Oh(?:F?Y)?", _half),
    (rf"(?:f|a|ah|q|qF|aqF|aq|h|hF|haU)?{_NUMBER}?-?U(?:-y)?", _duration),
    (r"kW|kU|k.?U|kP|k[Nd]U", _set_of),
    (r"[ap]U", _set_of),
    (r"E", _set_word),
    (r"V", _vague),
    (r"c-?Y|cUY", _fiscal),
    (r"f?r?-?F?f?g", _decade),
    (r"f?r?-?f?OU", _century),
    (r"r?-?Y", _year),
)
RULES: tuple[Rule, ...] = tuple((re.compile(source), make) for source, make in _SOURCE)
