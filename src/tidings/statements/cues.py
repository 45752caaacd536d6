"""The words that attribute, from ``data/statements/cues.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas by what may follow them."""

    clause: frozenset[str]
    object: frozenset[str]
    nouns: frozenset[str]
    minds: frozenset[str]
    settings: frozenset[str]


@cache
def load_cues() -> Cues:
    """Read the table once."""
    table = tomllib.loads(files("tidings").joinpath("data/statements/cues.toml").read_text("utf-8"))
    stances = table["verbs"].values()
    return Cues(
        clause=frozenset(verb for stance in stances for verb in stance["clause"]),
        object=frozenset(verb for stance in stances for verb in stance["object"]),
        nouns=frozenset(table["nouns"]["cues"]),
        minds=frozenset(table["minds"]["verbs"]),
        settings=frozenset(table["phrases"]["settings"]),
    )
