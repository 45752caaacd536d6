"""Train the relevance gate on the corpus and measure it on articles of all kinds.

usage: python -m training.gate.train [--out FILE]

A sentence of the corpus is positive where it reports an event. The threshold lets four in five event sentences of the
calibration parts pass: an article passes with one of them. What it drops is measured on the articles of
evaluation/gate and, in events, on the corpus articles (parts j and k) that were held out. numpy only; seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidings.gate.gate import BITS, Gate, buckets, sentences
from tidings.ontology import load_ontology
from training.check import PARTS
from training.encoder.split import uses
from training.notation import NO_EVENT, Item, read_part

ARTICLES = Path(__file__).parent.parent.parent / "evaluation" / "gate"
EPOCHS, RATE, RIDGE = 8, 0.4, 1e-5
ARTICLE_PARTS = frozenset("jk")  # whose sentences are whole articles in order
# Share of single event sentences that pass; an article has several.
SENTENCES_KEPT = 0.8


def main(arguments: list[str]) -> int:
    """Train, set the threshold, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    use = uses(item.part for item in items)
    examples = [(item.text, _reports(item)) for item in items if use[item.part] == "training"]
    weights, bias = train(examples + quiet_sentences())
    gate = Gate(weights, bias, 0.0)
    kept = [item for item in items if use[item.part] == "calibration"]
    scores = np.sort([gate.score(item.text) for item in kept if _reports(item)])
    threshold = float(scores[int((1 - SENTENCES_KEPT) * len(scores))])
    others = np.array([gate.score(item.text) for item in kept if not _reports(item)])
    passed = (others >= threshold).mean()
    print(f"calibration: {SENTENCES_KEPT:.2f} of event sentences pass, {passed:.2f} of the others")
    measure(Gate(weights, bias, threshold))
    lost(Gate(weights, bias, threshold), [item for item in items if use[item.part] != "training"])
    if options.out:
        np.savez_compressed(options.out, weights=weights.astype(np.float16), bias=bias, threshold=threshold)
    return 0


def _reports(item: Item) -> bool:
    return any(label.type != NO_EVENT for label in item.labels)


def quiet_sentences() -> list[tuple[str, bool]]:
    """The sentences of articles about sport, markets, weather and the like, none of which reports an event."""
    found = []
    for path in sorted((Path(__file__).parent / "articles").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            article = json.loads(line)
            if not article["political"]:
                found += [(sentence, False) for sentence in sentences(article["text"])]
    return found


def train(examples: Sequence[tuple[str, bool]]) -> tuple[NDArray[np.float32], float]:
    """Logistic regression by AdaGrad; returns a weight a bucket, and the bias."""
    rows = [(np.array(buckets(text)), float(reports)) for text, reports in examples if buckets(text)]
    weights, squares = np.zeros(1 << BITS, np.float32), np.full(1 << BITS, 1e-3, np.float32)
    bias, order = 0.0, np.random.default_rng(1)
    for _ in range(EPOCHS):
        for at in order.permutation(len(rows)):
            places, right = rows[at]
            scale = len(places) ** -0.5
            score = bias + weights[places].sum() * scale
            error = right - 1 / (1 + np.exp(-score))
            step = error * scale - RIDGE * weights[places]
            squares[places] += step * step
            weights[places] += RATE * step / np.sqrt(squares[places])
            bias += 0.01 * error
    return weights, float(bias)


def measure(gate: Gate) -> None:
    """What passes of whole articles, by kind."""
    passed: dict[str, list[bool]] = {}
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            article = json.loads(line)
            passed.setdefault(article["kind"], []).append(gate.passes(article["text"]))
    for kind, found in sorted(passed.items()):
        print(f"{kind:10} {sum(found):3} of {len(found):3} articles pass")


def lost(gate: Gate, items: Sequence[Item]) -> None:
    """Events of held-out corpus articles that the gate would drop with their articles."""
    articles: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.part[0] in ARTICLE_PARTS:
            articles.setdefault((item.part, str(item.published)), []).append(item)
    count = {True: 0, False: 0}
    for own in articles.values():
        events = sum(label.type != NO_EVENT for item in own for label in item.labels)
        count[gate.passes(" ".join(item.text for item in own))] += events
    print(f"{len(articles)} held-out articles: {count[False]} of {sum(count.values())} events lost")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
