"""What the grammar around a mention says of it: its kind, how many, whether it is only a place."""

from __future__ import annotations

from spacy.tokens import Token

from tidings.actors.compose import Identity
from tidings.actors.entities import Entity
from tidings.actors.scan import Hit
from tidings.knowledge.names import PEOPLE_KINDS

ORGANISED = frozenset({"organisation", "acronym"})
_NUMBERS = {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_CLAUSES = frozenset({"ccomp", "xcomp"})


def governs_clause(verb: Token, after: Token) -> bool:
    """Whether what is said, asked or ordered follows: "urged Iran to halt", "told Iran that"."""
    return any(child.dep_ in _CLAUSES and child.i > after.i for child in verb.children)


def names_actor(hit: Hit) -> bool:
    """Whether a hit makes the phrase that it stands in an actor of its own ("U.S. President Joe Biden")."""
    return hit.role is not None or (hit.meaning is not None and any(name.person for name in hit.meaning.names))


def is_place(token: Token, found: Identity) -> bool:
    """Whether a capital or body is only a place here, or the agency of a dateline: nobody that "it" could mean."""
    if found.entry is None or found.entry.kind not in {"capital", "seat", "organisation"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "near", "from"}:
        return found.entry.kind != "organisation" or token.ent_type_ in {"GPE", "LOC"}
    return "JRN" in found.sectors and token.i > 0 and token.nbor(-1).text == "("


def kind_of(found: Identity, token: Token) -> str:
    """What an entity is for words that stand for it: person, country, organisation or group."""
    entry = found.entry
    if entry is not None:
        if entry.person:
            return "person"
        if entry.kind in ORGANISED:
            return "organisation"
        return "person" if entry.kind in PEOPLE_KINDS else "country"
    if found.role is None:
        return "person" if found.name and not found.bare else "country"
    if found.role.title or token.ent_type_ == "PERSON":
        return "person"
    return "group"


def article_of(token: Token) -> str:
    """The determiner of a noun, in lower case; empty when it has none."""
    return next((child.lower_ for child in token.children if child.dep_ in {"det", "predet"}), "")


def count_of(token: Token) -> int:
    """How many "the two nations", "both leaders" are; 0 when no number says so."""
    for child in token.children:
        if child.dep_ in {"nummod", "det", "predet", "amod"} and child.lower_ in _NUMBERS:
            return _NUMBERS[child.lower_]
    return 0


def refers(pronoun: Token, entity: Entity) -> bool:
    """Whether "it" means an actor at all: the actor is a subject, and the verb is not "is" or "seems"."""
    if pronoun.dep_ == "poss":
        return entity.subject or entity.token.sent.start <= pronoun.i <= entity.token.sent.end
    if pronoun.dep_ == "expl" or (pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in {"be", "seem", "appear"}):
        return False
    return entity.subject
