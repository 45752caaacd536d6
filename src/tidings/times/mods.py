"""What stands at the edge of an expression: modifiers that TimeML tells, and words that are no part of it."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.times.grammar import Match
from tidings.times.make import Made
from tidings.times.words import Word, cues, tables

# TimeML tells "more than a year ago" by the point in time, not by the length.
_OF_DATES = {
    "MORE_THAN": "BEFORE",
    "LESS_THAN": "AFTER",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}
_TURNED = {"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE"}
_PLURAL = "s"


def modifier(match: Match, made: Made, start: int) -> str | None:
    """The TimeML modifier that the words from ``start`` on say ("early", "more than", "the end of"); None for none."""
    if made.mod or made.type == "SET":
        return made.mod
    found = ""
    is_turned = False
    for word in match.words[start : match.end]:
        mod = _MODS.get(word.lower, "")
        if mod:
            found = found or mod
        elif word.lower in {"no", "not"}:
            is_turned = True
        elif word.lower not in cues("beside_modifier"):
            break
    if not found and match.says("so"):
        found = "APPROX"
    if is_turned:
        found = _TURNED.get(found, found)
    if made.type == "DATE" and match.rule.make in {"ago", "shift"}:
        found = _OF_DATES.get(found, found)
    return found or None


def first_word(match: Match) -> int:
    """Where an expression begins without what leads up to it: "until" now, "just" two weeks, "a" five-hour visit."""
    words, place = match.words, match.start
    while place < match.end - 1 and words[place].lower in cues("outside"):
        place += 1
    following = words[place + 1] if place + 1 < match.end else None
    lower = words[place].lower
    if following is None:
        return place
    is_preposition = lower in cues("preposition") and (
        following.lower in cues("determiner") or "which" in following.values or "weekday" in following.values
    )
    if is_preposition or (lower in cues("determiner") and _is_compound(match, words[place + 1 : match.end], lower)):
        return place + 1
    return place


def _is_compound(match: Match, rest: Sequence[Word], determiner: str) -> bool:
    """Whether a length or a quarter is the attribute of a noun, to which the determiner belongs."""
    if match.rule.make == "quarter":
        return determiner != "the"
    if match.rule.make != "length" or "unit" not in rest[-1].values or rest[-1].lower.endswith(_PLURAL):
        return False
    return bool(match.all("count")) and any(not _COUNTS.isdisjoint(word.values) for word in rest[:-1])


_COUNTS = frozenset({"number", "cardinal", "few"})
_MODS = {word: mod for mod, words in tables()["cue_mod"].items() for word in words}
