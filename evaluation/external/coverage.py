"""Which tables know the actor strings of two public sets, and the most frequent strings that nothing knows.

usage: coverage.py [--bench FOLDER]

For each string (once for each time it stands in the set): the tables that have one of its words, whether a country or
organisation code and a sector come out, and of strings without either how often each occurs. Reads plv_train.jsonl and
plover_gsr.jsonl of the benchmark folder; says so where they are absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import tidings

BENCH = Path(__file__).parent.parent.parent.parent / "shared" / "bench" / "data"
_OF_COUNTRIES = ("name", "official", "alias", "historical", "capital", "seat", "adjective", "demonym")
TABLES = {
    "organisation": "organisations", "acronym": "organisations", "role": "roles",
    **dict.fromkeys(_OF_COUNTRIES, "country_names"),
}  # fmt: skip


def strings(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(set, actor string, the sentence it stands in)."""
    for line in (folder / "plv_train.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield from (("plv_train", row[side], row["text"]) for side in ("source", "target") if row[side])
    for line in (folder / "plover_gsr.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        for actor in (*row.get("sources", ()), *row.get("targets", ())):
            if isinstance(actor, dict) and actor.get("text"):
                yield "plover_gsr", actor["text"], row["text"]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    folder = parser.parse_args().bench
    if not (folder / "plv_train.jsonl").is_file():
        print(f"the benchmark sets are not at {folder}", file=sys.stderr)
        return 1
    coder = tidings.load()
    found: dict[str, Counter[str]] = {}
    unknown: Counter[str] = Counter()
    for name, text, sentence in strings(folder):
        counts = found.setdefault(name, Counter())
        known = coder.identify(text, context=sentence, explain=True)
        counts["strings"] += 1
        for table in {TABLES.get(word.kind, "leaders") for word in known.words}:
            counts[table] += 1
        counts["code"] += bool(known.actor and known.actor.code)
        counts["sector"] += bool(known.actor and known.actor.sectors)
        counts["code or sector"] += bool(known.actor and (known.actor.code or known.actor.sectors))
        if not known.words:
            unknown[text] += 1
    for name, counts in found.items():
        total = counts.pop("strings")
        print(
            f"{name}: {total} strings; "
            + ", ".join(f"{key} {value / total:.3f}" for key, value in counts.most_common())
        )
    for text, count in unknown.most_common(40):
        print(f"{count:3} {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
