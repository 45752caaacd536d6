"""What is marked in an article of our own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from training.notation import Actor


class Piece(NamedTuple):
    """Half-open code points of the bare text."""

    start: int
    end: int

    def holds(self, other: Piece) -> bool:
        """Whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Attribution:
    """Who says what; ``actors`` is who the speaker is, none where nobody is named or known."""

    number: int
    kind: str
    speaker: Piece | None
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]
    actors: tuple[Actor, ...]


@dataclass(frozen=True)
class EventLabel:
    """An event: its most informative mention and the others; ``said_by`` is the number of an attribution."""

    number: int
    trigger: Piece
    also: tuple[Piece, ...]
    type: str
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    status: str = "occurred"
    said_by: int | None = None
    date: str | None = None
    place: int | None = None


@dataclass(frozen=True)
class TimeLabel:
    """A time expression with its TimeML value, none where it has no value."""

    number: int
    at: Piece
    type: str
    value: str | None


@dataclass(frozen=True)
class PlaceLabel:
    """A place name; ``name`` is the full name, none where nobody could say which place is meant."""

    number: int
    at: Piece
    name: str | None
    country: str | None


@dataclass(frozen=True)
class LabelledArticle:
    """One article with everything that is marked in it."""

    part: str
    line: int
    published: date
    style: str
    title: str
    text: str
    attributions: tuple[Attribution, ...]
    events: tuple[EventLabel, ...]
    times: tuple[TimeLabel, ...]
    places: tuple[PlaceLabel, ...]

    def chain(self, number: int) -> tuple[int, ...]:
        """Numbers of the attributions around one, the outermost first."""
        inner = next(each for each in self.attributions if each.number == number)
        at = (inner.cue or inner.content)[0]
        around = [
            (piece.end - piece.start, each.number)
            for each in self.attributions
            for piece in each.content
            if each.number != number and piece.holds(at)
        ]
        return tuple(outer for _, outer in sorted(around, reverse=True))
