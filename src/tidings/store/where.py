"""Conditions of a question, with their values. Every value is a bound parameter; column names are our own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tidings.knowledge.groups import country_names, group_names
from tidings.knowledge.tables import SUPRANATIONAL
from tidings.store.when import day
from tidings.store.who import Who

_MEMBERS = (
    "(select unnest(?::text[]) as code, unnest(?::text[]) as name, "
    "unnest(?::date[]) as since, unnest(?::date[]) as until) w"
)
# Asked once for all events, not for each: a correlated question is ten times slower.
_PARTY = "e.id in (select a.event_id from event_actors a where a.role = '{role}' and a.code = ?{sector})"
_GROUP = f"""e.id in (
    with named as materialized (
        select a.event_id, w.since, w.until
        from event_actors a join {_MEMBERS} on w.code = a.code and (w.name is null or w.name = a.name)
        where a.role = '{{role}}'{{sector}}
    )
    select n.event_id from named n join events d on d.id = n.event_id
    where coalesce(d.date_start, d.published) between n.since and n.until
)"""  # noqa: S608  own names
_SECTOR = " and list_contains(a.sectors, ?)"
_SPEAKER = f"""exists (
    select 1 from {_MEMBERS} where w.code = s.speaker_code and (w.name is null or w.name = s.speaker_name)
    and coalesce(s.published, current_date) between w.since and w.until
)"""  # noqa: S608  own names
_ABOUT = (
    "exists (select 1 from (select unnest(?::text[]) as key, unnest(?::date[]) as since, unnest(?::date[]) as until) w "
    "where list_contains(s.about, w.key) and coalesce(s.published, current_date) between w.since and w.until)"
)


class Where:
    """Conditions with their values; one without a value is left out."""

    def __init__(self) -> None:
        """No condition yet: everything."""
        self.tests: list[str] = ["true"]
        self.values: list[Any] = []

    def add(self, test: str, *values: object) -> None:
        """A condition, unless one of its values is None."""
        if None not in values:
            self.tests.append(test)
            self.values += values

    def equal(self, column: str, value: object) -> None:
        """A column has this value."""
        self.add(f"{column} = ?", value)

    def party(self, role: str, value: str | None) -> None:
        """The event ``e`` has this actor or recipient: a code, with a sector, or a group."""
        if value is None:
            return
        who = Who.read(value)
        sector = _SECTOR if who.sector else ""
        last = (who.sector,) if who.sector else ()
        if who.is_group:
            self.add(_GROUP.format(role=role, sector=sector), *who.columns(), *last)
        else:
            self.add(_PARTY.format(role=role, sector=sector), who.members[0].code, *last)

    def speaker(self, value: str | None) -> None:
        """The statement ``s`` is by this actor, or by somebody of this name."""
        if not value:
            return
        if not is_actor(value):
            self.add("coalesce(s.speaker_name, s.speaker) ilike '%' || ? || '%'", value)
            return
        who = Who.read(value)
        self.add(_SPEAKER, *who.columns())
        self.add("list_contains(s.speaker_sectors, ?)", who.sector)

    def about(self, value: str | None) -> None:
        """The content of the statement ``s`` names this actor or tells an event of it; or it has these words."""
        if not value:
            return
        if not is_actor(value):
            self.add("s.content ilike '%' || ? || '%'", value)
            return
        who = Who.read(value)
        _, _, since, until = who.columns()
        self.add(_ABOUT, [who.key(member) for member in who.members], since, until)

    def since_until(self, column: str, since: str | dt.date | None, until: str | dt.date | None) -> None:
        """The day of ``column`` lies between two days, both included."""
        self.add(f"{column} >= ?", day(since, "since"))
        self.add(f"{column} <= ?", day(until, "until"))

    def __str__(self) -> str:
        return " and ".join(self.tests)


def is_actor(value: str) -> bool:
    """Whether a word is a code or a group, written as such: "RUS", "RUS:GOV", "EU"; "us" is a word."""
    code = value.partition(":")[0].strip()
    return code in country_names() or code in group_names() or code in SUPRANATIONAL
