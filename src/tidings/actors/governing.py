"""Who says the clause that a pronoun stands in, and to whom: "warned China that it could not" is China's doing.

The class of the verb that governs the clause and the modal of the pronoun's own verb tell whom it means; the verbs are
data (``data/actors/clauses.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from tidings.actors.anaphors import Anaphor
from tidings.actors.entities import PRONOUNS, Cluster, first_conjunct, is_subject

_CLASSES = ("addressing", "committing", "saying", "")
_MODALS = ("will", "must", "can", "may", "")
_KINDS = ("he", "it", "they")
_CONTENTS = frozenset({"ccomp", "xcomp", "pcomp", "parataxis"})
_CONTROLLED = frozenset({"xcomp", "pcomp"})
_VERBS = frozenset({"VERB", "AUX"})
_UP = 10
_BACK = 60
_RECENT = 6
_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of a pronoun.

    Attributes:
        governor: the verb whose content the clause is; None where it is a main clause.
        manner: its class in the data, "" for others.
        modal: what the pronoun's own verb stands under, "" for nothing.
        negated: whether that verb is.
        controlled: whether the content has no subject of its own ("urged Sudan to let its convoys pass").
        adverbial: whether the pronoun stands in a clause below the content ("..., while it supported").
        before: index of the pronoun of the same class before it in the sentence; -1 for none.
    """

    governor: Token | None
    manner: str
    modal: str
    negated: bool
    controlled: bool
    adverbial: bool
    before: int


def clause_of(token: Token) -> Clause:
    """The clause that a pronoun stands in."""
    own = _verb_over(token)
    governor, controlled, adverbial = _governor(own) if own is not None else (None, False, False)
    return Clause(
        governor, _tables()[0].get(governor.lemma_.lower(), "") if governor is not None else "",
        _modal(own) if own is not None else "",
        own is not None and any(child.dep_ == "neg" for child in own.children),
        controlled, adverbial, _before(token),
    )  # fmt: skip


def governing_rows(anaphor: Anaphor, found: Sequence[Cluster]) -> list[list[float]]:
    """What the clause says for each candidate; all zeros for a description."""
    if not anaphor.pronoun:
        return [[0.0] * _WIDTH for _ in found]
    clause = clause_of(anaphor.token)
    roles = [_role(clause.governor, cluster) for cluster in found]
    return [_row(anaphor, clause, cluster, role, roles) for cluster, role in zip(found, roles, strict=True)]


def _row(anaphor: Anaphor, clause: Clause, cluster: Cluster, role: str, roles: Sequence[str]) -> list[float]:
    token = anaphor.token
    speaks, addressed = role == "speaker", role == "addressee"
    both = (speaks, addressed)
    telling = "addressee" in roles
    said = clause.manner == "addressing"
    row = [clause.governor is not None and not role, speaks and telling, speaks and not telling]
    row += [clause.manner == manner and is_it for manner in _CLASSES for is_it in both]
    row += [clause.manner == manner and speaks and telling for manner in _CLASSES]
    row += [clause.modal == modal and is_it for modal in _MODALS for is_it in both]
    row += [said and clause.modal == modal and is_it and telling for modal in _MODALS for is_it in both]
    row += [anaphor.kind == kind and said and is_it for kind in _KINDS for is_it in both]
    row += [anaphor.kind == kind and is_it for kind in _KINDS for is_it in both]
    for holds in (
        clause.negated, clause.negated and said, clause.adverbial, clause.adverbial and said, clause.controlled,
        is_subject(token), is_subject(token) and said, token.dep_ == "poss", clause.controlled and token.dep_ == "poss",
    ):  # fmt: skip
        row += [holds and is_it for is_it in both]
    at = {entity.token.i: entity for entity in cluster.members[-_RECENT:]}
    same = clause.before in at
    row += [
        same, same and clause.adverbial, same and at[clause.before].subject, same and is_subject(token),
        same and at[clause.before].subject and is_subject(token), clause.before >= 0 and not same,
    ]  # fmt: skip
    row += _several(anaphor, cluster)
    return [float(value) for value in row]


def _several(anaphor: Anaphor, cluster: Cluster) -> list[bool]:
    """Whether it is "they" of several who were named together, and how lately."""
    joint = anaphor.kind == "they" and bool(cluster.parts)
    last, distance = cluster.last, anaphor.sentence - cluster.last.sentence
    return [
        joint, joint and distance == 0, joint and distance == 1, joint and distance <= 1 and last.subject,
        joint and last.token.pos_ == "NOUN", joint and last.token.pos_ == "PRON",
        anaphor.kind == "they" and not cluster.parts and cluster.last.token.tag_ in {"NNS", "NNPS"},
        anaphor.kind == "they" and not cluster.plural, joint and distance == 0 and last.subject,
    ]  # fmt: skip


def _role(governor: Token | None, cluster: Cluster) -> str:
    """Whether a candidate is who says the clause ("speaker") or whom it is said to ("addressee")."""
    if governor is None:
        return ""
    for entity in reversed(cluster.members[-_RECENT:]):
        token = first_conjunct(entity.token)
        if token.head.i == governor.i and token.i != governor.i:
            if token.dep_ == "nsubj":
                return "speaker"
            if token.dep_ in {"dobj", "dative", "iobj", "nsubjpass"}:
                return "addressee"
        elif token.dep_ == "pobj" and token.head.head.i == governor.i:
            if token.head.dep_ == "agent":
                return "speaker"
            if token.head.lower_ in _tables()[2]:
                return "addressee"
    return ""


def _verb_over(token: Token) -> Token | None:
    for _ in range(_UP):
        if token.head.i == token.i:
            return token if token.pos_ in _VERBS else None
        token = token.head
        if token.pos_ in _VERBS:
            return token
    return None


def _governor(verb: Token) -> tuple[Token | None, bool, bool]:
    """The verb whose content a clause is, whether without its own subject, and whether from below it."""
    adverbial = False
    for _ in range(_UP):
        head = verb.head
        if head.i == verb.i:
            break
        if verb.dep_ in _CONTENTS:
            governor = head.head if verb.dep_ == "pcomp" else head
            if governor.pos_ in _VERBS:
                return governor, verb.dep_ in _CONTROLLED, adverbial
        adverbial = adverbial or verb.dep_ in {"advcl", "relcl", "acl"}
        verb = head
    return None, False, adverbial


def _modal(verb: Token) -> str:
    words = [child.lower_ for child in verb.children if child.dep_ == "aux"]
    if any(child.dep_ == "xcomp" and child.i > verb.i for child in verb.children) and verb.lemma_ == "have":
        return "must"
    modals = _tables()[1]
    return next((modals[word] for word in words if word in modals), "")


def _before(token: Token) -> int:
    """Index of the pronoun of the same class that comes last before a pronoun in its sentence."""
    start, own = max(token.sent.start, token.i - _BACK), PRONOUNS[token.lower_]
    doc = token.doc
    return next((at for at in range(token.i - 1, start - 1, -1) if PRONOUNS.get(doc[at].lower_) == own), -1)


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Class of each verb, what each modal says, and the prepositions before whom something is said to."""
    text = files("tidings").joinpath("data/actors/clauses.toml").read_text("utf-8")
    table = tomllib.loads(text)
    verbs, modals = (
        {word: name for name, words in table[part].items() for word in words} for part in ("verbs", "modals")
    )
    return verbs, modals, frozenset(table["words"]["addressed_by"])
