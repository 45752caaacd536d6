"""``tidings dyad``: how one actor acts on another over time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tidings.analysis import DyadPeriod, dyad
from tidings.cli.output import table, target, target_bytes, write_csv, write_json
from tidings.errors import UsageError
from tidings.store import Store
from tidings.store.dyads import HAPPENED

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_PLOTS = (".svg", ".png", ".html")
_COLUMNS = tuple(name for name in DyadPeriod.model_fields if name != "types")


@app.command()
def command(
    actor: Annotated[str, typer.Argument(help="Who acts: a code (RUS), with a sector (RUS:GOV), or a group (EU).")],
    recipient: Annotated[str, typer.Argument(help="To whom it is done, likewise.")],
    store: Annotated[Path, typer.Option(help="The store.")],
    every: Annotated[str, typer.Option(help="day, week, month, quarter or year.")] = "month",
    by: Annotated[str, typer.Option(help="event, or story: reports of one happening count once.")] = "event",
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="Which events count; may be given again. Default: occurred and ongoing.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw into this file: .svg, .png or .html.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Events of one actor towards another in each period: counts by quad class, mean PLOVER score (-10 to 10).

    The column 95 % bounds the score: the true mean lies there with 95 % probability; the fewer reports, the wider.
    Groups are those of groups.csv, by membership on the day. An event without a date of its own counts on its day of
    publication.

    Example: tidings dyad RUS CHN --store events.duckdb --every month --by story --plot relation.svg
    """
    if plot and plot.suffix.lower() not in _PLOTS:
        raise UsageError(
            f"cannot draw {plot.suffix or 'this'!r}", where="--plot", fix=f"There are: {', '.join(_PLOTS)}"
        )
    with Store(store, read_only=True) as opened:
        found = dyad(
            opened, actor, recipient, every=every, by=by, since=since, until=until, statuses=tuple(status or HAPPENED)
        )
    title = f"{actor.upper()} -> {recipient.upper()}"
    if plot:
        _draw(found, plot, title=f"{title}, by {every}" + (", stories" if by == "story" else ""), every=every, by=by)
    if as_json:
        write_json([period.model_dump(mode="json") for period in found])
    elif as_csv:
        rows = ([*(getattr(period, name) for name in _COLUMNS), _types(period)] for period in found)
        write_csv((*_COLUMNS, "types"), rows)
    else:
        table(_heads(every), (_row(period) for period in found), title=title)
    if not found:
        print(f"no such events: nobody of {actor} acts on {recipient} here", file=sys.stderr)


def _draw(found: Sequence[DyadPeriod], plot: Path, *, title: str, every: str, by: str) -> None:
    from tidings.analysis.picture import dyad_picture  # noqa: PLC0415  matplotlib takes half a second to load
    from tidings.markup import relation_page  # noqa: PLC0415

    kind = plot.suffix.lower().removeprefix(".")
    picture = dyad_picture(found, title=title, every=every, by=by, kind="png" if kind == "png" else "svg")
    if kind == "html":
        with target(plot) as stream:
            stream.write(relation_page(title, picture, _heads(every), (_row(period) for period in found)))
        return
    with target_bytes(plot) as stream:
        stream.write(picture)


def _heads(every: str) -> tuple[str, ...]:
    """Short, so that a row fits a terminal: v. is verbal, m. material."""
    quads = ("v. coop.", "m. coop.", "v. conf.", "m. conf.")
    return (every, "events", "stories", "articles", "score", "95 %", *quads, "types")


def _row(period: DyadPeriod) -> tuple[object, ...]:
    quads = (period.verbal_cooperation, period.material_cooperation, period.verbal_conflict, period.material_conflict)
    bounds = f"{period.low:+.1f} … {period.high:+.1f}"
    counts = (period.events, period.stories, period.articles)
    return period.start, *counts, f"{period.mean_score:+.1f}", bounds, *quads, _types(period)


def _types(period: DyadPeriod) -> str:
    return ", ".join(
        f"{name} {count}" for name, count in sorted(period.types.items(), key=lambda item: (-item[1], item[0]))
    )
