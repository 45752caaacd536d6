"""From the words of a toponym to the places that it can mean, with how likely each is before any context."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tidings.knowledge.gazetteer import (
    ALIAS,
    CITY,
    COUNTRY,
    DEMONYM,
    DISTRICT,
    FEATURE,
    KINDS,
    PROVINCE,
    REGION,
    Gazetteer,
    name_key,
)

# Names like "San José" have hundreds of bearers; the smallest are never meant without a hint.
_MOST_CANDIDATES = 250
_LONGEST = 120  # characters of a name
_KEPT = 100_000  # answers
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SIGN = 3  # letters
_LEAST = 100  # people, where none are counted
_MOST = 1e7  # beyond it, size says nothing about which namesake is meant
_CAPITAL = 1.2
_COUNTRY = 8.6
_NAMED_AFTER = 0.5
_MILLION = 1e6
_SHARE = 0.25
_PENALTY = {DISTRICT: 1.0, FEATURE: 0.0}
_USE = {ALIAS: 2.0, DEMONYM: 0.6}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean. ``prior``: decimal logarithm of its weight, on the scale of population."""

    place: int
    prior: float
    use: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name can mean: candidates by prior, the best first; ``demonym``: only as word for people."""

    candidates: tuple[Candidate, ...]
    inside: str = ""  # "Texas" where the span itself is "Paris, Texas"

    @property
    def demonym(self) -> bool:
        """Whether the name stands for people rather than for the place."""
        return bool(self.candidates) and self.candidates[0].use == DEMONYM


NOTHING = Reading(())


class Lookup:
    """Reads toponyms by a gazetteer; answers are kept."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Keep the gazetteer."""
        self.gazetteer = gazetteer
        self._kinds = {
            word: frozenset(KINDS.index(kind) for kind in kinds.split() if kind in KINDS)
            for word, kinds in gazetteer.words.items()
        }
        self._kept = lru_cache(maxsize=_KEPT)(self._read)

    def kinds(self, word: str) -> frozenset[int]:
        """Kinds that a word such as "province" or "town" calls; empty for other words."""
        return self._kinds.get(word.lower(), frozenset())

    def read(self, text: str) -> Reading:
        """What a toponym as written can mean; nothing where it is too long for a name."""
        return self._kept(text) if len(text) <= _LONGEST else NOTHING

    def exact(self, text: str) -> Reading:
        """What a name can mean as it stands, with no word left out; abbreviations as written."""
        if len(text) > _LONGEST:
            return NOTHING
        if short := self.gazetteer.abbreviations(text):
            return self._reading(short)
        key = name_key(text)
        return self.read(text) if self.gazetteer.knows(key) else NOTHING

    def _read(self, text: str) -> Reading:
        text = _POSSESSIVE.sub("", text.strip())
        if short := self.gazetteer.abbreviations(text):
            return self._reading(short)
        key = name_key(text)
        if found := self.gazetteer.references(key):
            return self._reading(self._without_codes(text, found))
        head, comma, tail = text.partition(",")
        if comma and (found := self.gazetteer.references(name_key(head))):
            return Reading(self._reading(found).candidates, tail.strip())
        return self._stripped(key.split())

    def _without_codes(self, text: str, found: list[int]) -> list[int]:
        """Short capitals ("AP", "O.D.") are signs of countries, not of small towns that are spelt like that."""
        letters = text.replace(".", "")
        if len(letters) > _SIGN or not letters.isupper():
            return found
        return [ref for ref in found if self.gazetteer.kind[ref >> 2] in {COUNTRY, REGION}]

    def _stripped(self, words: list[str]) -> Reading:
        """ "northern Helmand province", "City of Gaza", "Nigerians": by the name inside."""
        if len(words) > 1:
            if words[0] in self.gazetteer.lists["direction"] or words[0] == "greater":
                return self._inner(words[1:], frozenset())
            if kinds := self._kinds.get(words[-1]):
                return self._inner(words[:-1], kinds)
            if kinds := self._kinds.get(words[0]):
                return self._inner(words[2:] if words[1] == "of" else words[1:], kinds)
        if words and words[-1].endswith("s"):
            last = words[-1]
            endings = [last[:-1], *([last[:-2]] if last.endswith("es") else [])]
            for ending in endings:
                known = self.gazetteer.references(" ".join([*words[:-1], ending]))
                if people := [reference for reference in known if reference & 3 == DEMONYM]:
                    return self._reading(people)
        return NOTHING

    def _inner(self, words: list[str], kinds: frozenset[int]) -> Reading:
        found = self.gazetteer.references(" ".join(words))
        if not found:
            return self._stripped(words) if len(words) > 1 else NOTHING
        fitting = [ref for ref in found if self.gazetteer.kind[ref >> 2] in kinds]
        return self._reading(fitting or found)

    def _reading(self, references: list[int]) -> Reading:
        best: dict[int, Candidate] = {}
        for reference in references[:_MOST_CANDIDATES]:
            place, use = reference >> 2, reference & 3
            prior = self._prior(place, use)
            if place not in best or best[place].prior < prior:
                best[place] = Candidate(place, prior, use)
        self._prefer_towns(best)
        return Reading(tuple(sorted(best.values(), key=lambda each: -each.prior)))

    def _prefer_towns(self, best: dict[int, Candidate]) -> None:
        """Of a town and the province named after it the town is meant, where it is most of the province."""
        for place, town in list(best.items()):
            above = best.get(self.gazetteer.province[place])
            if self.gazetteer.kind[place] == CITY and above and self._is_most_of(place, above.place):
                best[above.place] = replace(above, prior=min(above.prior, town.prior) - _NAMED_AFTER)

    def _is_most_of(self, town: int, province: int) -> bool:
        people = self.gazetteer.population
        return people[town] > _MILLION or people[town] > _SHARE * people[province]

    def _prior(self, place: int, use: int) -> float:
        kind, people = self.gazetteer.kind[place], self.gazetteer.population[place]
        size = math.log10(min(max(people, _LEAST), _MOST))
        if kind == COUNTRY:
            size = _COUNTRY + 0.1 * (size - 7)
        elif kind == CITY and place in self.gazetteer.capitals:
            size += _CAPITAL
        elif kind == PROVINCE:
            size -= 0.2
        return size - _PENALTY.get(kind, 0.0) - _USE.get(use, 0.0)
