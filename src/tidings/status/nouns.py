"""How a sentence presents what a noun names: its own modifiers, then the verb, noun or preposition that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from tidings.parse.syntax import OBJECTS, SUBJECTS
from tidings.status.compose import applied, unless_real, within
from tidings.status.local import HAPPENED, VERBAL, Standing, has_no, is_definite
from tidings.status.prepositions import NOMINAL, by_preposition
from tidings.status.words import Words, found_in

if TYPE_CHECKING:
    from tidings.status.reading import Reader

_TAKEN = frozenset({"to", "into", "for"})
_DATING = frozenset({"on", "in", "for", "at"})
# What is turned down was said all the same: "rejected the offer".
_SPOKEN = frozenset({"request", "intention", "order", "hedge", "denial", "attempt"})


def standing_of_noun(reader: Reader, noun: Token, depth: int) -> Standing:
    """The standing of a noun, at most ``depth`` steps upwards."""
    own = _itself(reader, noun)
    if own.status == "denied":
        return own
    around = _around(reader, noun, depth)
    return own if own.why and around.status != "denied" else within(around, own)


def _itself(reader: Reader, noun: Token) -> Standing:
    """What stands at a noun: "no talks", "a possible attack", "talks planned for May"."""
    if has_no(noun):
        return Standing("denied", 0.9, "no")
    if reader.coming and _has_coming_date(reader, noun):
        return Standing("planned", 0.6, "a coming date")
    for child in noun.children:
        if child.dep_ == "amod" and child.i < noun.i:
            signature = found_in(reader.words.adjective, child) or reader.words.adjective.get(child.lower_)
            if signature is not None:
                return applied(signature, HAPPENED, child)
        elif child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
            signature = found_in(reader.words.object, child)
            if signature is not None and reader.clause(child).subject is None:
                return applied(signature, reader.own(child), child)
    return HAPPENED


def _has_coming_date(reader: Reader, noun: Token) -> bool:
    """Whether a later day stands at the noun itself: "Monday's talks", "the summit in June"."""
    for child in noun.children:
        if child.i in reader.coming and child.dep_ in {"poss", "compound", "npadvmod", "nmod"}:
            return True
        if child.lower_ in _DATING and any(word.i in reader.coming for word in child.children):
            return True
    return False


def _around(reader: Reader, noun: Token, depth: int) -> Standing:
    dep, head = noun.dep_, noun.head
    if head == noun:
        return HAPPENED
    if dep in {"conj", "appos"}:
        return reader.at(head, depth) if head.pos_ not in VERBAL else HAPPENED
    if dep == "pobj":
        return _in_phrase(reader, noun, head, depth)
    if dep in {"compound", "nmod", "poss"} and head.pos_ in NOMINAL:
        signature = found_in(reader.words.noun, head) if dep != "poss" else None
        return applied(signature, reader.at(head, depth), head) if signature else HAPPENED
    if dep in OBJECTS or dep in {"nsubjpass", "oprd"}:
        return _as_object(reader, noun, head, depth)
    if dep in {"attr", "acomp"}:
        return _without_adverb(reader, head, depth)
    if dep in SUBJECTS:
        return _as_subject(reader, noun, head, depth)
    return HAPPENED


def _without_adverb(reader: Reader, verb: Token, depth: int) -> Standing:
    above = reader.at(verb, depth)
    return HAPPENED if above.why == "adverb" and above.status == "possible" else above


def _in_phrase(reader: Reader, noun: Token, preposition: Token, depth: int) -> Standing:
    known = is_definite(noun)
    found = by_preposition(reader, preposition, depth, clausal=False, known=known)
    if found is not None:
        return found
    head, low = preposition.head, preposition.lower_
    taken = low in _TAKEN or (low == "in" and found_in(reader.words.object, head) is not None)
    if taken and head.pos_ in VERBAL and not known:
        return unless_real(reader.at(head, depth))
    return HAPPENED


def _as_object(reader: Reader, noun: Token, verb: Token, depth: int) -> Standing:
    """What a verb makes of its object: "deny the attack", "launch an attack", "the visit was cancelled"."""
    if verb.pos_ not in VERBAL:
        return HAPPENED
    if noun.dep_ == "nsubjpass" and any(child.dep_ in OBJECTS for child in verb.children):
        return HAPPENED  # "the firms were denied access": the subject is who does not get it
    if noun.dep_ == "nsubjpass" and (raised := _raised(reader, noun, verb, depth)) is not None:
        return raised
    signature = found_in(reader.words.object, verb)
    above = reader.at(verb, depth)
    if signature is None:
        return HAPPENED if is_definite(noun) or not _is_new(noun, reader.words) else unless_real(above)
    if signature.complement == "denied" and _is_speech(reader, noun):
        return HAPPENED  # "rejected the offer", "denied the claim": it was made
    if signature.name == "order" and _is_speech(reader, noun):
        return HAPPENED  # "approved the deal"
    if signature.name == "possibility" and is_definite(noun):
        return HAPPENED  # "discussed the attack"
    return applied(signature, above, verb)


def _raised(reader: Reader, noun: Token, verb: Token, depth: int) -> Standing | None:
    """A known subject of "is expected": what is expected is the verb that follows, or its coming is over."""
    known = is_definite(noun)
    follower = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"}), None)
    if follower is None:
        over = reader.clause(verb).perfect and reader.clause(verb).any_be and verb.lemma_ == "expect"
        return HAPPENED if known and over else None
    if _takes_place(reader, follower):
        return reader.at(follower, depth)
    return HAPPENED if known else None


def _is_speech(reader: Reader, noun: Token) -> bool:
    found = found_in(reader.words.noun, noun) or found_in(reader.words.clause_noun, noun)
    return (found is not None and found.name in _SPOKEN) or noun.lemma_.lower() in reader.words.messages


def _as_subject(reader: Reader, noun: Token, verb: Token, depth: int) -> Standing:
    above = reader.at(verb, depth)
    if above.real:
        predicate = next((child for child in verb.children if child.dep_ == "acomp" and not _has_cause(child)), None)
        signature = found_in(reader.words.adjective, predicate) if predicate is not None else None
        return applied(signature, above, predicate) if signature and predicate is not None else HAPPENED
    if _takes_place(reader, verb):
        return above
    if is_definite(noun) or above.status == "denied":
        return HAPPENED
    return above if _is_new(noun, reader.words) else HAPPENED


def _has_cause(adjective: Token) -> bool:
    """Whether "to" and a noun follow: "is due to the war" gives a cause, not a time."""
    return any(child.lower_ == "to" and child.dep_ == "prep" for child in adjective.children)


def _takes_place(reader: Reader, verb: Token) -> bool:
    """Whether the verb says that its subject happens: "talks will begin", "the visit will be in May"."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        return not any(child.dep_ in {"acomp", "attr"} for child in verb.children)
    return lemma in reader.words.happening


def _is_new(noun: Token, words: Words) -> bool:
    """Whether a noun phrase brings up a thing of which nothing is known yet: "an attack", "any deal", "sanctions"."""
    return all(child.dep_ not in {"amod", "compound", "nmod"} for child in noun.lefts) or any(
        child.lower_ in {"a", "an", "any"} or child.lower_ in words.fresh for child in noun.lefts
    )
