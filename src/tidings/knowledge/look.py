"""Look at the tables: search names, count rows, find rows that contradict each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from tidings.knowledge.load import Knowledge
from tidings.knowledge.names import Name, fold, lower
from tidings.knowledge.tables import TABLES, Row, folders, read_tables, row_key

# Months of taking over are often known to the month only, so two terms may share one.
_HANDOVER = dt.timedelta(days=31)
_SINGLE_OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_SECTORS = ("sectors", "sectors_after")


@dataclass(frozen=True, slots=True)
class Entry:
    """A string of the tables and one thing that it can stand for."""

    text: str
    name: Name


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two rows that cannot both be true, each with its file and row."""

    what: str
    first: str
    second: str


def search(knowledge: Knowledge, words: str, on: dt.date | None = None) -> list[Entry]:
    """Names that contain the words, whatever their case and accents; exact ones first.

    Args:
        knowledge: the tables.
        words: part of a name; empty finds nothing.
        on: only what holds on this date; None for any.
    """
    asked = lower(fold(words.strip()))
    if not asked:
        return []
    found = [
        Entry(text, name)
        for text, meaning in knowledge.names.items()
        if asked in lower(text)
        for name in meaning.names
        if name.holds(on)
    ]
    return sorted(found, key=lambda entry: (lower(entry.text) != asked, len(entry.text), entry.text, entry.name.since))


def stats(source: str) -> list[tuple[str, str, int]]:
    """Rows by table and by kind (of leaders: by office), as (table, kind, rows).

    Raises:
        KnowledgeError: a table breaks a rule; names file and row.
    """
    counted = [
        (table, Counter(row["office"] if table == "leaders" else row["kind"] for row in rows))
        for table, rows in read_tables(source).items()
    ]
    return [(table, kind, count) for table, kinds in counted for kind, count in kinds.most_common()]


def contradictions(source: str) -> Iterator[Contradiction]:
    """Rows that cannot both be true, and what a user's rows change in ours.

    Terms of one person in one office that overlap; two people as head of state or government of one country for more
    than a handover, or in any office where a row is the user's; a user's row in the place of ours; a sector that none
    of our tables has.

    Raises:
        KnowledgeError: a table breaks a rule; names file and row.
    """
    tables = read_tables(source)
    yield from _overlapping_terms(tables["leaders"])
    if source == "default":
        return
    ours = read_tables("default")
    own = {table: _own_rows(rows) for table, rows in tables.items()}
    yield from _two_in_office(tables["leaders"], {row.where for row in own["leaders"]})
    for table, rows in own.items():
        yield from _replaced(table, rows, ours[table])
    known = {sector for rows in ours.values() for row in rows for column in _SECTORS for sector in row.sectors(column)}
    for rows in own.values():
        yield from _unknown_sectors(rows, known)


def _own_rows(rows: Iterable[Row]) -> list[Row]:
    ours = str(folders("default")[0])
    return [row for row in rows if not row.where.startswith(ours)]


def _overlapping_terms(leaders: Iterable[Row]) -> Iterator[Contradiction]:
    terms: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in leaders:
        terms[row["name"], row["country"], row["office"]].append(row)
    for (person, country, office), rows in terms.items():
        for first, second in pairwise(sorted(rows, key=lambda row: row.first_day("start"))):
            if first.last_day("end") - _HANDOVER > second.first_day("start"):
                what = f"two terms of {person} as {office or 'leader'} of {country} overlap"
                yield Contradiction(what, first.where, second.where)


def _two_in_office(leaders: Iterable[Row], own: set[str]) -> Iterator[Contradiction]:
    """A user's row beside one of ours for another person in the same office at the same time."""
    holders: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in leaders:
        if row["office"] in _SINGLE_OFFICES:
            holders[row["country"], row["office"]].append(row)
    for (country, office), rows in holders.items():
        for first, second in combinations(rows, 2):
            if first["name"] == second["name"] or not {first.where, second.where} & own:
                continue
            since = max(first.first_day("start"), second.first_day("start"))
            until = min(first.last_day("end"), second.last_day("end"))
            if until - since > _HANDOVER:
                what = f"{first['name']} and {second['name']} are both {office} of {country} in {since:%Y-%m}"
                yield Contradiction(what, first.where, second.where)


def _replaced(table: str, own: Iterable[Row], ours: Iterable[Row]) -> Iterator[Contradiction]:
    kind = next(each for each in TABLES if each.name == table)
    before = {row_key(row, kind): row for row in ours}
    for row in own:
        if (other := before.get(row_key(row, kind))) is not None:
            changed = [column for column in kind.columns if column in row and row[column] != other[column]]
            other_cells = ", ".join(changed) or "nothing"
            what = f"your row for {row[kind.key[0]]!r} is read in the place of ours; other {other_cells}"
            yield Contradiction(what, row.where, other.where)


def _unknown_sectors(rows: Iterable[Row], known: set[str]) -> Iterator[Contradiction]:
    for row in rows:
        for sector in {sector for column in _SECTORS for sector in row.sectors(column)} - known:
            yield Contradiction(f"no table of ours has the sector {sector!r}", row.where, "the sectors of PLOVER")
