"""How a clause or noun presents itself, by its own words alone."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from spacy.tokens import Token

from tidings.parse.syntax import OBJECTS, SUBJECTS
from tidings.records import StatusName
from tidings.status.words import Words

_NOBODY = frozenset({"nobody", "none", "nothing", "noone"})
_NOT_DENYING = frozenset({"only", "just", "merely", "simply", "necessarily"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_LATER = frozenset({"tomorrow", "soon", "next", "tonight", "shortly", "later", "upcoming", "coming"})
_NOW = frozenset({"currently", "still", "now"})
# "Would have given" did not give.
_COUNTERFACTUAL = frozenset({"would", "should", "ought", "'d"})
# "No longer", "never again".
_TOGETHER = frozenset({("longer", "no"), ("again", "never"), ("more", "never")})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with its certainty, and the rule that gave it."""

    status: StatusName
    certainty: float
    why: str = ""

    @property
    def real(self) -> bool:
        """Whether it is presented as a fact."""
        return self.status in {"occurred", "ongoing"}


HAPPENED = Standing("occurred", 1.0)


@dataclass(slots=True)
class Clause:
    """What the children of a verb or predicate say, read in one pass."""

    negated: bool = False
    modal: str = ""
    infinitive: bool = False  # "to"
    perfect: bool = False
    present_be: bool = False
    any_be: bool = False
    present_have: bool = False
    mark: str = ""
    adverb: str = ""
    subject: Token | None = None
    has_auxiliary: bool = False
    finite_auxiliary: bool = False  # "has been", "was"
    subjunctive: bool = False  # "that he be moved"
    later: bool = False
    now: bool = False
    since: bool = False


def read_clause(verb: Token, coming: Container[int] = ()) -> Clause:
    """Collect auxiliaries, negation, marks and adverbs at a verb.

    Args:
        verb: the verb or predicate.
        coming: indices of the tokens that name a time after the day of publication.
    """
    clause = Clause()
    for child in verb.children:
        dep = child.dep_
        if dep in {"aux", "auxpass"}:
            _read_auxiliary(clause, child)
        elif dep == "neg":
            clause.negated = clause.negated or not _only(child)
        elif dep == "mark":
            clause.mark = child.lower_
        elif dep == "advmod":
            _read_adverb(clause, child, verb)
        elif dep in SUBJECTS:
            clause.subject = child
            clause.negated = clause.negated or _names_nobody(child)
        elif dep in {"npadvmod", "prep"}:
            _read_time(clause, child, coming)
        elif dep in OBJECTS or dep == "attr":
            clause.negated = clause.negated or (child.lower_ in _NOBODY and not _but(child))
        elif dep in {"preconj", "cc"}:
            clause.negated = clause.negated or (child.lower_ in {"neither", "nor"} and child.i < verb.i)
    return clause


def _read_auxiliary(clause: Clause, child: Token) -> None:
    low = child.lower_
    clause.has_auxiliary = True
    clause.finite_auxiliary = clause.finite_auxiliary or child.tag_ in {"VBZ", "VBP", "VBD"}
    if child.tag_ == "MD":
        clause.modal = low
    elif low == "to":
        clause.infinitive = True
    elif child.lemma_ == "have" or low in {"'ve", "’ve"}:
        clause.perfect = True
        clause.present_have = low != "had"
    elif child.lemma_ == "be" or low in {"'s", "'re", "’s", "’re"}:
        clause.any_be = True
        clause.subjunctive = child.tag_ == "VB" and low == "be"
        clause.present_be = clause.present_be or child.tag_ in {"VBZ", "VBP"}


def _read_adverb(clause: Clause, child: Token, verb: Token) -> None:
    low = child.lower_
    if low in {"if", "when", "whenever", "once", "until", "unless"} and child.i < verb.i and not clause.mark:
        clause.mark = low
    elif low in {"never", "nowhere"} or any((low, word.lower_) in _TOGETHER for word in child.lefts):
        clause.negated = True
    elif low in _LATER:
        clause.later = True
    elif low in _NOW:
        clause.now = True
    else:
        clause.adverb = clause.adverb if clause.adverb in {"perhaps", "maybe"} else low


def _read_time(clause: Clause, child: Token, coming: Container[int]) -> None:
    if child.lower_ == "since":
        clause.since = True
    elif any(word.lower_ in _LATER or word.i in coming for word in (child, *child.children)):
        clause.later = True


def _only(negation: Token) -> bool:
    """Whether "not" denies nothing: "not only shelled the town but"."""
    following = negation.doc[negation.i + 1 : negation.i + 2].text.lower()
    return following in _NOT_DENYING


def _but(nothing: Token) -> bool:
    """Whether all is excepted: "said nothing but good things"."""
    return nothing.doc[nothing.i + 1 : nothing.i + 2].text.lower() in {"but", "except"}


def _names_nobody(noun: Token) -> bool:
    return noun.lower_ in _NOBODY or has_no(noun)


def has_no(noun: Token) -> bool:
    """Whether a noun stands under "no": "no plans", "no attack"; "neither side"."""
    return any(child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg", "advmod"} for child in noun.lefts)


def is_definite(noun: Token) -> bool:
    """Whether a noun phrase takes its thing as known: "the attack", "his visit", "Friday's talks"."""
    return noun.pos_ == "PROPN" or any(
        child.lower_ in _DEFINITE or child.dep_ == "poss" or child.tag_ == "PRP$" for child in noun.lefts
    )


def standing_of_clause(verb: Token, clause: Clause, words: Words) -> Standing:
    """The status that a clause's own words give it."""
    found = _by_modal(verb, clause, words)
    if clause.negated:
        return _denied(found)
    if found.real and (status := words.adverbs.get(clause.adverb)):
        return Standing("denied" if status == "denied" else "possible", 0.6, "adverb")
    return found


def _denied(found: Standing) -> Standing:
    if found.status == "denied":  # "would not have attacked"
        return Standing("occurred", 0.5, "counterfactual")
    if found.why in {"modal may", "modal might", "modal should", "modal must", "modal ought"}:
        return Standing("possible", 0.3, "negated modal")
    if found.status == "possible":
        return Standing("denied", 0.5, "negated modal")
    return Standing("denied", 0.95, "negation")


def _by_modal(verb: Token, clause: Clause, words: Words) -> Standing:
    if clause.modal:
        return _modal(clause, words)
    if verb.tag_ == "VBG" and clause.present_be and not clause.infinitive:
        if clause.later:
            return Standing("planned", 0.7, "present progressive with a coming date")
        return Standing("ongoing", 1.0, "progressive")
    if clause.present_have and (clause.since or clause.now or (verb.tag_ == "VBG" and clause.any_be)):
        return Standing("ongoing", 0.9, "perfect that lasts")
    if verb.tag_ in {"VBZ", "VBP"} and not clause.perfect and clause.later:
        return Standing("planned", 0.7, "present with a coming date")
    return HAPPENED


def _modal(clause: Clause, words: Words) -> Standing:
    status = words.auxiliaries.get(clause.modal, "possible")
    if status == "planned":
        return Standing("planned", 0.7, f"modal {clause.modal}")
    if clause.modal in _COUNTERFACTUAL and clause.perfect:
        return Standing("denied", 0.6, "counterfactual")
    return Standing("possible", 0.4, f"modal {clause.modal}")
