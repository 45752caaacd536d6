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

from tidings.actors.anaphors import Anaphor
from tidings.actors.entities import Cluster, is_subject
from tidings.actors.features import Floats, candidate_rows, nobody_row
from tidings.errors import ModelError

_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_MOST = 14


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


def link(anaphor: Anaphor, clusters: Sequence[Cluster], ranker: Ranker) -> Cluster | None:
    """Whose mention the anaphor is; None for somebody new or nobody."""
    found = [cluster for cluster in clusters if _possible(anaphor, cluster)][:_MOST]
    if not found:
        return None
    if (called := _called(anaphor, found)) is not None:
        return called
    question = Question(anaphor, found, candidate_rows(anaphor, found), nobody_row(anaphor, found, _MOST))
    chosen = ranker.choose(question)
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
    if is_subject(token):
        return False
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return verb.i in cluster.clauses
