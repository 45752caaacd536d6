"""Overlapping marks over a text, split at their boundaries into segments that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch: half-open code points, what it is, and what to say of it."""

    start: int
    end: int
    kind: str
    note: str = ""
    events: tuple[int, ...] = ()  # numbers of the events whose trigger it is


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the marks that cover it, the narrowest last."""

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Each kind of mark once."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def note(self) -> str:
        """What is said of this stretch."""
        return "; ".join(dict.fromkeys(mark.note for mark in self.marks if mark.note))

    @property
    def events(self) -> tuple[int, ...]:
        """The events whose trigger this is, in order."""
        return tuple(dict.fromkeys(number for mark in self.marks for number in mark.events))


def segments(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Iterator[Segment]:
    """Cut ``text[start:end]`` wherever a mark begins or ends; the pieces joined are that text again.

    Marks may overlap, nest, repeat or lie outside: what lies outside is left out.
    """
    end = len(text) if end is None else min(end, len(text))
    opens: dict[int, list[Mark]] = defaultdict(list)
    closes: dict[int, list[Mark]] = defaultdict(list)
    for mark in _merged(marks):
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opens[first].append(mark)
            closes[last].append(mark)
    active: dict[Mark, None] = {}
    at = start
    for border in sorted({*opens, *closes, end}):
        if border > at:
            covering = sorted(active, key=lambda mark: mark.start - mark.end)
            yield Segment(at, text[at:border], tuple(covering))
            at = border
        for mark in closes.get(border, ()):
            active.pop(mark, None)
        active.update(dict.fromkeys(opens.get(border, ())))


def _merged(marks: Iterable[Mark]) -> Iterator[Mark]:
    """One mark a span and kind ("both leaders" is two actors on the same words)."""
    groups: dict[tuple[int, int, str], list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[mark.start, mark.end, mark.kind].append(mark)
    for (start, end, kind), group in groups.items():
        note = "; ".join(dict.fromkeys(mark.note for mark in group if mark.note))
        yield Mark(start, end, kind, note, tuple(number for mark in group for number in mark.events))
