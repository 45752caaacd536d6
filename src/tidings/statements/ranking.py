"""Which of several answers is right, or none: a small ranking model over named features, whose weights are data.

Each feature has a bucket (its name, hashed) with a row of weights. The rows of an answer's features are summed, what is
negative is dropped, and a second layer makes one score of it (Pyysalo's and Weinberger's hashing trick in front of a
two-layer ranker). One answer is always "none of them".
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tidings.errors import ModelError

BUCKETS = 1 << 14
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Question:
    """What to choose among.

    Attributes:
        kind: "content", "speaker" or "quote".
        shared: features of the question, seen with every answer.
        answers: features of each answer, the last of which is "none of them".
        about: what the answers stand for, for those who know them from elsewhere (training).
    """

    kind: str
    shared: Sequence[str]
    answers: Sequence[Sequence[str]]
    about: object

    def rows(self) -> list[list[int]]:
        """Buckets of every answer."""
        kind = self.kind
        shared = [bucket(f"{kind} {name}") for name in self.shared]
        none = [bucket(f"{kind} none {name}") for name in self.shared]
        rows = [shared + [bucket(f"{kind} {name}") for name in answer] for answer in self.answers[:-1]]
        return [*rows, none + [bucket(f"{kind} none {name}") for name in self.answers[-1]]]


class Ranker(Protocol):
    """Chooses among answers."""

    def choose(self, questions: Sequence[Question]) -> list[int]:
        """The place of the right answer of each question; the last place is "none of them"."""


class TrainedRanker:
    """The shipped weights."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        """Take the arrays of the model file."""
        self.arrays = dict(arrays)
        self._table = arrays["table"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._out = arrays["out"].astype(np.float32)

    def choose(self, questions: Sequence[Question]) -> list[int]:
        """The best answers; all questions in one pass."""
        rows = [row for question in questions for row in question.rows()]
        if not rows:
            return []
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        flat = np.fromiter((each for row in rows for each in row), np.int64, int(lengths.sum()))
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        inner = np.add.reduceat(self._table[flat], starts, axis=0) + self._bias
        scores = np.maximum(inner[:, 1:], 0) @ self._out + inner[:, 0]
        chosen, place = [], 0
        for question in questions:
            own = scores[place : place + len(question.answers)]
            place += len(question.answers)
            chosen.append(int(own.argmax()))
        return chosen


@lru_cache(maxsize=1 << 17)
def bucket(name: str) -> int:
    """Where a feature's weights stand: the same on every machine."""
    return zlib.crc32(name.encode()) % BUCKETS


@cache
def load_ranker() -> TrainedRanker:
    """The ranker that ships, once a process.

    Raises:
        ModelError: its file is missing.
    """
    path = Path(str(files("tidings").joinpath("data/models/statements.npz")))
    if not path.is_file():
        raise ModelError("the ranker of statements is missing", where=str(path), fix="Run `make train`")
    return TrainedRanker(np.load(path))
