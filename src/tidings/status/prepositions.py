"""What a preposition and the word before it make of what follows: "plans for", "without", "thinking of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from tidings.parse.syntax import OBJECTS
from tidings.status.compose import applied, unless_real
from tidings.status.local import VERBAL, Standing
from tidings.status.words import Signature, found_in

if TYPE_CHECKING:
    from tidings.status.reading import Reader

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
# "Fears over the attack": what is feared is known.
_ABOUT = frozenset({"about", "of", "on", "over", "at"})


def by_preposition(
    reader: Reader, preposition: Token, depth: int, *, clausal: bool, known: bool = False
) -> Standing | None:
    """What a preposition and the word before it make of its complement; None where they say nothing.

    Args:
        reader: reads what stands above.
        preposition: the preposition.
        depth: steps upwards that are left.
        clausal: whether a clause follows ("without firing"), not a noun.
        known: whether the noun that follows takes its thing as known ("fears over the attack").
    """
    low = _full_preposition(reader, preposition)
    if (status := reader.words.prepositions.get(low)) is not None:
        sure = status == "denied" and reader.at(preposition.head, depth).real
        return Standing("denied", 0.9, low) if sure else Standing("possible", 0.4, low)
    head = preposition.head
    if head.dep_ == "prep" and head is not preposition:
        head = head.head
    signature = _taking_phrase(reader, head, clausal=clausal)
    if low == "from" and head.pos_ in VERBAL and (held := found_in(reader.words.restraint, head)) is not None:
        return applied(held, reader.at(head, depth), head)
    if low == "against" and signature is not None and signature.name in {"intention", "decision"}:
        return Standing("denied", 0.7, f"{head.lemma_} against")
    if signature is not None and low in signature.prepositions and (clausal or low not in _ABOUT or not known):
        return applied(signature, reader.at(head, depth), head)
    if signature is None and low == "of" and is_denied_message(reader, head) and not known:
        return Standing("denied", 0.7, f"denied {head.lemma_}")
    if clausal and head.pos_ in VERBAL and low in {"by", "in"}:
        above = reader.at(head, depth)
        tried = low == "by" and above.why.startswith("attempt")  # "tried to win them back by giving": it gave
        return Standing("occurred", 0.6, "means of an attempt") if tried else unless_real(above)
    return _clause_at(reader, head, low, depth) if clausal else None


def _clause_at(reader: Reader, head: Token, low: str, depth: int) -> Standing | None:
    """What "-ing" says after a preposition: "before leaving", "thinking of leaving"."""
    if low in {"before", "after"} and head.pos_ in VERBAL:
        above = reader.at(head, depth)
        return above if above.status in {"planned", "possible"} else None
    if low == "against":
        return Standing("possible", 0.4, "against")
    if low in {"of", "about"} and head.pos_ in VERBAL and head.lemma_.lower() in reader.words.pondering:
        return Standing("possible", 0.4, f"{head.lemma_} {low}")
    return None


def _full_preposition(reader: Reader, preposition: Token) -> str:
    low = preposition.lower_
    before = reader.doc[preposition.i - 1].lower_ if preposition.i else ""
    if (low, before) in {("of", "instead"), ("than", "rather"), ("but", "anything"), ("of", "short")}:
        return f"{before} {low}"
    return low


def _taking_phrase(reader: Reader, head: Token, *, clausal: bool) -> Signature | None:
    words = reader.words
    if head.pos_ in NOMINAL:
        return found_in(words.noun, head) or (found_in(words.clause_noun, head) if clausal else None)
    if head.pos_ == "ADJ":  # of "due to" only the time is a plan, not the cause
        return found_in(words.clause_adjective, head) or (found_in(words.adjective, head) if clausal else None)
    return found_in(words.verb, head) if head.pos_ in VERBAL else None


def is_denied_message(reader: Reader, noun: Token) -> bool:
    """Whether a claim or report is the object of a denial: "dismissed claims of"."""
    told = noun.lemma_.lower() in reader.words.told
    if not told or noun.dep_ not in OBJECTS | {"nsubjpass"} or noun.head.pos_ not in VERBAL:
        return False
    verb = noun.head
    found = found_in(reader.words.object, verb)
    turned_down = (found is not None and found.name == "denial") or verb.lemma_.lower() in reader.words.rejecting
    return turned_down and not reader.clause(verb).negated
