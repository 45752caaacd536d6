"""Train the ranker of statements: what a cue attributes, to whom, and which other quotations are speech.

usage: python -m training.statements.train [--epochs N] [--folds N] [--out FILE]

The stage runs over the articles with a ranker that gives the marked answers and writes down the features of every
choice. With --folds the articles are split and each part is measured with a ranker that has not seen it. numpy and
torch; minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import nn

from tidings.config import Settings
from tidings.ontology import load_ontology
from tidings.pipeline.assemble import build
from tidings.records import Article
from tidings.statements.find import find_statements
from tidings.statements.ranking import BUCKETS, TrainedRanker
from training.articles.labels import LabelledArticle
from training.articles.notation import read_articles
from training.statements.measure import Figures, measure
from training.statements.oracle import Lesson, Oracle

ARTICLES = Path(__file__).parent.parent / "articles"
HIDDEN = 16
NETWORKS = 3
RARE = 1  # a bucket with fewer answers than this says nothing
BATCH = 32
EPOCHS = 8
RATE = 3e-3
DROPPED = 0.15


@dataclass
class Labelled:
    """An article, parsed, with its lessons."""

    article: LabelledArticle
    doc: Doc
    lessons: list[Lesson]


def labelled(paths: Sequence[Path]) -> list[Labelled]:
    """Every article of some files with what is to be learnt from it."""
    nlp = build(Settings(stages=("tidings_times", "tidings_places", "tidings_actors")))
    ontology = load_ontology("plover")
    found = []
    for path in paths:
        for article in read_articles(path, ontology):
            doc = nlp.make_doc(article.text)
            doc._.tidings_article = Article(text=article.text, title=article.title, published=article.published)
            found.append(with_lessons(article, nlp(doc)))
    return found


def with_lessons(article: LabelledArticle, doc: Doc) -> Labelled:
    """Run the stage with the marked answers."""
    oracle = Oracle(article, doc)
    find_statements(doc, oracle)
    return Labelled(article, doc, oracle.lessons)


class Network(nn.Module):
    """A row of weights a bucket, summed; what is positive is weighed; the first column counts as it is."""

    def __init__(self) -> None:
        """Small random weights."""
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, HIDDEN + 1, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        self.bias = nn.Parameter(torch.zeros(HIDDEN + 1))
        self.out = nn.Parameter(torch.randn(HIDDEN) * 0.2)

    def forward(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        """A score a row."""
        flat = torch.tensor([each for row in rows for each in row])
        starts = torch.tensor(np.concatenate([[0], np.cumsum([len(row) for row in rows])[:-1]]))
        if self.training:
            kept = (torch.rand(len(flat)) > DROPPED).float() / (1 - DROPPED)
            inner = self.table(flat, starts, per_sample_weights=kept) + self.bias
        else:
            inner = self.table(flat, starts) + self.bias
        return inner[:, 0] + torch.relu(inner[:, 1:]) @ self.out


def train(lessons: Sequence[Lesson], epochs: int) -> TrainedRanker:
    """Fit the networks; the ranker with their weights, which scores by their mean."""
    torch.set_num_threads(1)
    rows = [(lesson.question.rows(), lesson.right) for lesson in lessons]
    counts = np.bincount([each for answers, _ in rows for row in answers for each in set(row)], minlength=BUCKETS)
    return TrainedRanker(joined([_fitted(rows, epochs, seed) for seed in range(NETWORKS)], counts >= RARE))


def _fitted(rows: Sequence[tuple[list[list[int]], list[int]]], epochs: int, seed: int) -> Network:
    torch.manual_seed(seed)
    network = Network()
    optimizer = torch.optim.Adam(network.parameters(), lr=RATE)
    steps = epochs * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    network.train()
    for _ in range(epochs):
        order = torch.randperm(len(rows)).tolist()
        for start in range(0, len(order), BATCH):
            batch = [rows[at] for at in order[start : start + BATCH]]
            scores = network([row for answers, _ in batch for row in answers])
            losses, place = [], 0
            for answers, right in batch:
                own = scores[place : place + len(answers)]
                place += len(answers)
                losses.append(torch.logsumexp(own, 0) - torch.logsumexp(own[right], 0))
            optimizer.zero_grad()
            torch.stack(losses).mean().backward()
            optimizer.step()
            schedule.step()
    return network


def joined(networks: Sequence[Network], known: NDArray[np.bool_]) -> dict[str, NDArray[Any]]:
    """One network of all: hidden units side by side, scores averaged; half precision is enough for them.

    Args:
        networks: of the same shape.
        known: which buckets have features that were seen often enough; the others say nothing.
    """
    tables = [network.table.weight.detach().numpy() for network in networks]
    biases = [network.bias.detach().numpy() for network in networks]
    table = np.hstack([np.mean([each[:, :1] for each in tables], axis=0), *(each[:, 1:] for each in tables)])
    table[~known] = 0
    return {
        "table": table.astype(np.float16),
        "bias": np.concatenate([np.mean([each[:1] for each in biases], axis=0), *(each[1:] for each in biases)]),
        "out": np.concatenate([network.out.detach().numpy() for network in networks]) / len(networks),
    }


def main(arguments: list[str]) -> int:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    articles = labelled(sorted(ARTICLES.glob("*.txt")))
    print(f"{len(articles)} articles, {sum(len(each.lessons) for each in articles)} choices")
    if options.folds:
        print(folded(articles, options.folds, options.epochs))
    if options.out:
        ranker = train([lesson for each in articles for lesson in each.lessons], options.epochs)
        np.savez_compressed(options.out, **ranker.arrays)
    return 0


def folded(articles: Sequence[Labelled], folds: int, epochs: int) -> Figures:
    """Each part of the articles measured with a ranker trained on the others."""
    pairs = []
    for fold in range(folds):
        others = [each for at, each in enumerate(articles) if at % folds != fold]
        ranker = train([lesson for each in others for lesson in each.lessons], epochs)
        pairs += [(each.article, find_statements(each.doc, ranker)) for each in articles[fold::folds]]
    return measure(pairs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
