"""Names of everybody who can be asked for, from the tables, and which of them the words typed so far may mean."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process, utils

from tidings.knowledge import fold, lower
from tidings.knowledge.groups import country_names, group_names

# Capitals and seats stay out: who types a town means the town.
_KINDS = frozenset({"name", "official", "alias", "historical", "adjective", "demonym"})
_LIKE = 80  # of 100: how alike a misspelt name must be: "chnia" is China
_NO_MATCH = 9


@dataclass(frozen=True, slots=True)
class Known:
    """An actor: the key by which it is asked for, its names in small letters without accents, the main one first."""

    key: str
    name: str
    kind: str
    folded: tuple[str, ...]


@cache
def known() -> Mapping[str, Known]:
    """Countries, organisations and groups by key."""
    return {each.key: each for each in (*_countries(), *_organisations(), *_groups())}


@cache
def sector_names() -> Mapping[str, str]:
    """What each sector is, in words."""
    return {row["sector"]: row["name"] for row in _rows("serve/sectors.csv")}


def named(key: str) -> Known | None:
    """The actor of a key of the store, also of a sector; None when the tables do not have it."""
    code, _, sector = key.partition(":")
    whole = known().get(code)
    if whole is None or not sector:
        return whole
    words = sector_names().get(sector, sector)
    folded = tuple(f"{name} {lower(words)}" for name in whole.folded)
    return Known(key, f"{whole.name}: {words}", "sector", (*folded, lower(f"{code} {sector}")))


def matches(asked: str, counted: Mapping[str, int], most: int) -> list[tuple[Known, int]]:
    """Who may be meant, the best match first, each with its number of events.

    Args:
        asked: words typed so far; empty for the most frequent.
        counted: events by key, also of sectors.
        most: at most so many.
    """
    words = lower(fold(asked)).replace(":", " ").split()
    if not words:
        frequent = sorted((key for key in counted if key in known()), key=lambda key: (-counted[key], key))
        return [(known()[key], counted[key]) for key in frequent[:most]]
    sectors = (found for key in counted if ":" in key and (found := named(key)))
    ranked = [(_rank(each, words), each) for each in (*known().values(), *sectors)]
    meant = [(rank, each) for rank, each in ranked if rank < _NO_MATCH] or _alike(" ".join(words))
    meant.sort(key=lambda pair: (pair[0], -counted.get(pair[1].key, 0), len(pair[1].name), pair[1].key))
    return [(each, counted.get(each.key, 0)) for _, each in meant[:most]]


def _rank(each: Known, words: list[str]) -> int:
    """0 the key itself, then whole names, their beginnings, beginnings of their words; sectors after their country."""
    typed = " ".join(words)
    if typed == lower(each.key).replace(":", " "):
        return 0
    late = 4 if each.kind == "sector" else 0
    if typed in each.folded:
        return 1 + late
    if each.folded[0].startswith(typed):
        return 2 + late
    if any(name.startswith(typed) for name in each.folded):
        return 3 + late
    inside = any(all(any(part.startswith(word) for part in name.split()) for word in words) for name in each.folded)
    return 4 + late if inside else _NO_MATCH


def _alike(typed: str) -> list[tuple[int, Known]]:
    """Names that are spelt nearly so."""
    pool = {(each.key, name): name for each in known().values() for name in each.folded}
    found = process.extract(
        typed, pool, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_LIKE, limit=20
    )
    keys = dict.fromkeys(key for _, _, (key, _) in found)
    return [(rank, known()[key]) for rank, key in enumerate(keys)]


def _countries() -> Iterator[Known]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows("knowledge/country_names.csv"):
        if row["kind"] in _KINDS:
            names[row["code"]].append(row["name"])
    for row in _rows("knowledge/countries.csv"):
        if not row["folds_into"]:
            name = country_names()[row["code"]]
            yield Known(row["code"], name, "country", _folded((name, row["name"], *names[row["code"]])))


def _organisations() -> Iterator[Known]:
    for row in _rows("serve/organisations.csv"):
        yield Known(row["code"], row["name"], "organisation", _folded((row["name"], *row["aliases"].split("|"))))


def _groups() -> Iterator[Known]:
    for key, name in group_names().items():
        yield Known(key, name if name == key else f"{name} ({key})", "group", _folded((name, key)))


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lower(fold(name)) for name in names))


def _rows(table: str) -> list[dict[str, str]]:
    text = files("tidings").joinpath(f"data/{table}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
