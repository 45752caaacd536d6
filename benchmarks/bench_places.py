"""Loading the shared gazetteer, and resolving toponyms, each in processor time."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from tidings.knowledge.gazetteer import load_gazetteer
from tidings.places.component import Places

ARCHIVE = Path(__file__).parent.parent / "examples" / "archive"
MANY = 10_000
_LOADED = """
import resource, time
import tidings.knowledge.gazetteer as g
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = peak(), time.process_time()
g.load_gazetteer()
print(time.process_time() - start, peak() - before)
"""


def measure(rounds: int = 3) -> str:
    """Seconds and megabytes of loading; toponyms a second in the archive and in one text of ten thousand."""
    stage = Places(load_gazetteer())
    command = [sys.executable, "-c", _LOADED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  our own code
    seconds, megabytes = map(float, done.stdout.split())
    texts = [
        json.loads(line)["text"]
        for path in sorted(ARCHIVE.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    work = [(text, _names(stage, text)) for text in texts]
    count = sum(len(spans) for _, spans in work)
    rate = max(count / _seconds(stage, work) for _ in range(rounds))
    names = [stage.gazetteer.name(place) for place in range(60_000, 60_000 + MANY)]
    long = " and ".join(names)
    spans, at = [], 0
    for name in names:
        spans.append((at, at + len(name)))
        at += len(name) + len(" and ")
    many = MANY / _seconds(stage, [(long, spans)])
    return (
        f"gazetteer loaded in {seconds * 1000:.0f} ms and {megabytes:.0f} MB; {rate:,.0f} toponyms/s in "
        f"{len(texts)} reports, {many:,.0f} in one text of {MANY:,}"
    )


def _names(stage: Places, text: str) -> list[tuple[int, int]]:
    """Capitalised words that the gazetteer knows."""
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        bare = word.strip(",.;:()\"'")
        if bare[:1].isupper() and stage.gazetteer.knows_text(bare):
            begin = text.index(bare, start)
            found.append((begin, begin + len(bare)))
        at = start + len(word)
    return found


def _seconds(stage: Places, work: list[tuple[str, list[tuple[int, int]]]]) -> float:
    start = time.process_time()
    for text, spans in work:
        stage.answer_locate(text, spans)
    return time.process_time() - start
