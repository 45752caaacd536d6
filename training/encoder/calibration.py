"""How far confidence is from the share that is right; numpy only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Events whose confidence lies in [low, high): how many, their mean confidence, the share that is right."""

    low: float
    high: float
    events: int
    confidence: float
    right: float


def bins_of(confidence: NDArray[np.float64], right: NDArray[np.float64]) -> list[Bin]:
    """Ten bins of equal width; those without events are left out."""
    places = np.minimum((confidence * BINS).astype(int), BINS - 1)
    found = []
    for place in range(BINS):
        inside = places == place
        if inside.any():
            mean, share = float(confidence[inside].mean()), float(right[inside].mean())
            found.append(Bin(place / BINS, (place + 1) / BINS, int(inside.sum()), mean, share))
    return found


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Mean distance of confidence and share right over the bins, weighted by their size (Naeini et al. 2015)."""
    return sum(one.events / len(right) * abs(one.confidence - one.right) for one in bins_of(confidence, right))


def draw(curves: dict[str, Sequence[Bin]], path: Path) -> None:
    """A reliability diagram: said against right, a point's area by its number of events."""
    from matplotlib.figure import Figure  # noqa: PLC0415  only where it is drawn

    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--", label="perfect")
    for name, bins in curves.items():
        x, y = [one.confidence for one in bins], [one.right for one in bins]
        axes.plot(x, y, marker="o", markersize=4, label=f"{name} ({sum(one.events for one in bins)} events)")
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1), aspect="equal")
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
