"""Pictures and pages of relations and places."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pytest

from tidings.analysis.borders import outlines
from tidings.analysis.geojson import geojson
from tidings.analysis.picture import dyad_picture, map_picture
from tidings.errors import UsageError
from tidings.markup import relation_page
from tidings.store import DyadPeriod, EventPlace

HOSTILE = "$\\frac{</text><script>alert(1)</script>\u202e\x1b 北京"
PERIOD = DyadPeriod(
    start=dt.date(2024, 5, 1), events=3, stories=2, articles=3, mean_score=2.0, low=-1.0, high=5.0,
    verbal_cooperation=3, material_cooperation=0, verbal_conflict=0, material_conflict=0, types={"CONSULT": 3},
)  # fmt: skip
PLACE = EventPlace(
    name=HOSTILE, lat=50.0, lon=36.2, country="UKR", geonames_id=1, events=2, score=-9.0, types={"ASSAULT": 2}
)


@pytest.mark.parametrize("periods", [[PERIOD], []])
def test_a_dyad_is_drawn_the_same_each_time_also_when_empty(periods: list[DyadPeriod]) -> None:
    """Equal data, equal bytes: a picture in a repository does not change by itself."""
    drawn = [dyad_picture(periods, title=HOSTILE, every="month") for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert "script" not in {element.tag.split("}")[-1] for element in ET.fromstring(drawn[0]).iter()}  # noqa: S314  our own drawing


def test_a_map_is_drawn_with_hostile_names() -> None:
    """A place's name is no formula and no markup."""
    assert map_picture([PLACE], title=HOSTILE, kind="png").startswith(b"\x89PNG")
    tags = {element.tag.split("}")[-1] for element in ET.fromstring(map_picture([PLACE], title="")).iter()}  # noqa: S314
    assert "script" not in tags
    with pytest.raises(UsageError, match="no kind of picture"):
        map_picture([], title="", kind="exe")


def test_borders_do_not_run_across_the_map() -> None:
    """No outline jumps at the date line; Russia stands on both sides of it."""
    for outline in outlines():
        longitudes = [lon for lon, lat in outline.points if lat > -89]
        assert all(abs(one - other) < 20 for one, other in pairwise(longitudes)) or outline.name == "Antarctica"
        assert outline.points[0] == outline.points[-1]
    russia = [lon for outline in outlines() if outline.name == "Russia" for lon, _ in outline.points]
    assert min(russia) < -170
    assert max(russia) > 170


def test_places_are_points_of_longitude_and_latitude() -> None:
    """As RFC 7946 wants it."""
    found: dict[str, Any] = geojson([PLACE])
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.2, 50.0]}
    assert feature["properties"]["name"] == HOSTILE


def test_the_page_of_a_relation_runs_nothing() -> None:
    """Titles and cells are text; the drawing is an image under a policy that allows no script."""
    page = relation_page(HOSTILE, b"<svg onload='alert(1)'/>", ["month"], [[HOSTILE]])
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert "onload" not in page
