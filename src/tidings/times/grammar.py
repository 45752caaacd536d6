"""The rules of data/times/rules.toml, compiled; where they match in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tidings.errors import ConfigError
from tidings.times.holidays import calendar_names
from tidings.times.pattern import Compiled, compiled, expanded, literals
from tidings.times.words import BREAK, OTHER, Lexicon, Word, cues, load_lexicon

_FIELDS = frozenset({"match", "make", "guard", "before", "type", "value", "examples"})
_ISLAND = re.compile(f"[^{re.escape(OTHER)}{BREAK}]+")
_LONGEST = 24  # words of one expression


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it stands in the file; ``order`` is its place there."""

    name: str
    order: int
    make: str
    guard: str
    type: str
    value: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule matched: ``words[start:end]`` of the text."""

    rule: Rule
    words: Sequence[Word]
    found: re.Match[str]

    @property
    def start(self) -> int:
        """Index of its first word."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Index after its last word."""
        return self.found.end()

    @property
    def inside(self) -> Sequence[Word]:
        """Its words."""
        return self.words[self.start : self.end]

    def all(self, name: str) -> Sequence[Word]:
        """The words kept under a name; none where the rule has no such name."""
        first, last = self.span(name)
        return self.words[first:last]

    def span(self, name: str) -> tuple[int, int]:
        """Indices of the words kept under a name; (0, 0) for none."""
        number, known = 1, self.found.re.groupindex
        while (key := name if number == 1 else f"{name}__{number}") in known:
            if self.found.start(key) >= 0:
                return self.found.span(key)
            number += 1
        return (0, 0)

    def has(self, name: str) -> bool:
        """Whether words are kept under a name."""
        return bool(self.all(name))

    def value(self, name: str, kind: str | None = None) -> str:
        """The value of the first word kept under a name, in the class of that name or in ``kind``; "" for none."""
        words = self.all(name)
        return words[0].values.get(kind or name, "") if words else ""

    def says(self, *lower: str) -> bool:
        """Whether one of these words stands in it."""
        return any(word.lower in lower for word in self.inside)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, by the character that they may begin with."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    starting: Mapping[str, tuple[tuple[Rule, Compiled], ...]]
    key: re.Pattern[str]  # what must stand in a stretch of known words so that a rule may match there

    def at(self, words: Sequence[Word], letters: str, place: int, end: int) -> list[Match]:
        """What matches at a place, the longest first."""
        end = min(end, place + _LONGEST)
        found = [
            (-match.end(), rule.order, Match(rule, words, match))
            for rule, pattern in self.starting.get(letters[place], ())
            if (match := pattern.regex.match(letters, place, end))
        ]
        found.sort(key=lambda entry: entry[:2])
        return [match for _, _, match in found]

    def stretches(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where known words stand together, one of which tells a time."""
        for found in _ISLAND.finditer(letters):
            if self.key.search(found[0]):
                yield found.span()


@cache
def load_grammar() -> Grammar:
    """Read and compile the rules, once.

    Raises:
        ConfigError: a rule is malformed; the message names it.
    """
    tables = tomllib.loads(files("tidings").joinpath("data/times/rules.toml").read_text("utf-8"))
    macros, sources = tables["macros"], []
    for order, (name, rule) in enumerate(tables["rule"].items()):
        if unknown := set(rule) - _FIELDS:
            raise ConfigError(f"a rule has no field {min(unknown)!r}", where=f"rules.toml [rule.{name}]")
        sources += [(_rule(name, order, rule), text) for text in _patterns(rule, macros)]
    for order, (name, pattern) in enumerate(calendar_names(), len(tables["rule"])):
        rule = {"make": "holiday", "value": name, "guard": "holiday"}
        sources.append((_rule(f"named: {name}", order, rule), expanded(pattern, macros)))
    return _compiled(sources)


def _rule(name: str, order: int, rule: Mapping[str, str]) -> Rule:
    guard, kind, value = (rule.get(key, "") for key in ("guard", "type", "value"))
    return Rule(name, order, rule["make"], guard, kind, value, tuple(rule.get("examples", ())))


def _patterns(rule: Mapping[str, str | Sequence[str]], macros: Mapping[str, str]) -> Iterator[str]:
    match = rule["match"]
    for pattern in [match] if isinstance(match, str) else match:
        yield expanded(f"{rule['before']}? {pattern}" if "before" in rule else pattern, macros)


def _compiled(sources: Sequence[tuple[Rule, str]]) -> Grammar:
    classes = load_lexicon(()).classes()
    words = {word for _, text in sources for word in literals(text, classes)}
    lexicon = load_lexicon(words)
    starting: dict[str, list[tuple[Rule, Compiled]]] = {}
    for rule, text in sources:
        pattern = compiled(text, classes, lexicon)
        for letter in pattern.first:
            starting.setdefault(letter, []).append((rule, pattern))
    keys = {letter for name in _keys(words) for letter in lexicon.any_of(name)}
    return Grammar(
        lexicon,
        tuple(dict.fromkeys(rule for rule, _ in sources)),
        {letter: tuple(patterns) for letter, patterns in starting.items()},
        re.compile(f"[{''.join(sorted(keys))}]"),
    )


def _keys(words: AbstractSet[str]) -> set[str]:
    """Classes, and words as classes of their own, without one of which nothing is a time."""
    return {f"={word}" for word in words - cues("plain")} | cues("telling")
