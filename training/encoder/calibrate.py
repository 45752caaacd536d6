"""Make confidence mean what it says: of events at 0.8, 80 % are right.

usage: python -m training.encoder.calibrate FOLDER [DIAGRAM.svg]

Codes the calibration parts with the model in FOLDER (those that no training saw), marks each event as right where the
corpus has the same type at the same word, fits a logistic regression on what the coder knows of it, writes its weights
into FOLDER/labels.json, prints the expected calibration error (ten bins) on the test parts and draws the reliability.
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
from training.encoder.calibration import Bin, bins_of, calibration_error, draw
from training.encoder.split import uses
from training.notation import NO_EVENT, Item, read_part


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


def main(arguments: list[str]) -> int:
    """Fit and write."""
    folder = Path(arguments[0])
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    labels["confidence"] = []  # weights of an earlier calibration may be of other features
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    coder = tidings.load(options={"tidings_events": {"encoder": str(folder)}})
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    use = uses(item.part for item in items)
    kept = {name: [item for item in items if use[item.part] == name] for name in ("calibration", "test")}
    rows, right = proposals(coder, kept["calibration"])
    weights = fit(rows, right)
    labels["confidence"] = [round(float(weight), 4) for weight in weights]
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    curves: dict[str, list[Bin]] = {}
    for name, (x, y) in (("calibration", (rows, right)), ("test", proposals(coder, kept["test"]))):
        p = 1 / (1 + np.exp(-x @ weights))
        curves[f"{name} parts"] = bins_of(p, y)
        print(
            f"{name}: {len(y)} events, {y.mean():.3f} right, expected calibration error {calibration_error(p, y):.3f}"
        )
    if len(arguments) > 1:
        draw(curves, Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
