"""Build the knowledge of a source: every known name and role, found in one pass over a text."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import ahocorasick

from tidings.errors import KnowledgeError
from tidings.knowledge.names import Meaning, Name, Role, by_kind, fold, lower
from tidings.knowledge.tables import SUPRANATIONAL, Row, folders, read_tables
from tidings.knowledge.variants import Variants

# Names shorter than this are also other words when written in capitals ("CHAD" yes, "US" its own row).
_SHORTEST_CAPITALS = 4
_SECOND_RANK = "other"  # the office of ministers, party leaders, spokespeople and the like
# Kinds of actor_words.csv that are looked for in the text; a row of roles.csv with the same word wins.
_ROLE_LIKE = frozenset({"anaphor", "joint", "nobody", "honorific", "former", "elect"})


@dataclass(frozen=True)
class Country:
    """A state: its code and its name."""

    code: str
    name: str


class Knowledge:
    """Who is who: countries, organisations, leaders, roles.

    Attributes:
        countries: by alpha-3 code.
        names: what each string can mean, case-sensitive, without accents (``fold``).
        roles: lower-case words to what they say of somebody.
        words: grammar of actor phrases by kind ("honorific", "former", "prefix", ...), word to value.
    """

    def __init__(self, source: str) -> None:
        """Read and check all tables of ``source``.

        Raises:
            KnowledgeError: a table breaks a rule; names file and row.
        """
        tables = read_tables(source)
        self.source = source
        self._folds = {row["code"]: row["folds_into"] for row in tables["countries"] if row["folds_into"]}
        self.countries = {row["code"]: Country(row["code"], row["name"]) for row in tables["countries"]}
        for row in tables["countries"]:
            if row["folds_into"]:
                self.code(row["folds_into"], row)
        found: dict[str, list[Name]] = defaultdict(list)
        for reader in (_country_names, _organisations, _leaders):
            for text, name in reader(tables, self):
                found[fold(text)].append(name)
        self.names = {text: Meaning(by_kind(names)) for text, names in found.items()}
        self._holders: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for text, meaning in self.names.items():
            for name in meaning.names:
                if name.kind == "leader" and name.code and text == fold(name.name):
                    self._holders[name.code, name.office].append(name)
        self.words = _words(tables["actor_words"])
        self.roles = dict(_roles(tables["roles"], self.words))
        for text, value in self.words.get("short", {}).items():
            if value in self.roles:
                self.roles[text] = self.roles[value]
        self.name_automaton = _automaton(_with_capitals(self.names))
        self.role_automaton = _automaton(self.roles.items())

    @cached_property
    def variants(self) -> Variants:
        """People by the sounds of their names, built when first asked."""
        names = (name for meaning in self.names.values() for name in meaning.names)
        words = self.words
        return Variants(
            names, frozenset(words.get("particle", ())), words.get("sound", {}),
            frozenset(code.upper() for code in words.get("family first", ())),
        )  # fmt: skip

    def holder(self, code: str, offices: frozenset[str], on: dt.date | None) -> Name | None:
        """Who held one of the offices in a country on a date; None when nobody known or no date is given."""
        found = [name for office in offices for name in self._holders.get((code, office), ()) if on and name.holds(on)]
        return max(found, key=lambda name: name.since) if found else None

    def code(self, code: str, row: Row | None = None) -> str:
        """The code under which an actor is coded: a dependency's is that of its state.

        Raises:
            KnowledgeError: the code is neither in countries.csv nor supranational; only when a row is given.
        """
        if row is not None and code not in self.countries and code not in SUPRANATIONAL:
            raise KnowledgeError(
                f"{code!r} is not a code", where=row.where,
                fix="Use an ISO 3166 alpha-3 code of countries.csv, or UNO EUR IGO NGO MNC ISM IMG",
            )  # fmt: skip
        return self._folds.get(code, code)


def load_knowledge(source: str = "default") -> Knowledge:
    """The knowledge of a source, loaded once.

    Args:
        source: "default", or a folder whose tables add to ours; its row wins over ours of the same key.

    Raises:
        KnowledgeError: a table breaks a rule; names file and row.
    """
    return _load(source)


@lru_cache(maxsize=8)
def _load(source: str) -> Knowledge:
    running = gc.isenabled()
    gc.disable()  # tens of thousands of rows that all stay: looking for garbage among them costs a third of the time
    try:
        return Knowledge(source)
    finally:
        if running:
            gc.enable()


@lru_cache(maxsize=8)
def knowledge_version(source: str) -> str:
    """The source and a digest of its tables: the same version gives the same actors and places.

    Raises:
        KnowledgeError: the source is neither "default" nor a folder.
    """
    digest = hashlib.sha256()
    for folder in folders(source):
        for path in sorted((*folder.glob("*.csv"), *folder.glob("*.zip"))):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    name = "default" if source == "default" else folders(source)[-1].name
    return f"{name} {digest.hexdigest()[:12]}"


def _country_names(tables: dict[str, list[Row]], knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for row in tables["country_names"]:
        code = knowledge.code(row["code"], row)
        country = knowledge.countries.get(code)
        own = ("GOV",) if row["kind"] == "seat" else ()
        ambiguous = row["ambiguous"].lower() not in {"", "0", "no", "false"}
        yield (
            row["name"],
            Name(
                row["kind"] or "alias", code, own, country.name if country else row["name"],
                row.first_day("valid_from"), row.last_day("valid_to"), ambiguous,
            ),
        )  # fmt: skip


def _organisations(tables: dict[str, list[Row]], knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for row in tables.pop("organisations"):
        code = knowledge.code(row["code"], row) if row["code"] else None
        since, until = row.first_day("valid_from"), row.last_day("valid_to")
        name = Name("organisation", code, row.sectors(), row["name"], since, until, office=row["kind"])
        for text in dict.fromkeys((row["name"], *row.list("aliases"))):
            yield text.removeprefix("The ").removeprefix("the "), name
        acronym = Name("acronym", code, name.sectors, row["name"], since, until, office=row["kind"])
        for text in row.list("acronyms"):
            yield text, acronym


def _leaders(tables: dict[str, list[Row]], knowledge: Knowledge) -> Iterator[tuple[str, Name]]:
    for row in tables.pop("leaders"):  # the largest table: its cells are not needed beside the names
        code = knowledge.code(row["country"], row)
        since, until = row.first_day("start"), row.last_day("end")
        if since > until:
            raise KnowledgeError("the term ends before it starts", where=row.where)
        parts: dict[str, Any] = {
            "code": code, "sectors": row.sectors(), "name": row["name"], "since": since, "until": until,
            "after": row.sectors("sectors_after"), "gender": row["gender"][:1].lower(), "office": row["office"],
        }  # fmt: skip
        full = dict.fromkeys((row["name"], *row.list("aliases")))
        for text in full:
            yield text, Name("leader" if " " in text or text == row["name"] else "surname", **parts)
        for text in row.list("surname"):
            if text not in full:
                yield text, Name("surname", **parts)


def _roles(rows: Iterable[Row], words: dict[str, dict[str, str]]) -> Iterator[tuple[str, Role]]:
    generic = words.get("generic", {})
    for kind, known in words.items():
        for text, value in known.items():
            if kind in _ROLE_LIKE:
                yield text, Role(text, plural=kind == "joint", kind=kind, value=value)
    for text, value in generic.items():
        role = Role(text, title=value == "title", generic=True)
        yield text, role
        yield f"{text}s", replace(role, plural=True)
    for row in rows:
        pattern = lower(fold(row["pattern"]))
        sectors = row.sectors()
        title, head = row.truth("title"), row.truth("head") or not row["head"]
        role = Role(pattern, sectors, title=title, head=head, generic=pattern in generic or not sectors)
        yield pattern, role
        for plural in row.list("plural"):
            yield lower(fold(plural)), replace(role, plural=True)


def _words(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row["kind"]][lower(fold(row["word"]))] = row["value"]
    return dict(found)


def _with_capitals(names: dict[str, Meaning]) -> Iterator[tuple[str, Meaning]]:
    """Each name as written, and in capitals for datelines and headlines, where people of second rank hardly stand."""
    for text, meaning in names.items():
        yield text, meaning
        if all(name.office == _SECOND_RANK for name in meaning.names):
            continue
        capitals = text.upper()
        if len(text) >= _SHORTEST_CAPITALS and capitals not in names and len(capitals) == len(text):
            yield capitals, meaning


def _automaton(entries: Iterable[tuple[str, Any]]) -> Any:  # noqa: ANN401  the library has no types
    automaton = ahocorasick.Automaton()
    automaton.add_word("\uffff", (1, None))  # an automaton without words cannot be asked; this is no character
    for text, value in entries:
        if text:
            automaton.add_word(text, (len(text), value))
    automaton.make_automaton()
    return automaton
