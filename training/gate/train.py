"""Train the relevance gate and measure it on articles of all kinds.

usage: python -m training.gate.train [--out FILE]

Three linear models. The first scores sentences: one of the corpus is positive where it reports an event, all sentences
of quiet articles (sport, markets, weather and the like) are negative. The second scores whole articles. The third reads
the scores of an article; it is trained on articles that the others did not see (five folds). The threshold lets all but
one in two hundred political training articles pass. What is dropped is measured on the articles of evaluation/gate and,
in events, on the corpus articles (parts j and k) that were held out. numpy only; a minute.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidings.gate.gate import BITS, Gate, Words, buckets, features, sentences
from tidings.ontology import load_ontology
from training.articles.notation import read_articles
from training.check import PARTS
from training.encoder.split import uses
from training.notation import NO_EVENT, Item, read_part

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "evaluation" / "gate"
EPOCHS, RATE, RIDGE = 8, 0.4, 1e-5
FOLDS = 5
ARTICLE_PARTS = frozenset("jk")  # whose sentences are whole articles in order
STORIES = HERE.parent.parent.parent / "shared" / "bench" / "data" / "ngec_synthetic.jsonl"
SAMPLE = 1200
LOST = 0.005  # share of political training articles that may be dropped
_MARK = re.compile(r"\[[a-z+]+(?::[A-Z.,?-]*)? ([^\]]*)\]")

Example = tuple[str, bool]
Floats = NDArray[np.float32]


def main(arguments: list[str]) -> int:
    """Train, set the threshold, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    use = uses(item.part for item in items)
    corpus = [(item.text, _reports(item)) for item in items if use[item.part] == "training"]
    articles = [(text, True) for text in whole_texts([item for item in items if use[item.part] == "training"])]
    articles += [(text, True) for text in (*coreference_texts(), *marked_texts(), *stories())] + gate_articles()
    odds, right = out_of_fold(corpus, articles)
    article = fit(odds, right)
    told = odds @ article
    threshold = float(np.quantile(told[right > 0], LOST))
    passed = (told[right == 0] >= threshold).mean()
    print(f"{len(right)} training articles, {int(right.sum())} political; of the others {passed:.3f} pass")
    sentence, whole = train(corpus + quiet(articles)), train(articles)
    gate = Gate(sentence, whole, article, threshold)
    measure(gate)
    lost(gate, [item for item in items if use[item.part] != "training"])
    if options.out:
        np.savez_compressed(
            options.out,
            article=article,
            threshold=threshold,
            sentence_weights=sentence.weights.astype(np.float16),
            sentence_bias=sentence.bias,
            whole_weights=whole.weights.astype(np.float16),
            whole_bias=whole.bias,
        )
    return 0


def _reports(item: Item) -> bool:
    return any(label.type != NO_EVENT for label in item.labels)


def whole_texts(items: Sequence[Item]) -> list[str]:
    """The articles of the corpus parts that hold whole articles."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.part[0] in ARTICLE_PARTS:
            found.setdefault((item.part, str(item.published)), []).append(item)
    return [" ".join(item.text for item in own) for own in found.values() if any(map(_reports, own))]


def coreference_texts() -> list[str]:
    """The articles of training/coreference, all political, without their marks."""
    lines = [
        line.partition(" | ")[2]
        for path in sorted((HERE.parent / "coreference").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [_MARK.sub(r"\1", line) for line in lines]


def marked_texts() -> list[str]:
    """The articles of training/articles that report an event."""
    ontology = load_ontology("plover")
    found = [each for path in sorted(HERE.parent.glob("articles/*.txt")) for each in read_articles(path, ontology)]
    return [each.text for each in found if any(event.type != NO_EVENT for event in each.events)]


def stories() -> list[str]:
    """A sample of NGEC's synthetic stories (MIT), each about an event; none where they are not beside the project."""
    if not STORIES.is_file():
        print(f"{STORIES.name} is not at {STORIES.parent}: trained without it")
        return []
    rows = STORIES.read_text("utf-8").splitlines()
    return [json.loads(row)["text"] for row in rows[:: len(rows) // SAMPLE]]


def gate_articles() -> list[Example]:
    """The articles written for the gate, and whether each is political."""
    rows = [
        json.loads(line)
        for path in sorted((HERE / "articles").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [(row["text"], bool(row["political"])) for row in rows]


def quiet(articles: Sequence[Example]) -> list[Example]:
    """The sentences of articles that report no event."""
    return [(sentence, False) for text, political in articles if not political for sentence in sentences(text)]


def out_of_fold(corpus: Sequence[Example], articles: Sequence[Example]) -> tuple[Floats, Floats]:
    """Features of every article by models that did not see it, and whether it is political."""
    rows: list[Floats] = [np.zeros(0, np.float32)] * len(articles)
    for fold in range(FOLDS):
        seen = [own for at, own in enumerate(articles) if at % FOLDS != fold]
        sentence, whole = train([*corpus, *quiet(seen)]), train(seen)
        for at in range(fold, len(articles), FOLDS):
            rows[at] = features(articles[at][0], sentence, whole)
    return np.stack(rows), np.array([political for _, political in articles], np.float32)


def fit(rows: Floats, right: Floats) -> Floats:
    """Weights of a logistic regression in which both kinds count the same, by Newton's method with a little ridge."""
    weights = np.zeros(rows.shape[1])
    share = np.where(right > 0, 0.5 / right.mean(), 0.5 / (1 - right.mean()))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (share * (right - p)) - 0.5 * weights
        hessian = (rows * (share * p * (1 - p))[:, None]).T @ rows + 0.5 * np.eye(len(weights))
        weights = weights + np.linalg.solve(hessian, gradient)
    return weights.astype(np.float32)


def train(examples: Sequence[Example]) -> Words:
    """Logistic regression over buckets by AdaGrad."""
    found = ((buckets(text), float(reports)) for text, reports in examples)
    rows = [(places, right) for places, right in found if len(places)]
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
    return Words(weights, float(bias))


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
