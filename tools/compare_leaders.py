"""Compare leaders.csv with the second list, and mark the rows that both have.

usage: compare_leaders.py            (writes the column ``source`` of leaders.csv, prints the agreement)

Two rows agree when country, office and name (first and last word, without accents) are the same and the months of
taking and of leaving office differ by no more than two.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tidings.knowledge.names import fold

HERE = Path(__file__).parent
LEADERS = HERE.parent / "src/tidings/data/knowledge/leaders.csv"
SECOND = sorted((HERE / "sources").glob("leaders_second_*.csv"))
TOLERANCE = 2
OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
ONCE, TWICE = "authored", "authored twice"
_IN_OFFICE = 12 * 9999
Key = tuple[str, str, str, str]


def main() -> None:
    """Mark and count."""
    with LEADERS.open(encoding="utf-8", newline="") as file:
        ours = list(csv.DictReader(file))
    second = [row for path in SECOND for row in csv.DictReader(path.read_text("utf-8").splitlines())]
    terms = _terms(second)
    for row in ours:
        confirmed = any(_near(row, other) for other in terms.get(_key(row), ()))
        if row["source"] in {ONCE, TWICE}:  # a package's row keeps its own source
            row["source"] = TWICE if confirmed else ONCE
    with LEADERS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ours[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ours)
    for office in OFFICES:
        own = [row for row in ours if row["office"] == office]
        other = [row for row in second if row["office"] == office]
        agreed = sum(row["source"] == TWICE for row in own)
        people = {_key(row) for row in own}
        missing = sum(_key(row) not in people for row in other)
        print(f"{office:20} ours {len(own)}, agreed {agreed}; second {len(other)}, of people not in ours {missing}")


def _terms(rows: Iterable[dict[str, str]]) -> dict[Key, list[dict[str, str]]]:
    found: dict[Key, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[_key(row)].append(row)
    return found


def _key(row: dict[str, str]) -> Key:
    words = fold(row["name"]).lower().replace("-", " ").split()
    return row["country"], row["office"], words[0], words[-1]


def _near(first: dict[str, str], second: dict[str, str]) -> bool:
    return all(abs(_months(first[end]) - _months(second[end])) <= TOLERANCE for end in ("start", "end"))


def _months(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7]) if day else _IN_OFFICE


if __name__ == "__main__":
    main()
