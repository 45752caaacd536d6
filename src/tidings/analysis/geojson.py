"""Places of events as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tidings.store import EventPlace


def geojson(places: Iterable[EventPlace]) -> dict[str, Any]:
    """A FeatureCollection with a point a place; its properties are the other fields."""
    return {"type": "FeatureCollection", "features": [_feature(place) for place in places]}


def _feature(place: EventPlace) -> dict[str, Any]:
    return {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": place.model_dump(mode="json", exclude={"lat", "lon"}),
    }  # fmt: skip
