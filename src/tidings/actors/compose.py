"""Put an actor together: the country from one part of a phrase, the sector from another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from tidings.actors.scan import Hit
from tidings.knowledge import Name, Role, sectors_on

# Sectors that a more telling word of the phrase replaces ("rebel forces", "rebel government").
_ARMED = frozenset({"MIL", "GOV", "UAF", "PRM"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})
_BODIES = frozenset({"organisation", "acronym"})
_ABOVE_STATES = frozenset({"UNO", "IGO", "NGO", "ISM", "IMG", "MNC"})


@dataclass(slots=True)
class Parts:
    """The known words of one noun phrase.

    Attributes:
        head: the hit that covers the head, if any.
        before: hits that modify the head from the left, in order.
        codes: countries of prepositional phrases and possessors, nearest first.
        below: hits of an of-phrase, which say more of a general head ("leader of the rebels").
        beside: hits of an apposition ("Jane Doe, the Kenyan foreign minister").
        named: the head is a proper name, so that titles before it say who it is.
    """

    head: Hit | None = None
    before: list[Hit] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    beside: list[Hit] = field(default_factory=list)
    below: list[Hit] = field(default_factory=list)
    named: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a phrase names. ``bare`` when it only names a country, whose government it is if it acts."""

    code: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    bare: bool = False
    entry: Name | None = None
    role: Role | None = None
    reason: str | None = None


def compose(parts: Parts, on: dt.date | None, around: Sequence[str] = ()) -> Identity | None:
    """Who the phrase names on a date; None when none of its words names an actor.

    Args:
        parts: the known words of the phrase.
        on: the date; None for any.
        around: codes of countries near the phrase, the likeliest first; they decide between namesakes only.
    """
    before = [hit for hit in parts.before if not hit.blocked]
    modifiers = [name for hit in before if (name := _name(hit, on, [*parts.codes, *around]))]
    roles = [hit.role for hit in before if hit.role and hit.role.kind == "role"]
    beside = [hit.role for hit in parts.beside if hit.role and hit.role.kind == "role" and not hit.blocked]
    marks = {hit.role.kind for hit in (*before, *parts.beside) if hit.role}
    codes = [name.code for name in reversed(modifiers) if name.code]
    lower = [name for hit in parts.below if not hit.blocked and (name := _name(hit, on, around))]
    codes += [name.code for name in lower if name.code] if not parts.codes else []
    codes += parts.codes + [
        name.code for hit in parts.beside if not hit.blocked and (name := _name(hit, on, around)) and name.code
    ]
    head = parts.head
    own = _name(head, on, [*codes, *around]) if head and not head.blocked else None
    if own is not None:
        return _named(own, codes, roles + beside, marks, on)
    role = head.role if head and head.role and head.role.kind == "role" and not head.blocked else None
    if role is None and not (parts.named and (roles or beside)):
        return None
    titles = roles if role is None else [*roles, role]
    told = [hit.role for hit in parts.below if hit.role and hit.role.kind == "role" and not hit.blocked]
    bodies = [name for name in (*lower, *modifiers) if name.kind in _BODIES]
    sectors = _sectors(titles or beside, bodies, on, told)
    if role is None and not titles and not beside:
        return None
    code = codes[0] if codes else None
    if code in _ABOVE_STATES and titles and titles[-1].generic and sectors == ("GOV",):
        sectors = ()
    return Identity(code, _marked(sectors, marks), role=role or (titles or beside)[-1])


def _name(hit: Hit, on: dt.date | None, codes: Sequence[str]) -> Name | None:
    return hit.meaning.on(on, codes) if hit.meaning else None


def _named(own: Name, codes: list[str], roles: list[Role], marks: set[str], on: dt.date | None) -> Identity:
    """A head that is itself in the tables."""
    if own.person:
        sectors = sectors_on(own, on)
        if not sectors and roles and not own.holds(on):
            sectors = _sectors(roles, [], on)
        return Identity(own.code, _marked(sectors, marks), own.name, entry=own)
    if own.kind in _BODIES:
        sectors = own.sectors or _sectors([role for role in roles if not role.generic], [], on)
        if "PTY" in sectors and "OPP" not in sectors and any("OPP" in role.sectors for role in roles):
            sectors = (*sectors, "OPP")
        return Identity(own.code or (codes[0] if codes else None), sectors, own.name, entry=own)
    bare = own.kind not in {"seat", "adjective", "demonym"}
    return Identity(own.code, own.sectors, own.name, bare=bare, entry=own)


def _sectors(
    roles: Sequence[Role], organisations: Sequence[Name], on: dt.date | None, below: Sequence[Role] = ()
) -> tuple[str, ...]:
    """The most specific sectors: those of the last word that says something, else those of a general one."""
    if not roles:
        return ()
    head = roles[-1]
    telling = [role.sectors for role in roles if not role.generic and role.sectors]
    named = next((sectors for name in reversed(organisations) if (sectors := sectors_on(name, on))), ())
    chosen = head.sectors
    if head.generic:
        told = next((role.sectors for role in below if role.sectors), ())
        chosen = telling[-1] if telling else named or told or head.sectors
    for sectors in telling[:-1] if telling and chosen == telling[-1] else telling:
        if "REB" in sectors and set(chosen) <= _ARMED:
            chosen = sectors
        elif "OPP" in sectors and set(chosen) & {"PTY", "LEG"}:
            chosen = tuple(dict.fromkeys((*chosen, "OPP")))
    return chosen


def _marked(sectors: tuple[str, ...], marks: set[str]) -> tuple[str, ...]:
    """Former and coming office holders are none."""
    if not set(sectors) & _OFFICES:
        return sectors
    if "former" in marks:
        return ("ELI",)
    return ("PTY",) if "elect" in marks else sectors
