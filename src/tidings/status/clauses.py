"""What the governors of a clause make of it: verbs, nouns and conjunctions above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from tidings.parse.syntax import OBJECTS
from tidings.status.compose import applied, brought_about, unless_real, within
from tidings.status.local import HAPPENED, VERBAL, Clause, Standing, has_no
from tidings.status.prepositions import NOMINAL, by_preposition, is_denied_message
from tidings.status.words import Signature, found_in

if TYPE_CHECKING:
    from tidings.status.reading import Reader

_QUESTION_WORDS = frozenset({"WP", "WDT", "WRB"})
_ASKED = frozenset({"should", "must", "ought"})
_OF_THAT_CLAUSES = frozenset({"denial", "belief", "possibility", "desire", "doubt"})
_MEANT = frozenset({"intention", "order", "request", "attempt"})
_OPENING = frozenset({"when", "once", "until", "till", "before", "after", "whenever", "unless"})
_WAITING = frozenset({"until", "till", "unless", "before"})
# "As soon as troops leave".
_AS_ADVERB_AS = frozenset({"soon", "long"})
# "The first to visit" did visit.
_RANKS = frozenset({"first", "last", "second", "only", "latest", "next", "few"})
# Verbs that tie an adjective to their subject: "it remains crucial to".
_LINKING = frozenset({"be", "remain", "seem", "become", "appear", "prove", "feel", "look", "find", "make"})
_LOOK_BACK = 12  # tokens


def around_clause(reader: Reader, verb: Token, depth: int) -> Standing:
    """The standing that a clause has from outside, its own words left aside."""
    clause, dep, head = reader.clause(verb), verb.dep_, verb.head
    if reader.words.conjunctions.get(clause.mark) == "possible":
        return Standing("possible", 0.3, f"mark {clause.mark}")
    provided = dep in {"ccomp", "pcomp"} and head.dep_ in {"prep", "advcl"}  # "provided that they leave"
    if provided and reader.words.conjunctions.get(head.lower_) == "possible":
        return Standing("possible", 0.3, f"mark {head.lower_}")
    if dep in {"xcomp", "ccomp"}:
        return _complement(reader, verb, clause, depth)
    if dep in {"acl", "relcl"}:
        return _at_noun(reader, verb, clause, depth)
    if dep == "pcomp" and any(child.tag_ in _QUESTION_WORDS for child in verb.lefts):
        return Standing("possible", 0.4, "how to") if clause.infinitive else HAPPENED
    if dep == "pcomp":
        return by_preposition(reader, head, depth, clausal=True) or HAPPENED
    if dep == "advcl":
        return _adverbial(reader, verb, clause, depth)
    if dep in {"csubj", "csubjpass"} and any(child.tag_ in _QUESTION_WORDS for child in verb.lefts):
        return HAPPENED
    if dep in {"csubj", "csubjpass"} and (clause.infinitive or not reader.at(head, depth).real):
        return Standing("possible", 0.4, "subject clause")
    return HAPPENED


def _complement(reader: Reader, verb: Token, clause: Clause, depth: int) -> Standing:
    head = verb.head
    signature = _signature(reader, head, verb, clause)
    above = reader.at(head, depth)
    if signature is not None and signature.name == "desire" and _is_habit(reader, head):
        return above
    if signature is not None and not (signature.name == "belief" and clause.perfect):
        return applied(signature, above, head)
    held = found_in(reader.words.hedged, head)
    if held is not None and above.status != "denied":
        return Standing("occurred", held.certainty, f"held by {head.lemma_}")
    if clause.infinitive and clause.perfect:
        return Standing("occurred", 0.7, "perfect infinitive")
    if verb.tag_ == "VBN" and not clause.has_auxiliary and head.lemma_ in reader.words.causing:
        return above
    if clause.infinitive and (degree := _of_degree(head, above)) is not None:
        return degree
    if clause.infinitive:
        return _bare_infinitive(reader, verb, above)
    if verb.tag_ in {"VB", "VBG", "JJ"} and verb.dep_ == "xcomp":
        return above
    return HAPPENED


def _is_habit(reader: Reader, wish: Token) -> bool:
    """Whether a liking is told, not a wish: "likes to say", not "would like to say"."""
    return wish.lemma_.lower() in reader.words.polite - {"prefer"} and not reader.clause(wish).modal


def _of_degree(head: Token, above: Standing) -> Standing | None:
    """What "too" makes of an infinitive: "too late to save them" did not save them."""
    scaled = (head, *(child for child in head.children if child.dep_ in {"acomp", "advmod"}))
    if above.real and any(word.lower_ == "too" and word.i < scale.i for scale in scaled for word in scale.lefts):
        return Standing("denied", 0.6, "too")
    return None


def _bare_infinitive(reader: Reader, verb: Token, above: Standing) -> Standing:
    """An infinitive under a verb that no table has."""
    head = verb.head
    if any(child.lower_ == "yet" for child in head.children):
        return Standing("denied", 0.9, "yet to")
    if head.lemma_ == "have" and (head.tag_ not in {"VBD", "VBN"} or not above.real):
        return Standing("possible", 0.5, "have to")
    return _after_be(reader, verb, above) if head.lemma_ == "be" else brought_about(above)


def _after_be(reader: Reader, verb: Token, above: Standing) -> Standing:
    head, subject = verb.head, reader.clause(verb.head).subject
    if any(child.tag_ == "WRB" for child in verb.children):
        return Standing("possible", 0.4, "how to")
    predicate = next((child for child in head.children if child.dep_ in {"acomp", "attr"}), None)
    if predicate is not None and _is_one_of_a_rank(predicate):
        return above
    if predicate is not None:
        holder = _nearest_holder(reader, predicate, verb)
        if holder is not None and (meant := found_in(reader.words.noun, holder)) is not None:
            return applied(meant, above, holder)
        return Standing("possible", 0.4, f"infinitive at {predicate.lemma_}")
    if any(child.dep_ == "prep" and child.i < verb.i for child in head.children):
        return brought_about(above)  # "was on its way to deliver"
    meant = (found_in(reader.words.noun, subject) or found_in(reader.words.clause_noun, subject)) if subject else None
    if meant is not None and subject is not None:  # "their hope is to persuade"
        return applied(meant, above, subject)
    return within(above, Standing("planned", 0.7, "be to"))


def _nearest_holder(reader: Reader, predicate: Token, verb: Token) -> Token | None:
    """The last noun before an infinitive that takes one: "is a response to the decision of the union to add"."""
    first = max(predicate.left_edge.i, verb.i - _LOOK_BACK)
    words = reversed(list(reader.doc[first : verb.i]))
    return next((word for word in words if word.pos_ == "NOUN" and found_in(reader.words.noun, word)), None)


def _signature(reader: Reader, head: Token, verb: Token, clause: Clause) -> Signature | None:
    """What the governing predicate says of a clause below it."""
    words = reader.words
    if head.lemma_ in _LINKING and clause.infinitive:
        predicate = next((child for child in head.children if child.dep_ == "acomp" and child.i < verb.i), None)
        if predicate is not None and (found := found_in(words.clause_adjective, predicate)) is not None:
            return found
    if head.pos_ == "ADJ" or head.dep_ == "acomp":
        found = found_in(words.clause_adjective, head) or found_in(words.adjective, head)
        return found_in(words.verb, head) if found is None and head.pos_ == "VERB" else found
    if head.pos_ in NOMINAL:
        return found_in(words.noun, head) or found_in(words.clause_noun, head)
    if verb.tag_ == "VBG" and not clause.any_be and (found := found_in(words.gerund, head)) is not None:
        return found
    found = found_in(words.passive, head) if clause.infinitive and _is_participle(reader, head) else None
    found = found or found_in(words.verb, head)
    if found is None and head.tag_ == "VBG" and clause.infinitive:
        found = found_in(words.progressive, head)
    if found is None or clause.infinitive or verb.dep_ == "xcomp" or (verb.tag_ == "VBG" and not clause.any_be):
        return found
    return _of_finite(found, verb, clause) or found_in(words.mandative, head)


def _is_participle(reader: Reader, head: Token) -> bool:
    """Whether a verb stands in the passive or as a participle by itself: "is set to", "meant to"."""
    return head.tag_ == "VBN" and (reader.clause(head).any_be or not reader.clause(head).perfect)


def _of_finite(found: Signature, verb: Token, clause: Clause) -> Signature | None:
    """Of a full clause, who only acts on others by infinitives ("made", "tried") says nothing."""
    bare = verb.tag_ == "VB" and not clause.has_auxiliary
    if bare or (clause.subjunctive and not clause.modal) or _is_mandative(verb, clause):
        return found
    if found.name == "request":
        return found if clause.modal in _ASKED else None
    return found if found.finite else None


def _is_mandative(verb: Token, clause: Clause) -> bool:
    """Whether a base form stands where "-s" is due: "that the court hear them"."""
    subject = clause.subject
    return (
        verb.tag_ == "VBP"
        and not clause.has_auxiliary
        and subject is not None
        and subject.tag_ in {"NN", "NNP"}
        and not any(child.dep_ == "conj" for child in subject.children)
    )


def _at_noun(reader: Reader, verb: Token, clause: Clause, depth: int) -> Standing:
    """A clause at a noun: "plans to attack", "claims that it attacked", "troops to replace"."""
    head = verb.head
    if verb.dep_ == "relcl" and not clause.infinitive:
        return HAPPENED
    words = reader.words
    signature = found_in(words.noun, head) or (found_in(words.clause_noun, head) if clause.infinitive else None)
    if clause.infinitive:
        above = reader.at(head, depth)
        if head.lower_ == "order" and head.head.lower_ == "in":
            return brought_about(reader.at(head.head.head, depth))
        if signature is not None:
            return applied(signature, above, head)
        if _is_one_of_a_rank(head):
            return above
        if reader.doc[verb.left_edge.i - 1].text == "," and verb.left_edge.i > head.i:
            return brought_about(above)  # "the traders, to cut costs, sold": it belongs to the sentence
        return Standing("possible", 0.4, f"infinitive at {head.lemma_}")
    full = bool(clause.mark) or clause.subject is not None
    bidden = clause.mark == "that" and (_is_mandative(verb, clause) or (verb.tag_ == "VB" and not clause.has_auxiliary))
    if full and signature is not None and (signature.name in _OF_THAT_CLAUSES or bidden or clause.subjunctive):
        return applied(signature, reader.at(head, depth), head)
    if full:
        return _reported(reader, head, clause)
    return HAPPENED


def _reported(reader: Reader, message: Token, clause: Clause) -> Standing:
    """What becomes of a that-clause at a message that is turned down or missing: "denied reports that it shelled"."""
    if clause.mark != "that":
        return HAPPENED
    if is_denied_message(reader, message):
        return Standing("denied", 0.7, f"denied {message.lemma_}")
    if has_no(message) and found_in(reader.words.clause_noun, message) is not None:
        return Standing("denied", 0.5, f"no {message.lemma_}")
    return HAPPENED


def _is_one_of_a_rank(noun: Token) -> bool:
    """Whether "to" tells what a ranked one did: "the first to sign", "one of the few papers to print it"."""
    if _is_ranked(noun) or (noun.head.lower_ == "of" and _is_ranked(noun.head.head)):
        return True
    of = next((child for child in noun.children if child.lower_ == "of"), None)
    return noun.lemma_ == "one" and of is not None and any(_is_ranked(child) for child in of.children)


def _is_ranked(noun: Token) -> bool:
    return noun.lemma_ in _RANKS or any(child.lemma_ in _RANKS for child in noun.lefts)


def _adverbial(reader: Reader, verb: Token, clause: Clause, depth: int) -> Standing:
    head = verb.head
    if clause.infinitive:
        return _purpose(reader, verb, depth)
    as_soon = head.lower_ in _AS_ADVERB_AS and head.pos_ == "ADV"
    above = reader.at(head.head if as_soon else head, depth)
    bare = verb.tag_ == "VBG" and not clause.has_auxiliary and clause.subject is None
    if bare:
        return unless_real(above) if above.status != "denied" else HAPPENED
    opens = as_soon or clause.mark in _OPENING or any(word.lower_ in _OPENING for word in verb.lefts)
    waits = clause.mark in _WAITING | {""} and above.status == "denied"
    present = verb.tag_ in {"VBZ", "VBP"} or clause.present_be
    if opens and present and (waits or above.status in {"planned", "possible"}):
        return Standing("possible", 0.4, "time clause of what is to come")
    return HAPPENED


def _purpose(reader: Reader, verb: Token, depth: int) -> Standing:
    head = verb.head
    clause, above = reader.clause(verb), reader.at(head, depth)
    signature = _signature(reader, head, verb, clause) if head.pos_ in VERBAL | {"ADJ"} else None
    if signature is not None:
        return applied(signature, above, head)
    held = next((child for child in head.children if child.dep_ in OBJECTS and child.i < verb.i), None)
    meant = _signature(reader, held, verb, clause) if held is not None and held.pos_ == "NOUN" else None
    if meant is not None and held is not None and meant.name in _MEANT:  # "made a pact to stop"
        return applied(meant, reader.at(held, depth), held)
    return brought_about(above)
