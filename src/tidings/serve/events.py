"""``/api/events``: events with the article that reports each."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from tidings.errors import UsageError
from tidings.ontology import load_ontology
from tidings.serve.asked import EventsAsked, PlacesAsked, TimelineAsked, point_of
from tidings.serve.conditions import Conditions
from tidings.serve.ids import any_id
from tidings.serve.lists import Place, before, listed, rest
from tidings.serve.pages import cursor_of, key_of, page
from tidings.serve.reading import Reading
from tidings.serve.replies import AtDesk, Reply, as_csv, as_geojson, as_json
from tidings.serve.shapes import EventItem, EventPage, listing
from tidings.serve.words import add_words

router = APIRouter(tags=["events"])
_RECORDS = "select rowid, record::text from events where rowid in (select unnest(?))"
_ARTICLES = "select rowid, id, title, published, source, url from articles where rowid in (select unnest(?))"
STORY_IDS = "select n, id from serve.stories where n in (select unnest(?))"
COLUMNS = "s.event_row, s.article_row, s.story_n"
_COLUMNS = (
    "id", "type", "mode", "quad", "score", "status", "certainty", "date", "actors", "recipients", "said_by", "chain",
    "positions", "place", "country", "lat", "lon", "dead", "injured", "confidence", "trigger", "evidence", "article_id",
    "title", "published", "source", "url", "story_id",
)  # fmt: skip


@router.get("/events", response_model=EventPage, responses=listing("csv", "geojson"))
def events(asked: Annotated[EventsAsked, Query()], desk: AtDesk) -> Response:
    """Events that meet every condition, by day (of the event, else of publication)."""
    return desk.answer(lambda reading: _list(reading, asked))


@router.get(f"/events/{any_id('event_id')}", response_model=EventItem, responses=listing(missing=True))
def event(event_id: str, desk: AtDesk) -> Response:
    """One event."""

    def make(reading: Reading) -> Reply:
        found = reading.fetch(f"select s.n, {COLUMNS} from serve.events s where s.id = ?", [event_id])  # noqa: S608  own names
        if not found:
            raise HTTPException(404, "there is no event of this id")
        return Reply(_json(items(reading, found)[0]).encode())

    return desk.answer(make)


def conditions(reading: Reading, asked: EventsAsked | PlacesAsked | TimelineAsked) -> Conditions:
    """The filters of events, over ``serve.events s``.

    Raises:
        UsageError: the type is none.
    """
    where = Conditions()
    where.part("s.n", asked.actor, ("actor",))
    where.part("s.n", asked.recipient, recipient_roles(asked.actor, asked.recipient))
    where.add("s.type = ?", known_type(reading, asked.type))
    where.add("s.status = ?", asked.status)
    where.add("s.said_by_code = ?", asked.said_by.upper() if asked.said_by else None)
    where.add("s.place_country = ?", asked.place.upper() if asked.place else None)
    where.add("s.spot in (select spot from serve.places where geonames_id = ?)", asked.geonames_id)
    where.near(point_of(asked.near) if asked.near else None, asked.within_km)
    where.since_until("s.day", asked.since, asked.until)
    add_words(where, reading, "s", asked.text)
    where.add("s.confidence >= ?", asked.min_confidence or None)
    where.add("s.disputed = ?", asked.disputed)
    where.add("s.story_n = (select n from serve.stories where id = ?)", asked.story or None)
    return where


def recipient_roles(actor: str | None, recipient: str | None) -> tuple[str, ...]:
    """In a meeting who else takes part is the counterpart; nobody is one's own."""
    return ("recipient",) if actor and recipient and actor.upper() == recipient.upper() else ("recipient", "other")


def known_type(reading: Reading, name: str | None) -> str | None:
    """A type of PLOVER, or of the user's ontology that coded the store.

    Raises:
        UsageError: it is neither.
    """
    if not name:
        return None
    known = set(load_ontology("plover").types)
    if name.upper() not in known and not reading.fetch(
        "select 1 from serve.events where type = ? limit 1", [name.upper()]
    ):
        raise UsageError(f"{name!r} is no event type", where="type", fix=f"There are: {', '.join(sorted(known))}")
    return name.upper()


