"""When an event happened that is told by its distance from another: "two days after soldiers arrested him"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from spacy.tokens import Doc, Token

from tidings.events.stated import bounds
from tidings.parse.tokens import token_at
from tidings.records import Span, TimeMention, When
from tidings.times.calendar import shifted

_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_SIGNS = {"after": -1, "before": 1}
_CLIMB = 12
_VERBAL = frozenset({"VERB", "AUX"})


def counted_when(doc: Doc, token: Token, day_of: Callable[[Token], dt.date | None]) -> When | None:
    """The date of an event that lies so many days, weeks, months or years before or after that of its main clause.

    Args:
        doc: the parsed text with its time expressions.
        token: the event word.
        day_of: the day of the clause of a word, None where it is not known.

    Returns: basis ``stated`` with the words of the length; None where the event is not told so.
    """
    link = _link(token)
    length = _length_before(doc, link) if link is not None else None
    if link is None or length is None or (found := _LENGTH.fullmatch(length.value or "")) is None:
        return None
    day = day_of(_verb_above(link, token))
    there = shifted(day, found[2], int(found[1]) * _SIGNS[link.lower_]) if day is not None else None
    if there is None:
        return None
    # "A week after" is a day or two off as often as not.
    value = there.isoformat()[: 4 if found[2] == "Y" else 7 if found[2] != "D" else 10]
    first, last = bounds(value)
    return When(value=value, start=first, end=last, basis="stated", mention=_plain(length))


def _plain(mention: TimeMention) -> Span:
    return Span(start=mention.start, end=mention.end, text=mention.text)


def _link(token: Token) -> Token | None:
    """The "after" or "before" that governs an event word: as conjunction of its clause, or as preposition."""
    for _ in range(_CLIMB):
        if token.dep_ == "advcl":
            return next((word for word in token.lefts if word.dep_ == "mark" and word.lower_ in _SIGNS), None)
        if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in _SIGNS:
            return token.head
        if token.head == token or token.dep_ in {"ccomp", "relcl"}:
            return None
        token = token.head
    return None


def _length_before(doc: Doc, link: Token) -> TimeMention | None:
    """The length that ends right before a word."""
    for mention in doc._.tidings_times:
        last = token_at(doc, mention.end - 1) if mention.type == "DURATION" and mention.end <= link.idx else None
        if last is not None and last.i == link.i - 1:
            found: TimeMention = mention
            return found
    return None


def _verb_above(link: Token, token: Token) -> Token:
    """The verb of the clause that the length counts from."""
    above = link.head.head if link.dep_ == "mark" else link.head
    for _ in range(_CLIMB):
        if above.pos_ in _VERBAL or above.head == above:
            break
        above = above.head
    return above if above != token else above.head
