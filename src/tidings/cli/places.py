"""``tidings places``: the places that texts name, and where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from tidings.cli.one_stage import OneStage
from tidings.cli.output import dumped, table, target, write_csv, write_json
from tidings.errors import UsageError
from tidings.records import Article, Place, PlaceMention

if TYPE_CHECKING:
    from tidings import Coder

_COLUMNS = (
    "article",
    "start",
    "end",
    "kind",
    "country",
    "province",
    "lat",
    "lon",
    "geonames_id",
    "name",
    "reason",
    "text",
)
_SHOWN = ("start", "end", "kind", "country", "lat", "lon", "place", "text")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Found(NamedTuple):
    """An article, its places, and for each what else it may be."""

    article: Article
    places: tuple[PlaceMention, ...]
    candidates: list[tuple[Place, ...]]


@app.command()
def command(
    files: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_geojson: Annotated[bool, typer.Option("--geojson", help="Print GeoJSON: a point a mention.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    top: Annotated[
        int, typer.Option(min=0, max=20, help="With --json: the likeliest places of each name, with probabilities.")
    ] = 0,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of printing.")
    ] = None,
    knowledge: Annotated[str, typer.Option(help='A folder of your own tables, or "default".')] = "default",
) -> None:
    """Places of texts with coordinates, country, province and GeoNames id.

    What cannot be read is named on standard error, and the exit code is 1.

    Example: tidings places report.txt

    Example: tidings places archive/*.jsonl --geojson --output places.geojson
    """
    if as_json + as_geojson + as_csv > 1:
        raise UsageError("--json, --geojson and --csv exclude each other", fix="Give one of them")

    def load() -> Coder:
        import tidings  # noqa: PLC0415  the parser costs a second; wrong usage should not

        return tidings.load(stages=("tidings_places",), knowledge=knowledge)

    stage = OneStage(load)
    found = _found(stage, files, top)
    if as_json:
        _written([_fields(each, top) for each in found], output)
    elif as_geojson:
        features = [feature for each in found for feature in _features(each)]
        _written({"type": "FeatureCollection", "features": features}, output)
    elif as_csv or output:
        write_csv(_COLUMNS, _rows(found), output)
    else:
        shown = list(found)
        if len(shown) > 1:
            table(("article", *_SHOWN), ((_name(each), *row) for each in shown for row in _lines(each)))
        elif shown:
            table(_SHOWN, _lines(shown[0]))
    stage.finish()


def _written(data: object, output: Path | None) -> None:
    if output is None:
        write_json(data)
        return
    with target(output) as stream:
        stream.write(dumped(data, indent=1) + "\n")


def _found(stage: OneStage, files: Iterable[str], top: int) -> Iterator[Found]:
    for coder, coded in stage.code(files):
        spans = [(each.start, each.end) for each in coded.places]
        yield Found(coded.article, coded.places, coder.locate(coded.article.text, spans, top=top) if top else [])


def _name(found: Found) -> str:
    return found.article.title or found.article.id


def _rows(found: Iterable[Found]) -> Iterator[tuple[object, ...]]:
    for own in found:
        for each in own.places:
            yield (
                _name(own), each.start, each.end, each.kind, each.country, each.province, each.lat, each.lon,
                each.geonames_id, each.name, each.reason, each.text,
            )  # fmt: skip


def _lines(found: Found) -> Iterator[tuple[object, ...]]:
    for each in found.places:
        place = ", ".join(part for part in (each.name, each.province) if part) or each.reason
        lat, lon = (None if value is None else f"{value:.2f}" for value in (each.lat, each.lon))
        yield each.start, each.end, each.kind, each.country, lat, lon, place, each.text


def _fields(found: Found, top: int) -> dict[str, Any]:
    places = [each.model_dump(mode="json") for each in found.places]
    if top:
        for place, candidates in zip(places, found.candidates, strict=True):
            place["candidates"] = [each.model_dump(mode="json") for each in candidates]
    return {"article": found.article.id, "title": found.article.title, "places": places}


def _features(found: Found) -> Iterator[dict[str, Any]]:
    for each in found.places:
        if each.lat is not None and each.lon is not None:
            yield {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [each.lon, each.lat]},
                "properties": {
                    "article": found.article.id,
                    **each.model_dump(mode="json", exclude={"lat", "lon", "reason"}),
                },
            }
