"""How sure an event is: what the encoder says of it, and whether a frame says the same."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tidings.events.encoded import Proposal

_LEAST = 1e-4
# Weights of types that are coded by their examples: their own share of right ones, nothing else.
AS_SCORED = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def features(made: Proposal) -> list[float]:
    """What confidence is computed from.

    Returns: log odds of the type and of the parties, whether a frame agrees, how many sides are named, whether the
    event is what the sentence says rather than something in it, a constant.
    """
    sides = float(bool(made.actors)) + float(bool(made.recipients))
    main = float(made.trigger.dep_ == "ROOT" or made.trigger.head.dep_ == "ROOT")
    return [_odds(made.probability), _odds(made.parties), float(made.frame), sides, main, 1.0]


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
