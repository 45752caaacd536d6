"""A linear model over hashed words and pairs of words: cheap enough to read everything before anything is parsed.

Hashing as in Weinberger et al. 2009. A sentence gets a score; an article passes where one of its sentences passes.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidings.errors import ModelError

BITS = 16
_MASK = (1 << BITS) - 1
_WORD = re.compile(r"[^\W\d_]+|\d")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’]?\s+|\n+")
# The news stands early; what comes after so many characters decides nothing.
_READ = 6000


class Gate:
    """Decides which articles are worth parsing."""

    def __init__(self, weights: NDArray[np.float32], bias: float, threshold: float) -> None:
        """Take what training wrote: a weight a bucket, and the score from which a sentence passes."""
        self._weights, self._bias, self._threshold = weights, bias, threshold

    def passes(self, text: str) -> bool:
        """Whether an article may report a political event."""
        return any(self.score(sentence) >= self._threshold for sentence in sentences(text))

    def score(self, sentence: str) -> float:
        """Log odds that a sentence reports an event."""
        found = buckets(sentence)
        return self._bias + float(self._weights[found].sum()) / max(1, len(found)) ** 0.5 if found else -99.0


def sentences(text: str) -> Iterator[str]:
    """The sentences of the beginning of a text, roughly."""
    return (piece for piece in _SENTENCE.split(text[:_READ]) if piece.strip())


def buckets(sentence: str) -> list[int]:
    """The buckets of a sentence's words and pairs of words."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(sentence.lower())]
    pairs = (first + b" " + second for first, second in itertools.pairwise(words))
    return [zlib.crc32(gram) & _MASK for gram in (*words, *pairs)]


@cache
def load_gate() -> Gate:
    """The gate that ships, once a process.

    Raises:
        ModelError: its file is missing.
    """
    path = Path(str(files("tidings").joinpath("data/models/gate.npz")))
    if not path.is_file():
        raise ModelError("the relevance gate is missing", where=str(path), fix="Run `make train`, or set gate = false")
    found = np.load(path)
    return Gate(found["weights"].astype(np.float32), float(found["bias"]), float(found["threshold"]))
