"""``tidings map``: where events happened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidings.analysis.geojson import geojson
from tidings.cli.options import Actor, Disputed, Recipient
from tidings.cli.output import dumped, table, target, target_bytes, write_json
from tidings.errors import UsageError
from tidings.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_KINDS = (".geojson", ".json", ".svg", ".png")


@app.command()
def command(
    store: Annotated[Path, typer.Option(help="The store.")],
    output: Annotated[Path | None, typer.Argument(help="The file to write: .geojson, .svg or .png.")] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    type: Annotated[str | None, typer.Option(help="Event type, such as ASSAULT.")] = None,  # noqa: A002
    status: Annotated[str | None, typer.Option(help="occurred, ongoing, planned, possible or denied.")] = None,
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    said_by: Annotated[str | None, typer.Option(help="Code of the source that the report credits.")] = None,
    place: Annotated[str | None, typer.Option(help="Country code of where it happened.")] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Least confidence.")] = 0.0,
    disputed: Disputed = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Places of events, those with most events first; into a file as GeoJSON or as a picture over country borders.

    Borders are those of Natural Earth at 1:110 million, as held on the ground; borders of land without an ISO code of
    its own are dashed. Events without a place are left out.

    Example: tidings map --store events.duckdb --actor RUS --type ASSAULT map.svg
    """
    if output and output.suffix.lower() not in _KINDS:
        raise UsageError(
            f"cannot write {output.suffix or 'this'!r}", where=str(output), fix=f"There are: {', '.join(_KINDS)}"
        )
    with Store(store, read_only=True) as opened:
        found = opened.places(
            actor=actor, recipient=recipient, type=type, status=status, since=since, until=until, said_by=said_by,
            place=place, min_confidence=min_confidence, disputed=disputed or None,
        )  # fmt: skip
    if as_json:
        write_json([each.model_dump(mode="json") for each in found])
    if output is None:
        if not as_json:
            rows = (
                (each.events, f"{each.score:+.1f}", each.country, f"{each.lat:.2f}", f"{each.lon:.2f}", each.name)
                for each in found
            )
            table(("events", "score", "country", "lat", "lon", "place"), rows, title=f"{len(found)} places")
        return
    if output.suffix.lower() in {".geojson", ".json"}:
        with target(output) as text:
            text.write(dumped(geojson(found)) + "\n")
        return
    from tidings.analysis.picture import map_picture  # noqa: PLC0415  matplotlib takes half a second to load

    asked = {
        "actor": actor,
        "recipient": recipient,
        "type": type,
        "status": status,
        "place": place,
        "since": since,
        "until": until,
    }
    title = ", ".join(
        [f"{sum(each.events for each in found)} events", *(f"{name} {value}" for name, value in asked.items() if value)]
    )
    with target_bytes(output) as stream:
        stream.write(map_picture(found, title=title, kind=output.suffix.lower().removeprefix(".")))
