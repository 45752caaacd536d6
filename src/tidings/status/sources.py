"""Whom the article credits with an event: the speaker of the innermost statement around its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tidings.parse.tokens import token_at
from tidings.records import ActorMention, Event, Span, Statement
from tidings.status.reading import Reader

ASSERTED = "the article asserts it"
OWN_ACT = "the source does it by saying it"
_VERBAL_QUADS = frozenset({1, 3})
_NO_SPEECH = frozenset({"CONSULT"})
_NEAR = 64  # statements that may begin between an event and the one around it


class Sources:
    """The statements of a Doc, ready to be asked what stands inside them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        """Order the stretches of content by where they begin."""
        spans = [(part.start, part.end, statement) for statement in statements for part in statement.content]
        self._spans = sorted(spans, key=lambda item: (item[0], -item[1]))
        self._starts = [start for start, _, _ in self._spans]
        self.statements = statements
        self.denials = [each for each in statements if each.stance == "denying" and each.content]

    def around(self, span: Span) -> list[Statement]:
        """The statements whose content holds ``span`` and whose cue it is not, the innermost first."""
        last = bisect_right(self._starts, span.start)
        return [
            statement
            for _, end, statement in reversed(self._spans[max(0, last - _NEAR) : last])
            if end >= span.end and not _overlap(statement.cue, span)
        ]


def said_by(
    doc: Doc, event: Event, sources: Sources, reader: Reader
) -> tuple[ActorMention | None, tuple[ActorMention, ...], str | None]:
    """The source of an event, or None with the reason; between them, all sources on the way, the outermost first."""
    statements = sources.around(event.trigger)
    if not statements or any(not sources.around(other) for other in event.also):
        return None, (), ASSERTED
    trigger = token_at(doc, event.trigger.start)
    acts = trigger is not None and is_speech(event) and not _tells_of_past(trigger, reader)
    for at, statement in enumerate(statements):
        if statement.speaker is None:
            return None, (), statement.reason or "the source is not named"
        if not (acts and _is_of_actors(statement.speaker, event)):
            return statement.speaker, _chain(statements[at:]), None
    return None, (), OWN_ACT


def _chain(statements: Sequence[Statement]) -> tuple[ActorMention, ...]:
    """The speakers of nested statements, given from the innermost, each actor once in a row."""
    outermost = statements[-1]
    speakers = (*outermost.via, *(each.speaker for each in reversed(statements) if each.speaker is not None))
    found: list[ActorMention] = []
    for speaker in speakers:
        if found and same_actor(found[-1], speaker):
            found[-1] = speaker
        else:
            found.append(speaker)
    return tuple(found)


def is_speech(event: Event) -> bool:
    """Whether an event is done by saying something."""
    return event.quad in _VERBAL_QUADS and event.type not in _NO_SPEECH


def _tells_of_past(trigger: Token, reader: Reader) -> bool:
    """Whether the words tell of an earlier act ("he had warned"), and do not do it there and then ("we condemn")."""
    return trigger.tag_ == "VBD" or (trigger.tag_ == "VBN" and reader.clause(trigger).perfect)


def _is_of_actors(speaker: ActorMention, event: Event) -> bool:
    """Whether the speaker is an actor of the event, or speaks for its state."""
    return any(
        same_actor(actor, speaker)
        or (actor.code is not None and actor.code == speaker.code and "GOV" in speaker.sectors)
        for actor in event.actors
    )


def same_actor(one: ActorMention, other: ActorMention) -> bool:
    """Whether two mentions are of the same actor: the same words, the same name, or one refers back to the other."""
    if (one.start, one.end) == (other.start, other.end) or (one.name and one.name == other.name):
        return True
    words = {_words(one), _words(one.antecedent)} - {""}
    return bool(words & ({_words(other), _words(other.antecedent)} - {""}))


def _words(span: Span | None) -> str:
    return span.text.casefold().strip() if span is not None else ""


def _overlap(one: Span | None, other: Span) -> bool:
    return one is not None and one.start < other.end and other.start < one.end
