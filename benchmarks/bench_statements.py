"""The statements stage on long documents of unbalanced quotation marks, and its share of the parser's time."""

from __future__ import annotations

import gc
import itertools
import json
import time
from pathlib import Path

from spacy.tokens import Doc

import tidings
from tidings.pipeline.threads import one_thread
from tidings.statements.find import find_statements

ARCHIVE = Path(__file__).parent.parent / "examples" / "archive"
MARKS = ("“", "”", '"', "«", "''", "‘", "„", "\n\n“")
PIECE = 31_250  # characters; 32 of them are a megabyte
A_MARK = 100  # characters for each mark: ten thousand in a megabyte
DOUBLINGS = (4, 8, 16, 32)
OURS = ("tidings_statements", "tidings_status")


def measure() -> str:
    """Processor time of each size over that of half of it (2.0 is linear); both stages' share of the parser's."""
    coder = tidings.load()
    (piece,) = coder._docs(tidings.Article(text=_text()))  # noqa: SLF001  the stage is what is measured
    for name, stage in coder._nlp.pipeline:  # noqa: SLF001
        if not name.startswith("tidings_"):
            piece = stage(piece)
    seconds = []
    for count in DOUBLINGS:
        doc = Doc.from_docs([piece] * count, exclude=["user_data"])
        start = time.process_time()
        with one_thread():
            find_statements(doc)
        seconds.append(time.process_time() - start)
    ratios = ", ".join(f"{later / earlier:.1f}" for earlier, later in itertools.pairwise(seconds))
    megabyte = seconds[-1]
    return (
        f"1 MB with 10,000 unbalanced quotation marks {megabyte:.1f} s, each doubling times {ratios}; "
        f"statements and status {_share(coder):.2f} of the parser's time"
    )


def _text() -> str:
    """Sentences of the sample archive with marks thrown in."""
    marks = itertools.cycle(MARKS)
    words = " ".join(_rows()).split()
    found, length, since = [], 0, 0
    while length < PIECE:
        word = words[len(found) % len(words)]
        if since > A_MARK:
            word, since = next(marks) + word, 0
        found.append(word)
        length += len(word) + 1
        since += len(word) + 1
    return " ".join(found)


def _share(coder: tidings.Coder) -> float:
    docs = [doc for text in _rows() for doc in coder._docs(tidings.Article(text=text))]  # noqa: SLF001
    spent = {True: 0.0, False: 0.0}
    gc.collect()
    gc.disable()  # as timeit does: a sweep would count for the stage that happens to run
    for name, stage in coder._nlp.pipeline:  # noqa: SLF001
        start = time.process_time()
        with one_thread():
            docs = list(stage.pipe(docs)) if hasattr(stage, "pipe") else [stage(doc) for doc in docs]
        if name in OURS or not name.startswith("tidings_"):
            spent[name in OURS] += time.process_time() - start
    gc.enable()
    return spent[True] / spent[False]


def _rows() -> list[str]:
    return [
        json.loads(line)["text"]
        for path in sorted(ARCHIVE.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
