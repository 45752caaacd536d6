"""``/api/health``, ``/api/meta``, ``/api/articles``: the server itself, the store as a whole, one article of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

import tidings
from tidings.ontology import load_ontology
from tidings.serve.asked import STANCES, STATUSES
from tidings.serve.events import STORY_IDS
from tidings.serve.ids import any_id
from tidings.serve.reading import Reading
from tidings.serve.replies import AtDesk, Reply, as_json
from tidings.serve.shapes import ArticleItem, Health, Meta, listing
from tidings.serve.snapshot import Snapshots

router = APIRouter(tags=["about"])
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_WHOLE = "select min(day), max(day), (select count(distinct source) from articles) from serve.events"
_CODED = "select rowid, coded::text from articles where id = ?"
_STORIES = "select s.id, s.story_n from serve.events s where s.article_row = ? and s.story_n is not null order by s.n"


@router.get("/health", response_model=Health, responses=listing())
def health(request: Request) -> Response:
    """Whether the server answers, and of which moment its copy of the store is."""
    snapshots: Snapshots = request.app.state.snapshots
    with snapshots.reading() as reading:
        copy = reading.snapshot
        found = Health(
            status="ok", version=tidings.__version__, snapshot=copy.made_at, articles=copy.counts["articles"],
            events=copy.counts["events"],
        )  # fmt: skip
    return Response(found.model_dump_json(), headers={"Cache-Control": "no-store"}, media_type="application/json")


@router.get("/meta", response_model=Meta, responses=listing())
def meta(desk: AtDesk) -> Response:
    """What the store holds, and the words that questions to it may use."""

    def make(reading: Reading) -> Reply:
        since, until, outlets = reading.fetch(_WHOLE)[0]
        counts = reading.snapshot.counts
        return Reply(as_json({
            "types": _types(reading), "statuses": STATUSES, "stances": STANCES,
            "quads": [{"quad": quad, "name": name} for quad, name in enumerate(_QUADS, 1)], "since": since,
            "until": until,
            "outlets": outlets, **{name: counts[name] for name in ("articles", "events", "stories")},
        }).encode())  # fmt: skip

    return desk.answer(make)


@router.get(f"/articles/{any_id('article_id')}", response_model=ArticleItem, responses=listing(missing=True))
def article(article_id: str, desk: AtDesk) -> Response:
    """One article with everything that was found in it."""

    def make(reading: Reading) -> Reply:
        found = reading.fetch(_CODED, [article_id])
        if not found:
            raise HTTPException(404, "there is no article of this id")
        ((row, coded),) = found
        events = reading.fetch(_STORIES, [row])
        ids = dict(reading.fetch(STORY_IDS, [[story for _, story in events]])) if events else {}
        stories = {event: ids[story] for event, story in events}
        return Reply(f'{{"coded":{coded},"stories":{as_json(stories)}}}'.encode())

    return desk.answer(make)


def _types(reading: Reading) -> list[dict[str, Any]]:
    """The types of PLOVER, then those that only a user's ontology has, as far as the store shows them."""
    types = load_ontology("plover").types
    found = [
        {
            "name": name,
            "quad": each.quad,
            "score": each.score,
            "modes": sorted(each.modes),
            "description": each.definition,
        }
        for name, each in sorted(types.items(), key=lambda pair: (pair[1].quad, pair[0]))
    ]
    own = reading.fetch("select type, any_value(quad), any_value(score) from serve.events group by type order by type")
    found += [
        {"name": name, "quad": quad, "score": score, "modes": [], "description": ""}
        for name, quad, score in own
        if name not in types
    ]
    return found
