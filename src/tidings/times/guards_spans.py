"""Whether words that can be a length, a set, a vague time or a part of a day are one here."""

from __future__ import annotations

from tidings.times.anchors import Context
from tidings.times.grammar import Match
from tidings.times.guard import guard, is_upper
from tidings.times.words import Word, cues

_CLOCK_UNITS = frozenset({"S", "MIN", "H"})
_LONG_UNITS = frozenset({"CE", "DE", "ML"})
_NO_COUNTED = frozenset({"S", "Q", "CE"})  # "a second", "a quarter" measure other things


def _unit(m: Match) -> Word:
    return next(word for word in reversed(m.inside) if "unit" in word.values)


@guard
def _part(m: Match, at: Context) -> bool:
    """Not a part of a name ("the Night Watch") or of another word ("pre-dawn")."""
    word = next((word for word in m.inside if "part" in word.values or "parts" in word.values), None)
    if word is None or (m.inside[0] is word and at.before(m) == "-"):
        return False
    return not at.text[word.start].isupper() or m.start == 0


@guard
def _hourname(m: Match, at: Context) -> bool:
    return not is_upper(at, m, "hourname") or m.start == 0


@guard
def _clock(m: Match, at: Context) -> bool:
    """Not a sum of money."""
    return at.before(m) not in cues("no_year_before")


@guard
def _unit_which(m: Match, at: Context) -> bool:
    """Plurals without a count are lengths; "the last day of" is no date, nor is a programme called "This Week"."""
    word, which = _unit(m), m.all("which")[0].lower
    is_day = word.values["unit"] == "D"
    if "units" in word.values:
        return False
    if which in {"this", "current"} and (is_day or at.text[word.start].isupper()):
        return False
    return not (is_day and m.value("which") in {"last", "latest"})


@guard
def _unit_the(m: Match, at: Context) -> bool:  # noqa: ARG001  the shape of a guard
    """ "The year", "the weekend"; a shorter unit only at the end of something: a bare "the day" mostly is no date."""
    word = _unit(m) if not m.has("span") else None
    if word is None:
        return True
    unit = word.values["unit"]
    if "units" in word.values or unit in _CLOCK_UNITS or unit in _LONG_UNITS:
        return False
    return unit in {"Y", "WE", "Q"} or m.inside[0].lower != "the" or len(m.inside) > 2  # noqa: PLR2004  "the day"


@guard
def _shift(m: Match, at: Context) -> bool:
    """ "Two days before the vote" is told by the vote."""
    if m.all("shift")[0].lower in {"before", "after", "prior"}:
        return at.after(m) in cues("ends")
    return at.after(m) != "than"


@guard
def _side(m: Match, at: Context) -> bool:
    return at.after(m) in cues("ends") or at.after(m) in cues("goes_on")


@guard
def _vague(m: Match, at: Context) -> bool:
    """ "Soon" ahead; "soon became", "soon after", "as soon as he came" are no times."""
    if not m.says("soon"):
        return True
    token = at.token(m)
    is_past = token is not None and token.head.tag_ == "VBD"
    return not is_past and at.after(m) not in {"as", "after"} and (not m.says("as") or m.says("possible"))


@guard
def _noun_phrase(m: Match, at: Context) -> bool:
    """ "The past" as a noun; "the past three years" is a length."""
    token = at.token(m)
    return token is None or token.pos_ == "NOUN" or len(m.inside) > 2 or at.after(m) in cues("ends")  # noqa: PLR2004


@guard
def _noun(m: Match, at: Context) -> bool:
    """ "In the long term"; not "the long-term plan"."""
    token = at.token(m)
    return token is None or token.dep_ in {"pobj", "dobj"}


@guard
def _some_day(m: Match, at: Context) -> bool:
    """ "He will win one day"; not "one-day visit", "one day after"."""
    token = at.token(m)
    is_adverb = token is None or token.dep_ == "npadvmod"
    return is_adverb and len(m.inside) <= 2 and at.after(m) not in cues("some_day")  # noqa: PLR2004


@guard
def _length(m: Match, at: Context) -> bool:
    """ "A second", "three-quarters" measure other things; "$5 million a year" is a set."""
    words, unit, count = m.inside, m.value("unit"), m.all("count")
    if not count or (len(count) == 1 and "article" in count[0].values):
        return unit not in _NO_COUNTED and not _is_rate(m, at)
    if unit in {"S", "Q"} and "units" not in words[-1].values and not words[-1].lower.endswith("s"):
        return False
    if unit == "Q" and words[-2].lower == "-":
        return False
    return unit == "D" or not any("yyyy" in word.values for word in count)


def _is_rate(m: Match, at: Context) -> bool:
    """ "$500 million a year", "four flights a week": it stands right behind what it measures, or hangs on it."""
    token = at.token(m)
    if token is None or token.dep_ in {"pobj", "dobj", "nsubj"} or at.after(m) in cues("no_rate"):
        return False
    if token.dep_ == "npadvmod" and token.head.pos_ in {"NOUN", "NUM", "SYM"}:
        return True
    first = token.i - len(m.inside)
    return first >= 0 and at.doc[first].pos_ in {"NOUN", "NUM", "SYM"} and at.before(m) not in cues("determiner")


@guard
def _set_per(m: Match, at: Context) -> bool:
    """ "Per year", or "a year" after what it measures."""
    return m.value("unit") not in _NO_COUNTED and (m.says("per") or _is_rate(m, at))


@guard
def _bare(m: Match, at: Context) -> bool:
    """ "Years" after a preposition; "in the days before the vote" is told by the vote."""
    if len(m.inside) > 1:
        return True
    if at.after(m) in {"before", "after"} or m.value("units") in _CLOCK_UNITS:
        return False
    token = at.token(m)
    return token is None or token.dep_ in {"pobj", "npadvmod"}


@guard
def _unitly(m: Match, at: Context) -> bool:
    """Not in names ("the Daily News"); a quarterly dividend is one of a quarter, not of every quarter."""
    if m.says("quarterly"):
        token = at.token(m)
        return token is not None and token.pos_ == "ADV"
    return m.start == 0 or not at.text[m.inside[0].start].isupper()
