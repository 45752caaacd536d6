"""How one actor acts on another over time: counts, and the mean PLOVER score with its uncertainty."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import duckdb

from tidings.errors import UsageError
from tidings.records import Record, StatusName
from tidings.store.tables import RecordTable
from tidings.store.when import day
from tidings.store.who import Who, check_actor, table

if TYPE_CHECKING:
    from collections.abc import Iterable

Every = Literal["day", "week", "month", "quarter", "year"]
By = Literal["event", "story"]
EVERY: tuple[str, ...] = get_args(Every)
BY: tuple[str, ...] = get_args(By)
HAPPENED = ("occurred", "ongoing")
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

# A period with few reports borrows its spread from all events of the store, as if it had seen so many of them.
PRIOR_REPORTS = 4
_PLAIN_SPREAD = 5.0  # of scores from -10 to 10, where the store holds too few events to know better
_NORMAL_975 = 1.959963984540054
_LIMITS = (-10.0, 10.0)

# The events of a pair: one row an event. One without a date of its own counts on its day of publication; one without
# either is left out.
# Meetings have several actors and no recipient: there each other actor is the counterpart.
PAIRS = f"""
with who as ({table("a")}), whom as ({table("b")}),
doing as materialized (
    select p.event_id, p.position, w.since, w.until
    from event_actors p join who w on p.code = w.code and (w.name is null or p.name = w.name)
    where p.role = 'actor' and ($a_sector is null or list_contains(p.sectors, $a_sector))
),
others as (
    select p.event_id, p.role, p.position, w.since, w.until
    from event_actors p join whom w on p.code = w.code and (w.name is null or p.name = w.name)
    where ($b_sector is null or list_contains(p.sectors, $b_sector))
),
pairs as materialized (
    select d.event_id, o.role, greatest(d.since, o.since) as since, least(d.until, o.until) as until
    from doing d join others o on o.event_id = d.event_id
    where o.role = 'recipient' or o.position <> d.position
),
kept as (
    select event_id, since, until from pairs where role = 'recipient'
    union all
    select p.event_id, p.since, p.until from pairs p where p.role = 'actor' and not exists (
        select 1 from event_actors r where r.event_id = p.event_id and r.role = 'recipient')
),
found as materialized (
    select e.id, any_value(e.article_id) as article_id, any_value(e.type) as type, any_value(e.quad) as quad,
        any_value(e.score) as score, any_value(coalesce(e.date_start, e.published)) as day,
        any_value(s.story_id) as story_id
    from kept k join events e on e.id = k.event_id and coalesce(e.date_start, e.published) between k.since and k.until
    left join story_events s on s.event_id = k.event_id
    where list_contains($statuses, e.status)
        and ($since is null or coalesce(e.date_start, e.published) >= $since)
        and ($until is null or coalesce(e.date_start, e.published) <= $until)
    group by e.id
)
"""  # noqa: S608  own names
# One row a period. A story is one unit: its mean score, and its quad class and type as most of its events have them.
_START = "date_trunc($every, day)::date as start"
_OF_UNITS = """
avg(score), count(*), coalesce(var_samp(score), 0), count(*) filter (quad = 1), count(*) filter (quad = 2),
    count(*) filter (quad = 3), count(*) filter (quad = 4), histogram(type)
