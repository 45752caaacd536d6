"""A candidate into an event record, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from tidings.events.arguments import political
from tidings.events.candidates import Candidate
from tidings.events.confidence import confidence
from tidings.events.contexts import ContextFinder
from tidings.events.encoded import Proposal
from tidings.events.noise import is_blind
from tidings.events.parties import parties_of
from tidings.events.size import size_of
from tidings.events.when import event_when
from tidings.events.where import event_where
from tidings.ontology import Frame, Ontology
from tidings.parse.tokens import sentence_of, span_of
from tidings.records import ActorMention, Event


class Builder:
    """Turns candidates into events by one ontology."""

    def __init__(self, ontology: Ontology, contexts: ContextFinder) -> None:
        """Keep what every event needs."""
        self.ontology, self.contexts = ontology, contexts

    def event(self, doc: Doc, candidate: Candidate) -> Event | None:
        """The event, or None where those who would take part are not political actors."""
        actors, recipients = parties_of(candidate, self.ontology)
        if any(is_blind(head) for head in candidate.actors):
            return None
        if not _enough(candidate, actors, recipients):
            return None
        return self._record(doc, candidate, actors, recipients)

    def proposed(self, doc: Doc, proposal: Proposal, weights: Sequence[float]) -> Event:
        """The event that the encoder proposes, with date, place, size, score and confidence by ``weights``."""
        trigger, kind, mode = proposal.trigger, proposal.type, proposal.mode
        sentence = sentence_of(trigger)
        article = doc._.tidings_article
        place, basis = event_where(doc, trigger)
        reasons = {"place": basis} if basis else {}
        if not proposal.actors:
            reasons["actors"] = "nobody is named in the event's clause"
        if not proposal.recipients:
            reasons["recipients"] = "nobody is named in the event's clause"
        return Event(
            id="", type=kind, mode=mode, quad=self.ontology.types[kind].quad, score=self.ontology.score(kind, mode),
            contexts=self._contexts(proposal), actors=proposal.actors, recipients=proposal.recipients, place=place,
            date=event_when(doc, trigger, article.published if article else None),
            status=proposal.status,
            trigger=span_of(doc, trigger.i, trigger.i + 1), evidence=span_of(doc, sentence.start, sentence.end),
            size=size_of(trigger), confidence=confidence(proposal, weights), reasons=reasons,
        )  # fmt: skip

    def _contexts(self, proposal: Proposal) -> tuple[str, ...]:
        if proposal.contexts is not None:
            return proposal.contexts
        parties = (*proposal.actors, *proposal.recipients)
        return self.contexts.of(sentence_of(proposal.trigger), proposal.trigger, Frame(), parties)

    def _record(
        self, doc: Doc, candidate: Candidate, actors: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]
    ) -> Event:
        trigger, frame = candidate.trigger, candidate.pattern.frame
        sentence = sentence_of(trigger)
        article = doc._.tidings_article
        place, basis = event_where(doc, trigger)
        when = event_when(doc, trigger, article.published if article else None)
        reasons = {"place": basis} if basis else {}
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
