"""Whether words that can be a date are one here."""

from __future__ import annotations

from spacy.tokens import Token

from tidings.times.anchors import Context
from tidings.times.grammar import Match
from tidings.times.guard import guard, is_upper
from tidings.times.holidays import names
from tidings.times.make import year_of
from tidings.times.words import cues

_VERBAL = frozenset({"VERB", "AUX"})
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_FOUR = 4


@guard
def _month(m: Match, at: Context) -> bool:
    """A month is written with a capital; "may", "march" and names of people are told apart by the parse."""
    if not is_upper(at, m, "monthname"):
        return False
    word = m.all("month")[0]
    if "abbreviation" in word.values:
        return len(word.lower) == _FOUR or m.inside[-1].lower == "."  # "Sept" needs no full stop, "Jun" does
    is_verb = word.lower in cues("verb_month")
    if at.text[word.start : word.end].isupper():
        return not is_verb
    token = at.token(m)
    if token is None or not is_verb:
        return token is None or token.ent_type_ != "PERSON"
    previous = m.words[m.start - 1].values if m.start else {}
    is_after = "which" in previous or ("year_after" in previous and at.before(m) not in cues("no_month"))
    return token.pos_ not in _VERBAL and (is_after or len(m.inside) > 1)


@guard
def _capital_month(m: Match, at: Context) -> bool:
    """ "This May" is a month, "this may" is not."""
    return is_upper(at, m, "monthname")


@guard
def _year(m: Match, at: Context) -> bool:
    """Four digits are a year after a preposition, or where the parser's names say so; not before what they count."""
    previous = at.before(m)
    if previous in cues("no_year_before") or at.after(m) in cues("no_year_after"):
        return False
    token = at.token(m)
    is_number = token is not None and token.dep_ == "nummod"
    if len(m.inside) > 1:
        return not (is_number and m.inside[0].lower in cues("counting"))
    if previous in {"-", "–"} and at.before(m, 2) not in cues("prefix"):
        return m.start > 1 and "yyyy" in m.words[m.start - 2].values
    if token is not None and is_number and (token.ent_type_ != "DATE" or previous in cues("counting")):
        return False
    if token is not None and is_number and _is_numbered(token):
        return False
    year = int(m.inside[0].lower)
    if year < _FIRST_YEAR and previous not in cues("far_year"):
        return False
    return (token is not None and token.ent_type_ in {"DATE", "TIME"}) or (year <= _LAST_YEAR and _is_told(m, at))


def _is_numbered(token: Token) -> bool:
    """Whether four digits are part of a name: "the Russell 2000 Index"."""
    if not 0 < token.i < len(token.doc) - 1:
        return False
    before, after = token.nbor(-1), token.nbor()
    return before.pos_ == after.pos_ == "PROPN" and before in {token.head, *token.head.children}


def _is_told(m: Match, at: Context) -> bool:
    """Whether what stands before four digits makes a year of them."""
    if m.start and "year_after" in m.words[m.start - 1].values:
        return True
    return at.before(m) in cues("mark") and at.after(m) in cues("mark_after")


@guard
def _spoken(m: Match, at: Context) -> bool:  # noqa: ARG001  the shape of a guard
    """Nineteen ninety-one; not "twenty five"."""
    year = year_of(m.all("spoken"))
    return year is not None and (m.says("year") or _FIRST_YEAR <= year < 2000)  # noqa: PLR2004  "two thousand" is a number


@guard
def _short_year(m: Match, at: Context) -> bool:
    """In '98; a quotation mark before two digits is none."""
    return at.before(m) in cues("short_year")


@guard
def _decade(m: Match, at: Context) -> bool:
    """The 1990s; "in his 40s" is an age."""
    has_century = m.value("decade", "yyy0s")[:_FOUR].isdigit()
    return has_century or m.says("the") or (m.says("mid", "early", "late") and at.before(m) not in cues("owner"))


@guard
def _today(m: Match, at: Context) -> bool:
    """Not "USA Today"."""
    word = next(word for word in m.inside if "today" in word.values)
    if not at.text[word.start].isupper() or at.before(m) in cues("opens"):
        return True
    return not at.text[m.words[m.start - 1].start].isupper()


@guard
def _two_words(m: Match, at: Context) -> bool:  # noqa: ARG001  the shape of a guard
    return len(m.inside) > 1


@guard
def _weekday(m: Match, at: Context) -> bool:
    """Weekdays have capitals, the short "Tues", "Sat" a full stop too; "the Sun" is none."""
    word = m.all("weekday")[0]
    if not at.text[word.start].isupper():
        return False
    return "abbreviation" not in word.values or (m.inside[-1].lower == "." and not m.has("which"))


@guard
def _day_of_month(m: Match, at: Context) -> bool:
    """ "On the 15th", not "on the 15th floor"."""
    token = at.token(m)
    return token is None or (token.dep_ == "pobj" and at.after(m) != "of")


@guard
def _season(m: Match, at: Context) -> bool:
    """ "Fall", "spring" as verbs are none; nor are names ("Silver Spring"), nor a fall of prices."""
    if m.has("year") or m.has("spoken") or m.has("which"):
        return True
    word, token = m.all("season")[0], at.token(m)
    if at.text[word.start].isupper():
        return False
    if token is None or m.says("early", "late", "mid"):
        return True
    return token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"pobj", "npadvmod"} and not _is_described(m, at)


def _is_described(m: Match, at: Context) -> bool:
    """Whether an adjective stands before it: "a large fall"."""
    token = at.token(m)
    return token is not None and any(child.dep_ == "amod" and child.i < token.i for child in token.children)


@guard
def _quarter(m: Match, at: Context) -> bool:  # noqa: ARG001  the shape of a guard
    return not m.says("an")


@guard
def _quarter_the(m: Match, at: Context) -> bool:
    """ "The period" is a quarter only where one was told."""
    return not m.says("period") or bool(at.quarters)


@guard
def _quarter_short(m: Match, at: Context) -> bool:
    """In capitals, with a year or after "in"."""
    word = m.all("part")[0]
    return at.text[word.start].isupper() and (m.has("year") or at.before(m) in cues("quarter"))


@guard
def _half(m: Match, at: Context) -> bool:  # noqa: ARG001  the shape of a guard
    """ "The first half" of a game is none: a year stands beside it."""
    return m.has("of") or m.has("year")


@guard
def _holiday(m: Match, at: Context) -> bool:
    """Names have capitals; a name that is mostly no time (a war) needs a preposition before it."""
    if not any(at.text[word.start].isupper() for word in m.inside):
        return False
    return names()[m.rule.value].use != "prep" or at.before(m) in cues("during")
