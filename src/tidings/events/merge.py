"""One event an article: mentions of the same event are joined at the most informative one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from spacy.tokens import Doc, Token

from tidings.parse.tokens import token_at
from tidings.records import Event

_REMEMBERED = 40  # events of a type that a later mention may refer back to
_DAYS = 3  # that a visit, talks or a clash may take
_NAMES = frozenset({"NOUN", "PROPN"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no"})


def merged(doc: Doc, events: list[Event], speech: frozenset[str] = frozenset()) -> list[Event]:
    """Events ordered by trigger; later mentions of an event stand in its ``also``.

    Args:
        doc: what the events were found in.
        events: in the order of their triggers.
        speech: types of speech acts: a noun there ("the demand") is rarely the same act once more.
    """
    groups: list[list[Event]] = []
    by_type: dict[str, list[list[Event]]] = defaultdict(list)
    for event in events:
        home = next(
            (group for group in by_type[event.type][-_REMEMBERED:] if _same(doc, group[0], event, speech)), None
        )
        if home is None:
            home = []
            groups.append(home)
            by_type[event.type].append(home)
        home.append(event)
    return sorted((_joined(group) for group in groups), key=lambda event: event.trigger.start)


def _same(doc: Doc, first: Event, later: Event, speech: frozenset[str]) -> bool:
    """Whether a later mention can be of the first event: no part contradicts, and the words refer back."""
    if first.status != later.status:
        return False
    if _conflict(first.date.value, later.date.value) and not _goes_on(doc, first, later):
        return False
    who, also = _codes(first.actors), _codes(later.actors)
    whom, too = _codes(first.recipients), _codes(later.recipients)
    if (who and also and not who & also) or (whom and too and not whom & too):
        return False
    return _refers_back(doc, first, later, speech)


def _refers_back(doc: Doc, first: Event, later: Event, speech: frozenset[str]) -> bool:
    """The same word or a definite noun ("the visit") names a known event; another verb reports a new one."""
    one, two = token_at(doc, first.trigger.start), token_at(doc, later.trigger.start)
    if one is None or two is None:
        return False
    if first.evidence == later.evidence:
        return _same_in_sentence(first, later, one, two) and later.type not in speech
    if one.lemma_ == two.lemma_:
        return first.mode is None or later.mode is None or first.mode == later.mode
    return first.mode == later.mode and later.type not in speech and _is_definite(two)


def _same_in_sentence(first: Event, later: Event, one: Token, two: Token) -> bool:
    """Two words for one act: "visited ..., the last day of his trip"; or two nouns that complete each other."""
    if first.mode == later.mode and _is_definite(two) and _codes(first.actors) == _codes(later.actors):
        return _codes(first.recipients) == _codes(later.recipients)
    return one.pos_ in _NAMES and two.pos_ in _NAMES and _complete_each_other(first, later)


def _complete_each_other(first: Event, later: Event) -> bool:
    """Two nouns in a sentence, each with a party that the other lacks ("an assault in Ukraine, Moscow's advance")."""
    return (not first.actors or not later.actors) and (not first.recipients or not later.recipients)


def _is_definite(noun: Token) -> bool:
    """Whether it is like "the attack", "his visit", "shelling"; not like "an attack", "new talks"."""
    if noun.pos_ not in _NAMES:
        return False
    marks = [child for child in noun.children if child.dep_ in {"det", "poss", "amod", "nummod"}]
    return not marks or any(child.dep_ in {"det", "poss"} and child.lower_ not in _INDEFINITE for child in marks)


def _conflict(one: str | None, two: str | None) -> bool:
    return bool(one and two) and not (one or "").startswith(two or "") and not (two or "").startswith(one or "")


def _goes_on(doc: Doc, first: Event, later: Event) -> bool:
    """Whether a definite noun names on another day what takes some days: "ended his visit on Friday", "the trip"."""
    noun, one, two = token_at(doc, later.trigger.start), first.date.start, later.date.start
    if noun is None or one is None or two is None or not _is_definite(noun):
        return False
    return abs((one - two).days) <= _DAYS


def _codes(mentions: tuple[object, ...]) -> set[str]:
    return {code for mention in mentions if (code := getattr(mention, "code", None))}


def _joined(group: list[Event]) -> Event:
    """The most informative mention; what it lacks is carried over from the others."""
    best = max(group, key=_information)
    others = [event for event in group if event is not best]
    if not others:
        return best
    changes: dict[str, Any] = {"also": (*best.also, *(event.trigger for event in others))}
    for name in ("actors", "recipients", "place", "size", "mode"):
        if not getattr(best, name):
            found = next((value for event in others if (value := getattr(event, name))), None)
            if found and not (name == "recipients" and _codes(found) & _codes(best.actors)):
                changes[name] = found
    if best.date.basis != "stated" and (stated := next((e.date for e in others if e.date.basis == "stated"), None)):
        changes["date"] = stated
    changes["reasons"] = {name: why for name, why in best.reasons.items() if name not in changes}
    return best.model_copy(update=changes)


def _information(event: Event) -> tuple[float, int]:
    parts = (
        bool(event.actors) + bool(event.recipients) + 0.5 * bool(event.date.basis == "stated") + 0.5 * bool(event.place)
    )
    return parts + event.confidence, -event.trigger.start
