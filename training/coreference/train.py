"""Train the ranker that decides whom pronouns and descriptions mean.

usage: python -m training.coreference.train [--epochs N] [--networks N] [--out FILE]

The resolver runs over the training articles with a ranker that always gives the marked answer and writes down the
features of every choice; two small networks, one for the candidates and one for nobody, learn to rank the right one
highest. Then it runs again with rankers that have seen the other half of the articles, so that what follows a mistake
is learnt as well. Several networks, each from its own beginning, are laid side by side as one. Every fifth article is
kept to measure on; what ships is learnt from all. numpy and torch; three minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.tokens import Doc
from torch import nn

from tidings.actors.entities import Cluster
from tidings.actors.linking import Floats, Question, Ranker, TrainedRanker
from tidings.actors.reading import Reading
from tidings.actors.resolve import Resolver
from tidings.config import Settings
from tidings.knowledge import load_knowledge
from tidings.pipeline.assemble import build
from tidings.records import Article

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "evaluation" / "coreference"))
from score import MarkedArticle, Mention, read_articles  # noqa: E402  the scorer's own notation

HIDDEN = 64
BATCH = 16
DROPPED = 0.3
_NEVER = -1e9
Parsed = tuple[MarkedArticle, Doc]


@dataclass
class Choice:
    """One decision: features, and which rows are right (none: nobody)."""

    rows: Floats
    nobody: Floats
    right: list[int]


@dataclass
class Oracle:
    """Gives the marked answer, or that of ``ranker``, and remembers the question."""

    article: MarkedArticle
    ranker: Ranker | None = None
    choices: list[Choice] = field(default_factory=list)

    def choose(self, question: Question) -> int | None:
        """The row of the cluster whose mentions are marked like the anaphor."""
        own = _marked(self.article, question.anaphor.token)
        right = [
            at
            for at, cluster in enumerate(question.candidates)
            if own is not None and _letters(self.article, cluster) == own.letters
        ]
        # Who was named before but is no candidate cannot be learnt from.
        if right or own is None or not self._seen(own):
            self.choices.append(Choice(question.rows, question.nobody, right))
        if self.ranker is not None:
            return self.ranker.choose(question)
        return right[0] if right else None

    def _seen(self, own: Mention) -> bool:
        """Whether an earlier mention shares a letter."""
        return any(other.letters & own.letters for other in self.article.mentions if other.start < own.start)


def _marked(article: MarkedArticle, token: Any) -> Mention | None:
    """The marked span whose words a token is the last or only noun of."""
    inside = [m for m in article.mentions if m.start <= token.idx < m.end]
    return inside[0] if inside else None


def _letters(article: MarkedArticle, cluster: Cluster) -> frozenset[str]:
    if cluster.parts:
        return frozenset().union(*(_letters(article, part) for part in cluster.parts))
    votes: dict[frozenset[str], int] = {}
    for entity in cluster.members:
        found = _marked(article, entity.token)
        if found is not None:
            votes[found.letters] = votes.get(found.letters, 0) + 1
    return max(votes, key=lambda letters: votes[letters]) if votes else frozenset({"?"})


def parse(paths: Sequence[Path]) -> list[Parsed]:
    """Every article of some files with its Doc, places found."""
    nlp = build(Settings(stages=("tidings_times", "tidings_places")))
    found = []
    for article in chain.from_iterable(map(read_articles, paths)):
        doc = nlp.make_doc(article.text)
        doc._.tidings_article = Article(text=article.text, published=article.published)
        found.append((article, nlp(doc)))
    return found


def choices_of(articles: Sequence[Parsed], ranker: Callable[[int], Ranker | None]) -> list[list[Choice]]:
    """The choices of every article, made by ``ranker`` of its number, or as marked."""
    knowledge = load_knowledge()
    found = []
    for at, (article, doc) in enumerate(articles):
        oracle = Oracle(article, ranker(at))
        Resolver(Reading(doc, knowledge, doc._.tidings_article.published), oracle).run()
        found.append(oracle.choices)
    return found


class Network(nn.Module):
    """A score for each candidate and one for nobody."""

    def __init__(self, candidate: int, nobody: int) -> None:
        """Two layers each."""
        super().__init__()
        self.link = nn.Sequential(nn.Linear(candidate, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
        self.none = nn.Sequential(nn.Linear(nobody, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))

    def forward(self, rows: torch.Tensor, nobody: torch.Tensor) -> torch.Tensor:
        """Scores of the candidates of each choice, then that of nobody."""
        scores = self._score(self.link, rows.flatten(0, 1)).view(rows.shape[:2])
        return torch.cat([scores, self._score(self.none, nobody)[:, None]], 1)

    def _score(self, layers: nn.Sequential, rows: torch.Tensor) -> torch.Tensor:
        drop = nn.functional.dropout
        inner = layers[1](layers[0](drop(rows, 0.1, self.training)))
        found: torch.Tensor = layers[2](drop(inner, DROPPED, self.training))[:, 0]
        return found


@dataclass
class Table:
    """Choices as tensors: features, those of nobody, and what to add to the scores of all and of the right rows."""

    rows: torch.Tensor
    nobody: torch.Tensor
    all: torch.Tensor
    right: torch.Tensor


def table_of(choices: Sequence[Choice]) -> Table:
    """Choices padded to the same number of candidates; nobody is the last."""
    most = max(len(choice.rows) for choice in choices)
    table = Table(
        torch.zeros(len(choices), most, choices[0].rows.shape[1]),
        torch.from_numpy(np.stack([choice.nobody for choice in choices])),
        torch.full((len(choices), most + 1), _NEVER), torch.full((len(choices), most + 1), _NEVER),
    )  # fmt: skip
    for at, choice in enumerate(choices):
        count = len(choice.rows)
        table.rows[at, :count] = torch.from_numpy(choice.rows)
        table.all[at, :count] = table.all[at, most] = 0
        table.right[at, choice.right or [most]] = 0
    return table


def train(choices: Sequence[Choice], epochs: int, seed: int) -> dict[str, Floats]:
    """The weights of one network by name."""
    torch.manual_seed(seed)
    table = table_of(choices)
    network = Network(table.rows.shape[2], table.nobody.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    steps = epochs * -(-len(choices) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
    network.train()
    for _ in range(epochs):
        for at in torch.randperm(len(choices)).split(BATCH):
            scores = network(table.rows[at], table.nobody[at])
            loss = torch.logsumexp(scores + table.all[at], 1) - torch.logsumexp(scores + table.right[at], 1)
            optimizer.zero_grad()
            loss.mean().backward()
            optimizer.step()
            schedule.step()
    return {name: value.detach().numpy() for name, value in network.named_parameters()}


def side_by_side(networks: Sequence[dict[str, Floats]]) -> dict[str, Floats]:
    """One network whose scores are the means of those of several."""
    found = {}
    for part in ("link", "none"):
        for name in ("0.weight", "0.bias"):
            found[f"{part}.{name}"] = np.concatenate([network[f"{part}.{name}"] for network in networks])
        outer = [network[f"{part}.2.weight"] for network in networks]
        found[f"{part}.2.weight"] = np.concatenate(outer, 1) / len(networks)
        found[f"{part}.2.bias"] = np.mean([network[f"{part}.2.bias"] for network in networks], 0)
    return found


def fit(articles: Sequence[Parsed], epochs: int, networks: int) -> dict[str, Floats]:
    """The weights learnt from some articles, in two rounds."""
    marked = choices_of(articles, lambda _: None)
    halves = [TrainedRanker(train(list(chain.from_iterable(marked[1 - half :: 2])), epochs, half)) for half in range(2)]
    own = choices_of(articles, lambda at: halves[at % 2])
    choices = list(chain.from_iterable(marked + own))
    return side_by_side([train(choices, epochs, seed) for seed in range(1, networks + 1)])


def accuracy(ranker: Ranker, articles: Sequence[Parsed]) -> float:
    """Share of choices that are right where all before them were."""
    right = total = 0
    for choices in choices_of(articles, lambda _: None):
        for choice in choices:
            chosen = ranker.choose(Question(None, (), choice.rows, choice.nobody))  # type: ignore[arg-type]
            right += chosen in choice.right if chosen is not None else not choice.right
            total += 1
    return right / max(1, total)


def main(arguments: list[str]) -> int:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--networks", type=int, default=5)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    articles = parse(sorted(HERE.glob("*.txt")))
    part = fit([article for at, article in enumerate(articles) if at % 5], options.epochs, options.networks)
    print(f"{len(articles)} articles: right in {accuracy(TrainedRanker(part), articles[::5]):.3f} of those kept")
    if options.out:
        np.savez(options.out, **fit(articles, options.epochs, options.networks))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
