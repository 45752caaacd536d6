"""The inline notation of the corpus: people write, read and correct it, and a machine guesses nothing.

A part is a text file. Lines "# key: value" at its top say what it is (region, decade, register, writer). Items follow,
one blank line between them. An item is a sentence (or a short article in one line) and the lines of its events:

    2014-03-21 | [a:RUS.GOV Vladimir Putin] [1 met] [b:UKR.PRE Crimea's leaders] and [2 warned] [c:USA.GOV Washington].
    1 CONSULT a,b #diplomatic #territory
    2 THREATEN.restrict a>c

"[a:CODE.SECTOR+SECTOR words]" is a mention of an actor: a letter is one actor in the item, its later mentions are
"[a words]". CODE may be empty (":.CVL" a nobody of no known country); ".SECTOR" may be left out. "[1 words]" is a
trigger, the digit is its number. Marks do not nest. An event line is: number, TYPE or TYPE.mode or NONE (a near miss:
such words, no event), "actors>recipients" (letters with commas; "a,b" when there is no recipient, ">b" when there is
no actor, "-" for neither), then in any order a status (occurred when absent), "by=c" (whose word it is, when the
sentence does not assert it) and #contexts. A sentence without event lines reports no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tidings.ontology import Ontology

STATUSES = ("occurred", "ongoing", "planned", "possible", "denied")
ABOVE_STATES = ("UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG")
SECTORS = frozenset(
    [
        "GOV",
        "LEG",
        "JUD",
        "MIL",
        "COP",
        "SPY",
        "PRM",
        "REB",
        "UAF",
        "PTY",
        "OPP",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "REL",
        "SOC",
        "PRE",
    ]
)
NO_EVENT = "NONE"

_MARK = re.compile(
    r"\[(?:(?P<letter>[a-z])(?::(?P<code>[A-Z]{3})?(?:\.(?P<sectors>[A-Z]{3}(?:\+[A-Z]{3})*))?)?|(?P<number>[1-9]\d?)) "
)
_LINE = re.compile(
    r"(?P<number>[1-9]\d?) (?P<type>[A-Z]+)(?:\.(?P<mode>[a-z-]+))?"
    r"(?: (?P<who>-|[a-z,]*(?:>[a-z,]+)?))?(?P<rest>( \S+)*)"
)
_HEAD = re.compile(r"(?P<date>\d{4}-\d\d-\d\d) \| (?P<text>.+)")


class NotationError(ValueError):
    """A line that breaks the notation: says file, line and what is wrong."""


@dataclass(frozen=True)
class Mention:
    """Words that name an actor. ``start`` and ``end`` count code points of the bare text."""

    letter: str
    start: int
    end: int


@dataclass(frozen=True)
class Actor:
    """Who a letter is, at the item's date."""

    code: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """One event line. ``type`` is NONE where the words are no event."""

    number: int
    start: int
    end: int
    type: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: str = "occurred"
    said_by: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A sentence with its labels."""

    part: str
    line: int
    published: date
    text: str
    actors: dict[str, Actor]
    mentions: tuple[Mention, ...]
    labels: tuple[Label, ...]


@dataclass
class _Marks:
    text: str = ""
    actors: dict[str, Actor] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    triggers: dict[int, tuple[int, int]] = field(default_factory=dict)


def read_part(path: Path, ontology: Ontology) -> list[Item]:
    """All items of one part.

    Raises:
        NotationError: at the first line that breaks the notation or names what the ontology has not.
    """
    return list(parse(path.read_text("utf-8"), path.stem, ontology))


def parse(source: str, part: str, ontology: Ontology) -> Iterator[Item]:
    """Items of a part's text, in order."""
    for number, lines in _blocks(source):
        try:
            yield _item(lines, part, number, ontology)
        except (NotationError, ValueError) as error:
            raise NotationError(f"{part}, line {number}: {error}: {lines[0][:80]}") from None


def _blocks(source: str) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    start = 0
    for number, line in enumerate([*source.splitlines(), ""], start=1):
        if line.startswith("#") and not block:
            continue
        if line.strip():
            start = start if block else number
            block.append(line.rstrip())
        elif block:
            yield start, block
            block = []


