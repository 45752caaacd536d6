"""Coordinates written in a text."""

from __future__ import annotations

import pytest

from tidings.places.coordinates import coordinates


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("at 34.5N 45.2E today", 34.5, 45.2),
        ("at 34.5° N, 45.2° W.", 34.5, -45.2),
        ("33°20′N 44°24′E", 33.33333, 44.4),
        ("12°30'15\"S, 130°50'00\"E", -12.50417, 130.83333),
    ],
)
def test_written_points_are_read(text: str, lat: float, lon: float) -> None:
    """Decimal degrees, or degrees with minutes and seconds, with the four letters; south and west are negative."""
    (found,) = coordinates(text)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-4)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", ["at 95N 45E", "at 34N 181E", "33°75′N 44°24′E"])
def test_points_off_the_earth_have_no_value(text: str) -> None:
    """Such a mention stays, with a reason and without coordinates."""
    (found,) = coordinates(text)
    assert (found.lat, found.lon, found.reason) == (None, None, "no such coordinates")


@pytest.mark.parametrize("text", ["", "won 34.5, 45.2", "5 N", "1N" * 5000, "9" * 50_000, "3 North 4 East"])
def test_other_numbers_are_none(text: str) -> None:
    """Scores, prices and endless digits are no coordinates."""
    assert list(coordinates(text)) == []
