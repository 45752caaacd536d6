"""How guards register. A guard says whether words that a rule matched are a time where they stand."""

from __future__ import annotations

from collections.abc import Callable

from tidings.times.anchors import Context
from tidings.times.grammar import Match

Guard = Callable[[Match, Context], bool]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register a guard under its name without the leading underscore."""
    GUARDS[function.__name__.lstrip("_")] = function
    return function


def is_upper(at: Context, match: Match, kind: str) -> bool:
    """Whether the first word of a class in a match begins with a capital."""
    word = next((word for word in match.inside if kind in word.values), None)
    return word is not None and at.text[word.start].isupper()
