"""Look at the tables: search names, count rows, find rows that contradict each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tidings.knowledge.load import Knowledge
from tidings.knowledge.names import Name, fold, lower
from tidings.knowledge.tables import Row, read_tables

# Months of taking over are often known to the month only, so two terms may share one.
_HANDOVER = dt.timedelta(days=31)


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
    """Terms of one person in one office, and names of one country, that overlap or contradict.

    Raises:
        KnowledgeError: a table breaks a rule; names file and row.
    """
    terms: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read_tables(source)["leaders"]:
        terms[row["name"], row["country"], row["office"]].append(row)
    for (person, country, office), rows in terms.items():
        for first, second in pairwise(sorted(rows, key=lambda row: row.first_day("start"))):
            if first.last_day("end") - _HANDOVER > second.first_day("start"):
                what = f"two terms of {person} as {office or 'leader'} of {country} overlap"
                yield Contradiction(what, first.where, second.where)
