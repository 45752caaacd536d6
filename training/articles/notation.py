"""The notation of whole articles: text with tags, then a line for each thing marked.

    # Comments stand before the first article of a file.
    @ 2014-03-21 | wire | Title without tags
    <s1>Kyiv</s1> <c1>said</c1> <t1>on Thursday</t1> that <q1>Russian troops had <e1>shelled</e1> <p1>Kharkiv</p1></q1>.
    <q2>"They came at night,"</q2> <s2>a farmer</s2> <c2>said</c2>. <q3>"We ran into the cellar."</q3>
    ==
    q1 indirect speaker=UKR.GOV
    q2 direct speaker=UKR.CVL
    q3 direct speaker=q2
    e1 ASSAULT.heavy-weapons RUS.MIL>UKR.CVL occurred by=q1 date=2014-03-20 place=p1
    t1 DATE 2014-03-20
    p1 Kharkiv, UKR

Each text line is a paragraph. Tags nest and never cross. ``s`` speaker, ``c`` cue and ``q`` content of an attribution;
``e`` a trigger (a second tag of one number is a later mention of the event); ``t`` a time expression; ``p`` a place
name. Cue and content may come in pieces; an attribution inside the content of another is a chained source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from tidings.ontology import Ontology
from training.articles.labels import Attribution, EventLabel, LabelledArticle, Piece, PlaceLabel, TimeLabel
from training.notation import NO_EVENT, SECTORS, STATUSES, Actor, NotationError, check_type

_T = TypeVar("_T")

KINDS = ("direct", "indirect", "mixed")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
_HEAD = re.compile(r"@ (?P<date>\d{4}-\d\d-\d\d) \| (?P<style>[a-z-]+) \| (?P<title>[^|<>]+)")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[scqetp][1-9]\d?)>")
_QUOTE = re.compile(r"q\d+ (?P<kind>[a-z]+) speaker=(?P<speaker>\S+)")
_EVENT = re.compile(r"e\d+ (?P<type>[A-Z]+)(?:\.(?P<mode>[a-z-]+))?(?P<rest>(?: \S+)*)")
_TIME = re.compile(r"t\d+ (?P<type>[A-Z]+) (?P<value>\S+)")
_PLACE = re.compile(r"p\d+ (?P<name>-|[^,]+)(?:, (?P<country>[A-Z]{3}|-))?")
_ACTOR = re.compile(r"(?P<code>[A-Z]{3})?(?:\.(?P<sectors>[A-Z]{3}(?:\+[A-Z]{3})*))?")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MARKS = re.compile("[\"“”„«»]|''|``|(?<!\\w)[‘']|[’'](?!\\w)")


def read_articles(path: Path, ontology: Ontology) -> list[LabelledArticle]:
    """All articles of one file.

    Raises:
        NotationError: at the first line that breaks the notation or names what the ontology has not.
    """
    return list(parse(path.read_text("utf-8"), path.name, ontology))


def parse(source: str, part: str, ontology: Ontology) -> Iterator[LabelledArticle]:
    """Articles of a file's text, in order."""
    lines = source.splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith("@")]
    strays = [
        at for at, line in enumerate(lines[: starts[0] if starts else None]) if line.strip() and line[0] not in "#@"
    ]
    if strays or not starts:
        raise NotationError(f"{part}, line {strays[0] + 1 if strays else 1}: a file starts with comments or an article")
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _Reader(part, ontology).article(start + 1, lines[start:stop])


