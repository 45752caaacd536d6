"""The coder with its relevance gate on a stream with one political article in ten, against the bare parser on it."""

from __future__ import annotations

import json
import statistics
import time
from collections import deque
from pathlib import Path

import spacy

import tidings

ARTICLES = Path(__file__).parent.parent / "evaluation" / "gate"


def stream() -> tuple[list[str], list[str]]:
    """Texts that no training saw, one political to nine others, over and over; and the political ones."""
    rows = [
        json.loads(line) for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    politics = [row["text"] for row in rows if row["political"]]
    others = [row["text"] for row in rows if not row["political"]]
    nines = [others[at : at + 9] for at in range(0, len(others) - 8, 9)]
    return [text for at, nine in enumerate(nines) for text in (politics[at % len(politics)], *nine)], politics


def measure(rounds: int = 3) -> str:
    """Words a second of both, their ratio, and the share of the events without the gate that are lost."""
    texts, politics = stream()
    words = sum(len(text.split()) for text in texts)
    gated, plain = tidings.load(gate=True), tidings.load()
    bare = spacy.load(plain.parser_name)
    all_events = sum(len(coded.events) for coded in plain.pipe(politics))
    kept = sum(len(coded.events) for coded in gated.pipe(politics))
    pairs = []
    for _ in range(rounds):
        start = time.perf_counter()
        deque(gated.pipe(texts), maxlen=0)
        middle = time.perf_counter()
        deque(bare.pipe(texts), maxlen=0)
        pairs.append((words / (middle - start), words / (time.perf_counter() - middle)))
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return (
        f"{ours:,.0f} words/s, {ours / theirs:.2f} of the bare parser's {theirs:,.0f}; "
        f"{all_events - kept} of the {all_events} events of political articles lost"
    )
