"""What stands right beside a toponym: "X, Y", "the Texas town of X", "X province", "X in Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidings.knowledge.gazetteer import CITY, COUNTRY, DISTRICT, PROVINCE, REGION
from tidings.places.lookup import Lookup, Reading

_WINDOW = 60
_WORD = r"[A-Z][\w’'-]*(?:\.[A-Z])*\.?"
_NAME = rf"({_WORD}(?:[ ]{_WORD}){{0,2}})"
_AFTER_COMMA = re.compile(rf",\s+(?:in\s+)?(?:(?:the\s+)?[a-z-]+\s+)?{_NAME}")
_AFTER_IN = re.compile(rf",?\s+in\s+(?:the\s+)?(?:[a-z-]+\s+){{0,4}}?{_NAME}")
_AFTER_BRACKET = re.compile(rf"\s+\({_NAME}\)")
_NAME_BEFORE = re.compile(rf"{_NAME},\s\Z")
_LIST = re.compile(rf"(?:,\s+{_NAME})*,?\s+(?:and|or)\s+[A-Z]")
_KIND_AFTER = re.compile(r"['’]?s?\s+([A-Za-z]+)\b")
_KIND_BEFORE = re.compile(rf"(?:{_NAME}(?:['’]s)?\s+)?(?:[a-z-]+\s+){{0,2}}?([a-z]+),?(?:\s+of)?\s+\Z")
_CONTAINERS = frozenset({COUNTRY, PROVINCE, DISTRICT, REGION})


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words beside a toponym say of it (see ``resolve.Toponym``)."""

    inside: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    kinds: frozenset[int] = frozenset()
    around: tuple[int, ...] = ()


NO_HINT = Hint()


def hint_at(text: str, start: int, end: int, reading: Reading, lookup: Lookup) -> Hint:
    """Read the words beside ``text[start:end]``.

    Args:
        text: the whole text.
        start: where the toponym begins.
        end: where it ends.
        reading: what the toponym can mean.
        lookup: reads the names beside it.
    """
    after = text[end : end + _WINDOW]
    inside: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    kinds: frozenset[int] = frozenset()
    if after[:1] == ",":
        inside = _after_comma(after, reading, lookup)
    elif after[:2] == " (":
        inside = _named(_AFTER_BRACKET, after, lookup)
    if not inside and after[:4].lstrip(", ").startswith("in"):
        beside = _named(_AFTER_IN, after, lookup)
    if after[:1] == " " and (found := _KIND_AFTER.match(after)):
        kinds = lookup.kinds(found[1])
    before = text[max(0, start - _WINDOW) : start]
    if before.endswith(("of ", "of\n")) or before[-2:-1].isalpha():
        own, above = _before(before, lookup)
        kinds, beside = kinds or own, beside or above
    around = _around(before, reading, lookup) if before.endswith(", ") else ()
    return Hint(inside, beside, kinds, around) if inside or beside or kinds or around else NO_HINT


def _around(before: str, reading: Reading, lookup: Lookup) -> tuple[int, ...]:
    """Of several places called Y, the one that contains X in "X, Y": "Tbilisi, Georgia"."""
    found = _NAME_BEFORE.search(before)
    if not found or len(reading.candidates) < 2:  # noqa: PLR2004  nothing to choose
        return ()
    places = lookup.gazetteer
    own = {each.place for each in reading.candidates if places.kind[each.place] in _CONTAINERS}
    words = found[1].split()
    for first in range(len(words)):
        for each in lookup.read(" ".join(words[first:])).candidates:
            above = {places.country[each.place], places.province[each.place], places.district[each.place]}
            if fitting := own & above - {each.place}:
                return tuple(fitting)
    return ()


def _after_comma(after: str, reading: Reading, lookup: Lookup) -> tuple[int, ...]:
    """What contains X in "X, Y"; nothing where X and Y are members of a list ("China, Mexico and Canada")."""
    found = _AFTER_COMMA.match(after)
    if not found:
        return ()
    containers = _containers(found[1], lookup)
    if lookup.gazetteer.abbreviations(found[1]) or lookup.gazetteer.abbreviations(found[1].split()[0]):
        return containers
    kinds, places = lookup.gazetteer.kind, lookup.gazetteer
    top = kinds[reading.candidates[0].place] if reading.candidates else CITY
    if top == COUNTRY:
        units = {places.country[each.place] for each in reading.candidates if kinds[each.place] == PROVINCE}
        return tuple(place for place in containers if place in units and not _LIST.match(after, found.end(1)))
    if top in {PROVINCE, DISTRICT}:
        return tuple(place for place in containers if kinds[place] < top)
    return containers


def _before(before: str, lookup: Lookup) -> tuple[frozenset[int], tuple[int, ...]]:
    """ "the Texas town of", "the northern Nigerian city"."""
    found = _KIND_BEFORE.search(before)
    if not found or not (kinds := lookup.kinds(found[2])):
        return frozenset(), ()
    return kinds, _containers(found[1], lookup) if found[1] else ()


def _named(pattern: re.Pattern[str], after: str, lookup: Lookup) -> tuple[int, ...]:
    found = pattern.match(after)
    return _containers(found[1], lookup) if found else ()


def _containers(name: str, lookup: Lookup) -> tuple[int, ...]:
    """Countries, provinces and districts of the longest beginning of a name that is one; else the town it is."""
    words = name.split()
    for count in range(len(words), 0, -1):
        for text in dict.fromkeys((" ".join(words[:count]), " ".join(words[:count]).rstrip("."))):
            candidates = lookup.read(text).candidates
            places = tuple(each.place for each in candidates[:10] if _contains(each.place, lookup))
            if places:
                return places
    return ()


def _contains(place: int, lookup: Lookup) -> bool:
    return lookup.gazetteer.kind[place] in _CONTAINERS and lookup.gazetteer.kind[place] != CITY
