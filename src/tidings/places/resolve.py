"""Which of its candidates a toponym means, by size and by the other places of the text.

One sense a name in a text, unless a hint at the mention itself says otherwise. Context is counted in votes: each
name of the text spreads one vote over its candidates' countries, provinces, districts and one-degree squares, by
likelihood; a candidate gains by the votes of the other names. Work is linear in the number of names.
Source of the idea: one sense per discourse, containment and proximity heuristics (Leidner 2007, Toponym Resolution
in Text); the weights are ours, set by hand.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tidings.knowledge.gazetteer import COUNTRY, NOWHERE, PROVINCE, Gazetteer
from tidings.places.lookup import Candidate, Reading

_PASSES = 2
_CONSIDERED = 40  # candidates of a name that vote
_NEGLIGIBLE = 0.001


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of context is worth, in decimal logarithms of population."""

    country: float = 1.9
    named_country: float = 1.0
    province: float = 1.5
    named_province: float = 1.6
    district: float = 1.0
    near: float = 1.2
    hint: float = 5.0
    loose: float = 2.0
    kind: float = 2.0


@dataclass(slots=True)
class Toponym:
    """One mention: what it can mean and what its surroundings say.

    Attributes:
        key: mentions of one key share a sense.
        reading: candidates.
        inside: places one of which contains it ("X, Y").
        beside: places one of which probably contains it ("in X ... in Y").
        kinds: kinds that words at it call ("the city of X").
        around: places that it may be, for they contain the one named before it ("X, Y" read from Y).
        weight: of its vote; less for names found in passing.
    """

    key: str
    reading: Reading
    inside: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    kinds: frozenset[int] = frozenset()
    around: tuple[int, ...] = ()
    weight: float = 1.0

    @property
    def hinted(self) -> bool:
        """Whether the mention itself says which namesake it is."""
        return bool(self.inside or self.kinds or self.around)


@dataclass(frozen=True, slots=True)
class Sense:
    """The place that a toponym means; ``share``: how likely, of all its candidates, in [0, 1]."""

    place: int
    share: float
    rival: int | None = None


@dataclass(slots=True)
class _Votes:
    country: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    province: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    district: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    square: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0

    def add(self, other: _Votes) -> None:
        """Take in the votes of one name."""
        for mine, more in (
            (self.country, other.country), (self.province, other.province), (self.district, other.district),
        ):  # fmt: skip
            for place, amount in more.items():
                mine[place] += amount
        for square, amount in other.square.items():
            self.square[square] += amount
        self.total += other.total


