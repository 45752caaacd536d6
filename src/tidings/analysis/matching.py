"""Which coded event is which gold event: one to one, the best pairs first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from tidings.records import ActorMention, CodedArticle, Event, GoldEvent, GoldParty, Span

Pair = tuple[GoldEvent, Event]
_Numbers = tuple[int, int]  # of a gold event, of a coded one


class _Closeness(IntEnum):
    """How near a coded trigger stands to what the gold says; the lower, the nearer."""

    identical = 0
    overlapping = 1
    same_sentence = 2
    anywhere = 3  # the gold does not say where


@dataclass(frozen=True, slots=True)
class Matching:
    """The events of one article, gold against coded: each gold event and each coded one stands here once."""

    pairs: tuple[Pair, ...]  # the same event
    confused: tuple[Pair, ...]  # of one sentence, but of two types
    missed: tuple[GoldEvent, ...]  # no coded event is left in its sentence
    spurious: tuple[Event, ...]  # no gold event is left in whose sentence it stands


def match(gold: Sequence[GoldEvent], coded: CodedArticle) -> Matching:
    """Pair the gold events of an article with the coded ones.

    Two events are the same when their types are equal and the coded trigger lies in the gold's sentence or overlaps
    the gold's trigger; anywhere in the text where the gold has no trigger. Where several could pair, identical triggers
    go first, then overlapping ones, then those that share most codes of actors and recipients, then the higher
    confidence. Of what is left, two events of one sentence are confused with each other, in the same order.
    """
    near = _near(gold, coded)
    events = coded.events
    rank = _ranked(gold, events, near)
    pairs = _one_to_one(sorted((at for at in near if gold[at[0]].type == events[at[1]].type), key=rank))
    used, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    confused = _one_to_one(sorted((at for at in near if at[0] not in used and at[1] not in taken), key=rank))
    used |= {i for i, _ in confused}
    taken |= {j for _, j in confused}
    return Matching(
        pairs=tuple((gold[i], events[j]) for i, j in sorted(pairs)),
        confused=tuple((gold[i], events[j]) for i, j in sorted(confused)),
        missed=tuple(event for i, event in enumerate(gold) if i not in used),
        spurious=tuple(event for j, event in enumerate(events) if j not in taken),
    )


def codes(parties: Iterable[GoldParty | ActorMention]) -> frozenset[str]:
    """The codes of actors or recipients; one without a code cannot be compared and is left out."""
    return frozenset(party.code for party in parties if party.code)


def sentence_of(event: GoldEvent, coded: CodedArticle) -> Span | None:
    """The gold's evidence; without it the sentence around the gold's trigger; None where neither is known."""
    if event.evidence is not None or event.trigger is None:
        return event.evidence
    number = bisect_right(coded.sentences, event.trigger.start, key=lambda sentence: sentence.start) - 1
    if number < 0 or coded.sentences[number].end <= event.trigger.start:
        return None
    return coded.sentences[number]


def _near(gold: Sequence[GoldEvent], coded: CodedArticle) -> dict[_Numbers, _Closeness]:
    """All that could pair by position, whatever their types."""
    found = {}
    for i, wanted in enumerate(gold):
        sentence = sentence_of(wanted, coded)
        for j, event in enumerate(coded.events):
            closeness = _closeness(wanted.trigger, sentence, event.trigger)
            if closeness is not None:
                found[i, j] = closeness
    return found


def _closeness(wanted: Span | None, sentence: Span | None, trigger: Span) -> _Closeness | None:
    if wanted is None:
        return _Closeness.anywhere
    if (wanted.start, wanted.end) == (trigger.start, trigger.end):
        return _Closeness.identical
    if wanted.start < trigger.end and trigger.start < wanted.end:
        return _Closeness.overlapping
    if sentence is not None and sentence.start <= trigger.start and trigger.end <= sentence.end:
        return _Closeness.same_sentence
    return None


def _ranked(
    gold: Sequence[GoldEvent], events: Sequence[Event], near: dict[_Numbers, _Closeness]
) -> Callable[[_Numbers], tuple[int, int, float, int, int]]:
    def rank(at: _Numbers) -> tuple[int, int, float, int, int]:
        wanted, event = gold[at[0]], events[at[1]]
        shared = len(codes(wanted.actors) & codes(event.actors)) + len(
            codes(wanted.recipients) & codes(event.recipients)
        )
        return near[at], -shared, -event.confidence, *at

    return rank


def _one_to_one(ordered: Iterable[_Numbers]) -> list[_Numbers]:
    """The first pair of each, as long as both are free."""
    used, taken, found = set(), set(), []
    for i, j in ordered:
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            found.append((i, j))
    return found
