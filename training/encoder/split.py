"""Which parts of the corpus are trained on, calibrated on and measured on: whole files, of every writer."""

from __future__ import annotations

from collections.abc import Iterable

HELD_OUT = 10  # of ten parts one is measured on, one calibrated on


def uses(parts: Iterable[str]) -> dict[str, str]:
    """ "training", "calibration" or "test" by the name of a part, by its place among all of them."""
    kinds = {HELD_OUT - 1: "test", HELD_OUT - 2: "calibration"}
    return {name: kinds.get(at % HELD_OUT, "training") for at, name in enumerate(sorted(set(parts)))}
