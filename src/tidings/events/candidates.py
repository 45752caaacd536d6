"""Candidates from the parse: a trigger, the frame that fits it, and where its parts stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from tidings.events.arguments import actors_at, heads_in, political, supporting_verb
from tidings.events.frames import Pattern, compile_frames, complements_of
from tidings.events.tense import is_announced, will_not
from tidings.ontology import Ontology, load_ontology
from tidings.parse.syntax import OBJECTS, conjuncts_of, is_passive, lemmas_of, own_subject, prepositional
from tidings.records import StatusName

# A month ("March"), a person or a place of that name is no trigger.
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NAMES_OTHER = frozenset({"DATE", "TIME", "PERSON", "GPE", "MONEY", "PERCENT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible event. ``actors`` and ``recipients`` are head tokens, not yet known to be political."""

    trigger: Token
    pattern: Pattern
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    used: frozenset[int]
    effect: Candidate | None = None  # the verb that says what this event did

    @property
    def type(self) -> str:
        """Event type of the frame."""
        return self.pattern.type


class Matcher:
    """All frames of one ontology, ready to run over Docs."""

    def __init__(self, ontology: Ontology) -> None:
        """Compile the frames."""
        self.ontology = ontology
        self._index = compile_frames(ontology)
        self.support = frozenset(ontology.support_verbs)
        self._absorbing = frozenset(name for name, kind in ontology.types.items() if kind.absorbs)

    def candidates(self, doc: Doc) -> list[Candidate]:
        """At most one candidate a trigger token, ordered by position, without those that another one absorbs."""
        found = {token.i: candidate for token in doc if (candidate := self._best(token))}
        self._join_support(found)
        self._join_effects(found)
        gone = self._absorbed(list(found.values()))
        return [candidate for index, candidate in found.items() if index not in gone]

    def all_at(self, token: Token) -> Iterator[Candidate]:
        """Every frame that fits a token, the most specific first."""
        for pattern in self._of(token):
            used = pattern.matches(token)
            if used is not None:
                yield self._filled(token, pattern, used)

    def _of(self, token: Token) -> list[Pattern]:
        return next((self._index[lemma] for lemma in lemmas_of(token) if lemma in self._index), [])

    def _best(self, token: Token) -> Candidate | None:
        if not self._of(token):
            return None
        if token.dep_ in {"aux", "auxpass"} or token.ent_type_ in _NAMES_OTHER or _is_purpose(token):
            return None
        found = next(self.all_at(token), None)
        return self.refused(found) if found else None

    def refused(self, candidate: Candidate) -> Candidate:
        """The candidate under the type of its refusal ("will not lift") or of its announcement ("will visit")."""
        kind = self.ontology.types[candidate.type]
        if kind.refused_as and will_not(candidate.trigger):
            return _as_type(candidate, kind.refused_as, None)
        if kind.future_as and is_announced(candidate.trigger, self.support):
            return _as_type(candidate, kind.future_as, "planned")
        return candidate

    def _filled(self, token: Token, pattern: Pattern, used: frozenset[int]) -> Candidate:
        if pattern.frame.reciprocal:
            return Candidate(token, pattern, tuple(self._participants(token, pattern)), (), used)
        actors = self._first_filled(token, pattern.actor, used)
        recipients = self._first_filled(token, pattern.recipient, used, besides=actors)
        return Candidate(token, pattern, actors, recipients, used)

    def _first_filled(
        self, token: Token, slots: tuple[str, ...], used: frozenset[int], besides: tuple[Token, ...] = ()
    ) -> tuple[Token, ...]:
        """Head tokens of the first slot that names an actor, else of the first that names anything."""
        fallback: tuple[Token, ...] = ()
        for slot in slots:
            heads = tuple(head for head in heads_in(token, slot, self.support) if head not in besides)
            if heads and any(_may_be_actor(head) for head in heads):
                return heads
            fallback = fallback or tuple(head for head in heads if head.i not in used)
        return fallback

    def _participants(self, token: Token, pattern: Pattern) -> list[Token]:
        slots = dict.fromkeys((*pattern.actor, *pattern.recipient))
        heads = [head for slot in slots for head in heads_in(token, slot, self.support)]
        return list(dict.fromkeys(heads))

    def _join_support(self, found: dict[int, Candidate]) -> None:
        """In "attended a summit" verb and noun report one event, at the noun; the mode is what either tells."""
        for index, named in list(found.items()):
            verb = supporting_verb(named.trigger, self.support) if named.trigger.pos_ in _NOMINAL else None
            carrier = found.get(verb.i) if verb is not None else None
            if carrier is None or carrier.type != named.type:
                continue
            mode = named.pattern.frame.mode or carrier.pattern.frame.mode
            frame = named.pattern.frame.model_copy(update={"mode": mode})
            parties = (
                dict.fromkeys((*named.actors, *carrier.actors)) if frame.reciprocal else named.actors or carrier.actors
            )
            found[index] = replace(
                named, pattern=replace(named.pattern, frame=frame), actors=tuple(parties),
                recipients=named.recipients or carrier.recipients, used=named.used - {index},
            )  # fmt: skip
            del found[carrier.trigger.i]

    def _join_effects(self, found: dict[int, Candidate]) -> None:
        """In "the attack killed twelve" the verb tells what the attack did: one event, at the noun."""
        for index, effect in list(found.items()):
            cause = next((found[head.i] for head in effect.actors if head.i in found), None)
            if cause is not None and cause.type == effect.type and effect.trigger.pos_ in {"VERB", "AUX"}:
                victims = cause.recipients or effect.recipients
                found[cause.trigger.i] = replace(cause, recipients=victims, effect=effect)
                del found[index]

    def _absorbed(self, found: list[Candidate]) -> set[int]:
        """Triggers that are only part of another candidate."""
        gone: set[int] = set()
        by_token = {candidate.trigger.i: candidate for candidate in found}
        for candidate in found:
            trigger = candidate.trigger
            gone |= candidate.used & by_token.keys()
            if candidate.type in self._absorbing:
                gone.update(token.i for token in content_of(trigger) if token.i in by_token)
        return gone


def _may_be_actor(head: Token) -> bool:
    return bool(political(actors_at(head, behind=True)))


def _as_type(candidate: Candidate, name: str, status: StatusName | None) -> Candidate:
    frame = candidate.pattern.frame.model_copy(update={"mode": None, "status": status})
    return replace(candidate, pattern=replace(candidate.pattern, type=name, frame=frame))


def _is_purpose(token: Token) -> bool:
    """Whether a verb only tells what something is for: "a step necessary to halt the shelling"."""
    if token.tag_ != "VB" or not any(child.dep_ == "aux" and child.lower_ == "to" for child in token.lefts):
        return False
    return token.dep_ == "advcl" or token.head.pos_ == "ADJ"


def content_of(trigger: Token) -> Iterator[Token]:
    """What a promise, demand, refusal or threat is about: its complement verbs and its objects."""
    for verb in complements_of(trigger):
        yield verb
        yield from _objects(verb)
    yield from _objects(trigger)
    yield from prepositional(trigger)


def _objects(verb: Token) -> Iterator[Token]:
    heads = [child for child in verb.children if child.dep_ in OBJECTS]
    if is_passive(verb) and (patient := own_subject(verb)) is not None:
        heads.append(patient)
    for head in heads:
        yield from conjuncts_of(head)


@cache
def matcher_for(source: str) -> Matcher:
    """The matcher of an ontology, built once a process."""
    return Matcher(load_ontology(source))
