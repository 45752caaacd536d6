"""Which of its candidates a toponym means, by size and by the other places of the text.

One sense a name in a text, unless a hint at the mention itself says otherwise. Each candidate has a score, the weighted
sum of its features; the shares of the candidates are the softmax of their scores, and those shares are the votes by
which names help each other (``votes``). The weights are learnt (``weights``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

from tidings.knowledge.gazetteer import COUNTRY, NOWHERE, PROVINCE, Gazetteer
from tidings.places.lookup import Candidate, Reading
from tidings.places.votes import Votes, around, saturated, share
from tidings.places.weights import Weights, load_weights

_PASSES = 2
_CONSIDERED = 40  # candidates of a name that vote
_NEGLIGIBLE = 0.001
_NO_CONTEXT = (0.0,) * 6


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
        peers: kinds of the places that are joined to it ("X, Y and Z").
        weight: of its vote; less for names found in passing.
    """

    key: str
    reading: Reading
    inside: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    kinds: frozenset[int] = frozenset()
    around: tuple[int, ...] = ()
    peers: tuple[int, ...] = ()
    weight: float = 1.0

    @property
    def hinted(self) -> bool:
        """Whether the mention itself says which namesake it is."""
        return bool(self.inside or self.kinds or self.around or self.peers)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a toponym means: places with how likely each is, of all its candidates, the likeliest first."""

    ranking: tuple[tuple[int, float], ...]

    @property
    def place(self) -> int:
        """The likeliest."""
        return self.ranking[0][0]

    @property
    def share(self) -> float:
        """How likely that is, in [0, 1]."""
        return self.ranking[0][1]

    @property
    def rival(self) -> int | None:
        """The next likely."""
        return self.ranking[1][0] if len(self.ranking) > 1 else None


class Resolver:
    """Resolves all toponyms of one text together."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights | None = None, *, keep: int = 3) -> None:
        """Keep what it needs.

        Args:
            gazetteer: where things are.
            weights: what each feature is worth; None: the shipped ones.
            keep: how many of the likeliest places a sense keeps, at least two.
        """
        self.gazetteer, self.keep = gazetteer, keep
        self._weights = (weights or load_weights()).as_tuple()

    def resolve(self, toponyms: Sequence[Toponym]) -> list[Sense | None]:
        """The likeliest place of each toponym, None where it has no candidate."""
        names = _names(toponyms)
        votes, own = self._voted(names)
        best: dict[str, Sense] = {}
        senses: list[Sense | None] = []
        for toponym in toponyms:
            key = toponym.key
            if not toponym.reading.candidates:
                senses.append(None)
            elif toponym.hinted:
                senses.append(self._sense(self._shares(_Name([toponym]), votes, own[key])))
            else:
                if key not in best:
                    best[key] = self._sense(self._shares(names[key], votes, own[key]))
                senses.append(best[key])
        return senses

    def examples(self, toponyms: Sequence[Toponym]) -> list[list[tuple[int, tuple[float, ...]]]]:
        """Candidates of each toponym with their features, from which weights are learnt."""
        names = _names(toponyms)
        votes, own = self._voted(names)
        found = []
        for toponym in toponyms:
            name = _Name([toponym]) if toponym.hinted else names.get(toponym.key)
            rows = name.considered if name else ()
            found.append(
                [(each.place, self._features(each, name, votes, own[toponym.key])) for each in rows] if name else []
            )
        return found

    def _voted(self, names: dict[str, _Name]) -> tuple[Votes, dict[str, Votes]]:
        """The votes of all names, and those of each, after every name has heard the others."""
        shares = {key: self._shares(name, None, None) for key, name in names.items()}
        votes, own = self._count(names, shares)
        for _ in range(_PASSES - 1):
            shares = {key: self._shares(name, votes, own[key]) for key, name in names.items()}
            votes, own = self._count(names, shares)
        return votes, own

    def _count(
        self, names: dict[str, _Name], shares: dict[str, dict[Candidate, float]]
    ) -> tuple[Votes, dict[str, Votes]]:
        votes, own = Votes(), {}
        for key, name in names.items():
            own[key] = mine = Votes(total=name.weight)
            for candidate, part in shares[key].items():
                if part > _NEGLIGIBLE:
                    mine.cast(self.gazetteer, candidate.place, part * name.weight)
            votes.add(mine)
        return votes, own

    def _shares(self, name: _Name, votes: Votes | None, own: Votes | None) -> dict[Candidate, float]:
        """Likelihood of each candidate of a name, summing to one."""
        considered = name.considered
        if len(considered) == 1:
            return {considered[0]: 1.0}
        scores = {each: sum(map(mul, self._weights, self._features(each, name, votes, own))) for each in considered}
        top = max(scores.values(), default=0.0)
        powers = {each: 10.0 ** (score - top) for each, score in scores.items()}
        total = sum(powers.values())
        return {each: power / total for each, power in powers.items()}

    def _sense(self, shares: dict[Candidate, float]) -> Sense:
        first = sorted(shares.items(), key=lambda each: -each[1])[: self.keep]
        return Sense(tuple((candidate.place, part) for candidate, part in first))

    # In the order of ``Weights``.

    def _features(self, candidate: Candidate, name: _Name, votes: Votes | None, own: Votes | None) -> tuple[float, ...]:
        place = candidate.place
        context = _NO_CONTEXT if votes is None or own is None else self._context(place, votes, own)
        if not name.spoken_of:
            return (candidate.prior, *context, 0.0, 0.0, 0.0, 0.0, 0.0)
        kind = self.gazetteer.kind[place]
        return (
            candidate.prior,
            *context,
            float(bool(name.inside) and self._contained(place, name.inside)),
            float(bool(name.beside) and self._contained(place, name.beside)),
            float(place in name.around),
            float(kind in name.kinds),
            name.peers.count(kind) / len(name.peers) if name.peers else 0.0,
        )

    def _context(self, place: int, votes: Votes, own: Votes) -> tuple[float, ...]:
        """What the other names say for a candidate."""
        places = self.gazetteer
        others = votes.total - own.total
        country, province, district = places.country[place], places.province[place], places.district[place]
        in_country = in_province = in_district = 0.0
        if country != NOWHERE:
            in_country = votes.country.get(country, 0.0) - own.country.get(country, 0.0)
        if places.kind[place] == COUNTRY:
            return share(in_country, others), saturated(in_country), 0.0, 0.0, 0.0, 0.0
        is_province = places.kind[place] == PROVINCE
        if is_province:
            province = place
        if province != NOWHERE:
            in_province = votes.province.get(province, 0.0) - own.province.get(province, 0.0)
        if district != NOWHERE:
            in_district = votes.district.get(district, 0.0) - own.district.get(district, 0.0)
        named = saturated(in_province)
        near = named if is_province else 0.0  # what lies in a province lies near it
        return (
            share(in_country, others), saturated(in_country), share(in_province, others), named,
            saturated(in_district), near + saturated(around(places, place, votes, own)),
        )  # fmt: skip

    def _contained(self, place: int, regions: Sequence[int]) -> bool:
        places = self.gazetteer
        above = (places.country[place], places.province[place], places.district[place])
        return any(region in above and region != place for region in regions)


