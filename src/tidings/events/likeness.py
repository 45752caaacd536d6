"""How like a word is to the examples of each type: weighed in closed form, judged by leaving each example out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
_RIDGE = 0.2
_CONSTANT = 0.45  # the column that every row shares
# What is known of slope and offset before any example was left out, and how much that is worth.
PRIOR, _PRIOR_WORTH = (4.0, 1.0), 1.0
_STEPS = 25
_LOWEST, _HIGHEST = 0.35, 0.6  # between which the threshold of an ontology may lie


@dataclass(frozen=True, slots=True)
class Weighing:
    """``weights`` (width + 1, types) and ``left_out`` (rows, types): what each row scores without its own sentence."""

    weights: Numbers
    left_out: Numbers

    def scores(self, rows: Numbers) -> Numbers:
        """(rows, types): about 1 for an example of the type, about -1 for a word that is none."""
        return with_constant(rows) @ self.weights


def weigh(rows: Numbers, types: Places, worth: Numbers, sentences: Places, count: int) -> Weighing:
    """Weigh examples against each other: a ridge regression, one column a type.

    The score of a word is the sum of its likeness to every example and to every word that is none, each weighed by how
    much it tells; leaving a sentence out needs no second fit (its residuals, divided by what it takes part in itself).

    Args:
        rows: (n, width) vectors of length about 1.
        types: (n,) index of the type of a trigger; -1 for any other word.
        worth: (n,) how much each row counts.
        sentences: (n,) which rows leave together, in rising order.
        count: number of types.
    """
    given = with_constant(rows)
    wanted = np.where(types[:, None] == np.arange(count), 1.0, -1.0)
    inverse = np.linalg.inv(given @ given.T + np.diag(_RIDGE / worth))
    shares = inverse @ wanted
    left_out = np.empty_like(wanted)
    for own in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(sentences)) + 1):
        left_out[own] = wanted[own] - np.linalg.solve(inverse[np.ix_(own, own)], shares[own])
    weights = given.T @ shares
    return Weighing(weights, left_out)


def with_constant(rows: Numbers) -> Numbers:
    """The rows with one more column, the same for all."""
    return np.concatenate([rows, np.full((len(rows), 1), _CONSTANT)], 1)


def calibrated(
    scores: Sequence[float], right: Sequence[bool], prior: tuple[float, float] = PRIOR
) -> tuple[float, float]:
    """Slope and offset of the logistic curve from a score to the share that is right, drawn towards a prior."""
    given = np.stack([np.asarray(scores, float), np.ones(len(scores))], 1)
    wanted, found = np.asarray(right, float), np.asarray(prior, float)
    for _ in range(_STEPS):
        share = probability(given @ found)
        gradient = given.T @ (wanted - share) - _PRIOR_WORTH * (found - np.asarray(prior))
        curvature = given.T @ ((share * (1 - share))[:, None] * given) + _PRIOR_WORTH * np.eye(2)
        found = found + np.linalg.solve(curvature, gradient)
    return float(found[0]), float(found[1])


def best_threshold(probabilities: Sequence[float], right: Sequence[bool], total: int) -> float:
    """From which probability on F1 is best over left-out sentences, within sane bounds.

    Args:
        probabilities: of the surest word of each sentence.
        right: whether that is what the sentence reports.
        total: how many sentences report something.
    """
    order = np.argsort(-np.asarray(probabilities, float))
    sorted_ones = np.asarray(probabilities, float)[order]
    hits = np.cumsum(np.asarray(right, float)[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + max(total, 1))
    return float(np.clip(sorted_ones[int(f1.argmax())], _LOWEST, _HIGHEST)) if len(order) else _HIGHEST


def probability(odds: Numbers) -> Numbers:
    """From log odds."""
    found: Numbers = 1 / (1 + np.exp(-odds))
    return found
