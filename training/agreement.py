"""How far a blind second reading of the corpus agrees with the first, by type.

usage: python -m training.agreement

A reading (``corpus/second/*.txt``) has the place of an item ("a_03:120") on a line and below it a line an event:
"trigger = TYPE.mode actors>recipients status by=x". Two events are the same where their triggers overlap and the types
are equal; status, actors and recipients are compared on those.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tidings.ontology import load_ontology
from training.check import PARTS
from training.notation import NO_EVENT, STATUSES, Item, read_part

SECOND = PARTS.parent / "second"
_EVENT = re.compile(r"(?P<trigger>.+?) = (?P<type>[A-Z]+)(?:\.(?P<mode>[a-z-]+))?(?P<rest>.*)")


@dataclass(frozen=True)
class Event:
    """An event as either reader has it; spans are characters of the bare sentence."""

    start: int
    end: int
    type: str
    status: str
    actors: frozenset[str]
    recipients: frozenset[str]


def first_reading(item: Item) -> list[Event]:
    """The events of the corpus."""
    return [
        Event(label.start, label.end, label.type, label.status, frozenset(label.actors), frozenset(label.recipients))
        for label in item.labels
        if label.type != NO_EVENT
    ]


def second_reading(lines: list[str], item: Item) -> Iterator[Event]:
    """The events of the blind reading; one whose trigger is not in the sentence is no match for any."""
    for line in lines:
        found = _EVENT.fullmatch(line.strip())
        if found is None:
            continue
        start = item.text.find(found["trigger"].strip("'\""))
        words = found["rest"].split()
        who = next((word for word in words if word not in STATUSES and not word.startswith(("by=", "#"))), "")
        actors, _, recipients = who.strip("-").partition(">")
        status = next((word for word in words if word in STATUSES), "occurred")
        end = start + len(found["trigger"]) if start >= 0 else -1
        yield Event(start, end, found["type"], status, _letters(actors), _letters(recipients))


def _letters(text: str) -> frozenset[str]:
    return frozenset(letter for letter in text.split(",") if letter)


def readings() -> dict[str, list[str]]:
    """Lines of the second reading by the place of the item."""
    found: dict[str, list[str]] = {}
    place = ""
    for path in sorted(SECOND.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if re.fullmatch(r"[a-z]_\d\d:\d+", line.strip()):
                place = line.strip()
                found[place] = []
            elif line.strip() and place:
                found[place].append(line)
    return found


def main() -> int:
    """Print agreement."""
    ontology = load_ontology("plover")
    items = {f"{i.part}:{i.line}": i for path in sorted(PARTS.glob("*.txt")) for i in read_part(path, ontology)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    same = status = who = read = 0
    for place, lines in readings().items():
        if place not in items:
            continue
        read += 1
        one, two = first_reading(items[place]), list(second_reading(lines, items[place]))
        left = list(two)
        for event in one:
            match = next((other for other in left if _same(event, other)), None)
            counts[event.type][0 if match else 1] += 1
            if match:
                left.remove(match)
                same += 1
                status += match.status == event.status
                who += (match.actors, match.recipients) == (event.actors, event.recipients)
        for event in left:
            counts[event.type][2] += 1
    total = [sum(row[at] for row in counts.values()) for at in range(3)]
    print(f"{read} items read twice; events F1 {_f1(*total):.2f}; of {same} shared: ", end="")
    print(f"status {status / same:.2f}, who-whom {who / same:.2f}")
    for name, row in sorted(counts.items(), key=lambda pair: -sum(pair[1])):
        print(f"{name:10} both {row[0]:3}, first only {row[1]:3}, second only {row[2]:3}, F1 {_f1(*row):.2f}")
    return 0


def _same(one: Event, two: Event) -> bool:
    return one.type == two.type and one.start < two.end and two.start < one.end


def _f1(both: int, first: int, second: int) -> float:
    return 2 * both / max(1, 2 * both + first + second)


if __name__ == "__main__":
    sys.exit(main())
