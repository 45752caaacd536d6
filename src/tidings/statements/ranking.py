"""Which of several answers is right, or none: a small ranking model over named features and an encoder's vectors.

Each feature has a bucket (its name, hashed) with a row of weights. The rows of an answer's features are summed
(Weinberger's hashing trick), the encoder's vectors of its words are projected onto the same units and added, what is
negative is dropped, and a second layer makes one score of it. One answer is always "none of them".
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tidings.encode import Encoder, load_encoder, token_means
from tidings.errors import ModelError, UsageError

BUCKETS = 1 << 14
# Parts that words play in an answer, each with a projection of its own: the cue of a content and one that attributes
# nothing; of a content its first word, its root, its last, all of it, the word before it and the two after it; the
# subject of a cue that attributes nothing; a speaker and the cue that is asked about.
SLOTS = 12
CUE, CUE_ALONE, FIRST, ROOT, LAST, WHOLE, BEFORE, AFTER, AFTER_NEXT, SUBJECT, SPEAKER, SPEAKER_CUE = range(SLOTS)
Floats = NDArray[np.float32]
# Words of an answer: their slot, the first token and the one after the last.
Seen = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """What to choose among.

    Attributes:
        kind: "content", "speaker" or "quote".
        shared: features of the question, seen with every answer.
        answers: features of each answer, the last of which is "none of them".
        about: what the answers stand for, for those who know them from elsewhere (training).
        doc: whose words ``seen`` names.
        seen: of each answer the words whose vectors count; empty where none do.
    """

    kind: str
    shared: Sequence[str]
    answers: Sequence[Sequence[str]]
    about: object
    doc: Doc | None = None
    seen: Sequence[Sequence[Seen]] = ()

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

    def __init__(self, arrays: Mapping[str, Floats], encoder: Encoder | None = None) -> None:
        """Take the arrays of the model file; without an encoder the features decide alone."""
        self.arrays = dict(arrays)
        self._encoder = encoder
        self._table = arrays["table"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self._out = arrays["out"].astype(np.float32)
        self._projections = arrays["projections"].astype(np.float32)

    def choose(self, questions: Sequence[Question]) -> list[int]:
        """The best answers; all questions, which are of one Doc, in one pass."""
        rows = [row for question in questions for row in question.rows()]
        if not rows:
            return []
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        flat = np.fromiter((each for row in rows for each in row), np.int64, int(lengths.sum()))
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        inner = np.add.reduceat(self._table[flat], starts, axis=0) + self._bias
        if self._encoder is not None:
            self._add_seen(inner, questions, self._encoder)
        scores = np.maximum(inner[:, 1:], 0) @ self._out + inner[:, 0]
        chosen, place = [], 0
        for question in questions:
            own = scores[place : place + len(question.answers)]
            place += len(question.answers)
            chosen.append(int(own.argmax()))
        return chosen

    def _add_seen(self, inner: Floats, questions: Sequence[Question], encoder: Encoder) -> None:
        """Add the projected vectors of the answers' words to their rows."""
        doc = next((question.doc for question in questions if question.doc is not None), None)
        if doc is None:
            return
        # Many answers share words: each stretch is averaged and projected once a slot.
        places: dict[Seen, int] = {}
        rows: list[int] = []
        starts: list[int] = []
        seen: list[int] = []
        place = 0
        for question in questions:
            for at, words in enumerate(question.seen):
                if words:
                    rows.append(place + at)
                    starts.append(len(seen))
                    seen += [places.setdefault(each, len(places)) for each in words]
            place += len(question.answers)
        if not places:
            return
        stretches = {(start, end): None for _, start, end in places}
        vectors = token_means(doc, encoder, list(stretches))
        row_of = {stretch: at for at, stretch in enumerate(stretches)}
        projected = np.empty((len(places), inner.shape[1]), np.float32)
        for slot, group in groupby(sorted(places), key=lambda each: each[0]):
            words = list(group)
            own = vectors[[row_of[start, end] for _, start, end in words]]
            projected[[places[each] for each in words]] = own @ self._projections[slot]
        inner[rows] += np.add.reduceat(projected[seen], starts, axis=0)


@lru_cache(maxsize=1 << 17)
def bucket(name: str) -> int:
    """Where a feature's weights stand: the same on every machine."""
    return zlib.crc32(name.encode()) % BUCKETS


@cache
def load_ranker(encoder: str = "default") -> TrainedRanker:
    """The ranker that ships, once a process.

    Args:
        encoder: "default", the one that the ranker was trained with, or "none".

    Raises:
        ModelError: a file is missing.
        UsageError: another encoder, whose vectors would mean nothing to the ranker.
    """
    if encoder not in {"default", "none"}:
        raise UsageError(f"the ranker of statements knows no encoder {encoder!r}", fix='Set it to "default" or "none"')
    path = Path(str(files("tidings").joinpath("data/models/statements.npz")))
    if not path.is_file():
        raise ModelError("the ranker of statements is missing", where=str(path), fix="Run `make train`")
    return TrainedRanker(np.load(path), load_encoder(encoder) if encoder == "default" else None)
