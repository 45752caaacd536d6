"""From the head tokens in a frame's slots to the actors and recipients that they name."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from tidings.actors import mentions_at
from tidings.events.arguments import actors_at, heads_in, political
from tidings.events.candidates import Candidate
from tidings.events.frames import NOUN_ACTOR, NOUN_RECIPIENT, VERB_ACTOR, VERB_RECIPIENT
from tidings.ontology import Ontology
from tidings.records import ActorMention

# Of types of this quad class one may be both actor and recipient ("Syrian troops shelled Syrian villages").
_FORCE = 4
Parties = tuple[ActorMention, ...]


def parties_of(candidate: Candidate, ontology: Ontology) -> tuple[Parties, Parties]:
    """Actors and recipients of a candidate; who stands behind a thing included."""
    actors = distinct(m for head in candidate.actors for m in actors_at(head, behind=_thing(head)))
    codes = frozenset(mention.code for mention in actors if mention.code)
    recipients = distinct(
        m for head in candidate.recipients for m in actors_at(head, behind=True, things=True, besides=codes)
    )
    if candidate.pattern.frame.reciprocal:
        return actors, ()
    if ontology.types[candidate.type].quad != _FORCE:
        taken = {(mention.start, mention.end) for mention in actors}
        recipients = tuple(mention for mention in recipients if (mention.start, mention.end) not in taken)
    return actors, others(recipients, actors)


def usual_parties(trigger: Token, support: frozenset[str]) -> tuple[Parties, Parties]:
    """Actors and recipients by grammar alone: where they stand beside most verbs and nouns."""
    verbal = trigger.pos_ not in {"NOUN", "PROPN"}
    slots = (VERB_ACTOR, (*VERB_RECIPIENT, *NOUN_RECIPIENT)) if verbal else (NOUN_ACTOR, NOUN_RECIPIENT)
    found = [_first_political(trigger, (*own, *more), support) for own, more in zip(slots, ((), ("for",)), strict=True)]
    taken = {(mention.start, mention.end) for mention in found[0]}
    return found[0], tuple(mention for mention in found[1] if (mention.start, mention.end) not in taken)


def _first_political(trigger: Token, slots: Iterable[str], support: frozenset[str]) -> Parties:
    for slot in slots:
        heads = heads_in(trigger, slot, support)
        if found := political(distinct(mention for head in heads for mention in actors_at(head, behind=True))):
            return found
    return ()


def distinct(mentions: Iterable[ActorMention]) -> Parties:
    """Each mention once."""
    return tuple({(m.start, m.end, m.code): m for m in mentions}.values())


def others(recipients: Parties, actors: Parties) -> Parties:
    """Of a joint mention ("the two nations") that includes the actor, the others are the recipients."""
    own = {mention.code for mention in actors}
    spans: dict[tuple[int, int], int] = {}
    for mention in recipients:
        spans[mention.start, mention.end] = spans.get((mention.start, mention.end), 0) + 1
    return tuple(m for m in recipients if spans[m.start, m.end] == 1 or m.code not in own)


def _thing(head: Token) -> bool:
    """A common noun that does not itself act ("Russia's shelling killed ..."): Russia stands behind it."""
    return head.pos_ in {"NOUN", "VERB"} and not mentions_at(head.doc, head)
