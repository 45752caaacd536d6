"""Questions about stories."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb

from tidings.errors import UsageError
from tidings.records import Event, Record, Story
from tidings.store.tables import RecordTable
from tidings.store.where import Where

_EVENT = "t.id in (select x.story_id from story_events x join events e on e.id = x.event_id where {tests})"
_WORDS = (
    "(t.title ilike '%' || ? || '%' or t.id in ("
    "select x.story_id from story_events x join events e on e.id = x.event_id where e.evidence ilike '%' || ? || '%'))"
)


class StoryReport(Record):
    """One event of a story with its article; ``copy_of`` names the article's group of near-duplicates."""

    event: Event
    article_id: str
    title: str | None
    published: dt.date | None
    source: str | None
    url: str | None
    copy_of: str


class Stories:
    """Questions about what several articles report."""

    connection: duckdb.DuckDBPyConnection

    def stories(  # noqa: PLR0913  one argument a filter
        self,
        *,
        id: str | None = None,  # noqa: A002  the field's own word
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,  # noqa: A002  the field's own word
        place: str | None = None,
        text: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        min_articles: int = 1,
        disputed: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> RecordTable[Story]:
        """Stories that meet every condition, by their first day (of the happening, else of the first report).

        Args:
            id: the story's own id.
            actor: code of an actor, also with a sector, or a group by membership on the day; of any of its events.
            recipient: likewise.
            type: event type of the story.
            place: country code of where it happened.
            text: words of its title or of a sentence that reports it.
            since: first day, inclusive; the story must not have ended before.
            until: last day, inclusive; it must not have begun after.
            min_articles: at least so many articles.
            disputed: only stories whose reports disagree, or only those whose reports do not.
            limit: at most so many.
            offset: leave out so many first.

        Raises:
            UsageError: a day is no day.
        """
        where = Where()
        where.equal("t.id", id)
        where.equal("t.type", type.upper() if type else None)
        where.equal("t.place_country", place)
        where.equal("t.disputed", disputed)
        where.add("t.articles >= ?", min_articles)
        where.since_until("coalesce(t.happened_to, t.last)", since, None)
        where.since_until("coalesce(t.happened_from, t.first)", None, until)
        events = Where()
        events.party("actor", actor)
        events.party("recipient", recipient)
        if events.values:
            where.add(_EVENT.format(tests=events), *events.values)
        if text:
            where.add(_WORDS, text, text)
        query = (
            f"select t.record from stories t where {where} "  # noqa: S608  own names
            "order by coalesce(t.happened_from, t.first) nulls last, t.id limit ? offset ?"
        )
        values: list[Any] = [*where.values, limit, offset]
        found = self.connection.cursor().execute(query, values).fetchall()
        return RecordTable((Story.model_validate_json(record) for (record,) in found), Story)

    def reports(self, story: str) -> list[StoryReport]:
        """The events of a story with their articles, the first report first.

        Raises:
            UsageError: there is no such story.
        """
        query = """
            select e.record, a.id, a.title, a.published, a.source, a.url, coalesce(c.copy_of, a.id)
            from story_events x join events e on e.id = x.event_id join articles a on a.id = e.article_id
            left join copies c on c.article_id = a.id
            where x.story_id = ? order by a.published nulls last, a.id, e.trigger_start, e.id
        """
        found = self.connection.cursor().execute(query, [story]).fetchall()
        if not found:
            raise UsageError(f"there is no story {story!r}", where="story", fix="`tidings stories` lists them")
        names = [name for name in StoryReport.model_fields if name != "event"]
        return [
            StoryReport(event=Event.model_validate_json(record), **dict(zip(names, rest, strict=True)))
            for record, *rest in found
        ]

    def story_of(self, event: str) -> str | None:
        """The id of the story that an event belongs to; None for an event that is not in the store."""
        query = "select story_id from story_events where event_id = ?"
        found = self.connection.cursor().execute(query, [event]).fetchone()
        return found[0] if found else None
