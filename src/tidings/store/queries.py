"""Questions to a store. Every value is a bound parameter; column names are our own."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import duckdb

from tidings.errors import UsageError
from tidings.ontology import load_ontology
from tidings.records import Event, Record, Statement, StatusName

_PARTY = "exists (select 1 from event_actors a where a.event_id = e.id and a.role = '{role}' and {test})"
_ABOUT = "a.id, a.title, a.published, a.source, a.url"
_CODE = "a.code = ?"
_SECTOR = "a.code = ? and list_contains(a.sectors, ?)"


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
        limit: int | None = None,
    ) -> list[StoredEvent]:
        """Events that meet every condition, by day (of the event, else of publication), then by article and position.

        Args:
            actor: code of an actor, also with a sector: "RUS", "RUS:GOV".
            recipient: likewise of a recipient.
            type: event type, such as "ASSAULT".
            status: occurred, ongoing, planned, possible or denied.
            since: first day, inclusive (ISO 8601); of the event, else of publication.
            until: last day, inclusive.
            said_by: code of the source that the article credits.
            place: country code of where it happened.
            min_confidence: least confidence, 0 to 1.
            limit: at most so many.

        Raises:
            UsageError: a day is no day, a status none of the five, a type neither of PLOVER nor in the store.
        """
        self._check_type(type)
        where = _Where()
        where.party("actor", actor)
        where.party("recipient", recipient)
        where.equal("e.type", type.upper() if type else None)
        where.equal("e.status", _status(status))
        where.equal("e.said_by_code", said_by)
        where.equal("e.place_country", place)
        where.since_until("coalesce(e.date_start, e.published)", since, until)
        where.add("e.confidence >= ?", min_confidence)
        query = (
            f"select e.record, {_ABOUT} from events e join articles a on a.id = e.article_id where {where} "  # noqa: S608  own names
            "order by coalesce(e.date_start, e.published) nulls last, e.article_id, e.trigger_start, e.id"
        )
        found = self._fetch(query, where.values, limit)
        return [StoredEvent(event=Event.model_validate_json(record), **_about(rest)) for record, *rest in found]

    def statements(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        limit: int | None = None,
    ) -> list[StoredStatement]:
        """Statements by day of publication.

        Args:
            speaker: code of the speaker ("RUS", "RUS:GOV"), or words of the name.
            about: words that the content must have.
            since: first day of publication, inclusive.
            until: last day, inclusive.
            limit: at most so many.
        """
        where = _Where()
        if speaker:
            code, _, sector = speaker.partition(":")
            if code.isupper():
                where.equal("s.speaker_code", code)
                where.add("list_contains(s.speaker_sectors, ?)", sector or None)
            else:
                where.add("coalesce(s.speaker_name, s.speaker) ilike '%' || ? || '%'", speaker)
        where.add("s.content ilike '%' || ? || '%'", about)
        where.since_until("s.published", since, until)
        query = (
            f"select s.record, {_ABOUT} from statements s join articles a on a.id = s.article_id where {where} "  # noqa: S608  own names
            "order by s.published nulls last, s.article_id, s.position"
        )
        found = self._fetch(query, where.values, limit)
        return [
            StoredStatement(statement=Statement.model_validate_json(record), **_about(rest)) for record, *rest in found
        ]

    def quarantined(self) -> list[tuple[str, str, str | None]]:
        """What could not be read or coded: path, reason, article id; by path."""
        return self._fetch("select path, reason, article_id from quarantine order by path", [], None)

    def count(self) -> dict[str, int]:
        """Rows of each table."""
        tables = ("articles", "events", "statements", "quarantine")
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


class _Where:
    """Conditions with their values; one without a value is left out."""

    def __init__(self) -> None:
        self.tests: list[str] = ["true"]
        self.values: list[Any] = []

    def add(self, test: str, value: object) -> None:
        if value is not None:
            self.tests.append(test)
            self.values.append(value)

    def equal(self, column: str, value: object) -> None:
        self.add(f"{column} = ?", value)

    def party(self, role: str, value: str | None) -> None:
        if value is None:
            return
        code, _, sector = value.upper().partition(":")
        self.tests.append(_PARTY.format(role=role, test=_SECTOR if sector else _CODE))
        self.values += [code, sector] if sector else [code]

    def since_until(self, column: str, since: str | dt.date | None, until: str | dt.date | None) -> None:
        self.add(f"{column} >= ?", day(since, "since"))
        self.add(f"{column} <= ?", day(until, "until"))

    def __str__(self) -> str:
        return " and ".join(self.tests)


def day(value: str | dt.date | None, name: str) -> dt.date | None:
    """A day from ISO 8601.

    Raises:
        UsageError: it is none.
    """
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a day", where=name, fix="Write it as YYYY-MM-DD") from None


def _status(value: str | None) -> str | None:
    known = get_args(StatusName)
    if value is not None and value not in known:
        raise UsageError(f"{value!r} is no status", where="status", fix=f"There are: {', '.join(known)}")
    return value


def _about(values: list[Any]) -> dict[str, Any]:
    return dict(zip(("article_id", "title", "published", "source", "url"), values, strict=True))
