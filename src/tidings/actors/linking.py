"""Whom a pronoun or a description means: a small ranking model over the actors named before it, whose weights are data.

A mention-ranking model (Denis and Baldridge 2008; Durrett and Klein 2013) over clusters: each candidate, and the
possibility that nobody named before is meant, gets a score from its features; the best wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from tidings.actors.entities import PRONOUNS, Cluster, first_conjunct
from tidings.errors import ModelError

Floats = NDArray[np.float32]
KINDS = ("person", "country", "organisation", "group")
CLASSES = ("he", "it", "they", "person", "group", "country", "organisation")
ARTICLES = ("the", "its", "a", "this", "")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_REACH = {"he": 5, "it": 3, "they": 4}
_WHOLE = 60
_MOST = 14
_FAR = 50
_STEPS = 4
_UP = 10
_LEVELS = (0, 1, 2)
_RECENT = 4
_QUOTES = frozenset({'"', "“", "”", "``", "''"})


@dataclass(slots=True)
class Anaphor:
    """Words that may stand for somebody named before.

    Attributes:
        token: the head.
        sentence: number of its sentence.
        kind: one of CLASSES: a pronoun's class, else what the noun describes.
        gender: "m", "f", or "".
        plural: whether it means several.
        article: one of ARTICLES.
        code: its own country, where its words name one.
        sectors: those of its role.
        pattern: its role word.
        offices: offices of leaders.csv that the role means.
        former: it says that the office is over.
        modifiers: how many words modify it.
    """

    token: Token
    sentence: int
    kind: str
    gender: str = ""
    plural: bool = False
    article: str = ""
    code: str | None = None
    sectors: tuple[str, ...] = ()
    pattern: str = ""
    offices: frozenset[str] = frozenset()
    former: bool = False
    modifiers: int = 0

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.kind in _REACH

    @property
    def reach(self) -> int:
        """How many sentences back it may look."""
        return _REACH.get(self.kind, _WHOLE)


@dataclass(frozen=True, slots=True)
class Question:
    """Whom of the candidates an anaphor means: ``rows`` of features, one each; ``nobody`` has those of none of them."""

    anaphor: Anaphor
    candidates: Sequence[Cluster]
    rows: Floats
    nobody: Floats


class Ranker(Protocol):
    """Chooses among candidates: the row of the best, or None for nobody."""

    def choose(self, question: Question) -> int | None:
        """The place of the candidate meant."""


class TrainedRanker:
    """Two layers, one for candidates and one for nobody."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        """Take the arrays of the model file."""
        self._arrays = dict(arrays)

    def choose(self, question: Question) -> int | None:
        """The best candidate, if it is likelier than nobody."""
        scores = self._score("link", question.rows)
        best = int(scores.argmax())
        return best if scores[best] > self._score("none", question.nobody[None])[0] else None

    def _score(self, name: str, rows: Floats) -> Floats:
        own = self._arrays
        inner = np.maximum(rows @ own[f"{name}.0.weight"].T + own[f"{name}.0.bias"], 0)
        found: Floats = (inner @ own[f"{name}.2.weight"].T + own[f"{name}.2.bias"])[:, 0]
        return found


@cache
def load_ranker() -> TrainedRanker:
    """The ranker that ships, once a process.

    Raises:
        ModelError: its file is missing.
    """
    path = Path(str(files("tidings").joinpath("data/models/coreference.npz")))
    if not path.is_file():
        raise ModelError("the ranker of who is meant is missing", where=str(path), fix="Run `make train`")
    return TrainedRanker(np.load(path))


def pronoun(token: Token, sentence: int) -> Anaphor:
    """A pronoun as an anaphor."""
    kind, gender = PRONOUNS[token.lower_]
    name = {"person": "he", "thing": "it", "plural": "they"}[kind]
    return Anaphor(token, sentence, name, gender, plural=kind == "plural")


def link(anaphor: Anaphor, clusters: Sequence[Cluster], ranker: Ranker) -> Cluster | None:
    """Whose mention the anaphor is; None for somebody new or nobody."""
    found = [cluster for cluster in clusters if _possible(anaphor, cluster)][:_MOST]
    if not found:
        return None
    if (called := _called(anaphor, found)) is not None:
        return called
    around = _surroundings(anaphor.token)
    rows = np.array(
        [_features(anaphor, cluster, rank, found) + _governed(around, cluster) for rank, cluster in enumerate(found)],
        np.float32,
    )
    chosen = ranker.choose(Question(anaphor, found, rows, _of_nobody(anaphor, found)))
    return None if chosen is None else found[chosen]


def _called(anaphor: Anaphor, found: Sequence[Cluster]) -> Cluster | None:
    """The only one whom the article calls by the bare title ("President Obama"): "the president" is him."""
    if anaphor.kind != "person" or anaphor.article != "the" or anaphor.code or anaphor.modifiers:
        return None
    titled = [cluster for cluster in found if cluster.titled and anaphor.pattern in cluster.patterns]
    return titled[0] if len(titled) == 1 else None


def _possible(anaphor: Anaphor, cluster: Cluster) -> bool:
    """Not another gender, not one for several persons, and never the subject of its own verb."""
    if anaphor.gender and cluster.gender not in {"", anaphor.gender}:
        return False
    if anaphor.kind == "he" and (cluster.plural or cluster.kind != "person"):
        return False
    if anaphor.kind == "it" and (cluster.kind == "person" or cluster.parts):
        return False
    if anaphor.kind == "they" and cluster.kind == "person" and not cluster.plural:
        return False
    if anaphor.code and cluster.identity.code and anaphor.code != cluster.identity.code and not cluster.parts:
        return False
    return not _own_subject(anaphor, cluster)


def _own_subject(anaphor: Anaphor, cluster: Cluster) -> bool:
    """Whether the cluster is the subject of the verb whose object the anaphor is ("Putin told him")."""
    token = anaphor.token
    if (token.lower_ in _POSSESSIVE and token.dep_ == "poss") or token.lower_.endswith(("self", "selves")):
        return False
    if first_conjunct(token).dep_ in _SUBJECTS:
        return False
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return verb.i in cluster.clauses


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
        if above.head is above or len(verbs) == len(_LEVELS):
            break
    start = token.sent.start
    marks = sum(word.text in _QUOTES for word in token.doc[start : token.i])
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
    subject = first_conjunct(token).dep_ in _SUBJECTS
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
    row += [float(cluster.kind == kind and anaphor.kind == own) for own in CLASSES for kind in KINDS]
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


def _of_nobody(anaphor: Anaphor, found: Sequence[Cluster]) -> Floats:
    lemma = anaphor.token.lemma_.lower()
    row = [float(anaphor.kind == kind) for kind in CLASSES]
    row += [float(anaphor.article == article and not anaphor.pronoun) for article in ARTICLES]
    row += [
        float(bool(anaphor.code)), float(anaphor.plural), min(anaphor.modifiers, 4) / 4, float(anaphor.former),
        float(anaphor.sentence <= 1), min(len(found), _MOST) / _MOST, float(not anaphor.sectors),
        float(any(lemma in cluster.lemmas for cluster in found)),
        float(any(anaphor.pattern in cluster.patterns for cluster in found) and bool(anaphor.pattern)),
        float(any(set(anaphor.sectors) & cluster.sectors for cluster in found)),
        float(any(anaphor.offices & cluster.offices for cluster in found)),
        float(any(anaphor.code == cluster.identity.code for cluster in found) and bool(anaphor.code)),
        float(any(cluster.kind == anaphor.kind and cluster.plural == anaphor.plural for cluster in found)),
        float(first_conjunct(anaphor.token).dep_ in _SUBJECTS), float(anaphor.token.dep_ == "pobj"),
        float(anaphor.token.dep_ == "appos"), float(anaphor.token.dep_ == "attr"),
        float(any(child.dep_ == "prep" for child in anaphor.token.children)),
        float(any(child.dep_ in {"relcl", "acl"} for child in anaphor.token.children)),
    ]  # fmt: skip
    return np.array(row, np.float32)
