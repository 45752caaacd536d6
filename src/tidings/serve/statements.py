"""``/api/statements``: who said what."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from tidings.errors import UsageError
from tidings.serve.asked import StatementsAsked
from tidings.serve.conditions import Conditions
from tidings.serve.events import parties
from tidings.serve.lists import Place, before, listed, rest
from tidings.serve.pages import cursor_of, key_of, page
from tidings.serve.reading import Reading
from tidings.serve.replies import AtDesk, Reply, as_csv, as_json
from tidings.serve.shapes import StatementPage, listing

router = APIRouter(tags=["statements"])
_ABOUT = ("id", "title", "published", "source", "url")
_OF = "s.statement_row, s.article_row, s.published::text as published, s.position"
_RECORDS = "select rowid, record::text from statements where rowid in (select unnest(?))"
_ARTICLES = "select rowid, id, title, published, source, url from articles where rowid in (select unnest(?))"
_COLUMNS = (
    "speaker",
    "speaker_code",
    "speaker_sectors",
    "speaker_name",
    "cue",
    "content",
    "kind",
    "stance",
    "via",
    "article_id",
    *_ABOUT[1:],
)


@router.get("/statements", response_model=StatementPage, responses=listing("csv"))
def statements(asked: Annotated[StatementsAsked, Query()], desk: AtDesk) -> Response:
    """Statements by day of publication, the oldest first unless told otherwise."""
    return desk.answer(lambda reading: _list(reading, asked))


def _list(reading: Reading, asked: StatementsAsked) -> Reply:
    where = Conditions()
    where.speaker(asked.speaker)
    where.about(asked.about)
    where.add("s.stance = ?", asked.stance)
    where.add("s.kind = ?", asked.kind)
    where.words("s.words", asked.text)
    where.since_until("s.published", asked.since, asked.until)
    newest = asked.order == "newest"
    after = _place(reading, asked.cursor, newest=newest) if asked.cursor else None
    rows, total, more = listed(reading, where, "statements", _OF, asked.limit, after, newest=newest)
    found = _items(reading, rows) if rows else []
    following = cursor_of((found[-1][7], found[-1][2], found[-1][8])) if more else None
    if asked.format == "csv":
        return Reply(as_csv(_COLUMNS, map(_row, found)), "csv", following)
    return Reply(page(map(_json, found), following, total), "json", following)


def _items(reading: Reading, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    records = dict(reading.fetch(_RECORDS, [[row[1] for row in rows]]))
    articles = {row: rest for row, *rest in reading.fetch(_ARTICLES, [[row[2] for row in rows]])}
    return [(n, records[row], *articles[article], day, position) for n, row, article, day, position in rows]


def _place(reading: Reading, cursor: str, *, newest: bool) -> Place:
    """What comes after the statement of a cursor."""
    day, article, position = key_of(cursor, 3)
    if not (isinstance(day, str | None) and isinstance(article, str) and isinstance(position, int)):
        raise UsageError("is no cursor of this list", where="cursor", fix="Leave it out to begin anew")
    query = f"""
        select count(*) from serve.statements where published < try_cast($1 as date)
        or ($1 is null and published is not null)
        or (published is not distinct from try_cast($1 as date)
            and (article_id, position) {before(newest=newest)} ($2, $3))
    """  # noqa: S608  own names
    counted = int(reading.fetch(query, [day, article, position])[0][0])
    return rest(counted, newest=newest, dated=day is not None)


def _about(item: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(_ABOUT, item[2:7], strict=True))


def _json(item: tuple[Any, ...]) -> str:
    return f'{{"statement":{item[1]},"article":{as_json(_about(item))}}}'


def _row(item: tuple[Any, ...]) -> dict[str, Any]:
    record, article = json.loads(item[1]), _about(item)
    speaker, cue = record.get("speaker") or {}, record.get("cue") or {}
    return {
        "speaker": speaker.get("text"), "speaker_code": speaker.get("code"), "speaker_sectors": speaker.get("sectors"),
        "speaker_name": speaker.get("name"), "cue": cue.get("text"),
        "content": " … ".join(span["text"] for span in record["content"]), "kind": record["kind"],
        "stance": record.get("stance"), "via": parties(record.get("via")),
        **article, "article_id": article["id"],
    }  # fmt: skip
