"""The numbers that decide: ``data/stories/weights.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from tidings.records import Record


class Duplicates(Record):
    """When one article is a copy of another."""

    words: int
    permutations: int
    bands: int
    least: float


class Values(Record):
    """What a comparison gives that is neither sameness nor difference."""

    other_type: float
    other_mode: float
    unknown: float
    same_country: float
    next_day: float
    near_km: float
    unlike_text: float


class Limits(Record):
    """Where joining ends."""

    window_days: int
    keep: float
    join: float
    span_days: int


class Weights(Record):
    """All of the file."""

    duplicates: Duplicates
    weights: dict[Literal["type", "parties", "day", "place", "text", "clause", "trigger", "dead"], float]
    values: Values
    limits: Limits


@cache
def load_weights() -> Weights:
    """The weights that come with tidings."""
    text = files("tidings").joinpath("data/stories/weights.toml").read_text("utf-8")
    return Weights.model_validate(tomllib.loads(text))
