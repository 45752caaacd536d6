"""How standings combine on the way from the root of a sentence down to a word."""

from __future__ import annotations

from typing import cast

from spacy.tokens import Token

from tidings.records import StatusName
from tidings.status.local import HAPPENED, Standing
from tidings.status.words import Signature

_OPEN = frozenset({"planned", "possible"})
_STEPS = 3
_SETTLED = frozenset({"occurred", "ongoing", "denied"})


def applied(signature: Signature, above: Standing, by: Token) -> Standing:
    """The complement's standing under a predicate ``by`` that itself stands as ``above``."""
    outcome = signature.negated if above.status == "denied" else signature.complement
    if outcome == "own":
        return Standing("occurred", signature.certainty, signature.name)
    if outcome == "same":
        if signature.unless_past is not None and not _is_told_as_past(by):
            return above if not above.real else Standing(signature.unless_past, 0.4, f"{signature.name} {by.lemma_}")
        return above
    if above.status in _OPEN and outcome in _SETTLED:
        return Standing("possible" if outcome == "denied" else above.status, 0.4, f"{signature.name} {above.why}")
    certainty = round(signature.certainty * above.certainty, 3)
    return Standing(cast("StatusName", outcome), certainty, f"{signature.name} {by.lemma_}")


def within(outer: Standing, own: Standing) -> Standing:
    """A clause's own standing inside what governs it."""
    if outer.status == "occurred":
        return Standing(own.status, min(own.certainty, outer.certainty), own.why or outer.why)
    if own.status == "denied":
        if outer.why.startswith("mark"):
            return outer
        if outer.status == "denied":
            return Standing("occurred", 0.6, "denied denial")
        return Standing("denied", 0.6, f"{own.why} in {outer.why}")
    if own.status == "planned" and outer.status == "ongoing":
        return own
    if own.real or outer.status == "denied":
        return outer
    return outer if outer.certainty < own.certainty else own


def unless_real(above: Standing) -> Standing:
    """What a fact holds is a fact of its own certainty; what is open or denied takes its holder's standing."""
    return HAPPENED if above.real else above


def brought_about(above: Standing) -> Standing:
    """What an act was for: told as a fact, it mostly came about ("flew to Cairo to meet ministers")."""
    if above.real:
        return Standing("occurred", 0.6, "purpose")
    return above if above.status != "denied" else Standing("possible", 0.3, "purpose")


def _is_told_as_past(by: Token) -> bool:
    """Whether a predicate is told as past: "allowed", "was able", "has been able", a reduced participle."""
    verb = by
    if by.pos_ == "ADJ":
        if by.head == by or by.head.lemma_ != "be":
            return False
        verb = by.head
    for _ in range(_STEPS):  # "opened the gate, allowing them to leave"
        if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "conj"}:
            break
        verb = verb.head
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.lemma_ == "have" for child in auxiliaries):
        return True
    if any(child.tag_ in {"VBZ", "VBP", "MD"} for child in auxiliaries):
        return False
    return by.pos_ == "NOUN" or verb.tag_ in {"VBD", "VBN"}
