"""Spellings of one name: "Mohammed Hussein Roble" is the tables' "Mohamed Hussein Roble"."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from tidings.knowledge.names import Name, best_on, fold, lower

# Parts of names that transliterations write, join or leave out.
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ad",
        "as",
        "ar",
        "an",
        "ash",
        "ibn",
        "bin",
        "bint",
        "ben",
        "abu",
        "ould",
        "oglu",
        "von",
        "van",
        "der",
        "de",
        "da",
        "do",
        "dos",
        "la",
        "le",
        "di",
    ]
)
# Letters and pairs of letters that stand for one sound in different transliterations.
_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "k"), ("gh", "k"), ("ph", "f"),
    ("ch", "c"), ("sh", "s"), ("ck", "k"), ("q", "k"), ("g", "k"), ("x", "ks"), ("w", "v"), ("z", "s"), ("c", "k"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+")
# Surnames of one consonant ("Lee", "Li") say too little.
_TELLING = 2
_ALIKE = 0.7


class Variants:
    """People of the tables by the sounds of their names."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Index the people among ``names``."""
        self._by_sound: dict[str, list[tuple[Name, tuple[str, ...]]]] = defaultdict(list)
        for name in dict.fromkeys(name for name in names if name.person and name.name):
            if words := name_words(name.name):
                self._by_sound[sound(words[-1])].append((name, words))
                if len(words) > 1 and sound(words[0]) != sound(words[-1]):
                    self._by_sound[sound(words[0])].append((name, words))

    def find(self, text: str, on: dt.date | None, codes: Sequence[str] = ()) -> Name | None:
        """The person whose name another spelling gives; None where none or people of two countries fit.

        Args:
            text: a name as written, without titles.
            on: the date; None for any.
            codes: countries around it; a name of one word needs the person's country among them.
        """
        words = name_words(text)
        if not words:
            return None
        fits = self._full(words) if len(words) > 1 else self._surname(words[0], codes)
        if codes and any(name.code in codes for name in fits):
            fits = [name for name in fits if name.code in codes]
        return best_on(fits, on) if len({name.code for name in fits}) == 1 else None

    def _full(self, words: tuple[str, ...]) -> list[Name]:
        """People whose first and last word stand among the words; those who share the most words."""
        found: dict[Name, int] = {}
        for word in dict.fromkeys((words[-1], words[0])):
            for name, own in self._by_sound.get(sound(word), ()):
                if len(own) > 1 and _both(own[0], own[-1], words):
                    shared = sum(any(_same(part, each) for each in words) for part in own)
                    found[name] = 2 * shared - len(own)
        return [name for name, fit in found.items() if fit == max(found.values())]

    def _surname(self, word: str, codes: Sequence[str]) -> list[Name]:
        return [
            name
            for name, own in self._by_sound.get(sound(word), ())
            if name.code in codes and (_same(own[-1], word) or len(own) == 1 or own[0] == word)
        ]


def name_words(text: str) -> tuple[str, ...]:
    """Lower-case words of a name without particles and initials."""
    words = _WORD.findall(lower(fold(text)).replace("'", ""))
    return tuple(word for word in words if len(word) > 1 and word not in _PARTICLES)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Consonants of a lower-case word, each sound by one letter: "qaddafi" and "gadhafi" are "kdf"."""
    plain = word
    for written, heard in _SOUNDS:
        plain = plain.replace(written, heard)
    bones = _DOUBLE.sub(r"\1", _SILENT.sub("", plain))
    return bones if len(bones) >= _TELLING else word


def _both(first: str, last: str, words: tuple[str, ...]) -> bool:
    """Whether two different words are the first and last name."""
    return any(
        _same(first, words[i]) and _same(last, words[j]) for i in range(len(words)) for j in range(len(words)) if i != j
    )


def _same(first: str, second: str) -> bool:
    return sound(first) == sound(second) and SequenceMatcher(None, first, second).ratio() >= _ALIKE
