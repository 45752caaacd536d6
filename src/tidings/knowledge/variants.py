"""Spellings of one name: "Mohammed Hussein Roble" is the tables' "Mohamed Hussein Roble"."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from tidings.knowledge.names import Name, best_on, fold, lower

_SILENT = re.compile(r"[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+")
# Surnames of one consonant ("Lee", "Li") say too little; those of two ("Salah", "Siala") must be spelt nearly alike.
_TELLING = 2
_ALIKE = 0.7
_NEARLY = 0.85
_Words = tuple[str, ...]


class Variants:
    """People of the tables by the sounds of their names."""

    def __init__(
        self, names: Iterable[Name], particles: frozenset[str], sounds: Mapping[str, str],
        family_first: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """Index the people among ``names``.

        Args:
            names: everybody known; those who are no people are left out.
            particles: parts of names that transliterations write, join or leave out ("al", "bin").
            sounds: letters that some spell otherwise, to one letter for the sound ("kh" to "k").
            family_first: codes of countries where the family name stands first ("Moon Jae-in").
        """
        self._particles = particles
        self._sounds = sorted(sounds.items(), key=lambda pair: -len(pair[0]))
        self._full: dict[tuple[str, str], list[tuple[Name, _Words]]] = defaultdict(list)
        self._last: dict[str, list[tuple[Name, str]]] = defaultdict(list)
        for name in dict.fromkeys(name for name in names if name.person and name.name):
            if words := self._words(name.name):
                first, last = self.sound(words[0]), self.sound(words[-1])
                self._last[last].append((name, words[-1]))
                if len(words) > 1:
                    self._full[first, last].append((name, words))
                    if name.code in family_first:
                        self._last[first].append((name, words[0]))

    def find(self, text: str, on: dt.date | None, codes: Sequence[str] = ()) -> Name | None:
        """The person whose name another spelling gives; None where none or people of two countries fit.

        Args:
            text: a name as written, without titles. It may have more words than the tables' name, not fewer.
            on: the date; None for any.
            codes: countries around it; a name of one word needs the person's country among them.
        """
        words = self._words(text)
        if not words:
            return None
        fits = self._people(words) if len(words) > 1 else self._surname(words[0], codes)
        if not fits and len(words) > 1:  # a surname of several words ("Chan-ocha")
            fits = [name for name in self._surname(words[-1], codes) if set(words) <= set(self._words(name.name))]
        if codes and any(name.code in codes for name in fits):
            fits = [name for name in fits if name.code in codes]
        return best_on(fits, on) if len({name.code for name in fits}) == 1 else None

    def sound(self, word: str) -> str:
        """Consonants of a lower-case word, each sound by one letter: "qaddafi" and "gadhafi" are "kdf"."""
        plain = word
        for written, heard in self._sounds:
            plain = plain.replace(written, heard)
        bones = _DOUBLE.sub(r"\1", _SILENT.sub("", plain))
        return bones if len(bones) >= _TELLING else word

    def _words(self, text: str) -> _Words:
        """Lower-case words of a name without particles and initials."""
        words = _WORD.findall(lower(fold(text)).replace("'", ""))
        return tuple(word for word in words if len(word) > 1 and word not in self._particles)

    def _people(self, words: _Words) -> list[Name]:
        """People all whose words stand in the name, their first and last word at its ends; the longest names."""
        found = self._full.get((self.sound(words[0]), self.sound(words[-1])), ())
        fits = [
            (name, own) for name, own in found if all(any(self._alike(part, word) for word in words) for part in own)
        ]
        longest = max((len(own) for _, own in fits), default=0)
        return [name for name, own in fits if len(own) == longest]

    def _surname(self, word: str, codes: Sequence[str]) -> list[Name]:
        found = self._last.get(self.sound(word), ())
        return [name for name, own in found if name.code in codes and self._alike(own, word)]

    def _alike(self, first: str, second: str) -> bool:
        sound = self.sound(first)
        if sound != self.sound(second):
            return False
        return SequenceMatcher(None, first, second).ratio() >= (_ALIKE if len(sound) > _TELLING else _NEARLY)
