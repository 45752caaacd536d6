"""The stage of time expressions alone, against the bare parser and against dateparser on the same texts."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from dateparser.search import search_dates

import tidings
from tidings.times.find import find_times

ARCHIVE = Path(__file__).parent.parent / "examples" / "archive"
HOSTILE = ("7" * 5_000_000, "on " * 100_000, "1 " * 100_000, "Friday " * 20_000)
REFERENCE_ARTICLES = 3  # dateparser takes a second for some hundred words


def measure(rounds: int = 5) -> str:
    """Words a second, the median of ``rounds`` on one core; seconds for the worst of several hostile texts."""
    rows = [
        json.loads(line) for path in sorted(ARCHIVE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    texts = [row["text"] for row in rows]
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.load(tidings.load(stages=("tidings_times",)).parser_name)
    days = [tidings.Article(text=row["text"], published=row["published"]).published for row in rows]

    def stage() -> None:
        for doc, day in zip(docs, days, strict=True):
            doc.user_data.clear()
            find_times(doc, day)

    parsed = _seconds(lambda: list(nlp.pipe(texts)), 1)
    docs = list(nlp.pipe(texts))
    stage()  # the grammar is compiled once a process
    ours = words / statistics.median(_seconds(stage, 1) for _ in range(rounds))
    few = texts[:REFERENCE_ARTICLES]
    reference = sum(len(text.split()) for text in few) / _seconds(lambda: [search_dates(text) for text in few], 1)
    blank = spacy.blank("en")
    blank.max_length = max(map(len, HOSTILE))
    hostile = [blank(text) for text in HOSTILE]
    worst = max(_seconds(lambda doc=doc: find_times(doc, days[0]), 1) for doc in hostile)
    return (
        f"{ours:,.0f} words/s, {ours / (words / parsed):.0f} times the bare parser's {words / parsed:,.0f}, "
        f"{ours / reference:.0f} times dateparser's {reference:,.0f}; worst of the hostile texts {worst:.1f} s"
    )


def _seconds(work: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times
