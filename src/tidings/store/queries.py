"""Questions to a store. Every value is a bound parameter; column names are our own."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import duckdb

from tidings.errors import UsageError
from tidings.ontology import load_ontology
from tidings.records import Event, Record, Stance, Statement, StatementKind, StatusName
from tidings.store.tables import RecordTable
from tidings.store.where import Where

_ABOUT = "a.id, a.title, a.published, a.source, a.url"


class StoredEvent(Record):
    """An event with the article that reports it."""

    event: Event
    article_id: str
    title: str | None
    published: dt.date | None
    source: str | None
    url: str | None


class StoredStatement(Record):
    """A statement with the article that reports it."""

    statement: Statement
    article_id: str
    title: str | None
    published: dt.date | None
    source: str | None
    url: str | None


class EventPlace(Record):
    """A place with its events: how many, their mean PLOVER score, how many of each type."""

    name: str
    lat: float
    lon: float
    country: str | None
    geonames_id: int | None
    events: int
    score: float
    types: dict[str, int]


class Queries:
    """The reading half of a store."""

    connection: duckdb.DuckDBPyConnection

    def events(  # noqa: PLR0913  one argument a filter
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,  # noqa: A002  the field's own word
        status: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        said_by: str | None = None,
        place: str | None = None,
        min_confidence: float = 0.0,
        disputed: bool | None = None,
        limit: int | None = None,
    ) -> RecordTable[StoredEvent]:
        """Events that meet every condition, by day (of the event, else of publication), then by article and position.

        Args:
            actor: code of an actor, also with a sector ("RUS", "RUS:GOV"), or a group by membership on the day ("EU").
            recipient: likewise of a recipient.
            type: event type, such as "ASSAULT".
            status: occurred, ongoing, planned, possible or denied.
            since: first day, inclusive (ISO 8601); of the event, else of publication.
            until: last day, inclusive.
            said_by: code of the source that the article credits.
            place: country code of where it happened.
            min_confidence: least confidence, 0 to 1.
            disputed: only events that one source of the article denies and another reports, or only the others.
            limit: at most so many.

        Raises:
            UsageError: a day is no day, a status none of the five, a type neither of PLOVER nor in the store.
        """
        where = self._conditions(
            actor=actor, recipient=recipient, type=type, status=status, since=since, until=until, said_by=said_by,
            place=place, min_confidence=min_confidence, disputed=disputed,
        )  # fmt: skip
        query = (
            f"select e.record, {_ABOUT} from events e join articles a on a.id = e.article_id where {where} "  # noqa: S608  own names
            "order by coalesce(e.date_start, e.published) nulls last, e.article_id, e.trigger_start, e.id"
        )
        found = self._fetch(query, where.values, limit)
        events = (StoredEvent(event=Event.model_validate_json(record), **_about(rest)) for record, *rest in found)
        return RecordTable(events, StoredEvent)

    def places(  # noqa: PLR0913  one argument a filter
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,  # noqa: A002  the field's own word
        status: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        said_by: str | None = None,
        place: str | None = None,
        min_confidence: float = 0.0,
        disputed: bool | None = None,
        limit: int | None = None,
    ) -> RecordTable[EventPlace]:
        """Places of the events that meet every condition (as for ``events``), those with most events first.

        Events without a place, and places without coordinates, are left out.
        """
        where = self._conditions(
            actor=actor, recipient=recipient, type=type, status=status, since=since, until=until, said_by=said_by,
            place=place, min_confidence=min_confidence, disputed=disputed,
        )  # fmt: skip
        query = f"""
            select coalesce(e.record->>'$.place.name', e.place) as name, e.place_lat, e.place_lon, e.place_country,
                e.place_geonames_id, count(*) as events, avg(e.score), histogram(e.type)
            from events e where {where} and e.place_lat is not null and e.place_lon is not null
            group by 1, 2, 3, 4, 5 order by events desc, name, 2, 3
        """  # noqa: S608  own names
        names = tuple(EventPlace.model_fields)
        found = (EventPlace(**dict(zip(names, row, strict=True))) for row in self._fetch(query, where.values, limit))
        return RecordTable(found, EventPlace)

    def _conditions(  # noqa: PLR0913  one argument a filter
        self,
        *,
        actor: str | None,
        recipient: str | None,
        type: str | None,  # noqa: A002  the field's own word
        status: str | None,
        since: str | dt.date | None,
        until: str | dt.date | None,
        said_by: str | None,
        place: str | None,
        min_confidence: float,
        disputed: bool | None,
    ) -> Where:
        """Of events ``e``."""
        self._check_type(type)
        where = Where()
        where.party("actor", actor)
        where.party("recipient", recipient)
        where.equal("e.type", type.upper() if type else None)
        where.equal("e.status", _one_of(status, get_args(StatusName), "status"))
        where.equal("e.said_by_code", said_by)
        where.equal("e.place_country", place)
        where.since_until("coalesce(e.date_start, e.published)", since, until)
        where.add("e.confidence >= ?", min_confidence)
        where.equal("e.disputed", disputed)
        return where

    def statements(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        stance: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
    ) -> RecordTable[StoredStatement]:
        """Statements by day of publication.

        Args:
            speaker: code of the speaker ("RUS", "RUS:GOV"), a group by membership on the day ("EU"), or words of
                the name.
            about: a code or a group likewise, which the content names or tells an event of; or words that it has.
            since: first day of publication, inclusive.
            until: last day, inclusive.
            stance: what the cue makes of it: neutral, asserting, doubting, demanding, denying or accusing.
            kind: direct, indirect or mixed.
            limit: at most so many.

        Raises:
            UsageError: a day is no day, a stance or a kind is none.
        """
        where = Where()
        where.speaker(speaker)
        where.about(about)
        where.equal("s.stance", _one_of(stance, get_args(Stance), "stance"))
        where.equal("s.kind", _one_of(kind, get_args(StatementKind), "kind"))
        where.since_until("s.published", since, until)
        query = (
            f"select s.record, {_ABOUT} from statements s join articles a on a.id = s.article_id where {where} "  # noqa: S608  own names
            "order by s.published nulls last, s.article_id, s.position"
        )
        found = self._fetch(query, where.values, limit)
        rows = (
            StoredStatement(statement=Statement.model_validate_json(record), **_about(rest)) for record, *rest in found
        )
        return RecordTable(rows, StoredStatement)

    def quarantined(self) -> list[tuple[str, str, str | None]]:
        """What could not be read or coded: path, reason, article id; by path."""
        return self._fetch("select path, reason, article_id from quarantine order by path", [], None)

    def count(self) -> dict[str, int]:
        """Rows of each table."""
        tables = ("articles", "events", "statements", "stories", "quarantine")
        return {name: int(self._fetch(f"select count(*) from {name}", [], None)[0][0]) for name in tables}  # noqa: S608

    def _check_type(self, name: str | None) -> None:
        """A user's ontology may have types of its own: those that the store holds are known too."""
        if name is None:
            return
        known = set(load_ontology("plover").types)
        known |= {found for (found,) in self._fetch("select distinct type from events", [], None)}
        if name.upper() not in known:
            raise UsageError(f"{name!r} is no event type", where="type", fix=f"There are: {', '.join(sorted(known))}")

    def _fetch(self, query: str, values: list[Any], limit: int | None) -> list[Any]:
        if limit is not None:
            query, values = f"{query} limit ?", [*values, limit]
        return self.connection.cursor().execute(query, values).fetchall()


def _one_of(value: str | None, known: tuple[str, ...], where: str) -> str | None:
    if value is not None and value not in known:
        raise UsageError(f"{value!r} is no {where}", where=where, fix=f"There are: {', '.join(known)}")
    return value


def _about(values: list[Any]) -> dict[str, Any]:
    return dict(zip(("article_id", "title", "published", "source", "url"), values, strict=True))
