"""A linear model over hashed words and pairs of words: cheap enough to read everything before anything is parsed.

Hashing as in Weinberger et al. 2009. Every sentence gets a score; a second linear model over the scores of an article,
its best sentences and its mean, says whether the article passes.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidings.errors import ModelError

Floats = NDArray[np.float32]
BITS = 16
_MASK = (1 << BITS) - 1
_WORD = re.compile(r"[^\W\d_]+|\d")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’]?\s+|\n+")
# The news stands early; what comes after so many characters decides nothing.
_NOTHING = -9.0  # the score of a sentence without words
_READ = 6000
_BEST = 3  # sentences whose scores count by themselves
_LEAD = 2  # sentences that open the report


class Gate:
    """Decides which articles are worth parsing."""

    def __init__(self, weights: Floats, bias: float, article: Floats, threshold: float) -> None:
        """Take what training wrote: weights of the buckets and of an article's scores, and what an article needs."""
        self._weights, self._bias = weights, bias
        self._article, self._threshold = article, threshold

    def passes(self, text: str) -> bool:
        """Whether an article may report a political event."""
        return self.odds(text) >= self._threshold

    def odds(self, text: str) -> float:
        """Log odds that an article reports an event."""
        return float(self._article @ article_features([self.score(sentence) for sentence in sentences(text)]))

    def score(self, sentence: str) -> float:
        """Log odds that a sentence reports an event."""
        found = buckets(sentence)
        return self._bias + float(self._weights[found].sum()) / len(found) ** 0.5 if found else _NOTHING


def article_features(scores: Sequence[float]) -> Floats:
    """The scores of an article's sentences as the second model sees them.

    Returns: shape (8,): its three best, the mean, the mean of the opening, the share above zero, their number, 1.
    """
    if not scores:
        return np.array([_NOTHING] * (_BEST + 2) + [0, 0, 1], np.float32)
    best = sorted(scores, reverse=True)[:_BEST]
    best += [best[-1]] * (_BEST - len(best))
    above = sum(score > 0 for score in scores)
    return np.array(
        [*best, np.mean(scores), np.mean(scores[:_LEAD]), above / len(scores), np.log1p(above), 1], np.float32
    )


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
    weights, article = found["weights"].astype(np.float32), found["article"].astype(np.float32)
    return Gate(weights, float(found["bias"]), article, float(found["threshold"]))
