"""Each stage's share of the parser's time."""

from __future__ import annotations

import json
import time
from pathlib import Path

from spacy.tokens import Doc

import tidings

OURS = "tidings_"
ARCHIVE = Path(__file__).parent.parent / "examples" / "archive"


def measure() -> str:
    """Seconds in each of our stages over seconds in all of the parser's components."""
    coder = tidings.load()
    nlp = coder._nlp  # noqa: SLF001  the stages are what is measured
    docs: list[Doc] = [doc for article in _articles() for doc in coder._docs(article)]  # noqa: SLF001
    spent: dict[str, float] = {}
    for name, stage in nlp.pipeline:
        start = time.perf_counter()
        docs = list(stage.pipe(docs)) if hasattr(stage, "pipe") else [stage(doc) for doc in docs]
        spent[name] = time.perf_counter() - start
    parser = sum(seconds for name, seconds in spent.items() if not name.startswith(OURS))
    shares = {name.removeprefix(OURS): seconds / parser for name, seconds in spent.items() if name.startswith(OURS)}
    return "share of the parser's time: " + ", ".join(f"{name} {share:.2f}" for name, share in shares.items())


def _articles() -> list[tidings.Article]:
    rows = [
        json.loads(line) for path in sorted(ARCHIVE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    return [tidings.Article(text=row["text"], published=row["published"]) for row in rows]