class _Reader:
    """Reads one article; every error says its line."""

    def __init__(self, part: str, ontology: Ontology) -> None:
        self._part, self._ontology = part, ontology
        self._text = ""
        self._pieces: dict[str, list[Piece]] = {}
        self._quotes: dict[int, Attribution] = {}
        self._events: dict[int, EventLabel] = {}
        self._times: dict[int, TimeLabel] = {}
        self._places: dict[int, PlaceLabel] = {}

    def article(self, first: int, lines: list[str]) -> LabelledArticle:
        """Read the lines of one article; ``first`` is the number of its "@" line in the file."""
        head = _HEAD.fullmatch(lines[0].rstrip())
        if head is None:
            raise self._error(first, "an article starts with '@ YYYY-MM-DD | style | title'", lines[0])
        cut = next((at for at, line in enumerate(lines) if line.strip() == "=="), None)
        if cut is None:
            raise self._error(first, "no line '==' after the text", lines[0])
        for at, line in enumerate(lines[1:cut], start=first + 1):
            self._guarded(self._paragraph, at, line)
        listed = list(enumerate(lines[cut + 1 :], start=first + cut + 1))
        listed = [(at, line.rstrip()) for at, line in listed if line.strip()]
        # Attributions before events, which name them; places likewise.
        for kind, read in (("q", self._quote), ("p", self._place), ("t", self._time), ("e", self._event)):
            for at, line in listed:
                if line[0] == kind:
                    self._guarded(read, at, line)
        for at, line in listed:
            if line[0] not in "qpte":
                raise self._error(at, "a line after '==' starts with the name of a tag (q1, e1, t1, p1)", line)
        self._check_complete(first + cut)
        published = self._day(first, head["date"])
        return LabelledArticle(
            self._part, first, published, head["style"], head["title"].strip(), self._text, _by_number(self._quotes),
            _by_number(self._events), _by_number(self._times), _by_number(self._places),
        )  # fmt: skip

    def _error(self, line: int, says: str, words: str = "") -> NotationError:
        return NotationError(f"{self._part}, line {line}: {says}: {words[:100]}".removesuffix(": "))

    def _guarded(self, read: Callable[[str], None], at: int, line: str) -> None:
        try:
            read(line)
        except ValueError as error:
            raise self._error(at, str(error), line) from None

    def _day(self, line: int, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self._error(line, str(error), value) from None

    def _paragraph(self, line: str) -> None:
        if not line.strip():
            return
        if self._text:
            self._text += "\n\n"
        place, opened = 0, list[tuple[str, int]]()
        line = line.strip()
        for tag in _TAG.finditer(line):
            self._text += line[place : tag.start()]
            place = tag.end()
            if not tag["close"]:
                opened.append((tag["name"], len(self._text)))
                continue
            if not opened or opened[-1][0] != tag["name"]:
                raise NotationError(f"{tag[0]} closes what is not open last ({[name for name, _ in opened]})")
            name, start = opened.pop()
            if start == len(self._text) or self._text[start].isspace() or self._text[-1].isspace():
                raise NotationError(f"<{name}> holds nothing, or a space at its border")
            self._pieces.setdefault(name, []).append(Piece(start, len(self._text)))
        self._text += line[place:]
        if opened:
            raise NotationError(f"<{opened[-1][0]}> is not closed in its paragraph")
        if re.search(r"[<>{}|]", self._text):
            raise NotationError("a broken tag; <, >, braces and bars belong to the notation")

    def _take(self, line: str, known: Mapping[int, object]) -> tuple[int, list[Piece]]:
        name = line.split(" ", 1)[0]
        if name not in self._pieces:
            raise NotationError(f"no tag <{name}> in the text")
        if int(name[1:]) in known:
            raise NotationError(f"{name} has two lines")
        return int(name[1:]), self._pieces[name]

    def _quote(self, line: str) -> None:
        number, content = self._take(line, self._quotes)
        match = _QUOTE.fullmatch(line)
        if match is None or match["kind"] not in KINDS:
            raise NotationError(f"an attribution is 'q1 {'|'.join(KINDS)} speaker=CODE.SECTOR|qN|-'")
        speakers, cue = self._pieces.get(f"s{number}", []), self._pieces.get(f"c{number}", [])
        if len(speakers) > 1 or not (speakers or cue):
            raise NotationError(f"attribution {number} has one speaker <s{number}>, or at least a cue <c{number}>")
        # Anywhere in the paragraph: a quotation inside another has no marks of its own.
        marked = any(_MARKS.search(self._text, self._text.rfind("\n", 0, piece.start) + 1) for piece in content)
        if match["kind"] != "indirect" and not marked:
            raise NotationError(f"{match['kind']} speech has words in quotation marks, which belong to its content")
        who = match["speaker"]
        if re.fullmatch(r"q\d+", who):
            if int(who[1:]) not in self._quotes:
                raise NotationError(f"speaker={who} points at an attribution of an earlier line")
            actors = self._quotes[int(who[1:])].actors
        else:
            actors = _actors(who)
        speaker = speakers[0] if speakers else None
        self._quotes[number] = Attribution(number, match["kind"], speaker, tuple(cue), tuple(content), actors)

    def _event(self, line: str) -> None:
        number, (trigger, *also) = self._take(line, self._events)
        match = _EVENT.fullmatch(line)
        if match is None:
            raise NotationError("an event is 'e1 TYPE.mode ACTORS>RECIPIENTS status by=q1 date=2014-03 place=p2'")
        check_type(match["type"], match["mode"], self._ontology)
        words = match["rest"].split()
        if match["type"] == NO_EVENT:
            if words:
                raise NotationError("NONE stands alone")
            self._events[number] = EventLabel(number, trigger, tuple(also), NO_EVENT)
            return
        if len(words) < 2 or words[1] not in STATUSES:
            raise NotationError(f"after the type stand ACTORS>RECIPIENTS and a status ({', '.join(STATUSES)})")
        options = dict(word.partition("=")[::2] for word in words[2:])
        if set(options) - {"by", "date", "place"} or len(options) < len(words) - 2:
            raise NotationError("after the status stand by=, date= and place=, once each")
        actors, _, recipients = words[0].partition(">")
        self._events[number] = EventLabel(
            number, trigger, tuple(also), match["type"], match["mode"], _actors(actors or "-"),
            _actors(recipients or "-"), words[1], self._said_by(options.get("by", "-"), trigger),
            _date(options.get("date", "-")), self._place_of(options.get("place", "-")),
        )  # fmt: skip

    def _said_by(self, name: str, trigger: Piece) -> int | None:
        if name == "-":
            return None
        quote = self._quotes.get(int(name[1:])) if re.fullmatch(r"q\d+", name) else None
        if quote is None:
            raise NotationError(f"by={name} names no attribution")
        if not any(piece.holds(trigger) for piece in quote.content):
            raise NotationError(f"the trigger does not lie in the content of {name}")
        return quote.number

    def _place_of(self, name: str) -> int | None:
        if name == "-":
            return None
        if not re.fullmatch(r"p\d+", name) or int(name[1:]) not in self._places:
            raise NotationError(f"place={name} names no place")
        return int(name[1:])

    def _time(self, line: str) -> None:
        number, pieces = self._take(line, self._times)
        match = _TIME.fullmatch(line)
        if match is None or match["type"] not in TIME_TYPES or len(pieces) > 1:
            raise NotationError(f"a time is one tag and a line 't1 {'|'.join(TIME_TYPES)} VALUE'")
        value = None if match["value"] == "-" else match["value"]
        self._times[number] = TimeLabel(number, pieces[0], match["type"], value)

    def _place(self, line: str) -> None:
        number, pieces = self._take(line, self._places)
        match = _PLACE.fullmatch(line)
        if match is None or len(pieces) > 1:
            raise NotationError("a place is one tag and a line 'p1 Kharkiv, UKR' or 'p1 -'")
        name = None if match["name"] == "-" else match["name"].strip()
        country = None if match["country"] in {None, "-"} else match["country"]
        self._places[number] = PlaceLabel(number, pieces[0], name, country)

    def _check_complete(self, line: int) -> None:
        lined = {
            f"{kind}{number}"
            for kind, known in (("q", self._quotes), ("e", self._events), ("t", self._times), ("p", self._places))
            for number in known
        }
        missing = {name for name in self._pieces if name[0] in "qetp"} - lined
        lonely = {name for name in self._pieces if name[0] in "sc" and int(name[1:]) not in self._quotes}
        if missing or lonely:
            raise self._error(line, f"tags without a line or a content: {sorted(missing | lonely)}")


def _by_number(known: Mapping[int, _T]) -> tuple[_T, ...]:
    return tuple(known[number] for number in sorted(known))


def _actors(written: str) -> tuple[Actor, ...]:
    if written == "-":
        return ()
    found = []
    for word in written.split(","):
        match = _ACTOR.fullmatch(word)
        if match is None or not word:
            raise NotationError(f"an actor is CODE, CODE.SECTOR+SECTOR or .SECTOR, not {word!r}")
        sectors = tuple((match["sectors"] or "").split("+")) if match["sectors"] else ()
        if set(sectors) - SECTORS:
            raise NotationError(f"no such sector: {sorted(set(sectors) - SECTORS)}")
        found.append(Actor(match["code"], sectors))
    return tuple(found)


def _date(written: str) -> str | None:
    if written == "-":
        return None
    parts = written.split("/")
    if len(parts) > 2 or not all(_DATE.fullmatch(part) for part in parts):
        raise NotationError(f"a date is YYYY-MM-DD, YYYY-MM, YYYY, or two of them with a slash, not {written!r}")
    for part in parts:
        date.fromisoformat(part + "2000-01-01"[len(part) :])
    return written
