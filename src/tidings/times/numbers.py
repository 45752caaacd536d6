"""Counts in words and digits ("two and a half", "a hundred and fifty", "several"), and the lengths made of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tidings.times.words import Word

UNKNOWN = "X"
_CLOCK = {"S": "S", "MIN": "M", "H": "H"}
_IN_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_PARTS = {"Y": ("M", 12), "H": ("M", 60), "MIN": ("S", 60)}
_LARGE = 100
_LIMIT = 10**6  # no time is counted in more


def count_of(words: Sequence[Word]) -> Fraction | None:
    """The number that words say; 1 for "a"; None for one that they leave open ("several")."""
    total, has_number = Fraction(0), False
    for word in words:
        values = word.values
        if "few" in values:
            return None
        if "number" in values:
            total, has_number = Fraction(word.lower.replace(",", "")), True
        elif "cardinal" in values:
            number = int(values["cardinal"])
            total = max(total, Fraction(1)) * number if number >= _LARGE else total + number
            has_number = True
        elif "couple" in values:
            total, has_number = Fraction(2), True
        elif "fraction" in values:
            total, has_number = total + Fraction(values["fraction"]), True
    if total > _LIMIT:
        return None
    return total if has_number else Fraction(1)


def length_value(count: Fraction | None, unit: str) -> str:
    """P18M, PT24H, P2Y6M for two and a half years, P20Y for two decades, PXD for several days."""
    if unit == "FN":
        count, unit = (None if count is None else count * 2), "W"
    if unit in _IN_YEARS:
        count, unit = (None if count is None else count * _IN_YEARS[unit]), "Y"
    mark = "PT" if unit in _CLOCK else "P"
    letter = _CLOCK.get(unit, unit)
    if count is None:
        return f"{mark}{UNKNOWN}{letter}"
    whole, rest = divmod(count, 1)
    if rest and unit in _PARTS:
        part, size = _PARTS[unit]
        number = rest * size
        text = f"{mark}{whole}{letter}" if whole else mark
        return f"{text}{_plain(Fraction(round(number)))}{part}"
    return f"{mark}{_plain(count)}{letter}"


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
