"""Who is asked for: a code, a code with a sector, or a group by membership on the day of the event."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from functools import cache
from typing import Any

from tidings.errors import UsageError
from tidings.knowledge.groups import Membership, country_names, members
from tidings.records import Record

_CODE = re.compile(r"[A-Z]{3}")


class Who(Record):
    """An actor as a question names it: "RUS", "RUS:GOV", "EU", "EU:GOV".

    ``members`` are codes with their days; one open membership for what is no group.
    """

    asked: str
    members: tuple[Membership, ...]
    sector: str | None = None
    is_group: bool = False

    @classmethod
    def read(cls, asked: str) -> Who:
        """Read an actor; upper and lower case are one, a country's usual name will do ("Russia").

        What is neither is nobody's code: nothing is found for it.
        """
        name, _, sector = (part.strip() for part in asked.partition(":"))
        found = members(name)
        return cls(
            asked=asked.strip(), members=found or (Membership(code=_by_name().get(name.casefold(), name.upper())),),
            sector=sector.strip().upper() or None, is_group=bool(found),
        )  # fmt: skip

    def values(self, key: str) -> dict[str, Any]:
        """Parameters of ``table``, named after ``key``."""
        columns = zip(("codes", "names", "since", "until"), self.columns(), strict=True)
        return {f"{key}_sector": self.sector, **{f"{key}_{name}": values for name, values in columns}}

    def columns(self) -> tuple[list[str], list[str | None], list[dt.date], list[dt.date]]:
        """Codes, names, first and last days of the members."""
        return (
            [member.code for member in self.members], [member.name for member in self.members],
            [member.since or dt.date.min for member in self.members],
            [member.until or dt.date.max for member in self.members],
        )  # fmt: skip

    def key(self, member: Membership) -> str:
        """How a statement that is about this member names it in its column ``about``."""
        if member.name:
            return f"{member.code}/{member.name}"
        return f"{member.code}:{self.sector}" if self.sector else member.code


def check_actor(asked: str) -> None:
    """Refuse what cannot be an actor: a typing error must not look like a quiet relation.

    Raises:
        UsageError: it is neither a code, nor a group, nor a country's name.
    """
    who = Who.read(asked)
    if who.is_group or _CODE.fullmatch(who.members[0].code):
        return
    name = asked.partition(":")[0].strip()
    near = difflib.get_close_matches(name.casefold(), _by_name(), n=1)
    fix = f"Did you mean {_by_name()[near[0]]}?" if near else "Write a code (RUS, RUS:GOV), a country or a group (EU)"
    raise UsageError(f"{name!r} is no actor", fix=fix)


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in country_names().items()}


def table(key: str) -> str:
    """A relation of the members: code, name (NULL: anybody of the code), since, until."""
    return (
        f"select unnest(${key}_codes::text[]) as code, unnest(${key}_names::text[]) as name, "
        f"unnest(${key}_since::date[]) as since, unnest(${key}_until::date[]) as until"
    )
