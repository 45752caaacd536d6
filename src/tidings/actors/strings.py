"""Who an actor string is, by its words alone: no parser, so that lists of names can be coded fast."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tidings.actors.compose import Identity, Parts, compose
from tidings.actors.scan import Hit, scan
from tidings.knowledge import Knowledge, Name, sectors_on
from tidings.knowledge.gazetteer import Gazetteer, load_gazetteer, name_key
from tidings.records import Actor, Identification, KnownWords

# Where a noun phrase falls into pieces when there is no parse.
_CUTS = re.compile(
    r"\s*[,;:()\[\]\"“”]+\s*|\s+[-–—]\s+|\s+(?P<word>(?:based|operating|living|working|loyal|fleeing|ordered out)?\s*"
    r"\b(?:of|in|from|at|inside|within|near|across|throughout|to|for|on|by|with|against|under|who|which|that|whose|and|or))\s+",
    re.IGNORECASE,
)
_OWNER = re.compile(r"['’](?:s\b)?(?=\s|\Z)")
_OF = frozenset({"of", "for", "at", "with", "from"})
_PLACE_WORDS = frozenset({"of", "in", "from", "at", "inside", "within", "near", "across", "throughout"})
_LETTERS = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(r"([^\W\d_]+) \Z")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_CAPITALISED = re.compile(r"[A-Z][^\W\d_]+(?:-[^\W\d_]+)*")
_SHARED = frozenset({"surname", "capital"})
_NEAR = 40
_DETERMINERS = frozenset({"the", "an", "several", "some", "many", "two", "all"})
_LONGEST = 1000
_MANY = 20
_LONGEST_NAME = 6
# Smaller places share their names with people too often.
_BIG = 90_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the string between cuts: the word that cuts it off, and its hits."""

    start: int
    end: int
    word: str
    hits: tuple[Hit, ...]


def identify(text: str, context: str, on: dt.date | None, knowledge: Knowledge) -> Actor | None:
    """Who a mention is on a date; None when nothing is known of it.

    Args:
        text: the mention; no more than its first thousand characters are read.
        context: words around it; its country counts when the mention names none.
        on: the date; None for any.
        knowledge: the tables.
    """
    text = text[:_LONGEST]
    found_in_text = scan(text, knowledge)
    edges = {edge for hit in found_in_text for edge in (hit.start, hit.end)}
    hits = [hit for hit in found_in_text if not _other_person(text, hit, edges)]
    around = countries_in(context, on, knowledge) if context else []
    pieces = list(_pieces(text, hits))
    found = _identity(text, pieces, on, around) if hits else None
    if found is None or found.entry is None:
        found = _otherwise_spelt(text, hits, on, around, knowledge, found) or found
    elif around and found.entry.kind == "surname":
        found = _namesake(found, found.entry, on, around, knowledge) or found
    if found is None or not (found.code or found.sectors or found.name or found.role):
        return None
    code, reason = found.code, None
    if code is None and found.sectors:
        code = _gazetteer_code(text, pieces, hits, knowledge)
    if code is None:
        code = next(_codes(hits, on), None) or (around[0] if len(around) == 1 else None)
        reason = None if code else "two candidates" if around else "no country named"
    capital = found.bare and found.entry is not None and found.entry.kind == "capital"
    return Actor(code=code, sectors=("GOV",) if capital else found.sectors, name=found.name, reason=reason)


def _otherwise_spelt(
    text: str, hits: Sequence[Hit], on: dt.date | None, around: Sequence[str], knowledge: Knowledge,
    found: Identity | None,
) -> Identity | None:  # fmt: skip
    """A person or an acronym of the tables in another spelling ("Moammar Gadhafi", "DfID")."""
    words = [word[0] for word in _CAPITALISED.finditer(text) if _may_be_place(word, hits, knowledge)]
    codes = [found.code] if found is not None and found.code else around
    name = knowledge.variants.find(" ".join(words), on, codes) if 0 < len(words) <= _LONGEST_NAME else None
    if name is not None and (found is None or found.code in {None, name.code}):
        sectors = found.sectors if found is not None else ()
        return Identity(name.code, sectors or sectors_on(name, on), name.name, entry=name)
    if hits or sum(letter.isupper() for letter in text) <= 1:  # "Aid" is no acronym
        return None
    meaning = knowledge.names.get(text.upper())
    own = meaning.on(on, around) if meaning else None
    return Identity(own.code, own.sectors, own.name, entry=own) if own and own.kind == "acronym" else None


