"""Named things that a user may add: stages, readers, ontologies.

Names come from entry points. Two packages that claim one name are an error, never a silent winner.
Listing names loads no plugin.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from tidings.errors import ConfigError

GROUPS = {
    "stage": "spacy_factories",
    "reader": "tidings_readers",
    "ontology": "tidings_ontologies",
}


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    found = list(entry_points(group=GROUPS[group]))
    for name, count in Counter(point.name for point in found).items():
        values = sorted({point.value for point in found if point.name == name})
        if count > 1 and len(values) > 1:
            raise ConfigError(
                f"two packages offer the {group} {name!r}: {', '.join(values)}",
                fix="Uninstall one of them, or ask its author for another name",
            )
    return {point.name: point for point in found}


def names(group: str) -> list[str]:
    """All names in a group ("stage", "reader", "ontology"), sorted, without loading any."""
    return sorted(_points(group))


def find(group: str, name: str) -> Any:  # noqa: ANN401  each group has its own kind of object
    """Load what is registered under a name.

    Raises:
        ConfigError: nothing has this name; the message lists the names that exist.
    """
    points = _points(group)
    if name not in points:
        raise ConfigError(f"no {group} is called {name!r}", fix=f"There are: {', '.join(sorted(points))}")
    return points[name].load()
