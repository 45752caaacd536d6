"""Examples with what a teacher says of them, kept in a file between teacher and pupil."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

from training.encoder.prepare import UNLABELLED, Example


def keep(found: Sequence[Example], path: Path) -> None:
    """Write examples with their ``soft``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(list(found)))


def taught(training: Sequence[Example], path: Path) -> list[Example]:
    """The training examples with the teacher's word where it has one, and those that only the teacher labelled.

    The file is our own, written by ``training.encoder.teacher`` in the same run of `make train`.
    """
    kept: list[Example] = pickle.loads(path.read_bytes())  # noqa: S301  own file
    by_text = {(example.part, example.text): example for example in kept if example.part != UNLABELLED}
    found = []
    for example in training:
        same = by_text.get((example.part, example.text))
        if same is not None and _alike(same, example):
            example.soft = same.soft
        found.append(example)
    return [*found, *(example for example in kept if example.part == UNLABELLED)]


def _alike(one: Example, two: Example) -> bool:
    return len(one.triggers) == len(two.triggers) and one.parties == two.parties and one.pairs == two.pairs