"""
_OF_EVENTS = f"""
select {_START}, count(*), count(distinct coalesce(story_id, id)), count(distinct article_id), {_OF_UNITS}
from found group by start order by start
"""  # noqa: S608  own names
_OF_STORIES = f"""
, units as (
    select min(day) as day, avg(score) as score, mode(quad order by quad) as quad, mode(type order by type) as type,
        count(*) as events, list(article_id) as articles
    from found group by coalesce(story_id, id)
)
select {_START}, sum(events)::bigint, count(*), len(list_distinct(flatten(list(articles)))), {_OF_UNITS}
from units group by start order by start
"""  # noqa: S608  own names
_COUNTED = {"event": _OF_EVENTS, "story": _OF_STORIES}
_SPREAD = "select var_samp(score) from events where list_contains(?, status)"


class DyadPeriod(Record):
    """A period of a dyad.

    ``events``, ``stories`` and ``articles`` count what there is; the quad classes and ``types`` count events, or
    stories where the dyad is by story. ``mean_score`` is of PLOVER scores (-10 to 10), of events or of stories;
    ``low`` and ``high`` bound it with 95 % probability.
    """

    start: dt.date
    events: int
    stories: int
    articles: int
    mean_score: float
    low: float
    high: float
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    types: dict[str, int]


class Dyads:
    """Questions about pairs of actors; a server whose rows are laid out otherwise has its own ``pair``, ``spread``."""

    connection: duckdb.DuckDBPyConnection

    def pair(self, who: Who, whom: Who) -> tuple[str, dict[str, Any]]:
        """The beginning of a question that calls the events of a pair ``found``, with its values."""
        return PAIRS, {**who.values("a"), **whom.values("b")}

    def spread(self, statuses: Sequence[str]) -> float | None:
        """Variance of the scores of all events of these statuses; None for less than two."""
        ((found,),) = self.connection.cursor().execute(_SPREAD, [list(statuses)]).fetchall()
        return float(found) if found is not None else None

    def dyad(
        self,
        actor: str,
        recipient: str,
        *,
        every: str = "month",
        by: str = "event",
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        statuses: Sequence[str] = HAPPENED,
    ) -> RecordTable[DyadPeriod]:
        """Events of ``actor`` towards ``recipient`` in each period that has any.

        Args:
            actor: who acts: a code ("RUS"), with a sector ("RUS:GOV"), or a group ("EU", "NATO", "BRICS", "G7") by
                membership on the day of the event, the group's own bodies included.
            recipient: to whom it is done, likewise; in meetings, another who takes part.
            every: day, week, month, quarter or year.
            by: "event", or "story", where all reports of one happening count once.
            since: first day, inclusive; of the event, else of publication.
            until: last day, inclusive.
            statuses: which events count; by default those that happened or are going on.

        Returns: periods in order, a list that also gives an Arrow table (``to_arrow``) and a pandas one.

        Raises:
            UsageError: ``every``, ``by``, a status or a day is none; who is asked for can be no actor.
        """
        _one_of(every, EVERY, "every")
        _one_of(by, BY, "by")
        for status in statuses:
            _one_of(status, get_args(StatusName), "statuses")
        check_actor(actor)
        check_actor(recipient)
        pairs, values = self.pair(Who.read(actor), Who.read(recipient))
        values |= {
            "every": every, "since": day(since, "since"), "until": day(until, "until"), "statuses": list(statuses),
        }  # fmt: skip
        spread = self.spread(statuses)
        found = self.connection.cursor().execute(pairs + _COUNTED[by], values).fetchall()
        return RecordTable((_period(row, spread or _PLAIN_SPREAD**2) for row in found), DyadPeriod)


def interval(mean: float, count: int, variance: float, prior: float) -> tuple[float, float]:
    """Bounds that hold the true mean with 95 % probability; the fewer reports, the wider.

    The variance of a period is drawn towards ``prior``, that of all events, which weighs as much as ``PRIOR_REPORTS``
    reports; the mean then has a Student distribution: mean ± t * sqrt(variance / count). One report has one too.

    Args:
        mean: of the scores of the period.
        count: how many scores.
        variance: of the scores (0 for a single one).
        prior: variance of all scores.

    Source: moderated t of Smyth, G. K. (2004). Linear models and empirical Bayes methods. Statistical Applications in
    Genetics and Molecular Biology 3(1), with the scaled inverse chi-square prior of Gelman et al., Bayesian Data
    Analysis, 3rd edition, section 3.3.
    """
    freedom = PRIOR_REPORTS + count - 1
    pooled = (PRIOR_REPORTS * prior + (count - 1) * variance) / freedom
    half = _student_975(freedom) * math.sqrt(pooled / count)
    return max(_LIMITS[0], mean - half), min(_LIMITS[1], mean + half)


def _student_975(freedom: int) -> float:
    """The 0.975 quantile of Student's t, to 0.1 % from 4 degrees of freedom on (Abramowitz and Stegun 26.7.5)."""
    z = _NORMAL_975
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))


def _period(row: tuple[Any, ...], prior: float) -> DyadPeriod:
    start, events, stories, articles, mean, units, variance, *quads, types = row
    low, high = interval(mean, units, variance, prior)
    return DyadPeriod(
        start=start, events=events, stories=stories, articles=articles, mean_score=mean, low=low, high=high,
        types=types, **dict(zip(_QUADS, quads, strict=True)),
    )  # fmt: skip


def _one_of(value: str, known: Iterable[str], where: str) -> None:
    if value not in known:
        what = {"every": "period", "by": "unit", "statuses": "status"}[where]
        raise UsageError(f"{value!r} is no {what}", where=where, fix=f"There are: {', '.join(known)}")