def _namesake(
    found: Identity, entry: Name, on: dt.date | None, around: Sequence[str], knowledge: Knowledge
) -> Identity | None:
    """Whoever of that surname is in office in a country around, where the one found is not ("Michel", Seychelles)."""
    if entry.code in around and entry.holds(on):
        return None
    other = knowledge.variants.find(entry.name.split()[-1], on, around)
    if other is None or other.code not in around or not other.holds(on):
        return None
    return Identity(other.code, found.sectors if found.role else sectors_on(other, on), other.name, entry=other)


def explain(text: str, context: str, on: dt.date | None, knowledge: Knowledge) -> Identification:
    """Who a mention is, and each of its words that the tables have with the row read for it on the date.

    Arguments as of ``identify``.
    """
    text = text[:_LONGEST]
    around = countries_in(context, on, knowledge) if context else []
    hits = [hit for hit in scan(text, knowledge) if not hit.blocked]
    words = tuple(_known(text, hit, on, around) for hit in hits)
    return Identification(actor=identify(text, context, on, knowledge), words=words)


def _known(text: str, hit: Hit, on: dt.date | None, around: Sequence[str]) -> KnownWords:
    span = {"start": hit.start, "end": hit.end, "text": text[hit.start : hit.end]}
    name = hit.meaning.on(on, around) if hit.meaning else None
    if hit.meaning is None or name is None:
        role = hit.role
        return KnownWords(**span, kind=role.kind if role else "role", sectors=role.sectors if role else ())
    return KnownWords(
        **span,
        kind=name.office or name.kind,
        code=name.code,
        sectors=sectors_on(name, on),
        name=name.name or None,
        since=None if name.since == dt.date.min else name.since,
        until=None if name.until == dt.date.max else name.until,
        others=len(hit.meaning.names) - 1,
    )


def _gazetteer_code(text: str, pieces: Sequence[Piece], hits: Sequence[Hit], knowledge: Knowledge) -> str | None:
    """Country of a place before a role or after a preposition of place ("Rakhine rebels", "governor of Tyumen").

    Not of words after a title: those are names of persons.
    """
    gazetteer = load_gazetteer(knowledge.source)
    for piece in pieces:
        roles = [hit for hit in piece.hits if hit.role]
        end = piece.end if piece.word in _PLACE_WORDS else roles[-1].start if roles else piece.start
        words = [word for word in _CAPITALISED.finditer(text, piece.start, end) if _may_be_place(word, hits, knowledge)]
        for first in range(min(len(words), _MANY)):
            for last in range(min(len(words), first + 3), first, -1):
                key = name_key(text[words[first].start() : words[last - 1].end()])
                if code := _big_place(gazetteer, key):
                    return code
    return None


def _big_place(gazetteer: Gazetteer, key: str) -> str | None:
    for reference in gazetteer.references(key)[:1]:
        place = gazetteer.place_of(reference)
        if gazetteer.population[place] >= _BIG:
            return gazetteer.code(place)
    return None


def _may_be_place(word: re.Match[str], hits: Sequence[Hit], knowledge: Knowledge) -> bool:
    small = word[0].lower()
    if small in _DETERMINERS or small in knowledge.words.get("direction", ()):
        return False
    return not any(hit.start <= word.start() < hit.end for hit in hits)


def countries_in(text: str, on: dt.date | None, knowledge: Knowledge) -> list[str]:
    """Codes of the countries that a text names, the most frequent first."""
    return [code for code, _ in Counter(_codes(scan(text, knowledge), on)).most_common()]


