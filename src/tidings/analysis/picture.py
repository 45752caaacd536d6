"""Pictures of a dyad and of a map: SVG or PNG, the same bytes for the same data."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from tidings.analysis.borders import outlines
from tidings.errors import UsageError
from tidings.markup import neutralised_line
from tidings.store import DyadPeriod, EventPlace

FORMATS = ("svg", "png")
# Okabe and Ito's colours: told apart by colour-blind readers too.
QUADS = {
    "verbal_cooperation": ("verbal cooperation", "#56B4E9"),
    "material_cooperation": ("material cooperation", "#0072B2"),
    "verbal_conflict": ("verbal conflict", "#E69F00"),
    "material_conflict": ("material conflict", "#D55E00"),
}
_WIDTH_DAYS = {"day": 0.8, "week": 5.6, "month": 24, "quarter": 72, "year": 290}
_SETTINGS: Any = {
    "svg.hashsalt": "tidings",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_LABELLED = 12  # places that are named on the map
_LARGEST = 260  # area of the largest dot in square points


def dyad_picture(
    periods: Sequence[DyadPeriod], *, title: str, every: str, by: str = "event", kind: str = "svg"
) -> bytes:
    """Score with its interval above, counts by quad class below.

    Raises:
        UsageError: ``kind`` is neither svg nor png.
    """
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(8, 5), layout="constrained")
        above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        _say(figure, title)
        _scores(above, periods)
        _counts(below, periods, every=every, by=by)
        return _written(figure, kind)


def map_picture(places: Sequence[EventPlace], *, title: str, kind: str = "svg") -> bytes:
    """Places over country borders: the area of a dot is the number of events, its colour their mean score.

    Raises:
        UsageError: ``kind`` is neither svg nor png.
    """
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(10, 5.4), layout="constrained")
        axes = figure.subplots()
        _say(figure, title)
        _land(axes)
        most = max((place.events for place in places), default=1)
        dots = axes.scatter(
            [place.lon for place in places], [place.lat for place in places],
            s=[max(8.0, _LARGEST * place.events / most) for place in places], c=[place.score for place in places],
            cmap="RdYlBu", vmin=-10, vmax=10, edgecolors="#222222", linewidths=0.5, alpha=0.85, zorder=3,
        )  # fmt: skip
        for place in places[:_LABELLED]:
            axes.annotate(
                neutralised_line(place.name), (place.lon, place.lat), xytext=(4, 3), textcoords="offset points",
                fontsize=7, parse_math=False, zorder=4,
            )  # fmt: skip
        figure.colorbar(dots, ax=axes, label="mean PLOVER score", shrink=0.7)
        return _written(figure, kind)


def _say(figure: Figure, title: str) -> None:
    figure.suptitle(neutralised_line(title), fontsize=11, parse_math=False)


def _scores(axes: Axes, periods: Sequence[DyadPeriod]) -> None:
    days: list[Any] = [period.start for period in periods]
    means = [period.mean_score for period in periods]
    below = [period.mean_score - period.low for period in periods]
    above = [period.high - period.mean_score for period in periods]
    axes.errorbar(
        days, means, yerr=[below, above], fmt="o-", color="#333333", ecolor="#999999", capsize=2, markersize=4
    )
    axes.axhline(0, color="#bbbbbb", linewidth=0.8, zorder=0)
    axes.set_ylim(-10.5, 10.5)
    axes.set_ylabel("mean PLOVER score, 95 %")


def _counts(axes: Axes, periods: Sequence[DyadPeriod], *, every: str, by: str) -> None:
    days: list[Any] = [period.start for period in periods]
    bottom = [0] * len(periods)
    for field, (label, colour) in QUADS.items():
        heights = [getattr(period, field) for period in periods]
        axes.bar(days, heights, bottom=bottom, label=label, color=colour, width=_WIDTH_DAYS.get(every, 20))
        bottom = [one + other for one, other in zip(bottom, heights, strict=True)]
    axes.set_ylabel("stories" if by == "story" else "events")
    axes.legend(ncols=4, fontsize=7, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.18))
    if periods:
        locator = AutoDateLocator()  # type: ignore[no-untyped-call]  # matplotlib has no hints for it
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


def _land(axes: Axes) -> None:
    for settled, style in ((True, "solid"), (False, "dashed")):
        rings = [outline.points for outline in outlines() if outline.settled is settled]
        axes.add_collection(
            PolyCollection(rings, facecolor="#eeeeea", edgecolor="#9a9a92", linewidths=0.4, linestyle=style, zorder=1)
        )
    axes.set_xlim(-180, 180)
    axes.set_ylim(-60, 85)
    axes.set_aspect(1.25)
    axes.axis("off")


def _written(figure: Figure, kind: str) -> bytes:
    if kind not in FORMATS:
        raise UsageError(f"{kind!r} is no kind of picture", where="kind", fix=f"There are: {', '.join(FORMATS)}")
    stream = io.BytesIO()
    with warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box; the data has it.
        warnings.filterwarnings("ignore", message="Glyph")
        # The day of drawing would make two equal pictures differ.
        figure.savefig(stream, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else None)
    return stream.getvalue()
