"""``/api/dyads``, ``/api/timeline``, ``/api/places``: how actors act on each other, when and where."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter

from tidings.analysis.dyad import dyad
from tidings.errors import UsageError
from tidings.serve.asked import DyadAsked, PlacesAsked, TimelineAsked
from tidings.serve.conditions import asked_for
from tidings.serve.events import conditions
from tidings.serve.pages import cursor_of, key_of, page
from tidings.serve.reading import Reading
from tidings.serve.replies import AtDesk, Reply, as_csv, as_geojson, as_json
from tidings.serve.shapes import Dyad, PlacePage, Timeline, TimelinePeriod, listing
from tidings.store import DyadPeriod

router = APIRouter(tags=["relations"])
_PERIODS = TypeAdapter(list[DyadPeriod])
_PERIOD_COLUMNS = tuple(name for name in DyadPeriod.model_fields if name != "types")
_PLACE_COLUMNS = ("name", "lat", "lon", "country", "geonames_id", "events", "score")
_NAMES = (
    "select spot, name, lat, lon, country, geonames_id from serve.places where spot in (select unnest(?::ubigint[]))"
)
_QUADS = tuple(f"count(*) filter (s.quad = {quad})" for quad in range(1, 5))
_TIMELINE_COLUMNS = tuple(TimelinePeriod.model_fields)


@router.get("/dyads", response_model=Dyad, responses=listing("csv"))
def dyads(asked: Annotated[DyadAsked, Query()], desk: AtDesk) -> Response:
    """Events of one actor towards another in each period: counts, and the mean PLOVER score with its 95 % interval."""

    def make(reading: Reading) -> Reply:
        asked_for(asked.actor, "actor")
        asked_for(asked.recipient, "recipient")
        found = dyad(
            reading.store,
            asked.actor,
            asked.recipient,
            every=asked.every,
            by=asked.by,
            since=asked.since,
            until=asked.until,
        )
        if asked.format == "csv":
            return Reply(as_csv(_PERIOD_COLUMNS, (period.model_dump(mode="json") for period in found)), "csv")
        head = as_json({"actor": asked.actor, "recipient": asked.recipient, "every": asked.every, "by": asked.by})
        return Reply(f'{head[:-1]},"periods":{_PERIODS.dump_json(list(found)).decode()}}}'.encode())

    return desk.answer(make)


@router.get("/timeline", response_model=Timeline, responses=listing("csv"))
def timeline(asked: Annotated[TimelineAsked, Query()], desk: AtDesk) -> Response:
    """How many events meet every condition in each period that has any, by quad class, and their mean score."""

    def make(reading: Reading) -> Reply:
        where = conditions(reading, asked)
        query = f"""
            select date_trunc(?, s.day)::date as start, count(*), round(avg(s.score), 4), {", ".join(_QUADS)}
            from serve.events s where {where} group by start order by start
        """  # noqa: S608  own names
        rows = reading.fetch(query, [asked.every, *where.values])
        found = [dict(zip(_TIMELINE_COLUMNS, row, strict=True)) for row in rows if row[0] is not None]
        if asked.format == "csv":
            return Reply(as_csv(_TIMELINE_COLUMNS, found), "csv")
        undated = sum(row[1] for row in rows if row[0] is None)
        return Reply(as_json({"every": asked.every, "periods": found, "undated": undated}).encode())

    return desk.answer(make)


@router.get("/places", response_model=PlacePage, responses=listing("csv", "geojson"))
def places(asked: Annotated[PlacesAsked, Query()], desk: AtDesk) -> Response:
    """Places of the events that meet every condition, those with most events first."""
    return desk.answer(lambda reading: _places(reading, asked))


def _places(reading: Reading, asked: PlacesAsked) -> Reply:
    where = conditions(reading, asked)
    after, values = "true", []
    if asked.cursor:
        after, values = "(events < ? or (events = ? and spot > ?))", _after(asked.cursor)
    query = f"""
        with spots as (
            select s.spot, count(*) as events, avg(s.score) as score
            from serve.events s where {where} and s.spot is not null group by s.spot
        )
        select *, (select count(*) from spots) from spots where {after} order by events desc, spot limit ?
    """  # noqa: S608  own names
    rows = reading.fetch(query, [*where.values, *values, asked.limit + 1])
    more, total = len(rows) > asked.limit, None if asked.cursor else (rows[0][3] if rows else 0)
    rows = rows[: asked.limit]
    named = {row[0]: row[1:] for row in reading.fetch(_NAMES, [[row[0] for row in rows]])} if rows else {}
    found = [_place(named[spot], events, score) for spot, events, score, _ in rows]
    # The number of a place is larger than what a script holds exactly: it travels as text.
    following = cursor_of((rows[-1][1], str(rows[-1][0]))) if more else None
    if asked.format == "csv":
        return Reply(as_csv(_PLACE_COLUMNS, found), "csv", following)
    if asked.format == "geojson":
        return Reply(as_geojson((each["lat"], each["lon"], each) for each in found), "geojson", following)
    return Reply(page(map(json.dumps, found), following, total), "json", following)


def _place(about: tuple[Any, ...], events: int, score: float) -> dict[str, Any]:
    name, lat, lon, country, geonames_id = about
    return {
        "name": name, "lat": lat, "lon": lon, "country": country, "geonames_id": geonames_id, "events": events,
        "score": round(score, 4),
    }  # fmt: skip


def _after(cursor: str) -> list[int]:
    events, spot = key_of(cursor, 2)
    if not (
        isinstance(events, int)
        and isinstance(spot, str)
        and spot.isdecimal()
        and int(spot) < 2**64
        and abs(events) < 2**62
    ):
        raise UsageError("is no cursor of this list", where="cursor", fix="Leave it out to begin anew")
    return [events, events, int(spot)]
