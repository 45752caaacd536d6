"""What was claimed right before a denial, and the acts in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from tidings.parse.tokens import token_at
from tidings.records import ActorMention, Event, Span, Statement
from tidings.status.denials import CHARGE, IT, Denial, sentences_between
from tidings.status.sources import is_speech, same_actor

_FAR = 3  # sentences through which one source may go on with its claim
_BACK = 8  # statements
_MAIN = frozenset({"conj", "xcomp", "ccomp", "pcomp", "prep", "dobj", "obj", "nsubjpass", "advcl", "dep"})
_STEPS = 12


class Claims:
    """The statements of a Doc that something is so, ready to be asked what stands right before a denial."""

    def __init__(self, doc: Doc, statements: Iterable[Statement]) -> None:
        """Order the stretches of content by where they end."""
        self._doc = doc
        told = [(part, each) for each in statements if each.stance != "denying" for part in each.content]
        self._told = sorted(told, key=lambda item: (item[0].end, -item[0].start))
        self._ends = [part.end for part, _ in self._told]

    def before(self, denial: Denial, events: Sequence[Event], near: range) -> list[int]:
        """Which of the events ``near`` a denial of "it", "the report" or "the charge" denies.

        They are the acts of the last claim that another made, in the sentence of the denial or the one before; where
        its source went on ("civilians were fleeing, it added"), those of what it said first. Without a claim "it" is
        the last act of the sentence before, if it is the speaker's.
        """
        told = self._last(denial)
        for content, statement in told:
            found = [
                at for at in near
                if _inside(events[at].trigger, content) and _can_be_denied(self._doc, events[at], content, statement)
            ]  # fmt: skip
            mine = [at for at in found if is_of(denial.speaker, events[at])]
            if mine or (found and denial.kind != CHARGE and _one_source(told[0][1], statement)):
                return mine or found
        return [] if told or denial.kind != IT else self._asserted(denial, events, near)

    def _last(self, denial: Denial) -> list[tuple[Span, Statement]]:
        """The claim right before a denial, then those that its source made just before it."""
        found: list[tuple[Span, Statement]] = []
        upto = bisect_right(self._ends, denial.words.start)
        ahead = [item for item in self._told[upto : upto + _BACK] if _inside(denial.words, item[0])]
        for content, statement in (*ahead[:1], *reversed(self._told[max(0, upto - _BACK) : upto])):
            speaker = statement.speaker
            if speaker is not None and same_actor(speaker, denial.speaker):
                continue
            far = sentences_between(self._doc, _end_of(content), denial.words, _FAR)
            if far > (_FAR if found else 1):
                break
            if found and not _one_source(found[0][1], statement) and not self._in_one_sentence(content, found[-1][0]):
                break
            found.append((content, statement))
        return found

    def _in_one_sentence(self, one: Span, other: Span) -> bool:
        return sentences_between(self._doc, _end_of(one), _end_of(other), 1) == 0

    def _asserted(self, denial: Denial, events: Sequence[Event], near: range) -> list[int]:
        if not near:
            return []
        event, at = events[near[-1]], near[-1]
        close = sentences_between(self._doc, event.trigger, denial.words, 1) <= 1
        trigger = token_at(self._doc, event.trigger.start)
        main = trigger is not None and trigger.dep_ in {"ROOT", "conj"}
        mine = is_of(denial.speaker, event) and not is_speech(event)
        return [at] if close and main and mine and event.said_by is None else []


def is_of(source: ActorMention, event: Event) -> bool:
    """Whether an event is laid to a source, or to the country that it speaks for."""
    return any(same_actor(source, actor) or _same_code(source, actor) for actor in event.actors)


def _same_code(one: ActorMention, other: ActorMention) -> bool:
    return one.code is not None and one.code == other.code


def _one_source(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one source; of a nested pair either is."""
    if one.speaker is None or other.speaker is None:
        return one.speaker is other.speaker
    nested = any(same_actor(via, other.speaker) for via in one.via) or any(
        same_actor(via, one.speaker) for via in other.via
    )
    return nested or same_actor(one.speaker, other.speaker)


def _can_be_denied(doc: Doc, event: Event, content: Span, statement: Statement) -> bool:
    """Whether an event is what a claim says, not what it mentions on the way, and not done by saying it."""
    trigger = token_at(doc, event.trigger.start)
    if trigger is None or not _is_main(trigger, content):
        return False
    speaker = statement.speaker
    return not (is_speech(event) and (speaker is None or is_of(speaker, event)))


def _is_main(trigger: Token, content: Span) -> bool:
    """Whether an event word is at the head of a claim, or joined to it: not in "after the raid", "the war's"."""
    for _ in range(_STEPS):
        above = trigger.head
        if above == trigger or not content.start <= above.idx < content.end:
            return True
        if trigger.dep_ not in _MAIN and not (trigger.dep_ == "pobj" and above.lower_ == "of"):
            return False
        if trigger.dep_ == "advcl" and any(child.dep_ == "mark" for child in trigger.children):
            return False
        trigger = above
    return False


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _end_of(span: Span) -> Span:
    """The last character of a span."""
    return Span(start=span.end - 1, end=span.end, text=span.text[-1:])
