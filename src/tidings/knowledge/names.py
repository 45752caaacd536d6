"""What a name can stand for, and which of it on a date."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tidings.knowledge.tables import SUPRANATIONAL

PEOPLE_KINDS = frozenset({"adjective", "demonym"})
_RANK = {
    "official": 1,
    "alias": 1,
    "historical": 2,
    "capital": 3,
    "seat": 3,
    "surname": 4,
    "adjective": 5,
    "demonym": 6,
}
HEADS = frozenset({"head_of_state", "head_of_government"})
PERSON_KINDS = frozenset({"leader", "surname"})


class Name(NamedTuple):
    """One thing that a name can stand for, in one time; a tuple, since tens of thousands are made at the start.

    Attributes:
        kind: a kind of country_names.csv, or organisation, acronym, leader, surname.
        code: country or supranational code; None for an organisation without one.
        sectors: its sectors while valid.
        name: its full name.
        since, until: first and last day on which it holds.
        ambiguous: the string also names something else ("Georgia", "Chad").
        after: sectors once the time is over (leaders).
        gender: "m", "f" or "" (leaders).
        office: the office held (leaders).
    """

    kind: str
    code: str | None
    sectors: tuple[str, ...] = ()
    name: str = ""
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    ambiguous: bool = False
    after: tuple[str, ...] = ()
    gender: str = ""
    office: str = ""

    @property
    def person(self) -> bool:
        """Whether it is one human being."""
        return self.kind in PERSON_KINDS

    @property
    def national(self) -> bool:
        """Whether its code is a state's."""
        return self.code is not None and self.code not in SUPRANATIONAL

    def holds(self, on: dt.date | None) -> bool:
        """Whether it holds on a date; on any date when None."""
        return on is None or self.since <= on <= self.until


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does, from the words of the phrase that names them.

    Attributes:
        pattern: the words, lower case, singular.
        sectors: sectors it stands for; empty when it says nothing by itself ("leader").
        plural: whether the words matched were the plural.
        title: may stand before a name ("Foreign Minister Jane Doe").
        head: may name an actor by itself; otherwise only adds to one ("presidential").
        generic: takes the sectors of what it is with ("police spokesman").
        kind: "role", or a kind of actor_words.csv.
        value: the value of actor_words.csv.
    """

    pattern: str
    sectors: tuple[str, ...] = ()
    plural: bool = False
    title: bool = False
    head: bool = True
    generic: bool = False
    kind: str = "role"
    value: str = ""


class Meaning(NamedTuple):
    """What one string can mean: the names it can be, over all times."""

    names: tuple[Name, ...]

    def on(self, date: dt.date | None, codes: Sequence[str] = ()) -> Name | None:
        """The name meant on a date.

        Args:
            date: None for any date; then the latest holds.
            codes: countries named around it, the likeliest first; they decide between namesakes.
        """
        if len(self.names) == 1:
            return self.names[0]
        pool = [name for name in self.names if name.code in codes] or list(self.names)
        for code in codes:
            if near := [name for name in pool if name.code == code]:
                pool = near
                break
        return best_on(pool, date)


def by_kind(names: Iterable[Name]) -> tuple[Name, ...]:
    """The same names, each once, those first that say more: a country that is also an adjective ("US") is a country."""
    listed = tuple(names)
    if len(listed) == 1:
        return listed
    return tuple(sorted(dict.fromkeys(listed), key=lambda name: _RANK.get(name.kind, 0)))


def best_on(names: Sequence[Name], date: dt.date | None) -> Name | None:
    """Of several terms or namesakes: one that holds on the date, else the last before it, else the first after it."""
    if not names:
        return None
    if date is None:
        return max(names, key=lambda name: (name.until == dt.date.max, name.national, name.until, name.since))
    holding = [name for name in names if name.holds(date)]
    if holding:
        return max(holding, key=lambda name: (name.office in HEADS, name.since))
    past = [name for name in names if name.until < date]
    if past:  # a former head of an organisation is again of the own country
        return max(past, key=lambda name: (name.national, name.until))
    return min(names, key=lambda name: name.since)


def sectors_on(name: Name, date: dt.date | None) -> tuple[str, ...]:
    """Sectors of a name on a date: those of the term, those after it, none before it."""
    if name.holds(date) or date is None:
        return name.sectors
    return name.after if date > name.until else ()


def fold(text: str) -> str:
    """Latin letters without accents, apostrophes as "'", every blank a space; the length stays the same."""
    text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return text if text.isascii() else text.translate(_plain())


def lower(text: str) -> str:
    """Lower case of the same length ("İ" would become two characters)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(_small(letter) for letter in text)


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


@cache
def _plain() -> dict[int, str]:
    """Accented Latin letters to their base letter, one for one."""
    table = {code: base for code in _latin() if (base := _base(chr(code)))}
    table.update(dict.fromkeys(map(ord, "’‘ʼ`´ʻ"), "'"))
    table.update(dict.fromkeys(map(ord, "‐‑–"), "-"))
    table.update({ord("\u00a0"): " ", ord("ø"): "o", ord("Ø"): "O", ord("ł"): "l", ord("Ł"): "L"})
    table.update({ord("đ"): "d", ord("Đ"): "D", ord("ı"): "i", ord("ə"): "a", ord("Ə"): "A"})
    return table


def _latin() -> Iterable[int]:
    yield from range(0xC0, 0x250)
    yield from range(0x1E00, 0x1F00)


def _base(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base != letter and base.isascii() else ""