def _item(lines: list[str], part: str, number: int, ontology: Ontology) -> Item:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise NotationError("an item starts with 'YYYY-MM-DD | text'")
    marks = _marks(head["text"])
    labels = tuple(_label(line, marks, ontology) for line in lines[1:])
    unlabelled = set(marks.triggers) - {label.number for label in labels}
    if unlabelled or len(labels) != len(marks.triggers):
        raise NotationError(f"each trigger needs one line, and each line a trigger: {sorted(unlabelled)}")
    published = date.fromisoformat(head["date"])
    return Item(part, number, published, marks.text, marks.actors, tuple(marks.mentions), labels)


def _marks(source: str) -> _Marks:
    found = _Marks()
    place = 0
    for match in _MARK.finditer(source):
        end = source.find("]", match.end())
        if match.start() < place or end < 0:
            raise NotationError("marks do not nest, and each is closed")
        found.text += source[place : match.start()]
        start = len(found.text)
        found.text += source[match.end() : end]
        place = end + 1
        if match["number"]:
            if int(match["number"]) in found.triggers:
                raise NotationError(f"trigger {match['number']} is marked twice")
            found.triggers[int(match["number"])] = (start, len(found.text))
        else:
            _name(found, match, start)
    found.text += source[place:]
    if re.search(r"[\[\]{}|]", found.text):
        raise NotationError("brackets, braces and bars belong to the notation")
    return found


def _name(found: _Marks, match: re.Match[str], start: int) -> None:
    letter = match["letter"]
    described = match["code"] or match["sectors"]
    if ":" in match[0]:
        sectors = tuple((match["sectors"] or "").split("+")) if match["sectors"] else ()
        unknown = set(sectors) - SECTORS
        if unknown:
            raise NotationError(f"no such sector: {sorted(unknown)}")
        if described and letter in found.actors:
            raise NotationError(f"actor {letter} is described twice")
        found.actors[letter] = Actor(match["code"], sectors)
    elif letter not in found.actors:
        raise NotationError(f"actor {letter} is not described at its first mention")
    found.mentions.append(Mention(letter, start, len(found.text)))


def _label(line: str, marks: _Marks, ontology: Ontology) -> Label:
    match = _LINE.fullmatch(line)
    if match is None or int(match["number"]) not in marks.triggers:
        raise NotationError(f"not an event line, or no such trigger: {line!r}")
    check_type(match["type"], match["mode"], ontology)
    actors, _, recipients = (match["who"] or "").strip("-").partition(">")
    options = match["rest"].split()
    statuses = [option for option in options if option in STATUSES]
    said_by = [option[3:] for option in options if option.startswith("by=")]
    contexts = [option[1:] for option in options if option.startswith("#")]
    strange = set(options) - set(statuses) - {f"#{name}" for name in contexts} - {f"by={who}" for who in said_by}
    unknown = set(contexts) - set(ontology.contexts)
    if strange or unknown or len(statuses) > 1:
        raise NotationError(f"unknown words {sorted(strange | unknown)} in {line!r}")
    start, end = marks.triggers[int(match["number"])]
    label = Label(
        int(match["number"]), start, end, match["type"], match["mode"],
        _letters(actors), _letters(recipients), statuses[0] if statuses else "occurred",
        _letters(",".join(said_by)), tuple(contexts),
    )  # fmt: skip
    strangers = set(label.actors + label.recipients + label.said_by) - set(marks.actors)
    if strangers:
        raise NotationError(f"no such actor {sorted(strangers)} in {line!r}")
    return label


def check_type(name: str, mode: str | None, ontology: Ontology) -> None:
    """Refuse what the ontology has not.

    Raises:
        NotationError: no such type, or the type has no such mode.
    """
    if name == NO_EVENT:
        return
    if name not in ontology.types:
        raise NotationError(f"no such type: {name}")
    if mode is not None and mode not in ontology.types[name].modes:
        raise NotationError(f"{name} has no mode {mode}; it has {sorted(ontology.types[name].modes)}")


def _letters(text: str) -> tuple[str, ...]:
    return tuple(letter for letter in text.split(",") if letter)
