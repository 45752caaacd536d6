"""What each sign is worth when the bearers of one name are compared: ``data/places/weights.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights in decimal logarithms of odds, in the order of ``features`` in ``resolve``.

    Attributes:
        prior: how big and how well known the place is, for each power of ten of people.
        country, province: share of the other names that lie in the same one.
        named_country, named_province, district: whether any other name lies in the same one.
        near: whether other names lie within a degree or two.
        inside: the words beside it name what contains it ("Paris, Texas").
        beside: they probably do ("the Texas town of Paris").
        around: it contains the place named before it ("Tbilisi, Georgia").
        kind: a word beside it says what it is ("the city of").
        peers: names joined to it are of its kind ("New York and New Jersey").
    """

    prior: float
    country: float
    named_country: float
    province: float
    named_province: float
    district: float
    near: float
    inside: float
    beside: float
    around: float
    kind: float
    peers: float

    def as_tuple(self) -> tuple[float, ...]:
        """In the order of the fields."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(each.name for each in fields(Weights))


@cache
def load_weights() -> Weights:
    """The shipped weights, made by ``training/places/train.py``."""
    text = (resources.files("tidings") / "data" / "places" / "weights.toml").read_text("utf-8")
    return Weights(**tomllib.loads(text)["weights"])
