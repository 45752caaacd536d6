"""Keep stories up to date while articles come in.

What is stored is a function of the articles that are there, whatever the order and the batches they came in: links join
pairs, and of every change the whole connected component is grouped anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb

from tidings.knowledge.groups import country_names
from tidings.records import CodedArticle, Story
from tidings.stories import Report, bands, clusters, connected, likeness, load_weights, shared, signature, tell

Insert = Callable[[str, list[dict[str, Any]]], None]

# Raised whenever the code of the stories room, or of this one, tells the same articles in another way.
_RULES = 2
# Rows that are looked at together when everything is grouped anew.
_AT_ONCE = 5_000

_DAY = "case when e.date_start = e.date_end then e.date_start else coalesce(e.published, e.date_start) end"
# Columns in the order of Report's fields; a place without coordinates, a country and a region are not exact.
_REPORT = """
select e.id, e.article_id, e.type, e.mode, e.quad, e.score, e.date_start, e.date_end, e.date_basis, e.published,
    coalesce(e.record->>'$.place.name', e.place), e.place_country, e.place_lat, e.place_lon,
    e.place_lat is not null and coalesce(e.record->>'$.place.kind', '') not in ('country', 'region'),
    e.status, e.dead, e.trigger, e.trigger_start, e.evidence,
    (e.record->>'$.evidence.start')::integer, a.title, a.source, coalesce(c.copy_of, e.article_id),
    coalesce(json_array_length(e.record, '$.positions') > 0, false)
