"""``/api/actors``: whom the words typed so far may mean."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from tidings.serve.asked import ActorsAsked
from tidings.serve.catalogue import matches
from tidings.serve.pages import page
from tidings.serve.reading import Reading
from tidings.serve.replies import AtDesk, Reply, as_json
from tidings.serve.shapes import ActorPage, listing

router = APIRouter(tags=["relations"])


@router.get("/actors", response_model=ActorPage, responses=listing())
def actors(asked: Annotated[ActorsAsked, Query()], desk: AtDesk) -> Response:
    """Actors by names, other names and codes, the best match first; without words the most frequent ones."""

    def make(reading: Reading) -> Reply:
        counted = {key: int(events) for key, events in reading.fetch("select key, events from serve.actors")}
        found = matches(asked.q, counted, asked.limit)
        items = [{"key": each.key, "name": each.name, "kind": each.kind, "events": events} for each, events in found]
        return Reply(page(map(as_json, items), None, None))

    return desk.answer(make)
