"""Put an actor together: the country from one part of a phrase, the sector from another."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tidings.actors.scan import Hit
from tidings.knowledge import Name, Role, sectors_on
from tidings.knowledge.names import HEADS
from tidings.knowledge.tables import SUPRANATIONAL
from tidings.records import Span

# Sectors that a more telling word of the phrase replaces ("rebel forces", "rebel government").
_ARMED = frozenset({"MIL", "GOV", "UAF", "PRM"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})
# "Kazakhs", but not "Swiss" or "Seychellois".
_PLURAL = re.compile(r"(?<!s)(?<!oi)s\Z")
# Elections precede the office by a few weeks or months.
_TRANSITION_DAYS = 120
_BODIES = frozenset({"organisation", "acronym"})
_ABOVE_STATES = SUPRANATIONAL - {"EUR"}  # the European Union governs


@dataclass(slots=True)
class Parts:
    """The known words of one noun phrase.

    Attributes:
        head: the hit that covers the head, if any.
        before: hits that modify the head from the left, in order.
        owners: countries of possessors and of-phrases.
        codes: countries of other phrases of place, nearest first.
        below: hits of an of-phrase, which say more of a general head ("leader of the rebels").
        beside: hits of an apposition ("Jane Doe, the Kenyan foreign minister").
        named: the head is a proper name, so that titles before it say who it is.
    """

    head: Hit | None = None
    before: list[Hit] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    beside: list[Hit] = field(default_factory=list)
    below: list[Hit] = field(default_factory=list)
    named: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a phrase names. ``bare`` when it only names a country, whose government it is if it acts.

    ``proof`` is the mention elsewhere that gives the country.
    """

    code: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    bare: bool = False
    entry: Name | None = None
    role: Role | None = None
    reason: str | None = None
    proof: Span | None = None


def compose(parts: Parts, on: dt.date | None, around: Sequence[str] = ()) -> Identity | None:
    """Who the phrase names on a date; None when none of its words names an actor.

    Args:
        parts: the known words of the phrase.
        on: the date; None for any.
        around: codes of countries near the phrase, the likeliest first; they decide between namesakes only.
    """
    words = _words(parts, on, around)
    head = parts.head if parts.head and not parts.head.blocked else None
    own = _name(head, on, [*words.codes, *around]) if head else None
    if own is not None:
        return _named(own, words, on, plural=bool(head and _PLURAL.search(head.text)))
    role = head.role if head and head.role and head.role.kind == "role" else None
    if role is None and not (parts.named and (words.roles or words.beside)):
        return None
    titles = words.roles if role is None else [*words.roles, role]
    sectors = _sectors(titles or words.beside, words.bodies, on, words.told)
    if not sectors and not words.bodies:
        return None  # "the group", "a director": of what is not said
    code = words.codes[0] if words.codes else None
    if code in _ABOVE_STATES and titles and titles[-1].generic and sectors == ("GOV",):
        sectors = ()
    return Identity(code, _marked(sectors, words), role=role or (titles or words.beside)[-1])


@dataclass(slots=True)
class _Words:
    """What the words around a head say.

    ``owners`` are codes of modifiers, possessors and of-phrases; ``codes`` those and the places, nearest first.
    """

    owners: list[str]
    codes: list[str]
    roles: list[Role]
    beside: list[Role]
    told: list[Role]
    bodies: list[Name]
    marks: set[str]


def _words(parts: Parts, on: dt.date | None, around: Sequence[str]) -> _Words:
    before = [hit for hit in parts.before if not hit.blocked]
    beside = [hit for hit in parts.beside if not hit.blocked]
    below = [hit for hit in parts.below if not hit.blocked]
    modifiers = _names(before, on, [*parts.owners, *parts.codes, *around])
    lower = _names(below, on, around)
    owners = [*_codes(reversed(modifiers)), *parts.owners]
    return _Words(
        owners,
        [*owners, *(() if owners or parts.codes else _codes(lower)), *parts.codes, *_codes(_names(beside, on, around))],
        _roles(before),
        _roles(beside),
        _roles(below),
        [name for name in (*lower, *modifiers) if name.kind in _BODIES],
        {hit.role.kind for hit in (*before, *beside) if hit.role},
    )


def _names(hits: Iterable[Hit], on: dt.date | None, codes: Sequence[str]) -> list[Name]:
    return [name for hit in hits if (name := _name(hit, on, codes))]


def _codes(names: Iterable[Name]) -> list[str]:
    return [name.code for name in names if name.code]


def _roles(hits: Iterable[Hit]) -> list[Role]:
    return [hit.role for hit in hits if hit.role and hit.role.kind == "role"]


def _name(hit: Hit, on: dt.date | None, codes: Sequence[str]) -> Name | None:
    return hit.meaning.on(on, codes) if hit.meaning else None


def _named(own: Name, words: _Words, on: dt.date | None, *, plural: bool) -> Identity:
    """A head that is itself in the tables."""
    roles = words.roles + words.beside
    if own.person:
        sectors = sectors_on(own, on)
        if not sectors:
            sectors = _sectors(roles, words.bodies, on) or (("PTY",) if _elected(own, on) else ())
        return Identity(own.code, _marked(sectors, words), own.name, entry=own)
    if own.kind in _BODIES:
        sectors = own.sectors or _sectors([role for role in roles if not role.generic], [], on)
        if "PTY" in sectors and "OPP" not in sectors and any("OPP" in role.sectors for role in roles):
            sectors = (*sectors, "OPP")
        other = next((code for code in words.owners if code not in _ABOVE_STATES), None)
        if other is not None and own.code not in {other, None} and own.code not in _ABOVE_STATES:
            return Identity(other, sectors, entry=own)  # "Kenya's Supreme Court", though the tables know America's
        return Identity(own.code or (words.codes[0] if words.codes else None), sectors, own.name, entry=own)
    if own.kind == "demonym" and plural:
        return Identity(own.code, ("CVL",), own.name, entry=own)  # "ordinary Kazakhs"
    bare = own.kind not in {"seat", "adjective", "demonym"}
    return Identity(own.code, own.sectors, own.name, bare=bare, entry=own)


def _elected(own: Name, on: dt.date | None) -> bool:
    """Between election and office: of a party, not yet of the government."""
    return own.office in HEADS and on is not None and 0 < (own.since - on).days <= _TRANSITION_DAYS


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


def _marked(sectors: tuple[str, ...], words: _Words) -> tuple[str, ...]:
    """Former and coming office holders are none."""
    if not set(sectors) & _OFFICES:
        return sectors
    if "former" in words.marks or any(role.sectors == ("ELI",) for role in words.roles):
        return ("ELI",)
    return ("PTY",) if "elect" in words.marks else sectors
