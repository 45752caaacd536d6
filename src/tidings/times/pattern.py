"""The language of the rules: patterns of classes, words and macros become regular expressions over the alphabet.

pattern = choice;  choice = sequence ("|" sequence)*;  sequence = item*
    item = [name "="] atom ("?" | "*" | "+" | "{m,n}")?
atom = class | word | "@" class (kept under the name of the class) | MACRO | "(" choice ")"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from tidings.errors import ConfigError

_TOKEN = re.compile(r"\w+=|@\w+|[\w'./½¼¾]+|[()|?*+]|\{\d,\d\}")
_MACRO = re.compile(r"\b[A-Z]{2,}\b")
_REPEATS = frozenset("?*+")


class Alphabet(Protocol):
    """What a pattern needs of a lexicon."""

    def any_of(self, name: str) -> str:
        """The characters of all sets of classes that contain this one."""


class Piece(NamedTuple):
    """A part of a pattern: its regular expression, the characters it may begin with, whether it may be empty."""

    source: str
    first: frozenset[str]
    empty: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern ready to run."""

    regex: re.Pattern[str]
    first: frozenset[str]


def expanded(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern without macros.

    Raises:
        ConfigError: a macro is not there.
    """
    for _ in range(8):
        if not _MACRO.search(pattern):
            return pattern
        pattern = _MACRO.sub(lambda found: _macro(found[0], macros), pattern)
    raise ConfigError("the macros of the rules of times go round in a circle", where=pattern[:80])


def _macro(name: str, macros: Mapping[str, str]) -> str:
    if name not in macros:
        raise ConfigError(f"there is no macro {name!r}", where="rules.toml", fix=f"There are: {', '.join(macros)}")
    return macros[name]


def literals(pattern: str, classes: AbstractSet[str]) -> Iterator[str]:
    """The words of an expanded pattern that stand for themselves."""
    for token in _TOKEN.findall(pattern):
        if token[0] not in "()|?*+{@" and token[-1] != "=" and token not in classes:
            yield token


def compiled(pattern: str, classes: AbstractSet[str], alphabet: Alphabet) -> Compiled:
    """An expanded pattern as a regular expression.

    Raises:
        ConfigError: it is no pattern.
    """
    reader = _Reader(_TOKEN.findall(pattern), classes, alphabet)
    piece = reader.choice()
    if reader.rest or piece.empty:
        why = "can match nothing" if piece.empty else f"has {reader.rest[0]!r} too many"
        raise ConfigError(f"a pattern of times {why}", where=pattern[:80])
    return Compiled(re.compile(piece.source), piece.first)


class _Reader:
    """Recursive descent over the tokens of one pattern."""

    def __init__(self, tokens: list[str], classes: AbstractSet[str], alphabet: Alphabet) -> None:
        self.rest = tokens
        self._classes = classes
        self._alphabet = alphabet
        self._named: Counter[str] = Counter()

    def choice(self) -> Piece:
        options = [self._sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            options.append(self._sequence())
        return Piece(
            "|".join(option.source for option in options),
            frozenset[str]().union(*(option.first for option in options)),
            any(option.empty for option in options),
        )

    def _sequence(self) -> Piece:
        source, first, empty = "", frozenset[str](), True
        while self.rest and self.rest[0] not in ")|":
            item = self._item()
            source += item.source
            if empty:
                first |= item.first
            empty = empty and item.empty
        return Piece(source, first, empty)

    def _item(self) -> Piece:
        token = self.rest.pop(0)
        name = ""
        if token[-1] == "=":
            name, token = token[:-1], self.rest.pop(0)
        if token == "(":  # noqa: S105  no password but a parenthesis
            inner = self.choice()
            if self.rest[:1] != [")"]:
                raise ConfigError("a pattern of times lacks a ')'", where=inner.source)
            self.rest.pop(0)
        else:
            if token[0] == "@":
                name = token = token[1:]
            letters = self._alphabet.any_of(token if token in self._classes else f"={token}")
            inner = Piece(f"[{letters}]", frozenset(letters), empty=False)
        source = f"(?P<{self._numbered(name)}>{inner.source})" if name else f"(?:{inner.source})"
        empty = inner.empty
        if self.rest and (self.rest[0] in _REPEATS or self.rest[0][0] == "{"):
            repeat = self.rest.pop(0)
            source, empty = source + repeat, empty or repeat in "?*" or repeat.startswith("{0")
        return Piece(source, inner.first, empty)

    def _numbered(self, name: str) -> str:
        """A regular expression has a name once; the second "year" of a pattern is "year__2"."""
        self._named[name] += 1
        return name if self._named[name] == 1 else f"{name}__{self._named[name]}"
