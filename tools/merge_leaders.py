"""Merge the independently written lists of office holders into leaders.csv: a spell is kept where two lists have it.

usage: merge_leaders.py            (rewrites leaders.csv, prints what agreed)

The lists are leaders.csv itself (the first, with aliases and sectors), ``sources/leaders_second_*.csv`` and
``sources/leaders_third_*.csv``. Two rows agree when country and office are the same (both head offices count as one),
the names are spellings of one another and the months of taking and of leaving office differ by no more than three. Rows
that come from a package keep their place. Offices that only the first list covers are left as they are. Ministers,
chiefs of staff, speakers, governors and the like come from two further lists, ``sources/seconds_first_*.csv`` and
``sources/seconds_second_*.csv``: a spell is kept where both have the person in the same sector, with the months that
both give him. Heads and ministers before 1990 come likewise from ``sources/earlier_first_*.csv`` and
``sources/earlier_second_*.csv``, by country and office.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from tidings.knowledge.names import fold

HERE = Path(__file__).parent
LEADERS = HERE.parent / "src/tidings/data/knowledge/leaders.csv"
# Codes of states that are no more, to the one that the tables count them with.
SUCCESSORS = dict(list(csv.reader((HERE / "sources/successors.csv").read_text("utf-8").splitlines()))[1:])
TOLERANCE = 3
ONCE, TWICE = "authored", "authored twice"
NOW = 12 * 9999
Row = dict[str, str]
Key = tuple[str, str]
HEADS = frozenset({"head_of_state", "head_of_government"})
LONG = 6  # letters from which a surname is telling by itself
TITLES = frozenset((HERE / "sources/titles.csv").read_text("utf-8").split())
TELLING, SAME, NEAR = 5, 0.75, 0.9


def main() -> None:
    """Merge and count."""
    second, third = (_read(sorted((HERE / "sources").glob(f"leaders_{name}_*.csv"))) for name in ("second", "third"))
    ours = _read([LEADERS])
    by_key = [_by_key(rows) for rows in (second, third)]
    written_twice = {row["office"] for row in second} & {row["office"] for row in third}
    counts: Counter[tuple[str, str]] = Counter()
    kept: dict[tuple[str, str], list[Row]] = defaultdict(list)
    people = {(row["country"], fold(row["name"])): row for row in ours}
    for row in ours:
        agreed = any(_confirmed(row, other) for other in by_key)
        if row["source"] in {ONCE, TWICE}:
            row["source"] = TWICE if agreed else ONCE
        stays = agreed or row["office"] not in written_twice or row["source"] not in {ONCE, TWICE}
        if stays:
            kept[row["country"], row["office"]].append(row)
        counts[row["office"], "kept" if stays else "dropped"] += 1
    for row in second:
        own = kept[row["country"], row["office"]]
        if _confirmed(row, by_key[1]) and not any(_same_spell(row, other) for other in own):
            own.append(_filled(row, people))
            counts[row["office"], "added"] += 1
    counts["other", "added"] = _add_seconds(kept, people)
    counts["before 1990", "added"] = _add_earlier(kept, people)
    rows = [row for own in kept.values() for row in own]
    _give_genders(rows)
    rows.sort(key=lambda row: (row["country"], row["office"], row["start"], row["name"]))
    with LEADERS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ours[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for (office, what), count in sorted(counts.items()):
        print(f"{office:20} {what:8} {count}")


def _read(paths: Iterable[Path]) -> list[Row]:
    rows = [row for path in paths for row in csv.DictReader(path.read_text("utf-8").splitlines())]
    for row in rows:
        row["country"] = SUCCESSORS.get(row["country"], row["country"])
    return rows


def _add_seconds(kept: dict[tuple[str, str], list[Row]], people: dict[tuple[str, str], Row]) -> int:
    """People in the second rank whose spell both lists of them have; returns how many."""
    first, second = (_read(sorted((HERE / "sources").glob(f"seconds_{name}_*.csv"))) for name in ("first", "second"))
    by_country: dict[str, list[Row]] = defaultdict(list)
    for row in second:
        by_country[row["country"]].append(row)
    elsewhere = {fold(name): country for country, name in people}
    count = 0
    for row in first:
        if elsewhere.get(fold(row["name"]), row["country"]) != row["country"]:
            continue  # known as somebody of another state
        both = next((found for each in by_country[row["country"]] if (found := _common(row, each))), None)
        known = (other for (country, _), own in kept.items() if country == row["country"] for other in own)
        if both and not any(_meet(both, other) for other in known):
            made = _filled({**both, "office": "other"}, people) | {"sectors": row["sectors"]}
            kept[row["country"], "other"].append(made)
            count += 1
    return count


def _add_earlier(kept: dict[tuple[str, str], list[Row]], people: dict[tuple[str, str], Row]) -> int:
    """Heads and ministers before 1990 whose spell both lists of them have; returns how many."""
    first, second = (_read(sorted((HERE / "sources").glob(f"earlier_{name}_*.csv"))) for name in ("first", "second"))
    other, count = _by_key(second), 0
    elsewhere = {
        fold(name): country
        for (country, _), row in people.items()
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }
    for row in first:
        row["name"] = _untitled(row["name"])
        if elsewhere.get(fold(row["name"]), row["country"]) != row["country"]:
            continue  # the queen of another state too
        own = kept[row["country"], row["office"]]
        if not _confirmed(row, other) or any(_same_spell(row, each) for each in own):
            continue
        surname = row["name"].rpartition(" ")[2]
        made = _filled(row, people)
        if not made["surname"] and row["office"] in HEADS and len(surname) >= LONG:
            made["surname"] = surname
        own.append(made)
        count += 1
    return count


def _untitled(name: str) -> str:
    """Without "King", "Queen" and the like, as leaders.csv has people."""
    first, _, rest = name.partition(" ")
    return rest if first in TITLES and " " in rest else name


def _common(one: Row, two: Row) -> Row | None:
    """A spell with the months that two rows both give; None where they are of two people, or hardly meet."""
    if one["sectors"] != two["sectors"] or not _same_name(one, two):
        return None
    if _months_agree(one, two):
        return one
    start = max(one["start"], two["start"], key=_months)
    end = min(one["end"], two["end"], key=lambda day: _months(day) if day else NOW)
    shortest = min(_months(row["end"]) - _months(row["start"]) for row in (one, two))
    if _months(end) - _months(start) < max(TOLERANCE, shortest / 2):
        return None
    return {**one, "start": start, "end": end}


def _same_name(one: Row, two: Row) -> bool:
    """Spellings of one name: among so many people a given name in common proves nothing."""
    first, second = _words(one["name"]), _words(two["name"])
    if set(first) == set(second):
        return True
    near = SequenceMatcher(None, "".join(first), "".join(second)).ratio()
    return near >= (SAME if first[-1] == second[-1] else NEAR)


def _give_genders(rows: list[Row]) -> None:
    """Of a person in another row, else of all who bear the given name; else women by ``sources/women.csv``, or men."""
    women = set((HERE / "sources/women.csv").read_text("utf-8").splitlines())
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["gender"]:
            known[row["name"]].add(row["gender"])
            known[_words(row["name"])[0]].add(row["gender"])
    for row in rows:
        found = known.get(row["name"]) or known.get(_words(row["name"])[0]) or set()
        if row["name"] in women or not row["gender"]:
            own = next(iter(found)) if len(found) == 1 else "m"
            row["gender"] = "f" if row["name"] in women else own


def _office(row: Row) -> str:
    return "head" if row["office"] in {"head_of_state", "head_of_government"} else row["office"]


def _by_key(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[_key(row)].append(row)
    return found


def _words(name: str) -> list[str]:
    return fold(name).lower().replace("-", " ").replace("'", "").replace(".", " ").split()


def _key(row: Row) -> Key:
    return row["country"], _office(row)


def _confirmed(row: Row, other: dict[Key, list[Row]]) -> bool:
    return any(_months_agree(row, each) and _alike(row, each) for each in other.get(_key(row), ()))


def _alike(one: Row, two: Row) -> bool:
    """Spellings of one name: a long word in common, or nearly the same letters."""
    first, second = _words(one["name"]), _words(two["name"])
    if first[-1] == second[-1] or any(len(word) >= TELLING for word in set(first) & set(second)):
        return True
    return SequenceMatcher(None, "".join(first), "".join(second)).ratio() >= SAME


def _months_agree(one: Row, two: Row) -> bool:
    return all(abs(_months(one[end]) - _months(two[end])) <= TOLERANCE for end in ("start", "end"))


def _same_spell(one: Row, two: Row) -> bool:
    """The same person, under whatever spelling, in months that a row of ours has already."""
    shared = set(_words(one["name"])) & set(_words(two["name"]) + _words(two.get("aliases", "").replace("|", " ")))
    overlap = min(_months(one["end"]), _months(two["end"])) - max(_months(one["start"]), _months(two["start"]))
    return bool(shared) and (overlap > 0 or _months(one["start"]) == _months(two["start"]))


def _meet(one: Row, two: Row) -> bool:
    """The same person in a month that a row of ours has already: one post at a time."""
    first, last = max(_months(one["start"]), _months(two["start"])), min(_months(one["end"]), _months(two["end"]))
    short = any(row["start"] == row["end"] for row in (one, two))
    return (first < last or (short and first == last)) and _same_name(one, two)


def _filled(row: Row, people: dict[tuple[str, str], Row]) -> Row:
    """A row of the second list in the columns of the table.

    What ours says of the same person in another spell holds here too; a person new to it has no surname, so that only
    the full name is found in articles.
    """
    known = people.get((row["country"], fold(row["name"])), {})
    return {
        "name": row["name"], "aliases": known.get("aliases", ""), "surname": known.get("surname", ""),
        "country": row["country"], "office": row["office"], "sectors": "GOV", "start": row["start"],
        "end": row["end"], "sectors_after": known.get("sectors_after", "ELI"), "gender": known.get("gender", ""),
        "source": TWICE, "licence": "CC0-1.0",
    }  # fmt: skip


def _months(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7] or 1) if day else NOW


if __name__ == "__main__":
    main()
