"""Whether confidence means what it says on sentences of another source: expected calibration error on plover_gsr.

usage: confidence.py [--bench FOLDER]

An event counts as right where its type is that of a gold record of its sentence (or its alternative). That set marks
one event a record and is not exhaustive, so that all events look worse than they are; the surest event of each
sentence is given beside them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

import tidings

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
from training.encoder.calibration import bins_of, calibration_error  # noqa: E402  beside us, not installed

BENCH = ROOT.parent / "shared" / "bench" / "data"


def judged(path: Path) -> tuple[list[list[float]], list[list[bool]]]:
    """Of every sentence the confidence of its events, surest first, and whether each is right."""
    types: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        types[row["text"]] |= {row["event"], *row["event_alt"]}
    coder = tidings.load()
    sure, right = [], []
    for text, coded in zip(types, coder.pipe(tidings.Article(text=text) for text in types), strict=True):
        events = sorted(coded.events, key=lambda event: -event.confidence)
        sure.append([event.confidence for event in events])
        right.append([event.type in types[text] for event in events])
    return sure, right


def main() -> int:
    """Print the error and the bins."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    path = parser.parse_args().bench / "plover_gsr.jsonl"
    if not path.is_file():
        print(f"no plover_gsr at {path.parent}", file=sys.stderr)
        return 1
    sure, right = judged(path)
    for name, last in (("all events", None), ("the surest of each sentence", 1)):
        p = np.array([value for row in sure for value in row[:last]])
        y = np.array([value for row in right for value in row[:last]], float)
        print(f"{name}: {len(p)}, {y.mean():.3f} right, mean confidence {p.mean():.3f}, ", end="")
        print(f"expected calibration error {calibration_error(p, y):.3f}")
        for one in bins_of(p, y):
            told = f"{one.events:4} events, said {one.confidence:.2f}, right {one.right:.2f}"
            print(f"  {one.low:.1f}-{one.high:.1f}: {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
