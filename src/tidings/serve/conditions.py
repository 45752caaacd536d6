"""Filters as SQL over the server's own tables: the store's conditions, with parties and words looked up faster."""

from __future__ import annotations

import re

from tidings.errors import UsageError
from tidings.knowledge.groups import group_names
from tidings.store.where import Where, is_actor
from tidings.store.who import Who

# Words, or "a phrase in quotation marks".
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_TERMS_MOST = 12
_CODE = re.compile(r"[A-Z]{3}\Z")
_SECTOR = " and list_contains(p.sectors, ?)"
_MEMBERS = (
    "join (select unnest(?::text[]) as code, unnest(?::text[]) as name, unnest(?::date[]) as since, "
    "unnest(?::date[]) as until) w on w.code = p.code and (w.name is null or w.name = p.name) "
    "and p.day between w.since and w.until"
)

# Great-circle distance in km by the haversine formula; the values are latitude, latitude, longitude.
_DISTANCE = (
    "12742.0176 * asin(least(1, sqrt(pow(sin(radians(lat - ?) / 2), 2) "
    "+ cos(radians(lat)) * cos(radians(?)) * pow(sin(radians(lon - ?) / 2), 2))))"
)


class Conditions(Where):
    """Tests joined by "and", each with its values."""

    def words(self, column: str, text: str | None) -> None:
        """Every word, and every phrase in quotation marks, must be in a lower-case column.

        Raises:
            UsageError: there are too many.
        """
        for term in terms_of(text):
            self.add(f"contains({column}, lower(?))", term)

    def never(self) -> None:
        """Nothing meets the conditions."""
        self.add("?", False)  # noqa: FBT003  a value like others

    def part(self, number: str, key: str | None, roles: tuple[str, ...]) -> None:
        """``number`` is that of an event in which an actor plays one of the roles.

        Raises:
            UsageError: the key is no actor's.
        """
        if not key:
            return
        who = asked_for(key, roles[0])
        last = _SECTOR if who.sector else ""
        sector = (who.sector,) if who.sector else ()
        if who.is_group:
            query = f"select p.n from serve.parties p {_MEMBERS} where list_contains(?, p.role){last}"  # noqa: S608  own names
            self.add(f"{number} in ({query})", *who.columns(), list(roles), *sector)
        else:
            query = f"select p.n from serve.parties p where p.code = ? and list_contains(?, p.role){last}"  # noqa: S608  own names
            self.add(f"{number} in ({query})", who.members[0].code, list(roles), *sector)

    def near(self, point: tuple[float, float] | None, km: float) -> None:
        """The event ``s`` happened within a distance of a point (latitude, longitude in degrees)."""
        if point is not None:
            self.add(f"s.spot in (select spot from serve.places where {_DISTANCE} <= ?)", point[0], *point, km)  # noqa: S608  own names

    def speaker(self, value: str | None) -> None:
        """As the store's; a plain code is compared as it is."""
        who = Who.read(value) if value and is_actor(value) else None
        if who is None or who.is_group:
            super().speaker(value)
            return
        self.add("s.speaker_code = ?", who.members[0].code)
        self.add("list_contains(s.speaker_sectors, ?)", who.sector)

    def about(self, value: str | None) -> None:
        """As the store's; a plain code is looked up as it is."""
        who = Who.read(value) if value and is_actor(value) else None
        if who is None or who.is_group:
            super().about(value)
        else:
            self.add("list_contains(s.about, ?)", who.key(who.members[0]))


def terms_of(text: str | None) -> list[str]:
    """The words of a text search, and its phrases.

    Raises:
        UsageError: there are too many.
    """
    terms = [phrase or word for phrase, word in _TERM.findall(text or "")]
    if len(terms) > _TERMS_MOST:
        raise UsageError(f"has more than {_TERMS_MOST} words", where="text", fix="Look for fewer")
    return terms


def asked_for(key: str, where: str) -> Who:
    """The actor of a key.

    Raises:
        UsageError: it is neither a code nor a group; it is not looked up, because every look-up is remembered.
    """
    head = key.partition(":")[0].strip()
    if not _CODE.match(head.upper()) and not _is_group(head):
        groups = ", ".join(sorted(group_names()))
        raise UsageError(
            f"{key!r} is no actor",
            where=where,
            fix=f"Write a code (RUS), one with a sector (RUS:GOV), or a group ({groups})",
        )
    return Who.read(key)


def _is_group(name: str) -> bool:
    return name.casefold() in {each.casefold() for pair in group_names().items() for each in pair}
