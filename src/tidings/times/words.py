"""The words of time expressions, and the class of a token: one character each.

A Doc becomes a string of classes ("on Friday, 3 May" -> ".W,dM"), over which the grammar's regular expressions run.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

OTHER = "."
# Classes: M month, W weekday, U unit, S season, P part of day, T today and the like, N number word, d 1-31, n number,
# Y year, g decade ("1990s"), O ordinal, V vague, E set word, I ISO day, Z slashed day, C clock time, m a.m., G zone.
_GRAMMAR = {
    "last": "l", "next": "x", "this": "t", "the": "f", "a": "a", "ago": "o", "earlier": "b", "later": "e", "every": "k",
    "per": "p", "few": "q", "half": "h", "part": "r", "of": "F", "in": "i", "fiscal": "c", "old": "y", "meridiem": "m",
    "zone": "G", "same": "s", "long": "L",
}  # fmt: skip
_TABLES = {
    "months": "M", "weekdays": "W", "units": "U", "seasons": "S", "parts": "P", "days": "T", "vague": "V", "sets": "E",
}  # fmt: skip
_SHAPES = (
    ("I", re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?")),
    ("Z", re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})")),
    ("C", re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d")),
    ("g", re.compile(r"(?:1[5-9]|20)\d0s|['’]\d0s|\d0s")),
    ("Y", re.compile(r"(?:1[5-9]|20)\d\d")),
    ("O", re.compile(r"\d{1,2}(?:st|nd|rd|th)")),
    ("d", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("n", re.compile(r"\d{1,4}(?:\.\d+)?")),
)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word is: its class, and its value within the class ("march" -> M, "3")."""

    kind: str
    value: str


@cache
def lexicon() -> dict[str, Word]:
    """Every word by its lower-case form."""
    tables = tomllib.loads(files("tidings").joinpath("data/times/words.toml").read_text("utf-8"))
    found: dict[str, Word] = {}
    for name, kind in _TABLES.items():
        found |= {word: Word(kind, value) for value, words in tables[name].items() for word in words}
    found |= {word: Word("N", str(value)) for word, value in tables["numbers"].items()}
    # "second" is a unit only where an ordinal makes no sense; the grammar knows.
    found |= {word: Word("O", str(value)) for word, value in tables["ordinals"].items()}
    for name, kind in _GRAMMAR.items():
        found |= {word: Word(kind, word) for word in tables["grammar"][name] if word not in found}
    return found


def word_of(lower: str) -> Word | None:
    """Class and value of a token by its lower-case form; None for a word that has nothing to do with time."""
    known = lexicon().get(lower)
    if known is not None:
        return known
    if not lower or not (lower[0].isdigit() or lower[0] in "'’"):
        return None
    return next((Word(kind, lower) for kind, shape in _SHAPES if shape.fullmatch(lower)), None)
