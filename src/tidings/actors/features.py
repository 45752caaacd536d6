"""What speaks for each candidate whom an anaphor may mean, and for none of them: rows of numbers for the ranker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from tidings.actors.anaphors import ARTICLES, CLASSES, Anaphor
from tidings.actors.clues import QUOTES
from tidings.actors.entities import Cluster, first_conjunct, is_subject
from tidings.actors.governing import governing_rows

Floats = NDArray[np.float32]
_KINDS = ("person", "country", "organisation", "group")
_FAR = 50
_STEPS = 4
_UP = 10
_LEVELS = (0, 1, 2)
_RECENT = 4


def candidate_rows(anaphor: Anaphor, found: Sequence[Cluster]) -> Floats:
    """Features of the candidates, one row each; the latest mentioned comes first."""
    around = _surroundings(anaphor.token)
    said = governing_rows(anaphor, found)
    return np.array(
        [
            _features(anaphor, cluster, rank, found) + _governed(around, cluster) + said[rank]
            for rank, cluster in enumerate(found)
        ],
        np.float32,
    )


def nobody_row(anaphor: Anaphor, found: Sequence[Cluster], most: int) -> Floats:
    """Features of the possibility that none of the candidates is meant; there are at most ``most``."""
    lemma = anaphor.token.lemma_.lower()
    row = [float(anaphor.kind == kind) for kind in CLASSES]
    row += [float(anaphor.article == article and not anaphor.pronoun) for article in ARTICLES]
    row += [
        float(bool(anaphor.code)), float(anaphor.plural), min(anaphor.modifiers, 4) / 4, float(anaphor.former),
        float(anaphor.sentence <= 1), min(len(found), most) / most, float(not anaphor.sectors),
        float(any(lemma in cluster.lemmas for cluster in found)),
        float(any(anaphor.pattern in cluster.patterns for cluster in found) and bool(anaphor.pattern)),
        float(any(set(anaphor.sectors) & cluster.sectors for cluster in found)),
        float(any(anaphor.offices & cluster.offices for cluster in found)),
        float(any(anaphor.code == cluster.identity.code for cluster in found) and bool(anaphor.code)),
        float(any(cluster.kind == anaphor.kind and cluster.plural == anaphor.plural for cluster in found)),
        float(is_subject(anaphor.token)), float(anaphor.token.dep_ == "pobj"),
        float(anaphor.token.dep_ == "appos"), float(anaphor.token.dep_ == "attr"),
        float(any(child.dep_ == "prep" for child in anaphor.token.children)),
        float(any(child.dep_ in {"relcl", "acl"} for child in anaphor.token.children)),
    ]  # fmt: skip
    return np.array(row, np.float32)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The verbs above an anaphor, nearest first, whether it stands in a quotation, and what verbs govern others."""

    verbs: tuple[int, ...]
    quoted: bool


def _surroundings(token: Token) -> _Surroundings:
    verbs: list[int] = []
    above = token
    for _ in range(_UP):
        above = above.head
        if above.pos_ in {"VERB", "AUX"}:
            verbs.append(above.i)
        if above.head.i == above.i or len(verbs) == len(_LEVELS):
            break
    start = token.sent.start
    marks = sum(word.text in QUOTES for word in token.doc[start : token.i])
    return _Surroundings(tuple(verbs), bool(marks % 2))


def _governed(around: _Surroundings, cluster: Cluster) -> list[float]:
    """Whether a mention is the subject or the object of the clause itself, or of one around it ("Putin said he")."""
    subject = [level < len(around.verbs) and around.verbs[level] in cluster.clauses for level in _LEVELS]
    objects = {verb for entity in cluster.members[-_RECENT:] for verb in _object_of(entity.token)}
    object_ = [level < len(around.verbs) and around.verbs[level] in objects for level in _LEVELS]
    speaks = any(subject[1:])
    last = cluster.last.token
    return [
        *map(float, subject), *map(float, object_), float(around.quoted), float(around.quoted and speaks),
        float(not around.quoted and speaks), float(last.pos_ == "PROPN"), float(last.pos_ == "NOUN"),
        float(bool(cluster.clauses) and max(cluster.clauses) == cluster.last.token.head.i),
    ]  # fmt: skip


def _object_of(token: Token) -> tuple[int, ...]:
    token = first_conjunct(token)
    if token.dep_ in {"dobj", "dative", "nsubjpass"}:
        return (token.head.i,)
    return (token.head.head.i,) if token.dep_ == "pobj" else ()


def _steps(number: int) -> list[float]:
    return [float(number == step) for step in range(_STEPS)] + [float(number >= _STEPS)]


def _features(anaphor: Anaphor, cluster: Cluster, rank: int, found: Sequence[Cluster]) -> list[float]:
    last, token = cluster.last, anaphor.token
    subject = is_subject(token)
    distance = anaphor.sentence - last.sentence
    before = first_conjunct(last.token)
    row = _steps(distance)
    row += _steps(rank)
    fits = sum(other.plural == anaphor.plural for other in found[:rank])
    row += _steps(fits)
    row += [
        float(last.subject), float(before.dep_ == "dobj"), float(before.dep_ == "poss"), float(before.dep_ == "pobj"),
        float(subject and last.subject), float(subject), float(token.dep_ == "poss"),
        float(distance == 0 and last.subject), float(distance == 1 and last.subject),
        min(len(cluster.members), 8) / 8, min(cluster.subjects, 5) / 5, float(cluster.members[0].sentence <= 1),
        min(token.i - last.token.i, _FAR) / _FAR,
        float(cluster.plural), float(cluster.plural == anaphor.plural), float(bool(cluster.parts)),
        float(bool(anaphor.gender) and anaphor.gender == cluster.gender), float(bool(cluster.identity.name)),
        float(cluster.titled), float(last.token.pos_ == "PRON"), float(token.is_ancestor(last.token)),
        float(last.token.sent.start <= token.i and last.token.head == token.head),
    ]  # fmt: skip
    count = len(cluster.members)
    possible = sum(other.kind == cluster.kind and other.plural == cluster.plural for other in found)
    row += [
        float(possible == 1), float(count == max(len(other.members) for other in found)),
        float(all(other.subjects <= cluster.subjects for other in found)),
        float(distance == 1 and last.subject and fits == 0), float(cluster.members[0].sentence == anaphor.sentence),
    ]  # fmt: skip
    row += [float(cluster.kind == kind and anaphor.kind == own) for own in CLASSES for kind in _KINDS]
    row += _described(anaphor, cluster)
    return row


def _described(anaphor: Anaphor, cluster: Cluster) -> list[float]:
    """How a description fits; all zeros for a pronoun."""
    if anaphor.pronoun:
        return [0.0] * 13
    sectors = set(anaphor.sectors)
    code = cluster.identity.code
    return [
        float(anaphor.token.lemma_.lower() in cluster.lemmas), float(anaphor.pattern in cluster.patterns),
        float(bool(anaphor.offices & cluster.offices)), float(bool(sectors & cluster.sectors)),
        float(bool(sectors and cluster.sectors) and not sectors & cluster.sectors), float(not cluster.sectors),
        float(bool(anaphor.code) and anaphor.code == code), float(anaphor.code is None), float(code is None),
        float(anaphor.former and "ELI" in cluster.sectors), float(anaphor.former),
        float(anaphor.article == "the"), float(anaphor.kind == cluster.kind),
    ]  # fmt: skip
