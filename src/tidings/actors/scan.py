"""Find every known name and role in a text, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidings.knowledge import Knowledge, Meaning, Role, fold, lower

_WORD_BEFORE = re.compile(r"([a-z]+)[- ]\Z")
_WORD_AFTER = re.compile(r"-([A-Za-z]+)")
# Initials that are also words when a headline is all in capitals ("WHO SAID IT").
_SHORT = 3
_AROUND = 14


@dataclass(frozen=True, slots=True)
class Hit:
    """A known string in the text.

    Attributes:
        start, end: half-open code points.
        text: the string, folded.
        meaning: what it can name; None for a role.
        role: what it says somebody does; None for a name.
        blocked: the words around it say that the phrase is not of this actor ("US-backed", "pro-Iranian").
    """

    start: int
    end: int
    text: str
    meaning: Meaning | None = None
    role: Role | None = None
    blocked: bool = False


def scan(text: str, knowledge: Knowledge) -> list[Hit]:
    """Known names and roles, the longest where they overlap, ordered by start.

    Names are matched as written (or in capitals), roles in any case; both only at word boundaries. Linear in
    the length of the text.
    """
    plain = fold(text)
    found: list[tuple[int, int, Meaning | None, Role | None]] = []
    for last, (length, meaning) in knowledge.name_automaton.iter(plain):
        if meaning and _bounded(plain, last - length + 1, last + 1):
            found.append((last - length + 1, last + 1, meaning, None))
    for last, (length, role) in knowledge.role_automaton.iter(lower(plain)):
        if role and _bounded(plain, last - length + 1, last + 1):
            found.append((last - length + 1, last + 1, None, role))
    found.sort(key=lambda hit: (hit[0], -hit[1], hit[2] is None))
    hits: list[Hit] = []
    end = 0
    for start, stop, meaning, role in found:
        if start >= end and not (meaning and _shouted(plain, start, stop)):
            end = stop
            hits.append(Hit(start, stop, plain[start:stop], meaning, role, _blocked(plain, start, stop, knowledge)))
    return hits


def _bounded(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] == "_") and text[start].isalnum():
        return False
    if end < len(text) and text[end - 1].isalnum():
        return not (text[end].isalnum() or text[end] in "_$")
    return True


def _shouted(text: str, start: int, end: int) -> bool:
    """Short initials amid words in capitals."""
    if end - start > _SHORT or not text[start:end].isupper():
        return False
    around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
    return around.isupper() and any(len(word) > _SHORT and word.isalpha() for word in around.split())


def _blocked(text: str, start: int, end: int, knowledge: Knowledge) -> bool:
    before = _WORD_BEFORE.search(text[max(0, start - _AROUND) : start].lower()) if start else None
    if before and before[1] in knowledge.words.get("prefix", ()):
        return True
    if text[end : end + 1] != "-":
        return False
    after = _WORD_AFTER.match(text, end)
    if after is None or after[1][0].isupper():
        return False
    return after[1] not in knowledge.words.get("suffix", ())
