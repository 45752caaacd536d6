"""How alike two reports are: 0 to 1, the same whichever comes first."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from rapidfuzz import fuzz

from tidings.stories.report import Report
from tidings.stories.weights import Weights

_EARTH_KM = 6371.0
# Shorter words are articles, prepositions and the like: alike in all sentences.
_WORD = re.compile(r"\w{4,}")
_ALIKE = 75.0  # of two triggers: forms of one word ("bombed", "bombing")


def likeness(one: Report, other: Report, how: Weights) -> float:
    """Weighted mean of all comparisons.

    0 where the days lie too far apart or the types are of two quad classes, and for two types in one article: there the
    coder has told them apart with the text before its eyes.
    """
    gap = _gap(one, other)
    if gap is None or gap > how.limits.window_days or one.quad != other.quad:
        return 0.0
    if one.article_id == other.article_id and one.type != other.type:
        return 0.0
    values = comparisons(one, other, how)
    total = sum(how.weights.values())
    return sum(weight * values[name] for name, weight in how.weights.items()) / total


def comparisons(one: Report, other: Report, how: Weights) -> dict[str, float]:
    """What is compared, each 0 (different) to 1 (the same)."""
    return {
        "type": _type(one, other, how),
        "parties": _parties(one, other, how),
        "day": _day(one, other, how),
        "place": _place(one, other, how),
        "text": _text(one.evidence, other.evidence, how),
        "clause": _text(one.clause, other.clause, how),
        "trigger": float(fuzz.ratio(one.trigger.casefold(), other.trigger.casefold()) >= _ALIKE),
        "dead": how.values.unknown if None in (one.dead, other.dead) else float(one.dead == other.dead),
    }


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _gap(one: Report, other: Report) -> int | None:
    left, right = one.day, other.day
    return None if left is None or right is None else abs((left - right).days)


def _day(one: Report, other: Report, how: Weights) -> float:
    """Two stated days that differ say more than the days of two articles that do."""
    gap = _gap(one, other) or 0
    if one.stated and other.stated:
        return 1.0 if gap == 0 else how.values.next_day if gap == 1 else 0.0
    return 1 - gap / (how.limits.window_days + 1)


def _type(one: Report, other: Report, how: Weights) -> float:
    if one.type != other.type:
        return how.values.other_type
    return 1.0 if one.mode == other.mode else how.values.other_mode


def _parties(one: Report, other: Report, how: Weights) -> float:
    """Codes of all parties, and again of those who act: who does it to whom says more than who is there."""
    everybody = _overlap({*one.actors, *one.recipients}, {*other.actors, *other.recipients}, how)
    return (everybody + _overlap({*one.actors}, {*other.actors}, how)) / 2


def _overlap(one: set[str], other: set[str], how: Weights) -> float:
    return len(one & other) / len(one | other) if one and other else how.values.unknown


def _place(one: Report, other: Report, how: Weights) -> float:
    if one.place is None or other.place is None:
        return how.values.unknown
    if near(one, other, how.values.near_km):
        return 1.0
    if one.country and one.country == other.country and not (one.exact and other.exact):
        return how.values.same_country
    return 0.0


def near(one: Report, other: Report, km: float) -> bool:
    """Whether two places are one: by name, else by distance where both are exact."""
    if (one.place or "").casefold() == (other.place or "").casefold():
        return True
    if not (one.exact and other.exact) or None in (one.lat, one.lon, other.lat, other.lon):
        return False
    return distance_km((one.lat or 0, one.lon or 0), (other.lat or 0, other.lon or 0)) <= km


def _text(one: str, other: str, how: Weights) -> float:
    found = fuzz.token_set_ratio(_words(one), _words(other)) / 100
    return max(0.0, (found - how.values.unlike_text) / (1 - how.values.unlike_text))


@lru_cache(maxsize=20_000)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
