"""Verbs that decide how another verb is read, from ``data/events/verbs.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def verbs(group: str) -> frozenset[str]:
    """Lemmas of a group: "aspect" or "planning"."""
    table = tomllib.loads(files("tidings").joinpath("data/events/verbs.toml").read_text("utf-8"))
    return frozenset(table[group])