def _names(toponyms: Iterable[Toponym]) -> dict[str, _Name]:
    names: dict[str, _Name] = {}
    for toponym in toponyms:
        if toponym.reading.candidates:
            names.setdefault(toponym.key, _Name([])).add(toponym)
    return names


class _Name:
    """All mentions of one name."""

    __slots__ = ("around", "beside", "candidates", "inside", "kinds", "peers", "weight")

    def __init__(self, toponyms: Iterable[Toponym]) -> None:
        self.candidates: tuple[Candidate, ...] = ()
        self.inside: tuple[int, ...] = ()
        self.beside: tuple[int, ...] = ()
        self.kinds: frozenset[int] = frozenset()
        self.around: tuple[int, ...] = ()
        self.peers: tuple[int, ...] = ()
        self.weight = 0.0
        for toponym in toponyms:
            self.add(toponym)

    @property
    def considered(self) -> tuple[Candidate, ...]:
        """Those candidates that count: all, where a mention says which namesake it is; else the best."""
        hinted = self.inside or self.kinds or self.around
        return self.candidates if hinted else self.candidates[:_CONSIDERED]

    @property
    def spoken_of(self) -> bool:
        """Whether words beside a mention say anything of it."""
        return bool(self.inside or self.beside or self.kinds or self.around or self.peers)

    def add(self, toponym: Toponym) -> None:
        """Take in one mention; the first hint of each sort holds for all."""
        self.candidates = self.candidates or toponym.reading.candidates
        self.inside = self.inside or toponym.inside
        self.beside = self.beside or toponym.beside
        self.kinds = self.kinds or toponym.kinds
        self.around = self.around or toponym.around
        self.peers = self.peers or toponym.peers
        self.weight = max(self.weight, toponym.weight)
