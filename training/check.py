"""Check the corpus: notation, variety, honesty; count what it covers.

usage: python -m training.check [PART.txt ...]

Without files: every part, and what is still missing of each type and mode. Exit code 1 where a check fails.
Variety: no two sentences share more than half of their 4-grams. Honesty: no eight words in a row stand in any file of
../shared/bench, where that folder is present; without files, of the other training texts (who is meant, the gate, the
unlabelled sentences) neither.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tidings.ontology import load_ontology
from training.notation import NO_EVENT, Item, NotationError, read_part

HERE = Path(__file__).parent
PARTS = HERE / "corpus" / "parts"
BENCH = HERE.parent.parent / "shared" / "bench"
SHARED_WORDS = 8
ALIKE = 0.5
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"\[[a-z+]+(?::[A-Za-z.,?-]+)? |\]")


def main(arguments: list[str]) -> int:
    """Print what fails and what is covered."""
    ontology = load_ontology("plover")
    items: list[Item] = []
    failed = 0
    for path in map(Path, arguments) if arguments else sorted(PARTS.glob("*.txt")):
        try:
            items += read_part(path, ontology)
        except NotationError as error:
            print(f"error: {error}", file=sys.stderr)
            failed = 1
    for first, second in alike(items):
        print(f"error: {first.part}:{first.line} and {second.part}:{second.line} are too alike", file=sys.stderr)
        failed = 1
    others = [] if arguments else list(other_texts())
    for item, words in copied([*items, *others]):
        print(f"error: {item.part}:{item.line} shares {words!r} with the benchmark", file=sys.stderr)
        failed = 1
    _report(items)
    return failed


def other_texts() -> Iterator[Item]:
    """The training texts that are no corpus parts, a line each, without their marks."""
    for path in sorted((*HERE.glob("coreference/*.txt"), *HERE.glob("unlabelled/*.txt"), *HERE.glob("gate/*/*.jsonl"))):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("#"):
                continue
            text = json.loads(line)["text"] if path.suffix == ".jsonl" else _MARK.sub("", line)
            yield Item(f"{path.parent.name}/{path.name}", number, dt.date.min, text, {}, (), ())


def words_of(text: str) -> list[str]:
    """Words in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def _grams(words: list[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def alike(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs that share more than half of the 4-grams of the shorter one."""
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    kept: list[tuple[Item, set[tuple[str, ...]]]] = []
    for item in items:
        grams = _grams(words_of(item.text), 4)
        shared = Counter(other for gram in grams for other in seen[gram])
        for other, count in shared.items():
            if count > ALIKE * min(len(grams), len(kept[other][1])):
                yield kept[other][0], item
        for gram in grams:
            seen[gram].append(len(kept))
        kept.append((item, grams))


def copied(items: Iterable[Item]) -> Iterator[tuple[Item, str]]:
    """Items that share eight words in a row with a benchmark file, and the words."""
    grams = {gram: item for item in items for gram in _grams(words_of(item.text), SHARED_WORDS)}
    if not BENCH.is_dir():
        return
    for path in sorted(BENCH.rglob("*")):
        if path.is_file() and path.suffix in {".jsonl", ".json", ".txt", ".csv"}:
            # Escaped line ends of JSON would join two words.
            words = words_of(path.read_text("utf-8", "replace").replace("\\n", " "))
            for at in range(len(words) - SHARED_WORDS + 1):
                gram = tuple(words[at : at + SHARED_WORDS])
                if gram in grams:
                    yield grams[gram], " ".join(gram)


def _report(items: list[Item]) -> None:
    types: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for label in (label for item in items for label in item.labels):
        types[label.type] += 1
        if label.type != NO_EVENT:
            modes[f"{label.type}.{label.mode or '-'}"] += 1
            statuses[label.status] += 1
    empty = sum(all(label.type == NO_EVENT for label in item.labels) for item in items)
    print(f"{len(items)} items, {empty} without an event, {sum(types.values())} labels")
    print("types:", ", ".join(f"{name} {count}" for name, count in types.most_common()))
    print("status:", ", ".join(f"{name} {count}" for name, count in statuses.most_common()))
    print("modes:", ", ".join(f"{name} {count}" for name, count in sorted(modes.items())))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
