"""Country borders for pictures, out of ``data/maps/countries-110m.json`` (TopoJSON: Natural Earth by world-atlas)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
_HALF, _ROUND, _POLE = 180.0, 360.0, 90.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring of (longitude, latitude) in degrees, closed, without jumps.

    ``settled`` is false for land without an ISO code of its own, whose borders are disputed.
    """

    name: str
    points: tuple[Point, ...]
    settled: bool


@cache
def outlines() -> tuple[Outline, ...]:
    """All rings of all countries. A ring over the date line stands on both sides, reaching past 180 degrees."""
    topology = json.loads(files("tidings").joinpath("data/maps/countries-110m.json").read_text("utf-8"))
    arcs = _arcs(topology)
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        name, settled = country["properties"]["name"], "id" in country
        for ring in _rings(country):
            found += [Outline(name, points, settled) for points in _sides(_unwrapped(_joined(ring, arcs)))]
    return tuple(found)


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs in degrees: steps on a grid, added up."""
    (scale_x, scale_y), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + left, y * scale_y + low))
        found.append(arc)
    return found


def _rings(country: dict[str, Any]) -> Iterator[Sequence[int]]:
    """Numbers of the arcs of each ring."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        yield from polygon


def _joined(ring: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs end to end; a negative number (its complement) means backwards."""
    found: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found += arc[1:] if found else arc
    return found


def _unwrapped(ring: list[Point]) -> list[Point]:
    """Longitudes go on past 180 degrees instead of jumping to the other side; a ring round a pole is closed over it."""
    found, shift = [ring[0]], 0.0
    for (before, _), (lon, lat) in pairwise(ring):
        if lon - before > _HALF:
            shift -= _ROUND
        elif before - lon > _HALF:
            shift += _ROUND
        found.append((lon + shift, lat))
    if shift:
        pole = -_POLE if found[0][1] < 0 else _POLE
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def _sides(ring: list[Point]) -> Iterator[tuple[Point, ...]]:
    """The ring, and its copy a turn away wherever that shows between -180 and 180 degrees."""
    for turn in (0.0, -_ROUND, _ROUND):
        moved = tuple((lon + turn, lat) for lon, lat in ring)
        if any(-_HALF < lon < _HALF for lon, _ in moved):
            yield moved
