"""How well types that nobody trained a model on are coded by their examples, on sentences that are no examples.

``energy.jsonl`` holds sentences of our own for the ontology "energy", written before the method was chosen: half of
them report one event, half are near misses. Beside the coder stand the ontology's frames alone, and the type of the
nearest example by the vector of the whole sentence.

    python evaluation/ontology/score.py [--json] [--errors]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import tidings
from tidings.encode import load_encoder
from tidings.ontology import load_ontology

ONTOLOGY = "energy"
GOLD = Path(__file__).parent / f"{ONTOLOGY}.jsonl"
Coding = list[list[dict[str, Any]]]
Row = Mapping[str, Any]


def main() -> None:
    """Code the sentences three ways, print the scores."""
    parser = argparse.ArgumentParser(description="types coded by examples")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--errors", action="store_true", help="list sentences that the coder gets wrong")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    by_examples = coded(rows, tidings.load(ontology=ONTOLOGY))
    ways = {
        "examples and frames": by_examples,
        "frames alone": coded(
            rows, tidings.load(ontology=ONTOLOGY, options={"tidings_events": {"encoder": "none"}})
        ),
        "nearest sentence vector": nearest_sentences(rows),
    }  # fmt: skip
    figures = {name: scored(rows, found) for name, found in ways.items()}
    figures["examples and frames"] |= parties(rows, by_examples)
    if asked.json:
        print(json.dumps(figures, indent=1))
    else:
        show(figures)
    if asked.errors:
        list_errors(rows, by_examples)


def coded(rows: Sequence[Row], coder: tidings.Coder) -> Coding:
    """The events that a coder finds in each sentence."""
    return [
        [
            {
                "type": event.type,
                "trigger": event.trigger.text,
                "confidence": event.confidence,
                "actors": sorted({party.code for party in event.actors if party.code}),
                "recipients": sorted({party.code for party in event.recipients if party.code}),
            }
            for event in coder.code(row["text"], published=row["published"]).events
        ]
        for row in rows
    ]


def nearest_sentences(rows: Sequence[Row]) -> Coding:
    """The type of the nearest example by the first state of the sentence; none where a counter-example is nearer."""
    encoder = load_encoder("default")
    types = load_ontology(ONTOLOGY).types.values()
    known = [(kind.type, each.text) for kind in types for each in kind.examples]
    known += [("", each.text) for kind in types for each in kind.counter_examples]
    states = np.stack([each.states[0] for each in encoder.encode([text for _, text in known])])
    asked = np.stack([each.states[0] for each in encoder.encode([row["text"] for row in rows])])
    likeness = _unit(asked - states.mean(0)) @ _unit(states - states.mean(0)).T
    found = [known[int(row.argmax())][0] for row in likeness]
    return [[{"type": name}] if name else [] for name in found]


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def scored(rows: Sequence[Row], found: Coding) -> dict[str, Any]:
    """Precision, recall, F1 by type: a type is right where the sentence reports it."""
    names = [*load_ontology(ONTOLOGY).types]
    pairs = [
        ({event["type"] for event in row["events"]}, {event["type"] for event in own})
        for row, own in zip(rows, found, strict=True)
    ]
    counts = {
        name: (
            sum(name in gold and name in own for gold, own in pairs),
            sum(name in own for _, own in pairs),
            sum(name in gold for gold, _ in pairs),
        )
        for name in names
    }
    total = tuple(sum(column) for column in zip(*counts.values(), strict=True))
    return {name: _measures(*numbers) for name, numbers in {**counts, "all": total}.items()}


def _measures(right: int, coded: int, gold: int) -> dict[str, float]:
    return {
        "right": right,
        "coded": coded,
        "gold": gold,
        "precision": round(right / coded, 3) if coded else 0.0,
        "recall": round(right / gold, 3) if gold else 0.0,
        "f1": round(2 * right / (coded + gold), 3) if coded + gold else 0.0,
    }


def parties(rows: Sequence[Row], found: Coding) -> dict[str, Any]:
    """Of the events that are found: the share with the gold's trigger, its actors, its recipients; and confidence."""
    pairs = []
    sure = []
    for row, own in zip(rows, found, strict=True):
        gold = {event["type"]: event for event in row["events"]}
        sure += [(event["confidence"], event["type"] in gold) for event in own]
        pairs += [(gold[event["type"]], event) for event in own if event["type"] in gold]
    shares = {
        name: round(sum(wanted(gold, name) == wanted(event, name) for gold, event in pairs) / max(len(pairs), 1), 3)
        for name in ("trigger", "actors", "recipients")
    }
    mean = [round(float(np.mean([pair[at] for pair in sure])), 3) if sure else 0.0 for at in (0, 1)]
    return {"found": shares, "confidence": {"mean": mean[0], "right": mean[1]}}


def wanted(event: Row, name: str) -> object:
    """A field in a form that can be compared."""
    return sorted(event[name]) if isinstance(event[name], list) else event[name]


def show(figures: Mapping[str, Mapping[str, Any]]) -> None:
    """One line a type and a way."""
    for name, own in figures.items():
        print(name)
        for kind, each in own.items():
            words = "  ".join(f"{key} {value}" for key, value in each.items())
            print(f"  {kind:<18}{words}")


def list_errors(rows: Sequence[Row], found: Coding) -> None:
    """What is missed, and what is coded where nothing is reported."""
    for row, own in zip(rows, found, strict=True):
        gold = {event["type"] for event in row["events"]}
        if gold != {event["type"] for event in own}:
            what = ", ".join(f"{each['type']} {each['trigger']} {each['confidence']}" for each in own) or "nothing"
            print(f"{row['id']} {', '.join(gold) or 'nothing'} | {what} | {row['text']}")


if __name__ == "__main__":
    main()
