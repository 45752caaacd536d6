"""Coordinates written in a text ("34.5N 45.2E", "33°20′N, 44°24′E"): places without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidings.records import PlaceMention

_DEGREES = r"(\d{1,3}(?:\.\d{1,8})?)"
_MINUTES = r"(\d{1,2}(?:\.\d{1,6})?)\s?[′'’]\s?"
_SECONDS = r"(\d{1,2}(?:\.\d{1,4})?)\s?[″\"”]\s?"
_ANGLE = rf"{_DEGREES}(?:\s?[°º]\s?(?:{_MINUTES}(?:{_SECONDS})?)?)?\s?"
_PAIR = re.compile(rf"(?<![\d.,-]){_ANGLE}([NS])\b[,;]?\s{{0,2}}{_ANGLE}([EW])\b")
_SIXTY = 60.0
NOT_ON_EARTH = "no such coordinates"


def coordinates(text: str) -> Iterator[PlaceMention]:
    """Mentions with latitude and longitude in degrees; without, and with a reason, where no such point is on Earth.

    A pair of bare numbers ("34.5, 45.2") is none: it may be a score, a price or a share.
    """
    for found in _PAIR.finditer(text):
        lat, lon = _degrees(found, 1), _degrees(found, 5)
        known = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180  # noqa: PLR2004  degrees
        yield PlaceMention(
            start=found.start(), end=found.end(), text=found[0], lat=lat if known else None,
            lon=lon if known else None, kind="coordinates" if known else None, reason=None if known else NOT_ON_EARTH,
        )  # fmt: skip


def _degrees(found: re.Match[str], first: int) -> float | None:
    """Degrees, south and west negative; None where there are more than 60 minutes or seconds."""
    degrees, minutes, seconds = (float(found[first + part] or 0) for part in range(3))
    if minutes >= _SIXTY or seconds >= _SIXTY:
        return None
    value = degrees + minutes / _SIXTY + seconds / _SIXTY**2
    return round(-value if found[first + 3] in "SW" else value, 5)
