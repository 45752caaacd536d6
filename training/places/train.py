"""Learn the weights by which toponyms are resolved, and measure them.

usage: python -m training.places.train [--out FILE]

Examples: the places marked in training/articles and the short reports of examples.txt. A toponym is an example where
its name has several bearers and the meant one is among them; the likelihood of all bearers that fit the label (country
and, where given, province or kind) is raised by gradient ascent on a softmax over the candidates. As there are some
hundred examples, the weights are held near the values that people would set (``START``). Features depend on the votes
of the other names, which depend on the weights, so both are renewed a few times. Measured by leaving out each fifth of
the texts in turn. numpy only; a minute.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tidings.knowledge.gazetteer import KINDS, Gazetteer, load_gazetteer, name_key
from tidings.ontology import load_ontology
from tidings.places.component import Places
from tidings.places.resolve import Resolver
from tidings.places.weights import NAMES, Weights
from training.articles.notation import read_articles

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"
START = Weights(
    prior=1.0, country=1.9, named_country=1.0, province=1.5, named_province=1.6, district=1.0, near=1.2, inside=5.0,
    beside=2.0, around=5.0, kind=2.0, peers=2.0,
)  # fmt: skip
FOLDS, ROUNDS, STEPS, RATE = 5, 2, 150, 0.1
HOLD = 0.2  # pull towards START, for each example's worth of evidence
_MARK = re.compile(r"\[([^\]|]+)\|([A-Z]{3})\|([^\]]*)\]")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Wanted:
    """What a marked toponym means; ``within``: province or kind, empty where the country says enough."""

    start: int
    end: int
    name: str
    country: str
    within: str


@dataclass(frozen=True)
class Text:
    """A text and its marked toponyms."""

    text: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True)
class Example:
    """Features of the candidates of a toponym, a row each, and which rows are right."""

    features: Floats
    right: NDArray[np.bool_]


def main(arguments: list[str]) -> int:
    """Measure by folds, train on all, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    stage = Places(load_gazetteer())
    texts = [*short_texts(), *article_texts()]
    before, after = [], []
    for fold in range(FOLDS):
        learnt = train(stage, [text for at, text in enumerate(texts) if at % FOLDS != fold])
        held = texts[fold::FOLDS]
        before += outcomes(examples(stage, START, held), START)
        after += outcomes(examples(stage, learnt, held), learnt)
    count = len(after)
    weights = train(stage, texts)
    report = (
        f"{len(texts)} texts, {count} toponyms with several bearers; held out by fifths: {_figures(after)}; "
        f"the weights that people set: {_figures(before)}"
    )
    print(report)
    if options.out:
        write(options.out, weights, report)
    return 0


def _figures(told: Sequence[tuple[bool, float]]) -> str:
    right, loss = np.mean([each[0] for each in told]), np.mean([each[1] for each in told])
    return f"right {right:.3f}, mean log loss {loss:.3f}"


def short_texts() -> Iterator[Text]:
    """The reports of examples.txt."""
    for line in (HERE / "examples.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, wanted, at = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            wanted.append(Wanted(len(text), len(text) + len(mark[1]), mark[1], mark[2], mark[3]))
            text += mark[1]
            at = mark.end()
        yield Text(text + line[at:], tuple(wanted))


def article_texts() -> Iterator[Text]:
    """The articles with their places."""
    ontology = load_ontology("plover")
    for path in sorted(ARTICLES.glob("*.txt")):
        for article in read_articles(path, ontology):
            wanted = tuple(
                Wanted(place.at.start, place.at.end, place.name, place.country, "")
                for place in article.places
                if place.name and place.country
            )
            if wanted:
                yield Text(article.text, wanted)


def examples(stage: Places, weights: Weights, texts: Sequence[Text]) -> list[Example]:
    """Toponyms with a right and a wrong candidate, features by these weights."""
    stage.resolver = Resolver(stage.gazetteer, weights)
    found = []
    for text in texts:
        toponyms = stage.toponyms(text.text, [(each.start, each.end) for each in text.wanted])
        rows = stage.resolver.examples(toponyms)
        for wanted, candidates in zip(text.wanted, rows, strict=False):
            right = np.array([fits(stage.gazetteer, place, wanted) for place, _ in candidates], bool)
            if right.any() and not right.all():
                found.append(Example(np.array([features for _, features in candidates]), right))
    return found


def fits(gazetteer: Gazetteer, place: int, wanted: Wanted) -> bool:
    """Whether a candidate is what the label says."""
    if gazetteer.code(place) != wanted.country:
        return False
    if wanted.within in KINDS:
        return KINDS[gazetteer.kind[place]] == wanted.within
    if not wanted.within:
        return True
    province = gazetteer.province[place]
    return province >= 0 and name_key(gazetteer.name(province)) == name_key(wanted.within)


def train(stage: Places, texts: Sequence[Text]) -> Weights:
    """Weights that make the right candidates likely."""
    weights = START
    for _ in range(ROUNDS):
        weights = fit(examples(stage, weights, texts))
    return weights


def fit(found: Sequence[Example]) -> Weights:
    """Ascend the likelihood, held near START; no sign counts against."""
    start = np.array(START.as_tuple())
    vector = start.copy()
    momentum, scale = np.zeros_like(vector), np.zeros_like(vector)
    for step in range(1, STEPS + 1):
        gradient = -HOLD * len(found) * (vector - start) / np.maximum(start, 1) ** 2
        for example in found:
            shares = likelihood(example.features, vector)
            kept = np.where(example.right, shares, 0)
            gradient += np.log(10) * ((kept / kept.sum() - shares) @ example.features)
        momentum = 0.9 * momentum + 0.1 * gradient
        scale = 0.99 * scale + 0.01 * gradient**2
        vector += RATE * (momentum / (1 - 0.9**step)) / (np.sqrt(scale / (1 - 0.99**step)) + 1e-9) / np.sqrt(step)
        vector = np.maximum(vector, 0)
    return Weights(*(float(round(value, 2)) for value in vector))


def likelihood(features: Floats, vector: Floats) -> Floats:
    """Share of each candidate, as the resolver computes it; never quite zero."""
    scores = features @ vector
    powers = np.power(10.0, scores - scores.max()) + 1e-12
    shares: Floats = powers / powers.sum()
    return shares


def outcomes(found: Sequence[Example], weights: Weights) -> list[tuple[bool, float]]:
    """For each example whether the likeliest is right, and the log loss."""
    vector = np.array(weights.as_tuple())
    told = [(example, likelihood(example.features, vector)) for example in found]
    return [(bool(each.right[shares.argmax()]), float(-np.log(shares[each.right].sum()))) for each, shares in told]


def write(path: Path, weights: Weights, report: str) -> None:
    """The file that the resolver reads."""
    lines = [
        "# Weights of the signs by which a toponym is resolved, in decimal logarithms of odds; what each is: see",
        "# Weights in tidings/places/weights.py. Learnt by `python -m training.places.train --out FILE` from texts",
        "# written for tidings (training/articles CC BY 4.0, training/places CC0-1.0). MIT.",
        *(f"# {part}." for part in report.split("; ")),
        "[weights]",
        *(f"{name} = {value}" for name, value in zip(NAMES, weights.as_tuple(), strict=True)),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
