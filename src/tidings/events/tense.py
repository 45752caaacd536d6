"""Whether a verb announces or refuses: grammar that decides an event's type."""

from __future__ import annotations

from spacy.tokens import Token

from tidings.events.arguments import supporting_verb
from tidings.events.verbs import verbs
from tidings.parse.syntax import is_negated

_WILL = frozenset({"will", "shall"})
_WOULD = frozenset({"will", "shall", "would"})


def will_not(verb: Token) -> bool:
    """A refusal: "will not", "would never"; a plain "did not" only denies."""
    future = any(child.dep_ == "aux" and child.lemma_ in _WOULD for child in verb.children)
    return future and is_negated(verb)


def is_announced(trigger: Token, support: frozenset[str]) -> bool:
    """Whether the trigger, or the verb that carries it, lies in the future: "will visit", "is due to hold talks"."""
    verb = trigger if trigger.pos_ in {"VERB", "AUX"} else supporting_verb(trigger, support)
    if verb is None or is_negated(verb):
        return False
    auxiliaries = {child.lemma_.lower() for child in verb.children if child.dep_ == "aux"}
    if auxiliaries & _WILL or ("would" in {child.lower_ for child in verb.children} and _is_reported(verb)):
        return not _is_conditional(verb)
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_.lower() in verbs("planning") | {"go"}:
        return head.lemma_ != "go" or head.tag_ == "VBG"
    return verb.dep_ == "xcomp" and head.lemma_ == "be" and "to" in auxiliaries


def _is_reported(verb: Token) -> bool:
    """Whether the future is seen from the past: "said it would"."""
    return verb.dep_ in {"ccomp", "conj"}


def _is_conditional(verb: Token) -> bool:
    """Whether it is open if it comes to that: "would meet if"."""
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    marks = (mark for clause in clauses for mark in clause.children if mark.dep_ == "mark")
    return any(mark.lower_ in {"if", "unless"} for mark in marks)
