"""How sure an event is: what the encoder says of it, and whether a frame says the same."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tidings.events.encoded import Proposal

_LEAST = 1e-4


def features(made: Proposal) -> list[float]:
    """What confidence is computed from: log odds of the type and of the parties, whether a frame agrees, a constant."""
    sides = float(bool(made.actors)) + float(bool(made.recipients))
    return [_odds(made.probability), _odds(made.parties), float(made.frame), sides, 1.0]


def confidence(made: Proposal, weights: Sequence[float]) -> float:
    """The share of such events that are right, in [0, 1], by the weights that calibration wrote.

    Without weights it is the product of both probabilities.
    """
    if not weights:
        return round(made.probability * made.parties, 3)
    score = sum(weight * value for weight, value in zip(weights, features(made), strict=True))
    return round(1 / (1 + math.exp(-score)), 3)


def _odds(share: float) -> float:
    share = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))
