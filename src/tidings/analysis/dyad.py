"""How one actor acts on another over time."""

from __future__ import annotations

import datetime as dt

from tidings.errors import UsageError
from tidings.records import Record
from tidings.store import Store

EVERY = ("day", "week", "month", "quarter", "year")
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
HAPPENED = ("occurred", "ongoing")

# One row a period. An event without a date of its own counts on its day of publication; one without either is left out.
# Meetings have several actors and no recipient: there each other actor is the counterpart.
_QUERY = """
with parties as (
    select a.event_id from event_actors a
    join event_actors b on a.event_id = b.event_id and a.role = 'actor'
        and (b.role = 'recipient' or (b.role = 'actor' and not exists (
            select 1 from event_actors c where c.event_id = a.event_id and c.role = 'recipient')))
    where a.code = $actor and b.code = $recipient and (a.role, a.position) is distinct from (b.role, b.position)
    group by a.event_id
)
select date_trunc($every, coalesce(e.date_start, e.published))::date as start,
    count(*), count(distinct e.article_id), avg(e.score),
    count(*) filter (e.quad = 1), count(*) filter (e.quad = 2),
    count(*) filter (e.quad = 3), count(*) filter (e.quad = 4),
    histogram(e.type)
from events e join parties p on p.event_id = e.id
where list_contains($statuses, e.status) and coalesce(e.date_start, e.published) is not null
    and ($since is null or coalesce(e.date_start, e.published) >= $since)
    and ($until is null or coalesce(e.date_start, e.published) <= $until)
group by start order by start
"""


class DyadPeriod(Record):
    """A period of a dyad: how many events of each quad class and type, and their mean PLOVER score (-10 to 10)."""

    start: dt.date
    events: int
    articles: int
    mean_score: float
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    types: dict[str, int]


def dyad(
    store: Store,
    actor: str,
    recipient: str,
    *,
    every: str = "month",
    since: dt.date | None = None,
    until: dt.date | None = None,
    statuses: tuple[str, ...] = HAPPENED,
) -> list[DyadPeriod]:
    """Events of ``actor`` towards ``recipient`` in each period that has any.

    Args:
        store: an open store.
        actor: code of who acts, such as "RUS".
        recipient: code of whom it is done to; in meetings, of another who takes part.
        every: day, week, month, quarter or year.
        since: first day, inclusive.
        until: last day, inclusive.
        statuses: which events count; by default those that happened or are going on.

    Raises:
        UsageError: ``every`` is none of the five.
    """
    if every not in EVERY:
        raise UsageError(f"{every!r} is no period", where="every", fix=f"There are: {', '.join(EVERY)}")
    values = {
        "actor": actor.upper(), "recipient": recipient.upper(), "every": every, "since": since, "until": until,
        "statuses": list(statuses),
    }  # fmt: skip
    found = store.connection.cursor().execute(_QUERY, values).fetchall()
    return [
        DyadPeriod(
            start=start,
            events=events,
            articles=articles,
            mean_score=score,
            types=types,
            **dict(zip(_QUADS, quads, strict=True)),
        )
        for start, events, articles, score, *quads, types in found
    ]
