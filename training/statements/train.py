"""Train the ranker of statements: what a cue attributes, to whom, and which other quotations are speech.

usage: python -m training.statements.train [--epochs N] [--folds N] [--out FILE]

The stage runs over the articles with a ranker that gives the marked answers and writes down the features of every
choice, and which words' vectors the encoder gives for it. With --folds the articles are split and each part is measured
with a ranker that has not seen it. numpy and torch; minutes on one core. To be run anew when the encoder has changed.
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
from tidings.encode import Encoder, load_encoder, token_means
from tidings.ontology import load_ontology
from tidings.pipeline.assemble import build
from tidings.records import Article
from tidings.statements.find import find_statements
from tidings.statements.ranking import BUCKETS, SLOTS, Question, TrainedRanker
from training.articles.labels import LabelledArticle
from training.articles.notation import read_articles
from training.statements.measure import measure
from training.statements.oracle import Lesson, Oracle

ARTICLES = Path(__file__).parent.parent / "articles"
HIDDEN = 16
NETWORKS = 3
RARE = 1  # a bucket with fewer answers than this says nothing
BATCH = 32
EPOCHS = 8
RATE = 3e-3
DROPPED = 0.15
SCALE = 0.3  # vectors are about three times as long as the rows of weights they are added to
UNSEEN = 0.3  # of a vector's numbers, at a step
BLIND = 0.15  # of the answers, at a step: the features must also do alone
DECAY = 0.01


@dataclass
class Labelled:
    """An article, parsed, with its lessons."""

    article: LabelledArticle
    doc: Doc
    lessons: list[Lesson]


@dataclass
class Choice:
    """A lesson in numbers: buckets and slots' vectors of every answer, the right ones' places."""

    rows: list[list[int]]
    vectors: NDArray[np.float16]
    right: list[int]


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


def choices(lessons: Sequence[Lesson], encoder: Encoder) -> list[Choice]:
    """Lessons in numbers."""
    return [Choice(each.question.rows(), _vectors(each.question, encoder), each.right) for each in lessons]


def _vectors(question: Question, encoder: Encoder) -> NDArray[np.float16]:
    """Shape (answers, slots, width); zeros where an answer shows no words."""
    found = np.zeros((len(question.answers), SLOTS, encoder.width), np.float16)
    seen = [(at, each) for at, words in enumerate(question.seen) for each in words]
    if question.doc is not None and seen:
        means = token_means(question.doc, encoder, [(start, end) for _, (_, start, end) in seen])
        for (at, (slot, _, _)), mean in zip(seen, means, strict=True):
            found[at, slot] = mean * SCALE
    return found


class Network(nn.Module):
    """Weights of buckets and projected vectors, summed; what is positive is weighed; the first column counts alone."""

    def __init__(self, width: int) -> None:
        """Small random weights; ``width`` of the encoder's vectors."""
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, HIDDEN + 1, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        self.bias = nn.Parameter(torch.zeros(HIDDEN + 1))
        self.out = nn.Parameter(torch.randn(HIDDEN) * 0.2)
        self.projections = nn.Linear(SLOTS * width, HIDDEN + 1, bias=False)
        nn.init.normal_(self.projections.weight, std=0.02)

    def forward(self, rows: Sequence[Sequence[int]], vectors: torch.Tensor) -> torch.Tensor:
        """A score a row."""
        flat = torch.tensor([each for row in rows for each in row])
        starts = torch.tensor(np.concatenate([[0], np.cumsum([len(row) for row in rows])[:-1]]))
        kept = (torch.rand(len(flat)) > DROPPED).float() / (1 - DROPPED)
        inner = self.table(flat, starts, per_sample_weights=kept) + self.bias
        # Numbers are dropped for the whole batch: one mask over the weights instead of one for each vector.
        shown = (torch.rand(self.projections.in_features) > UNSEEN).float() / (1 - UNSEEN)
        inner = inner + nn.functional.linear(vectors, self.projections.weight * shown)
        return inner[:, 0] + torch.relu(inner[:, 1:]) @ self.out


def train(chosen: Sequence[Choice], epochs: int, encoder: Encoder) -> TrainedRanker:
    """Fit the networks; the ranker with their weights, which scores by their mean."""
    torch.set_num_threads(1)
    counts = np.bincount([each for choice in chosen for row in choice.rows for each in set(row)], minlength=BUCKETS)
    networks = [_fitted(chosen, epochs, seed) for seed in range(NETWORKS)]
    return TrainedRanker(joined(networks, counts >= RARE), encoder)


def _fitted(chosen: Sequence[Choice], epochs: int, seed: int) -> Network:
    torch.manual_seed(seed)
    network = Network(chosen[0].vectors.shape[2])
    vectors = list(network.projections.parameters())
    others = [each for name, each in network.named_parameters() if not name.startswith("projections")]
    groups = [{"params": others, "weight_decay": 0.0}, {"params": vectors, "weight_decay": DECAY}]
    optimizer = torch.optim.AdamW(groups, lr=RATE)
    steps = epochs * (len(chosen) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for _ in range(epochs):
        order = torch.randperm(len(chosen)).tolist()
        for start in range(0, len(order), BATCH):
            batch = [chosen[at] for at in order[start : start + BATCH]]
            optimizer.zero_grad()
            _loss(network, batch).backward()
            optimizer.step()
            schedule.step()
    return network


def _loss(network: Network, batch: Sequence[Choice]) -> torch.Tensor:
    vectors = torch.from_numpy(np.concatenate([each.vectors for each in batch]).astype(np.float32)).flatten(1)
    sizes = [len(each.rows) for each in batch]
    shown = (torch.rand(len(batch)) > BLIND).float().repeat_interleave(torch.tensor(sizes))
    scores = network([row for each in batch for row in each.rows], vectors * shown[:, None])
    losses = [
        torch.logsumexp(own, 0) - torch.logsumexp(own[each.right], 0)
        for own, each in zip(torch.split(scores, sizes), batch, strict=True)
    ]
    return torch.stack(losses).mean()


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
    # (units, slots * width) of each network to (slots, width, units) of all.
    seen = [network.projections.weight.detach().numpy().T.reshape(SLOTS, -1, HIDDEN + 1) for network in networks]
    seen = [np.mean([each[..., :1] for each in seen], axis=0), *(each[..., 1:] for each in seen)]
    return {
        "projections": (np.concatenate(seen, axis=2) * SCALE).astype(np.float16),
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
        encoder = load_encoder("default")
        lessons = [lesson for each in articles for lesson in each.lessons]
        ranker = train(choices(lessons, encoder), options.epochs, encoder)
        np.savez_compressed(options.out, **ranker.arrays)
    return 0


def folded(articles: Sequence[Labelled], folds: int, epochs: int) -> str:
    """Each part of the articles measured with a ranker trained on the others, with the vectors and without."""
    encoder = load_encoder("default")
    numbers = [choices(each.lessons, encoder) for each in articles]
    seen, blind = [], []
    for fold in range(folds):
        ranker = train([one for at, own in enumerate(numbers) if at % folds != fold for one in own], epochs, encoder)
        for each in articles[fold::folds]:
            seen.append((each.article, find_statements(each.doc, ranker)))
            blind.append((each.article, find_statements(each.doc, TrainedRanker(ranker.arrays))))
    return f"{measure(seen)}\nwithout the encoder: {measure(blind)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
