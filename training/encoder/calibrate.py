"""Make confidence mean what it says: of events at 0.8, 80 % are right.

usage: python -m training.encoder.calibrate FOLDER

Codes the calibration parts with the model in FOLDER (those that no training saw), marks each event as right where the
corpus has the same type at the same word, fits a logistic regression on what the coder knows of it, writes its weights
into FOLDER/labels.json and prints the expected calibration error (Naeini et al. 2015, ten bins) on the test parts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import tidings
from tidings.events.confidence import features
from tidings.events.encoded import EncodedCoder, Proposal
from tidings.ontology import load_ontology
from training.check import PARTS
from training.encoder.split import uses
from training.notation import NO_EVENT, Item, read_part

BINS = 10


def proposals(coder: tidings.Coder, items: Sequence[Item]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features of every event that is proposed for some items, and whether it is right."""
    stage: EncodedCoder = coder.stage("tidings_events").encoded
    rows, right = [], []
    for item in items:
        doc = coder.parsed(item.text, published=item.published)
        for made in stage.proposals_in(doc):
            rows.append(features(made))
            right.append(_is_right(made, item))
    return np.array(rows), np.array(right, float)


def _is_right(made: Proposal, item: Item) -> bool:
    start, end = made.trigger.idx, made.trigger.idx + len(made.trigger)
    return any(label.type == made.type != NO_EVENT and label.start < end and start < label.end for label in item.labels)


def fit(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression, by Newton's method with a little ridge."""
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - p) - 0.1 * weights
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + 0.1 * np.eye(len(weights))
        weights = weights + np.linalg.solve(hessian, gradient)
    return weights


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Mean distance of confidence and share right over ten equal bins, weighted by their size."""
    places = np.minimum((confidence * BINS).astype(int), BINS - 1)
    found = 0.0
    for place in range(BINS):
        inside = places == place
        if inside.any():
            found += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return found


def main(arguments: list[str]) -> int:
    """Fit and write."""
    folder = Path(arguments[0])
    coder = tidings.load(options={"tidings_events": {"encoder": str(folder)}})
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    use = uses(item.part for item in items)
    kept = {name: [item for item in items if use[item.part] == name] for name in ("calibration", "test")}
    rows, right = proposals(coder, kept["calibration"])
    weights = fit(rows, right)
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    labels["confidence"] = [round(float(weight), 4) for weight in weights]
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    for name, (x, y) in (("calibration", (rows, right)), ("test", proposals(coder, kept["test"]))):
        p = 1 / (1 + np.exp(-x @ weights))
        print(
            f"{name}: {len(y)} events, {y.mean():.3f} right, expected calibration error {calibration_error(p, y):.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
