"""What comes out: the shapes of the answers, for the OpenAPI document."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from tidings.records import CodedArticle, Event, Record, Statement, Story
from tidings.serve.problems import MEDIA_TYPE, Problem
from tidings.store import DyadPeriod

_PROBLEMS = {
    "401": "No token, or a wrong one", "404": "There is no such thing", "413": "The body is too big",
    "422": "A parameter makes no sense", "503": "Too busy, or the question took too long; try again",
}  # fmt: skip
_MORE = {"csv": ("text/csv", "string"), "geojson": ("application/geo+json", "object")}


class ArticleAbout(Record):
    """The article that reports something."""

    id: str
    title: str | None
    published: dt.date | None
    source: str | None
    url: str | None


class EventItem(Record):
    """An event, its article, and the story that it belongs to."""

    event: Event
    article: ArticleAbout
    story_id: str | None


class EventPage(Record):
    """A part of the events; ``total`` stands on the first part."""

    items: list[EventItem]
    next_cursor: str | None
    total: int | None


class StatementItem(Record):
    """A statement and its article."""

    statement: Statement
    article: ArticleAbout


class StatementPage(Record):
    """A part of the statements."""

    items: list[StatementItem]
    next_cursor: str | None
    total: int | None


class StoryPage(Record):
    """A part of the stories."""

    items: list[Story]
    next_cursor: str | None
    total: int | None


class StoryReport(Record):
    """One report of a story."""

    event: Event
    article: ArticleAbout


class StoryWithReports(Story):
    """A story with all its reports."""

    reports: list[StoryReport]


class Dyad(Record):
    """Periods of a pair that have any event."""

    actor: str
    recipient: str
    every: str
    by: str
    periods: list[DyadPeriod]


class TimelinePeriod(Record):
    """A period that has any event: how many, their mean score, and how many of each quad class."""

    start: dt.date
    events: int
    mean_score: float
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int


class Timeline(Record):
    """Events over time; ``undated`` have no day of their own, nor one of publication."""

    every: str
    periods: list[TimelinePeriod]
    undated: int


class ActorItem(Record):
    """An actor that can be asked for by its ``key``, and in how many events of the store it has a part."""

    key: str
    name: str
    kind: Literal["country", "group", "organisation", "sector"]
    events: int


class ActorPage(Record):
    """Actors, the best match first."""

    items: list[ActorItem]
    next_cursor: None = None
    total: int | None = None


class PlaceItem(Record):
    """A place, how many events happened there, and their mean score."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    geonames_id: int | None
    events: int
    score: float


class PlacePage(Record):
    """A part of the places, those with most events first."""

    items: list[PlaceItem]
    next_cursor: str | None
    total: int | None


class ArticleItem(Record):
    """A coded article, and the story of each of its events."""

    coded: CodedArticle
    stories: dict[str, str]


class TypeAbout(Record):
    """An event type of the ontology."""

    name: str
    quad: int
    score: float
    modes: list[str]
    description: str


class QuadAbout(Record):
    """A quad class."""

    quad: int
    name: str


class Meta(Record):
    """What the store holds, and the words that its questions know."""

    types: list[TypeAbout]
    statuses: list[str]
    stances: list[str]
    quads: list[QuadAbout]
    since: dt.date | None
    until: dt.date | None
    articles: int
    events: int
    stories: int
    outlets: int


class Health(Record):
    """Whether the server answers, and since when its copy of the store is."""

    status: Literal["ok"]
    version: str
    snapshot: dt.datetime
    articles: int
    events: int


class PolicyReports(Record):
    """How often a browser has reported a breach of the content policy."""

    reports: int


def listing(*formats: str, missing: bool = False, body: bool = False) -> dict[int | str, dict[str, Any]]:
    """The answers of an endpoint beside its own: other formats, not changed, problems."""
    codes = [code for code in _PROBLEMS if (missing or code != "404") and (body or code != "413")]
    found: dict[int | str, dict[str, Any]] = {
        code: {"description": _PROBLEMS[code], "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}}
        for code in codes
    }
    if not body:
        found[304] = {"description": "Not changed since the ETag of If-None-Match"}
    if formats:
        found[200] = {"content": {name: {"schema": {"type": kind}} for name, kind in map(_MORE.__getitem__, formats)}}
    return found
