"""Who an actor string is, against the bare parser on the same strings, in the same run."""

from __future__ import annotations

import statistics
import time

import spacy

import tidings

STRINGS = (
    "Russian President Vladimir Putin", "the Kenyan foreign minister", "riot police in Tunis", "Chancellor Merkel",
    "pro-Iranian militias in Iraq", "the World Health Organization", "Germany's opposition CDU", "Moammar Gadhafi",
    "thousands of farmers", "a spokesman for the Sudanese army", "Kyiv", "former Prime Minister Tony Blair",
)  # fmt: skip


def measure(rounds: int = 5) -> str:
    """Milliseconds a string, and how many times faster than parsing it: the median of ``rounds``."""
    coder = tidings.load(stages=("tidings_times", "tidings_places", "tidings_actors"))
    bare = spacy.load(coder.parser_name)
    coder.identify(STRINGS[0], context="Russia", on="2015-01-01")
    ours, theirs = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        for text in STRINGS * 20:
            coder.identify(text, context="", on="2015-01-01")
        middle = time.perf_counter()
        for text in STRINGS:
            bare(text)
        ours.append((middle - start) / (20 * len(STRINGS)))
        theirs.append((time.perf_counter() - middle) / len(STRINGS))
    each, parsed = statistics.median(ours), statistics.median(theirs)
    return (
        f"{1000 * each:.3f} ms a string, {parsed / each:.0f} times faster than the bare parser's {1000 * parsed:.1f} ms"
    )