from events e join articles a on a.id = e.article_id left join copies c on c.article_id = e.article_id
where e.id in (select unnest(?))
"""
_PARTIES = """
select event_id, role, code, name from event_actors where event_id in (select unnest(?)) and code is not null
order by event_id, role, position
"""
# Pairs that are worth a look: days near, one quad class, and a party in common or none named by either.
_NEAR = f"""
with days as materialized (select e.id, e.article_id, e.quad, {_DAY} as day from events e),
fresh as materialized (select * from days where id in (select unnest($ids)) and day is not null),
wanted as (select distinct day + step::integer as day from fresh, unnest(range(-$window, $window + 1)) as s(step)),
near as materialized (select d.* from days d join wanted using (day)),
codes as materialized (
    select n.id, coalesce(p.code, '') as code from near n left join event_actors p on p.event_id = n.id
)
select distinct f.id, n.id from fresh f join codes fc on fc.id = f.id join codes nc on nc.code = fc.code
join near n on n.id = nc.id and n.quad = f.quad and abs(n.day - f.day) <= $window
where n.id <> f.id
"""  # noqa: S608  own names


def grouping_digest() -> str:
    """Of everything but the articles that decides what stories there are: rules, weights, names of countries."""
    parts = [_RULES, load_weights().model_dump(mode="json"), sorted(country_names().items())]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


class Grouping:
    """The stories of one store, inside the transaction of its caller."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, insert: Insert) -> None:
        """``insert`` writes rows into a table, as the store does."""
        self.connection, self.insert, self.weights = connection, insert, load_weights()

    def forget(self, articles: Sequence[str]) -> list[str]:
        """Take out what hangs on these articles, before their events go.

        Returns: other events whose stories must be told anew.
        """
        gone = self._column("select id from events where article_id in (select unnest(?))", articles)
        if not gone and not self._column(
            "select article_id from copies where article_id in (select unnest(?))", articles
        ):
            return []
        touched = self._column(
            "select event_id from story_events where story_id in "
            "(select story_id from story_events where event_id in (select unnest(?)))", gone,
        )  # fmt: skip
        touched += self._linked("story_links", gone)
        self._drop_stories(gone)
        copies = self._linked("copy_links", articles)
        for table, keys in (("story_links", gone), ("copy_links", articles)):
            self._run(f"delete from {table} where one in (select unnest($1)) or other in (select unnest($1))", keys)  # noqa: S608
        for table in ("copies", "copy_bands"):
            self._run(f"delete from {table} where article_id in (select unnest(?))", articles)  # noqa: S608
        touched += self._regroup_copies(copies)
        return sorted({*touched} - {*gone})

    def welcome(self, coded: Iterable[CodedArticle], touched: Iterable[str] = ()) -> None:
        """Find copies and stories of articles whose rows have just been written."""
        found = list(coded)
        moved = self._copies({each.article.id: each.article.text for each in found})
        fresh = [event.id for each in found for event in each.events]
        links = self._links(fresh)
        self._insert_links("story_links", links)
        seeds = {*fresh, *touched, *moved}
        self._tell(self._component("story_links", seeds))

    def renew(self) -> int:
        """Group everything anew, as if all articles came in today. Returns: how many stories are not as they were."""
        for table in ("copies", "copy_bands", "copy_links", "story_links"):
            self._run(f"delete from {table}")  # noqa: S608  own names
        for part in self._parts("select id from articles order by id"):
            self._copies(dict(self._run("select id, text from articles where id in (select unnest(?))", part)))
        for part in self._parts("select id from events order by id"):
            mine, links = set(part), self._links(part)
            # The other part of a pair finds it too.
            self._insert_links("story_links", {pair: value for pair, value in links.items() if pair[0] in mine})
        return sum(self._tell(events) for events in self._components())

    def _parts(self, query: str) -> Iterator[list[str]]:
        keys = self._column(query)
        for start in range(0, len(keys), _AT_ONCE):
            yield keys[start : start + _AT_ONCE]

    def _components(self) -> Iterator[list[str]]:
        """All events, whole components together, many at a time."""
        pairs = self._run("select one, other from story_links where one < other order by all")
        part: list[str] = []
        for component in connected(self._column("select id from events order by id"), pairs):
            part += component
            if len(part) >= _AT_ONCE:
                yield part
                part = []
        yield part

    def _copies(self, texts: Mapping[str, str]) -> list[str]:
        """Signatures and near-duplicates of new articles. Returns: events of articles whose group has changed."""
        made = {key: signature(text) for key, text in texts.items()}
        if not made:
            return []
        self.insert("copy_bands", [{"band": band, "article_id": key} for key in made for band in bands(made[key])])
        self.connection.executemany("insert into copies values (?, ?, ?)", [(k, s, k) for k, s in sorted(made.items())])
        query = """
            select distinct f.article_id, o.article_id, a.signature, b.signature
            from copy_bands f join copy_bands o on o.band = f.band and o.article_id <> f.article_id
            join copies a on a.article_id = f.article_id join copies b on b.article_id = o.article_id
            where f.article_id in (select unnest(?))
        """
        least = self.weights.duplicates.least
        pairs = {
            (min(one, other), max(one, other)): value
            for one, other, left, right in self._run(query, list(made))
            if (value := shared(left, right)) >= least
        }
        self._insert_links("copy_links", pairs)
        return self._regroup_copies([key for pair in pairs for key in pair])

    def _regroup_copies(self, articles: Iterable[str]) -> list[str]:
        """Name each group of copies by its first member. Returns: events of the articles that changed group."""
        left, changed = {*articles}, []
        while left:
            group = self._component("copy_links", {min(left)})
            left -= group
            first = min(group)
            changed += self._column(
                "select article_id from copies where article_id in (select unnest($1)) and copy_of <> $2",
                sorted(group),
                first,
            )
            self._run(
                "update copies set copy_of = $2 where article_id in (select unnest($1)) and copy_of <> $2",
                sorted(group),
                first,
            )
        return self._column("select id from events where article_id in (select unnest(?))", changed)

    def _links(self, fresh: Sequence[str]) -> dict[tuple[str, str], float]:
        limits = self.weights.limits
        found = self._execute(_NEAR, {"ids": list(fresh), "window": limits.window_days}) if fresh else []
        pairs = sorted({(min(pair), max(pair)) for pair in found})
        reports = {report.id: report for report in self._reports({key for pair in pairs for key in pair})}
        values = {pair: likeness(reports[pair[0]], reports[pair[1]], self.weights) for pair in pairs}
        return {pair: value for pair, value in values.items() if value >= limits.keep}

    def _tell(self, events: Iterable[str]) -> int:
        """Group these events, whole components, and write what differs from what is stored; how many stories did."""
        ids = sorted(events)
        if not ids:
            return 0
        links = self._run(
            "select one, other, likeness from story_links where one in (select unnest(?)) and one < other", ids
        )
        pairs = {(one, other): value for one, other, value in links}
        grouped = clusters(self._reports(ids), pairs, self.weights.limits)
        told = {story.id: story for story in (tell(group, self.weights, country_names()) for group in grouped)}
        query = """
            select id, record from stories
            where id in (select story_id from story_events where event_id in (select unnest(?)))
        """
        known = dict(self._run(query, ids))
        changed = [story for key, story in told.items() if known.get(key) != story.model_dump_json()]
        stale = [key for key in known if key not in told or known[key] != told[key].model_dump_json()]
        for table, column in (("stories", "id"), ("story_events", "story_id")):
            self._run(f"delete from {table} where {column} in (select unnest(?))", stale)  # noqa: S608  own names
        homes = dict(self._run("select id, article_id from events where id in (select unnest(?))", ids))
        self.insert("stories", [story_row(story) for story in changed])
        members = ((story.id, key) for story in changed for key in story.events)
        self.insert("story_events", [
            {"event_id": key, "article_id": homes[key], "story_id": story} for story, key in members
        ])  # fmt: skip
        return len(changed)

    def _drop_stories(self, events: Sequence[str]) -> None:
        query = "select distinct story_id from story_events where event_id in (select unnest(?))"
        stale = self._column(query, events)
        for table, column in (("stories", "id"), ("story_events", "story_id")):
            self._run(f"delete from {table} where {column} in (select unnest(?))", stale)  # noqa: S608  own names

    def _reports(self, ids: Iterable[str]) -> list[Report]:
        wanted = sorted(ids)
        parties: dict[str, dict[str, list[Any]]] = {}
        for event, role, code, name in self._run(_PARTIES, wanted):
            found = parties.setdefault(event, {"actor": [], "recipient": [], "names": []})
            found[role].append(code)
            if name:
                found["names"].append((code, name))
        empty: dict[str, list[Any]] = {"actor": [], "recipient": [], "names": []}
        return [
            Report(*row, *(tuple(dict.fromkeys(values)) for values in parties.get(row[0], empty).values()))
            for row in self._run(_REPORT, wanted)
        ]

    def _component(self, table: str, seeds: Iterable[str]) -> set[str]:
        """Everything that hangs together with the seeds, by links of any length."""
        found, border = {*seeds}, {*seeds}
        while border:
            border = {*self._linked(table, sorted(border))} - found
            found |= border
        return found

    def _linked(self, table: str, keys: Sequence[str]) -> list[str]:
        return self._column(f"select distinct other from {table} where one in (select unnest(?))", keys)  # noqa: S608

    def _insert_links(self, table: str, pairs: dict[tuple[str, str], float]) -> None:
        self.insert(table, [
            {"one": one, "other": other, "likeness": value}
            for (left, right), value in sorted(pairs.items())
            for one, other in ((left, right), (right, left))
        ])  # fmt: skip

    def _column(self, query: str, *values: object) -> list[str]:
        return [row[0] for row in self._run(query, *values)]

    def _run(self, query: str, *values: object) -> list[Any]:
        return self._execute(query, [list(value) if isinstance(value, set | tuple) else value for value in values])

    def _execute(self, query: str, values: Any) -> list[Any]:  # noqa: ANN401  by place or by name
        done = self.connection.execute(query, values)
        return done.fetchall() if done.description else []


def story_row(story: Story) -> dict[str, Any]:
    """A story as a row of its table."""
    place = story.place
    return {
        "id": story.id, "type": story.type, "title": story.title, "first": _iso(story.first), "last": _iso(story.last),
        "happened_from": _iso(story.start), "happened_to": _iso(story.end), "articles": story.articles,
        "independent": story.independent, "outlets": list(story.outlets),
        "place": place.name if place else None, "place_country": place.country if place else None,
        "place_lat": place.lat if place else None, "place_lon": place.lon if place else None,
        "score": story.score, "disputed": bool(story.disagreements), "record": story.model_dump_json(),
    }  # fmt: skip


def _iso(day: object) -> str | None:
    return str(day) if day else None
