"""``/api/stories``: what several articles report of one happening."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from starlette.exceptions import HTTPException

from tidings.errors import UsageError
from tidings.serve.asked import StoriesAsked
from tidings.serve.conditions import Conditions
from tidings.serve.events import COLUMNS, about, items, known_type, recipient_roles
from tidings.serve.ids import any_id
from tidings.serve.lists import Place, before, listed, rest
from tidings.serve.pages import cursor_of, key_of, page
from tidings.serve.reading import Reading
from tidings.serve.replies import AtDesk, Reply, as_csv, as_json
from tidings.serve.shapes import StoryPage, StoryWithReports, listing
from tidings.serve.words import add_words

router = APIRouter(tags=["stories"])
_KEY = "s.story_row, s.day::text as since, s.id"
_COLUMNS = (
    "id", "type", "title", "first", "last", "start", "end", "actors", "recipients", "articles", "independent",
    "outlets", "disputed", "place", "country", "lat", "lon", "score",
)  # fmt: skip


@router.get("/stories", response_model=StoryPage, responses=listing("csv"))
def stories(asked: Annotated[StoriesAsked, Query()], desk: AtDesk) -> Response:
    """Stories by first day (of the happening, else of its reports), the newest first unless told otherwise."""
    return desk.answer(lambda reading: _list(reading, asked))


@router.get(f"/stories/{any_id('story_id')}", response_model=StoryWithReports, responses=listing(missing=True))
def story(story_id: str, desk: AtDesk) -> Response:
    """One story with its reports, the first one first."""

    def make(reading: Reading) -> Reply:
        query = "select t.record::text, s.n from serve.stories s join stories t on t.rowid = s.story_row where s.id = ?"
        found = reading.fetch(query, [story_id])
        if not found:
            raise HTTPException(404, "there is no story of this id")
        rows = reading.fetch(f"select s.n, {COLUMNS} from serve.events s where s.story_n = ?", [found[0][1]])  # noqa: S608  own names
        reports = sorted(items(reading, rows) if rows else [], key=lambda item: (str(item[4] or "9"), item[2], item[0]))
        shown = ",".join(f'{{"event":{item[1]},"article":{as_json(about(item))}}}' for item in reports)
        return Reply(f'{found[0][0].rstrip()[:-1]},"reports":[{shown}]}}'.encode())

    return desk.answer(make)


def _list(reading: Reading, asked: StoriesAsked) -> Reply:
    where = _conditions(reading, asked)
    newest = asked.order == "newest"
    after = _place(reading, asked.cursor, newest=newest) if asked.cursor else None
    rows, total, more = listed(reading, where, "stories", _KEY, asked.limit, after, newest=newest)
    records = dict(reading.fetch(
        "select rowid, record::text from stories where rowid in (select unnest(?))", [[row[1] for row in rows]]
    )) if rows else {}  # fmt: skip
    following = cursor_of(rows[-1][2:]) if more else None
    found = [records[row[1]] for row in rows]
    if asked.format == "csv":
        return Reply(as_csv(_COLUMNS, map(_row, found)), "csv", following)
    return Reply(page(found, following, total), "json", following)


def _conditions(reading: Reading, asked: StoriesAsked) -> Conditions:
    where, events = Conditions(), Conditions()
    where.add("s.type = ?", known_type(reading, asked.type))
    where.add("s.disputed = ?", asked.disputed)
    where.since_until("s.until", asked.since, None)
    where.since_until("s.day", None, asked.until)
    events.part("e.n", asked.actor, ("actor",))
    events.part("e.n", asked.recipient, recipient_roles(asked.actor, asked.recipient))
    add_words(events, reading, "e", asked.text)
    if events.values:
        where.add(f"s.n in (select e.story_n from serve.events e where {events})", *events.values)  # noqa: S608  own names
    return where


def _place(reading: Reading, cursor: str, *, newest: bool) -> Place:
    """What comes after the story of a cursor."""
    day, story_id = key_of(cursor, 2)
    if not (isinstance(day, str | None) and isinstance(story_id, str)):
        raise UsageError("is no cursor of this list", where="cursor", fix="Leave it out to begin anew")
    query = f"""
        select count(*) from serve.stories where day < try_cast($1 as date) or ($1 is null and day is not null)
        or (day is not distinct from try_cast($1 as date) and id {before(newest=newest)} $2)
    """  # noqa: S608  own names
    counted = int(reading.fetch(query, [day, story_id])[0][0])
    return rest(counted, newest=newest, dated=day is not None)


def _row(text: str) -> dict[str, Any]:
    record = json.loads(text)
    place = record.get("place") or {}
    return {
        **record, "actors": [each["code"] for each in record["actors"]],
        "recipients": [each["code"] for each in record["recipients"]],
        "disputed": [each["field"] for each in record["disagreements"]], "place": place.get("name"),
        "country": place.get("country"), "lat": place.get("lat"), "lon": place.get("lon"),
    }  # fmt: skip