def _codes(hits: Sequence[Hit], on: dt.date | None) -> Iterator[str]:
    for hit in hits:
        if hit.meaning and not hit.blocked and (name := hit.meaning.on(on)) and name.code:
            yield name.code


def _pieces(text: str, hits: Sequence[Hit]) -> Iterator[Piece]:
    """Cut the string, but never inside a known name."""
    start, word, taken = 0, "", 0
    ends = [(hit.start, hit.end) for hit in hits]
    for cut in [*_CUTS.finditer(text), None]:
        begin, end = (cut.start(), cut.end()) if cut else (len(text), len(text))
        while taken < len(ends) and ends[taken][1] <= begin:
            taken += 1
        if cut and taken < len(ends) and ends[taken][0] < begin:
            continue
        if begin > start:
            inside = tuple(hit for hit in hits[: taken + 1] if start <= hit.start and hit.end <= begin)
            yield Piece(start, begin, word, inside)
        start, word = end, (cut["word"] or "").lower().split()[-1] if cut and cut["word"] else ""


def _identity(text: str, pieces: Sequence[Piece], on: dt.date | None, around: Sequence[str]) -> Identity | None:
    """The first piece that says who it is, with the countries of the pieces that hang on it."""
    weak: Identity | None = None
    for position, piece in enumerate(pieces):
        if not piece.hits:
            continue
        later = pieces[position + 1 :]
        parts = _parts(text, piece)
        parts.owners = [code for other in later[:1] if other.word == "of" for code in _codes(other.hits, on)]
        parts.codes = [code for other in later if other.word in _PLACE_WORDS for code in _codes(other.hits, on)]
        parts.beside = [hit for other in later if not other.word for hit in other.hits]
        parts.below = [hit for other in later[:1] if other.word in _OF for hit in other.hits]
        found = compose(parts, on, around)
        if found is None:
            continue
        if weak is not None and weak.code and found.code is None:
            found = replace(found, code=weak.code)
        if found.sectors or (found.name and not found.bare) or piece.word in _PLACE_WORDS:
            if piece.word in _PLACE_WORDS and not found.sectors:
                return weak or Identity(found.code)
            return found
        weak = weak or found
    if weak is not None:
        return weak
    codes = [code for piece in pieces for code in _codes(piece.hits, on)]
    return Identity(codes[0]) if codes else None


def _parts(text: str, piece: Piece) -> Parts:
    """The parts of one piece: its head is the last hit, unless a name or another noun goes on after it."""
    *before, last = piece.hits
    rest = text[last.end : piece.end]
    if not _LETTERS.search(rest):
        return Parts(last, before)
    if not _OWNER.match(rest) and rest.strip()[:1].isupper():
        return Parts(None, list(piece.hits), named=True)
    roles = [hit for hit in piece.hits if hit.role and hit.role.kind == "role" and hit.role.head and not hit.blocked]
    head = roles[-1] if roles else None
    return Parts(head, [hit for hit in piece.hits if hit is not head])


def _other_person(text: str, hit: Hit, edges: set[int]) -> bool:
    """A known name within a longer one that is somebody else's ("Melania Trump", "Jordan Smith", "Juan Carlos Jobet").

    ``edges`` are where hits start and end: a title, role or country beside it is no name.
    """
    names = hit.meaning.names if hit.meaning else ()
    after = _NEXT_WORD.match(text, hit.end)
    goes_on = bool(after and _nameish(after[1]) and after.start(1) not in edges)
    if names and all(name.kind == "leader" for name in names):
        return goes_on and not any(after and after[1] in name.name.split() for name in names)
    if not names or not all(name.kind in _SHARED or name.ambiguous for name in names):
        return False
    before = _LAST_WORD.search(text[max(0, hit.start - _NEAR) : hit.start])
    if before and _nameish(before[1]) and not {hit.start - 1, hit.start - 2} & edges:
        return True
    return goes_on


def _nameish(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
