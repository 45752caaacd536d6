"""Train the ranker that decides whom pronouns and descriptions mean.

usage: python -m training.coreference.train [--epochs N] [--out FILE]

The resolver runs over the training articles with a ranker that always gives the marked answer and writes down the
features of every choice; two small networks, one for the candidates and one for nobody, learn to rank the right one
highest. Every fifth article is kept to measure on. numpy and torch; seconds on one core.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from tidings.actors.entities import Cluster
from tidings.actors.linking import Floats, Question
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


@dataclass
class Choice:
    """One decision: features, and which rows are right (none: nobody)."""

    rows: Floats
    nobody: Floats
    right: list[int]


@dataclass
class Oracle:
    """Gives the marked answer and remembers the question."""

    article: MarkedArticle
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


def choices_of(paths: Sequence[Path]) -> list[list[Choice]]:
    """The choices of every article of some files."""
    nlp = build(Settings(stages=("tidings_times", "tidings_places")))
    knowledge = load_knowledge()
    found = []
    for path in paths:
        for article in read_articles(path):
            doc = nlp.make_doc(article.text)
            doc._.tidings_article = Article(text=article.text, published=article.published)
            doc = nlp(doc)
            oracle = Oracle(article)
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

    def forward(self, choice: Choice) -> torch.Tensor:
        """Scores of the candidates, then that of nobody."""
        rows = self.link(nn.functional.dropout(torch.from_numpy(choice.rows), 0.1, self.training))[:, 0]
        return torch.cat([rows, self.none(torch.from_numpy(choice.nobody)[None])[0]])


def accuracy(network: Network, choices: Sequence[Choice]) -> float:
    """Share of choices that are right."""
    network.eval()
    right = 0
    with torch.no_grad():
        for choice in choices:
            best = int(network(choice).argmax())
            right += best in choice.right or (not choice.right and best == len(choice.rows))
    return right / max(1, len(choices))


def main(arguments: list[str]) -> int:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    torch.manual_seed(1)
    articles = choices_of(sorted(HERE.glob("*.txt")))
    training = [choice for at, article in enumerate(articles) if at % 5 for choice in article]
    kept = [choice for article in articles[::5] for choice in article]
    print(f"{len(articles)} articles, {len(training)} choices to train on, {len(kept)} kept")
    network = Network(training[0].rows.shape[1], len(training[0].nobody))
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    for epoch in range(options.epochs):
        network.train()
        order = torch.randperm(len(training)).tolist()
        for start in range(0, len(order), 16):
            optimizer.zero_grad()
            loss = torch.stack([_loss(network(training[at]), training[at]) for at in order[start : start + 16]]).mean()
            loss.backward()
            optimizer.step()
        print(f"epoch {epoch + 1}: kept {accuracy(network, kept):.3f}, training {accuracy(network, training):.3f}")
    if options.out:
        np.savez(options.out, **{name: value.detach().numpy() for name, value in network.named_parameters()})
    return 0


def _loss(scores: torch.Tensor, choice: Choice) -> torch.Tensor:
    right = choice.right or [len(choice.rows)]
    return torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
