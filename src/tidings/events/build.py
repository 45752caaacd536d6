"""A candidate into an event record, or the reason why it is none."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tidings.actors import mentions_at
from tidings.events.arguments import actors_at, political
from tidings.events.candidates import Candidate
from tidings.events.contexts import ContextFinder
from tidings.events.noise import is_blind
from tidings.events.size import size_of
from tidings.events.when import event_when
from tidings.events.where import event_where
from tidings.ontology import Ontology
from tidings.parse.tokens import sentence_of, span_of
from tidings.records import ActorMention, Event

# Types whose recipient may be a people or a place that belongs to a country ("shelled border villages").
_FORCE = 4
_MATERIAL = frozenset({2, 4})


class Builder:
    """Turns candidates into events by one ontology."""

    def __init__(self, ontology: Ontology, contexts: ContextFinder) -> None:
        """Keep what every event needs."""
        self.ontology, self.contexts = ontology, contexts

    def event(self, doc: Doc, candidate: Candidate) -> Event | None:
        """The event, or None where those who would take part are not political actors."""
        actors, recipients = self._parties(candidate)
        if any(is_blind(head) for head in candidate.actors):
            return None
        if not _enough(candidate, actors, recipients):
            return None
        return self._record(doc, candidate, actors, recipients)

    def _parties(self, candidate: Candidate) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
        force = self.ontology.types[candidate.type].quad == _FORCE
        actors = _distinct([m for head in candidate.actors for m in actors_at(head, behind=_thing(head))])
        codes = frozenset(mention.code for mention in actors if mention.code)
        recipients = _distinct(
            [m for head in candidate.recipients for m in actors_at(head, behind=True, things=True, besides=codes)]
        )
        if candidate.pattern.frame.reciprocal:
            return actors, ()
        if not force:
            taken = {(mention.start, mention.end) for mention in actors}
            recipients = tuple(mention for mention in recipients if (mention.start, mention.end) not in taken)
        return actors, _others(recipients, actors)

    def _record(
        self, doc: Doc, candidate: Candidate, actors: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]
    ) -> Event:
        trigger, frame = candidate.trigger, candidate.pattern.frame
        sentence = sentence_of(trigger)
        article = doc._.tidings_article
        place, no_place = event_where(doc, trigger)
        when = event_when(doc, trigger, article.published if article else None)
        reasons = {} if place else {"place": no_place}
        if not actors:
            reasons["actors"] = "nobody is named in the event's clause"
        if not recipients and not frame.reciprocal:
            reasons["recipients"] = "nobody is named in the event's clause"
        mode = frame.mode
        return Event(
            id="", type=candidate.type, mode=mode, quad=self.ontology.types[candidate.type].quad,
            score=self.ontology.score(candidate.type, mode),
            contexts=self.contexts.of(sentence, trigger, frame, (*actors, *recipients)),
            actors=actors, recipients=recipients, place=place,
            date=when,
            status=frame.status or "occurred", trigger=span_of(doc, trigger.i, trigger.i + 1),
            evidence=span_of(doc, sentence.start, sentence.end), size=size_of(trigger),
            confidence=_confidence(candidate, actors, recipients), reasons=reasons,
        )  # fmt: skip


def _enough(candidate: Candidate, actors: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]) -> bool:
    """Whether those whom the frame needs are political actors."""
    who, whom = bool(political(actors)), bool(political(recipients))
    if candidate.pattern.frame.reciprocal:
        return who and (candidate.pattern.frame.needs != "both" or len(political(actors)) > 1)
    return {"actor": who, "recipient": whom, "both": who and whom, "either": who or whom}[candidate.pattern.frame.needs]


def _confidence(candidate: Candidate, actors: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]) -> float:
    """The frame's own share of right matches, less where a party is missing or unknown."""
    known = bool(political(actors)) + bool(political(recipients) or candidate.pattern.frame.reciprocal)
    return round(candidate.pattern.frame.weight * (0.5, 0.75, 1.0)[known], 3)


def _thing(head: Token) -> bool:
    """A common noun that does not itself act ("Russia's shelling killed ..."): Russia stands behind it."""
    return head.pos_ in {"NOUN", "VERB"} and not mentions_at(head.doc, head)


def _distinct(mentions: list[ActorMention]) -> tuple[ActorMention, ...]:
    return tuple({(m.start, m.end, m.code): m for m in mentions}.values())


def _others(recipients: tuple[ActorMention, ...], actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Of a joint mention ("the two nations") that includes the actor, the others are the recipients."""
    own = {mention.code for mention in actors}
    spans: dict[tuple[int, int], int] = {}
    for mention in recipients:
        spans[mention.start, mention.end] = spans.get((mention.start, mention.end), 0) + 1
    return tuple(m for m in recipients if spans[m.start, m.end] == 1 or m.code not in own)
