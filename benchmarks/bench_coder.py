"""The whole coder against the bare parser, on the demo's archive, in the same run."""

from __future__ import annotations

import json
import statistics
import time
from collections import deque
from pathlib import Path

import spacy

import tidings

ARCHIVE = Path(__file__).parent.parent / "examples" / "archive"


def articles() -> list[tidings.Article]:
    """All dispatches of the demo."""
    rows = [
        json.loads(line) for path in sorted(ARCHIVE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    return [tidings.Article(text=row["text"], title=row.get("title"), published=row["published"]) for row in rows]


def measure(rounds: int = 3) -> str:
    """Words a second of both, and their ratio: the median of ``rounds``."""
    sample = articles() * 4
    words = sum(len(article.text.split()) for article in sample)
    coder = tidings.load()
    bare = spacy.load(coder.parser_name)
    list(coder.pipe(sample[:8]))
    pairs = []
    for _ in range(rounds):
        start = time.perf_counter()
        deque(coder.pipe(sample), maxlen=0)
        middle = time.perf_counter()
        deque(bare.pipe([article.text for article in sample]), maxlen=0)
        pairs.append((words / (middle - start), words / (time.perf_counter() - middle)))
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"{ours:,.0f} words/s, {ours / theirs:.2f} of the bare parser's {theirs:,.0f}"
