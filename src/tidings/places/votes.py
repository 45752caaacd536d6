"""What the names of a text say together: votes for countries, provinces, districts and squares of one degree.

Each name spreads one vote over its candidates, by likelihood; a candidate of another name gains by them.
Source of the idea: one sense per discourse, containment and proximity heuristics (Leidner 2007, Toponym Resolution in
Text). Work is linear in the number of names.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from tidings.knowledge.gazetteer import NOWHERE, PROVINCE, Gazetteer

_HALF = 0.5  # votes at which what is merely named counts half

Square = tuple[int, int]


@dataclass(slots=True)
class Votes:
    """Votes by place, by square, and how many there are in all."""

    country: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    province: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    district: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    square: dict[Square, float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0

    def add(self, other: Votes) -> None:
        """Take in the votes of one name."""
        for mine, more in (
            (self.country, other.country), (self.province, other.province), (self.district, other.district),
        ):  # fmt: skip
            for place, amount in more.items():
                mine[place] += amount
        for square, amount in other.square.items():
            self.square[square] += amount
        self.total += other.total

    def cast(self, gazetteer: Gazetteer, place: int, amount: float) -> None:
        """Vote for what contains a place, and for its square where it is smaller than a province."""
        if (country := gazetteer.country[place]) != NOWHERE:
            self.country[country] += amount
        is_province = gazetteer.kind[place] == PROVINCE
        province = place if is_province else gazetteer.province[place]
        if province != NOWHERE:
            self.province[province] += amount
        if (district := gazetteer.district[place]) != NOWHERE:
            self.district[district] += amount
        if gazetteer.kind[place] > PROVINCE and (square := square_of(gazetteer, place)):
            self.square[square] += amount


def square_of(gazetteer: Gazetteer, place: int) -> Square | None:
    """The square of one degree that a place lies in; None where nobody knows."""
    lat, lon = gazetteer.lat[place], gazetteer.lon[place]
    return None if math.isnan(lat) else (math.floor(lat), math.floor(lon))


def around(gazetteer: Gazetteer, place: int, votes: Votes, own: Votes) -> float:
    """Votes of the other names for the square of a place and those about it."""
    if (square := square_of(gazetteer, place)) is None:
        return 0.0
    cast = 0.0
    for lat in range(square[0] - 1, square[0] + 2):
        for lon in range(square[1] - 1, square[1] + 2):
            cast += votes.square.get((lat, lon), 0.0) - own.square.get((lat, lon), 0.0)
    return cast


def share(cast: float, others: float) -> float:
    """Part of the votes of the other names, in [0, 1]."""
    return max(0.0, cast) / (others + 1.0)


def saturated(cast: float) -> float:
    """Whether it is named at all: rises fast to 1."""
    cast = max(0.0, cast)
    return cast / (cast + _HALF)
