"""Names of countries, and groups of states with their members over time, straight from their tables.

Nothing else of the knowledge is read: looking at stored events stays cheap.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tidings.errors import KnowledgeError
from tidings.records import Record


class Membership(Record):
    """A member of a group: a country's code, or the group's own body where ``name`` stands.

    ``since`` and ``until`` are the first and the last day, None where the table leaves them open.
    """

    code: str
    name: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@cache
def country_names() -> Mapping[str, str]:
    """Usual English short name of each country by alpha-3 code ("Russia", not "Russian Federation")."""
    usual = {row["code"]: row["name"] for row in _rows("names/usual.csv")}
    rows = _rows("knowledge/countries.csv")
    return MappingProxyType({row["code"]: usual.get(row["code"], row["name"]) for row in rows})


@cache
def group_names() -> Mapping[str, str]:
    """Full name of each group by its short one ("EU": "European Union")."""
    return MappingProxyType({row["group"]: row["name"] for row in _rows("knowledge/groups.csv")})


@cache
def members(group: str) -> tuple[Membership, ...]:
    """Memberships of a group, its own body included; empty for what is no group. Upper and lower case are one.

    Raises:
        KnowledgeError: a day of the table is no day.
    """
    wanted = group.casefold()
    rows = enumerate(_rows("knowledge/groups.csv"), 2)
    return tuple(_membership(row, number) for number, row in rows if _is(row, wanted))


def _is(row: Mapping[str, str], wanted: str) -> bool:
    return wanted in {row["group"].casefold(), row["name"].casefold()}


def _membership(row: Mapping[str, str], number: int) -> Membership:
    try:
        days = [dt.date.fromisoformat(row[key]) if row[key] else None for key in ("since", "until")]
    except ValueError as error:
        raise KnowledgeError(str(error), where=f"groups.csv:{number}", fix="Write days as YYYY-MM-DD") from None
    return Membership(code=row["code"], name=row["body"] or None, since=days[0], until=days[1])


def _rows(table: str) -> list[dict[str, str]]:
    text = files("tidings").joinpath(f"data/{table}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
