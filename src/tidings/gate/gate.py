"""A linear model over hashed words and pairs of words: cheap enough to read everything before anything is parsed.

Hashing as in Weinberger et al. 2009. Every sentence gets a score by one model, the whole article by another; a third,
over the scores of the article, its best sentences and their mean, says whether it passes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidings.errors import ModelError

Floats = NDArray[np.float32]
Buckets = NDArray[np.int64]
BITS = 16
_MASK = np.uint64((1 << BITS) - 1)
# A pair is hashed by multiplication (Knuth); the high bits of the product are the mixed ones.
_PAIR, _HIGH = np.uint64(0x9E3779B97F4A7C15), np.uint64(40)
_WORD = re.compile(r"[^\W\d_]+|\d")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’]?\s+|\n+")
# The news stands early; what comes after so many characters decides nothing.
_NOTHING = -9.0  # the score of a sentence without words
_READ = 6000
_BEST = 3  # sentences whose scores count by themselves
_LEAD = 2  # sentences that open the report


@dataclass(frozen=True, slots=True)
class Words:
    """A linear model over hashed words: a weight a bucket, and the bias."""

    weights: Floats
    bias: float

    def score(self, found: Buckets) -> float:
        """Log odds of a text by its buckets; a low one where it has no words."""
        return self.bias + float(self.weights[found].sum()) / len(found) ** 0.5 if len(found) else _NOTHING


class Gate:
    """Decides which articles are worth parsing."""

    def __init__(self, sentence: Words, whole: Words, article: Floats, threshold: float) -> None:
        """Take what training wrote: both models of words, that of an article's scores, and what an article needs."""
        self._sentence, self._whole = sentence, whole
        self._article, self._threshold = article, threshold

    def passes(self, text: str) -> bool:
        """Whether an article may report a political event."""
        return self.odds(text) >= self._threshold

    def odds(self, text: str) -> float:
        """Log odds that an article reports an event."""
        return float(self._article @ features(text, self._sentence, self._whole))


def features(text: str, sentence: Words, whole: Words) -> Floats:
    """What the last model sees of an article: the scores of its sentences, and its own."""
    found = [buckets(each) for each in sentences(text)]
    own = whole.score(np.concatenate(found)) if found else _NOTHING
    return np.append(article_features([sentence.score(each) for each in found]), np.float32(own))


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


def buckets(text: str) -> Buckets:
    """The buckets of a text's words and pairs of words."""
    words = np.fromiter(map(_hashed, _WORD.findall(text.lower())), np.uint64)
    pairs = (words[:-1] * _PAIR + words[1:]) >> _HIGH
    return np.concatenate([words & _MASK, pairs & _MASK]).astype(np.int64)


@lru_cache(maxsize=1 << 17)
def _hashed(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


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

    def words(name: str) -> Words:
        return Words(found[f"{name}_weights"].astype(np.float32), float(found[f"{name}_bias"]))

    return Gate(words("sentence"), words("whole"), found["article"].astype(np.float32), float(found["threshold"]))