class Resolver:
    """Resolves all toponyms of one text together."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights | None = None) -> None:
        """Keep the gazetteer."""
        self.gazetteer = gazetteer
        self.weights = weights or Weights()

    def resolve(self, toponyms: Sequence[Toponym]) -> list[Sense | None]:
        """The likeliest place of each toponym, None where it has no candidate."""
        names = self._names(toponyms)
        shares = {key: self._shares(name, None, None) for key, name in names.items()}
        votes, own = self._count(names, shares)
        for _ in range(_PASSES - 1):
            shares = {key: self._shares(name, votes, own[key]) for key, name in names.items()}
            votes, own = self._count(names, shares)
        shares = {key: self._shares(name, votes, own[key]) for key, name in names.items()}
        best = {key: _likeliest(share) for key, share in shares.items()}
        senses: list[Sense | None] = []
        for toponym in toponyms:
            if not toponym.reading.candidates:
                senses.append(None)
            elif toponym.hinted:
                senses.append(_likeliest(self._shares(_Name([toponym]), votes, own[toponym.key])))
            else:
                senses.append(best[toponym.key])
        return senses

    def _names(self, toponyms: Iterable[Toponym]) -> dict[str, _Name]:
        names: dict[str, _Name] = {}
        for toponym in toponyms:
            if toponym.reading.candidates:
                names.setdefault(toponym.key, _Name([])).add(toponym)
        return names

    def _count(
        self, names: dict[str, _Name], shares: dict[str, dict[Candidate, float]]
    ) -> tuple[_Votes, dict[str, _Votes]]:
        """The votes of all names, and those of each."""
        votes, own = _Votes(), {}
        for key, name in names.items():
            own[key] = mine = _Votes(total=name.weight)
            for candidate, share in shares[key].items():
                if share > _NEGLIGIBLE:
                    self._vote(mine, candidate.place, share * name.weight)
            votes.add(mine)
        return votes, own

    def _vote(self, votes: _Votes, place: int, amount: float) -> None:
        places = self.gazetteer
        if (country := places.country[place]) != NOWHERE:
            votes.country[country] += amount
        province = place if places.kind[place] == PROVINCE else places.province[place]
        if province != NOWHERE:
            votes.province[province] += amount
        if (district := places.district[place]) != NOWHERE:
            votes.district[district] += amount
        if places.kind[place] > PROVINCE and (square := self._square(place)):
            votes.square[square] += amount

    def _square(self, place: int) -> tuple[int, int] | None:
        lat, lon = self.gazetteer.lat[place], self.gazetteer.lon[place]
        return None if math.isnan(lat) else (math.floor(lat), math.floor(lon))

    def _shares(self, name: _Name, votes: _Votes | None, own: _Votes | None) -> dict[Candidate, float]:
        """Likelihood of each candidate of a name, summing to one."""
        considered = name.candidates if name.hinted else name.candidates[:_CONSIDERED]
        scores = {each: self._score(each, name) for each in considered}
        if votes is not None and own is not None and len(considered) > 1:
            scores = {each: score + self._context(each.place, votes, own) for each, score in scores.items()}
        top = max(scores.values(), default=0.0)
        powers = {each: 10.0 ** (score - top) for each, score in scores.items()}
        total = sum(powers.values())
        return {each: power / total for each, power in powers.items()}

    def _score(self, candidate: Candidate, name: _Name) -> float:
        weights, place = self.weights, candidate.place
        score = candidate.prior
        if name.inside and self._contained(place, name.inside):
            score += weights.hint
        if name.beside and self._contained(place, name.beside):
            score += weights.loose
        if name.around and place in name.around:
            score += weights.hint
        if name.kinds and self.gazetteer.kind[place] in name.kinds:
            score += weights.kind
        return score

    def _context(self, place: int, votes: _Votes, own: _Votes) -> float:
        """What the other names say for a candidate."""
        weights, places = self.weights, self.gazetteer
        others = votes.total - own.total
        country, province, district = places.country[place], places.province[place], places.district[place]
        score = 0.0
        if country != NOWHERE:
            cast = votes.country.get(country, 0.0) - own.country.get(country, 0.0)
            score += weights.country * _share(cast, others) + weights.named_country * _saturated(cast)
        if places.kind[place] == COUNTRY:
            return score
        if places.kind[place] == PROVINCE:
            cast = votes.province.get(place, 0.0) - own.province.get(place, 0.0)
            near = weights.named_province + weights.near
            score += weights.province * _share(cast, others) + near * _saturated(cast)
        elif province != NOWHERE:
            cast = votes.province.get(province, 0.0) - own.province.get(province, 0.0)
            score += weights.province * _share(cast, others) + weights.named_province * _saturated(cast)
        if district != NOWHERE:
            cast = votes.district.get(district, 0.0) - own.district.get(district, 0.0)
            score += weights.district * _saturated(cast)
        return score + weights.near * _saturated(self._around(place, votes, own))

    def _around(self, place: int, votes: _Votes, own: _Votes) -> float:
        """Votes of the other names for the square of a place and those about it."""
        if (square := self._square(place)) is None:
            return 0.0
        cast = 0.0
        for lat in range(square[0] - 1, square[0] + 2):
            for lon in range(square[1] - 1, square[1] + 2):
                cast += votes.square.get((lat, lon), 0.0) - own.square.get((lat, lon), 0.0)
        return cast

    def _contained(self, place: int, regions: Sequence[int]) -> bool:
        places = self.gazetteer
        above = (places.country[place], places.province[place], places.district[place])
        return any(region in above and region != place for region in regions)


def _likeliest(shares: dict[Candidate, float]) -> Sense:
    first = max(shares, key=shares.__getitem__)
    rival = max((each for each in shares if each is not first), key=shares.__getitem__, default=None)
    return Sense(first.place, shares[first], rival.place if rival else None)


def _share(cast: float, others: float) -> float:
    return max(0.0, cast) / (others + 1.0)


def _saturated(cast: float) -> float:
    cast = max(0.0, cast)
    return cast / (cast + 0.5)


class _Name:
    """All mentions of one name."""

    __slots__ = ("around", "beside", "candidates", "inside", "kinds", "weight")

    def __init__(self, toponyms: Iterable[Toponym]) -> None:
        self.candidates: tuple[Candidate, ...] = ()
        self.inside: tuple[int, ...] = ()
        self.beside: tuple[int, ...] = ()
        self.kinds: frozenset[int] = frozenset()
        self.around: tuple[int, ...] = ()
        self.weight = 0.0
        for toponym in toponyms:
            self.add(toponym)

    @property
    def hinted(self) -> bool:
        """Whether any mention says which namesake it is."""
        return bool(self.inside or self.kinds or self.around)

    def add(self, toponym: Toponym) -> None:
        """Take in one mention; the first hint of each sort holds for all."""
        self.candidates = self.candidates or toponym.reading.candidates
        self.inside = self.inside or toponym.inside
        self.beside = self.beside or toponym.beside
        self.kinds = self.kinds or toponym.kinds
        self.around = self.around or toponym.around
        self.weight = max(self.weight, toponym.weight)
