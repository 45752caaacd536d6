"""A text becomes tokens, each with the classes of time words that it belongs to.

Every distinct set of classes is one character of an alphabet, so that a text becomes a string over which the rules,
compiled to regular expressions, run ("on Friday, 3 May" -> four characters). Words that no rule knows are dots.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

OTHER = "."
BREAK = "\n"
_FIRST = 0xE000  # the private use area of Unicode: no token of a text is written with it
_TOKEN = re.compile(
    r"""
      \d{4}-\d\d-\d\d(?:T\d\d(?::?\d\d)*(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)   # 2024-05-17T10:30Z
    | \d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\w)                                         # 5/17/2024
    | \d{1,2}:\d\d(?::\d\d)?(?!\w)                                                # 10:30
    | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)? | \d+\.\d+(?!\w) | \d/\d(?!\w)           # 1,200  2.5  1/2
    | ['’`]\d\ds?(?!\w)                                                           # '90s
    | [ap]\.\ ?m(?!\w)\.? | o['’]clock(?!\w) | ['’]s(?!\w)
    | [^\W_]+ | \n[^\S\n]*\n\s* | [^\S\n]*\n\ {6,} | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHAPES = tuple(
    (re.compile(shape), tuple(classes.split()))
    for shape, classes in (
        (r"\d{4}-\d\d-\d\d(?:t.*)?", "iso"),
        (r"\d{1,4}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}|\d\d\.\d\d\.\d\d", "slashed"),
        (r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?", "clock"),
        (r"(?:[01]?\d|2[0-4])\.[0-5]\d", "dotclock number"),
        (r"(?:1[0-9]|20)\d0s|['’`]\d0s|\d0s", "yyy0s"),
        (r"['’`]\d\d", "shortyear"),
        (r"(?:1[0-9]|2[01])\d\d", "yyyy number four"),
        (r"(?:[01]\d|2[0-4])[0-5]\d", "four number"),
        (r"\d{1,3}(?:st|nd|rd|th)", "ordinal dayth"),
        (r"(?:[01]?\d|2[0-4])(?:am|pm)", "tightclock"),
        (r"0?[1-9]|1[0-2]", "dd hh number nn"),
        (r"1[3-9]|2[0-4]|0?0", "dd hh number nn"),
        (r"2[5-9]|3[01]", "dd number nn"),
        (r"\d\d", "number nn"),
        (r"\d{1,4}(?:\.\d+)?|\d{1,3}(?:,\d{3})+", "number"),
        (r"\d/\d", "fraction"),
        (r"fy(?:\d\d|(?:19|20)\d\d)", "fiscalyear"),
    )
)
_FRACTIONS = {"1/2": "0.5", "1/4": "0.25", "3/4": "0.75", "1/3": "0.33", "2/3": "0.67"}


@dataclass(frozen=True, slots=True)
class Word:
    """A token: where it stands, its lower-case form, its value in each class it belongs to."""

    start: int
    end: int
    lower: str
    values: Mapping[str, str]


@dataclass(slots=True)
class Lexicon:
    """The alphabet: classes of every known word, and a character for every set of classes."""

    known: dict[str, dict[str, str]]
    letters: dict[frozenset[str], str] = field(default_factory=dict)
    _seen: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give every set of classes that can occur its character."""
        shaped = [frozenset(classes) for _, classes in _SHAPES]
        for classes in [*shaped, *(frozenset(values) for values in self.known.values())]:
            self.letters.setdefault(classes, chr(_FIRST + len(self.letters)))

    def classes(self) -> set[str]:
        """The names of all classes."""
        return {name for classes in self.letters for name in classes}

    def any_of(self, name: str) -> str:
        """The characters of all sets that contain a class."""
        return "".join(letter for classes, letter in self.letters.items() if name in classes)

    def read(self, text: str) -> tuple[list[Word], str]:
        """The tokens of a text, and the string of their characters."""
        words: list[Word] = []
        letters: list[str] = []
        look = self._look
        for found in _TOKEN.finditer(text):
            lower = found[0].lower().replace("’", "'")
            letter, values = self._seen.get(lower) or look(lower)
            words.append(Word(found.start(), found.end(), lower, values))
            letters.append(letter)
        return words, "".join(letters)

    def _look(self, lower: str) -> tuple[str, Mapping[str, str]]:
        values = self.known.get(lower)
        if values is not None:
            entry: tuple[str, Mapping[str, str]] = (self.letters[frozenset(values)], values)
        elif lower.isspace():
            entry = (BREAK, {})
        elif len(lower) <= 24 and (lower[0].isdigit() or lower[0] in "'’`" or lower.startswith("fy")):  # noqa: PLR2004  no date is longer
            classes = next((classes for shape, classes in _SHAPES if shape.fullmatch(lower)), None)
            value = _FRACTIONS.get(lower, lower)
            entry = (self.letters[frozenset(classes)], dict.fromkeys(classes, value)) if classes else (OTHER, {})
        else:
            return (OTHER, {})
        if len(lower) <= 4:  # noqa: PLR2004  what comes again and again; never every long number of a text
            self._seen[lower] = entry
        return entry


@cache
def tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The tables of words.toml."""
    return tomllib.loads(files("tidings").joinpath("data/times/words.toml").read_text("utf-8"))


@cache
def cues(name: str) -> frozenset[str]:
    """The words of one of the tables ``cue_...``, which no rule uses."""
    return frozenset(word for words in tables()[f"cue_{name}"].values() for word in words)


def load_lexicon(literals: Iterable[str]) -> Lexicon:
    """Every word of words.toml under its classes, and every word that the rules name as itself (class ``=word``)."""
    known: dict[str, dict[str, str]] = {}
    for name, table in tables().items():
        if name.startswith("cue_"):
            continue
        for value, words in table.items():
            for word in words:
                key, given = (value, word) if name == "punctuation" else (name, value)
                known.setdefault(word, {})[key] = given
    for word in literals:
        known.setdefault(word, {})[f"={word}"] = word
    return Lexicon(known)