def items(reading: Reading, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Record, article and story of events given as rows of (n, ``COLUMNS``), in their order.

    Three look-ups by row cost a tenth of one join.
    """
    records, articles, stories = (
        {row: rest for row, *rest in reading.fetch(query, [[row[place] for row in rows if row[place] is not None]])}
        for place, query in ((1, _RECORDS), (2, _ARTICLES), (3, STORY_IDS))
    )
    return [(n, *records[event], *articles[article], *stories.get(story, (None,))) for n, event, article, story in rows]


def about(item: tuple[Any, ...]) -> dict[str, Any]:
    """The article of an item, as the API shows it."""
    return dict(zip(("id", "title", "published", "source", "url"), item[2:7], strict=True))


def _list(reading: Reading, asked: EventsAsked) -> Reply:
    where = conditions(reading, asked)
    newest = asked.order == "newest"
    after = _place(reading, asked.cursor, newest=newest) if asked.cursor else None
    rows, total, more = listed(reading, where, "events", COLUMNS, asked.limit, after, newest=newest)
    found = items(reading, rows) if rows else []
    following = _cursor(reading, rows[-1][0]) if more else None
    if asked.format == "csv":
        return Reply(as_csv(_COLUMNS, map(_row, found)), "csv", following)
    if asked.format == "geojson":
        flat = [_row(item) for item in found]
        return Reply(as_geojson((row["lat"], row["lon"], row) for row in flat), "geojson", following)
    return Reply(page(map(_json, found), following, total), "json", following)


def _cursor(reading: Reading, number: int) -> str:
    key = "select day::text, article_id, trigger_start, id from serve.events where n = ?"
    return cursor_of(reading.fetch(key, [number])[0])


def _place(reading: Reading, cursor: str, *, newest: bool) -> Place:
    """What comes after the event of a cursor: in this copy, whatever has come since."""
    day, article, start, event_id = key_of(cursor, 4)
    if not (
        isinstance(day, str | None)
        and isinstance(article, str)
        and isinstance(start, int)
        and isinstance(event_id, str)
    ):
        raise UsageError("is no cursor of this list", where="cursor", fix="Leave it out to begin anew")
    query = f"""
        select count(*) from serve.events where day < try_cast($1 as date) or ($1 is null and day is not null)
        or (day is not distinct from try_cast($1 as date)
            and (article_id, trigger_start, id) {before(newest=newest)} ($2, $3, $4))
    """  # noqa: S608  own names
    counted = int(reading.fetch(query, [day, article, start, event_id])[0][0])
    return rest(counted, newest=newest, dated=day is not None)


def _json(item: tuple[Any, ...]) -> str:
    return f'{{"event":{item[1]},"article":{as_json(about(item))},"story_id":{as_json(item[7])}}}'


def _row(item: tuple[Any, ...]) -> dict[str, Any]:
    """An event as a flat row."""
    record = json.loads(item[1])
    place, size, said_by, article = (
        (record.get("place") or {}),
        (record.get("size") or {}),
        record.get("said_by"),
        about(item),
    )
    return {
        **{
            name: record.get(name)
            for name in ("id", "type", "mode", "quad", "score", "status", "certainty", "confidence")
        },
        "date": (record.get("date") or {}).get("value"), "actors": parties(record.get("actors")),
        "recipients": parties(record.get("recipients")), "said_by": parties([said_by]) if said_by else None,
        "chain": parties(record.get("chain")), "positions": [_position(each) for each in record.get("positions") or ()],
        "place": place.get("name") or place.get("text"), "country": place.get("country"), "lat": place.get("lat"),
        "lon": place.get("lon"), "dead": size.get("dead"), "injured": size.get("injured"),
        "trigger": record["trigger"]["text"], "evidence": record["evidence"]["text"], "article_id": article["id"],
        "title": article["title"], "published": article["published"], "source": article["source"],
        "url": article["url"], "story_id": item[7],
    }  # fmt: skip


def _position(position: dict[str, Any]) -> str:
    """Whose position it is, and what: "RUS:GOV denied"; without anybody it is that of the article."""
    return f"{''.join(parties([position['said_by']])) if position['said_by'] else 'the article'} {position['status']}"


def parties(mentions: list[dict[str, Any]] | None) -> list[str]:
    """Who, in a cell: code with sectors, else the words of the text."""
    return [
        ":".join([each["code"], *each.get("sectors", ())]) if each.get("code") else each["text"]
        for each in mentions or ()
    ]
