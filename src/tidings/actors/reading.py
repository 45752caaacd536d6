"""What the stage knows of one Doc before it decides: hits on their tokens, phrases, places, countries around."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from tidings.actors.scan import Hit, scan
from tidings.knowledge import Knowledge, Name, Role
from tidings.knowledge.names import PEOPLE_KINDS
from tidings.parse.syntax import phrase_of
from tidings.parse.tokens import token_at
from tidings.records import Span

MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "det"})
NOUNS = frozenset({"NOUN", "PROPN"})
PLACE_WORDS = frozenset({"in", "from", "at", "inside", "within", "across", "throughout", "around", "near", "outside"})
_NOMINAL = NOUNS | {"ADJ", "X"}
_ADVERBIAL = frozenset({"former", "elect"})
# Kinds of names in which the name of a country is no actor ("Washington Post", "Bank of China").
_PROPER = frozenset({"ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_LONGER = frozenset({"ORG", "GPE", "LOC"})
_DEPTH = 8
_FULL = 30  # hits that a noun phrase can make sense of; more are a list or no text
_INITIALS = 3  # letters that are more likely initials than a name in capitals
_LONGEST_PHRASE = 120
# A country is that of the whole article when it has this share of all country names, or is the only one.
_DOMINANT_SHARE = 0.6


class Reading:
    """One Doc with its hits laid on its tokens.

    Attributes:
        cover: token index to the hit that covers it.
        roots: token index of a hit's governing token to the hit.
        groups: head of a noun phrase (token index) to the hits in it, left to right.
        sentence: token index to the number of its sentence.
    """

    def __init__(self, doc: Doc, knowledge: Knowledge, on: dt.date | None) -> None:
        """Scan the text and lay the hits on the tokens."""
        self.doc, self.knowledge, self.on = doc, knowledge, on
        self.text = doc.text  # spaCy builds it anew at every call
        self.cover: dict[int, Hit] = {}
        self.roots: dict[int, Hit] = {}
        self.groups: dict[int, list[Hit]] = defaultdict(list)
        self.bounds: dict[int, tuple[int, int]] = {}
        self._places: dict[int, str] = {}  # token to the country of the place there, by the places stage
        self._lengths: dict[int, int] = {}  # and the length of that place's name
        self._provinces: set[int] = set()
        self._lay_places()
        self._starts = [sent.start for sent in doc.sents] if len(doc) else []
        for hit in scan(self.text, knowledge):
            self._lay(hit)
        self.order = self._countries()

    def sentence(self, index: int) -> int:
        """Number of the sentence of a token."""
        return bisect_right(self._starts, index)

    def _lay_places(self) -> None:
        for place in self.doc._.tidings_places:
            first, last = token_at(self.doc, place.start), token_at(self.doc, max(place.start, place.end - 1))
            if place.country is None or first is None or last is None:
                continue
            for index in range(first.i, last.i + 1):
                self._places[index], self._lengths[index] = place.country, place.end - place.start
                if place.kind == "province":
                    self._provinces.add(index)

    def _lay(self, hit: Hit) -> None:
        first, last = token_at(self.doc, hit.start), token_at(self.doc, hit.end - 1)
        if first is None or last is None or (hit.meaning and self._other_thing(hit, first, last)):
            return
        root = _root(self.doc, first.i, last.i)
        if hit.role and self._no_role(hit.role, first, root):
            return
        for index in range(first.i, last.i + 1):
            self.cover[index] = hit
        self.roots[root.i] = hit
        self.bounds[root.i] = (first.i, last.i + 1)
        # "JERUSALEM - Hamas gunmen attacked": where it was written says nothing of who acts.
        group = self.groups[root.i if self.is_dateline(root) else carrier(root).i]
        if len(group) < _FULL:
            group.append(hit)

    def _no_role(self, role: Role, first: Token, root: Token) -> bool:
        """A verb ("to police"), or a surname that is also a role ("Larry King")."""
        if role.kind in _ADVERBIAL:
            return False
        if root.pos_ not in _NOMINAL:
            return True
        return root.ent_type_ == "PERSON" and first.is_title and self._given_name_before(first)

    def _other_thing(self, hit: Hit, first: Token, last: Token) -> bool:
        """Whether the words name something else than a table says: a person called Jordan, the state of Georgia."""
        names = hit.meaning.names if hit.meaning else ()
        if all(name.kind == "surname" for name in names):
            return self._given_name_before(first) or self._surname_after(last)
        if self._within_person(first, last, names):
            return True
        if self._within_place(hit, first, names) or self._within_longer_name(first, names):
            return True
        if not any(name.ambiguous for name in names):
            return False
        if first.ent_type_ == "PERSON" or self._given_name_before(first) or self._surname_after(last):
            return True
        country = self._places.get(first.i)
        return country is not None and country not in {name.code for name in names}

    def _within_person(self, first: Token, last: Token, names: Sequence[Name]) -> bool:
        """A place as part of a person's name ("Paris Hilton", "Israel Smith")."""
        if first.ent_type_ != "PERSON" or any(name.person or name.kind in PEOPLE_KINDS for name in names):
            return False
        follows = last.i + 1 < len(self.doc) and self.doc[last.i + 1].ent_iob_ == "I"
        return (first.ent_iob_ == "I" and first.i - 1 not in self.cover) or follows

    def _within_longer_name(self, first: Token, names: Sequence[Name]) -> bool:
        """Only the end of another name ("New South Wales", "the European Centre for Law and Justice")."""
        if first.ent_iob_ != "I" or first.ent_type_ not in _LONGER or all(name.person for name in names):
            return False
        if first.ent_type_ == "ORG" and not all(name.kind == "organisation" for name in names):
            return False  # the country in the name of a body says whose it is
        before, directions = self.doc[first.i - 1], self.knowledge.words.get("direction", ())
        while before.i and before.lower_ in directions and before.ent_iob_ == "I":
            before = self.doc[before.i - 1]
        same = before.ent_type_ == first.ent_type_ and before.lower_ not in directions
        return same and before.i not in self.cover and before.pos_ in {"PROPN", "ADP", "CCONJ"}

    def _within_place(self, hit: Hit, first: Token, names: Sequence[Name]) -> bool:
        """Part of the longer name of a place elsewhere ("New South Wales")."""
        country, length = self._places.get(first.i), self._lengths.get(first.i, 0)
        return country is not None and length > hit.end - hit.start and country not in {name.code for name in names}

    def _given_name_before(self, token: Token) -> bool:
        """Another name belongs to this one ("Melania Trump"), which no title or country accounts for."""
        if not token.i:
            return False
        before = self.doc[token.i - 1]
        if before.pos_ != "PROPN" or before.i in self.cover or not before.is_alpha or before.dep_ != "compound":
            return False
        return before.head.i == token.i or before.head == token.head

    def _surname_after(self, token: Token) -> bool:
        """The name goes on ("Jordan Smith", "Trump Tower")."""
        if token.i + 1 >= len(self.doc) or token.dep_ != "compound":
            return False
        after = self.doc[token.i + 1]
        return after.pos_ == "PROPN" and after.is_title and token.head.pos_ == "PROPN"

    def within_name(self, token: Token) -> bool:
        """Whether the words at a token are only part of another thing's name."""
        first, end = self.bounds.get(token.i, (token.i, token.i + 1))
        if token.ent_type_ not in _PROPER or token.pos_ == "ADJ":
            return False
        starts_before = self.doc[first].ent_iob_ == "I"
        goes_on = end < len(self.doc) and self.doc[end].ent_iob_ == "I" and self.doc[end].tag_ != "POS"
        return starts_before or goes_on

    def names(self, index: int) -> Iterator[Name]:
        """The unblocked names in the noun phrase of a head, nearest to the head first."""
        for hit in reversed(self.groups.get(index, ())):
            if hit.meaning and not hit.blocked and (name := hit.meaning.on(self.on, self.order)):
                yield name

    def province_at(self, token: Token) -> str | None:
        """Country of the state or province that a token names."""
        return self._places[token.i] if token.i in self._provinces and token.i not in self.cover else None

    def place_at(self, token: Token) -> str | None:
        """Country of the place that the places stage found at a token."""
        return self._places.get(token.i)

    def is_dateline(self, token: Token) -> bool:
        """Whether a name in capitals opens the report ("NAIROBI (Reuters) -"): where it was written, not who acts."""
        first, end = self.bounds.get(token.i, (token.i, token.i + 1))
        if len(token) <= _INITIALS or not token.is_upper or end >= len(self.doc):
            return False
        return (first == 0 or self.doc[first - 1].is_space) and self.doc[end].is_punct

    def country_at(self, token: Token, depth: int = 2) -> str | None:
        """Code of the country that a noun phrase names or lies in."""
        for name in self.names(token.i):
            if name.code:
                return name.code
        if code := self._places.get(token.i):
            return code
        if not depth:
            return None
        for child in token.children:
            if child.dep_ in {"poss", "compound", "nmod", "appos"}:
                found = self.country_at(child, depth - 1)
            elif child.dep_ == "prep" and child.lower_ in {"of", "in"}:
                found = next((code for below in child.children if (code := self.country_at(below, depth - 1))), None)
            else:
                continue
            if found:
                return found
        return None

    def phrase(self, head: Token) -> tuple[int, int]:
        """Token bounds of the noun phrase; of a monstrous one only the known name."""
        own = self.bounds.get(head.i, (head.i, head.i + 1))
        if head.right_edge.i - head.left_edge.i > _LONGEST_PHRASE:
            return own
        start, end = phrase_of(head)
        joined = next((child.left_edge.i for child in head.rights if self._ends_phrase(head, child)), end)
        start, end = min(start, own[0]), max(min(end, joined), own[1])
        if head.pos_ == "PROPN":  # "the Center for Law and Justice"
            while end < len(self.doc) and self.doc[end].ent_iob_ == "I" and self.doc[end].ent_type_ == "ORG":
                end += 1
        while end - start > 1 and self.doc[start].is_space:
            start += 1
        while end - start > 1 and (self.doc[end - 1].tag_ == "POS" or self.doc[end - 1].is_space):
            end -= 1
        return start, end

    @staticmethod
    def _ends_phrase(head: Token, child: Token) -> bool:
        """Whether a noun phrase ends before a word right of its head: "and", "on Tuesday"; after a name, nearly all."""
        if child.dep_ in {"cc", "conj"} or child.lower_ in {"by", "as", "like", "than"}:
            return True
        if child.dep_ not in {"prep", "agent"}:
            return False
        below = next((each for each in child.children if each.dep_ == "pobj"), None)
        if below is None or below.ent_type_ in {"DATE", "TIME"}:
            return True
        return head.pos_ == "PROPN" and not (child.lower_ in {"of", "for"} and below.pos_ == "PROPN")

    def span(self, head: Token) -> Span:
        """The noun phrase as a record, without a dateline before it."""
        start, end = self.phrase(head)
        opens = self.doc[start]
        if start != head.i and opens.i in self.bounds and self.is_dateline(opens):
            rest = self.bounds[opens.i][1]
            while rest < head.i and not (self.doc[rest].is_alpha or self.doc[rest].is_digit):
                rest += 1
            start = rest
        return self._record(start, end)

    def own_span(self, head: Token) -> Span:
        """Only the known name at a token; of a role also the known words before it ("US intelligence")."""
        start, end = self.bounds.get(head.i, (head.i, head.i + 1))
        if (hit := self.roots.get(head.i)) is not None and hit.role:
            while (
                start and (before := self.cover.get(start - 1)) is not None and before in self.groups[carrier(head).i]
            ):
                start -= 1
        return self._record(start, end)

    def _record(self, start: int, end: int) -> Span:
        first, last = self.doc[start], self.doc[end - 1]
        stop = last.idx + len(last)
        return Span(start=first.idx, end=stop, text=self.text[first.idx : stop])

    def _countries(self) -> list[str]:
        """Codes named in the Doc, the most frequent first."""
        self.counted: Counter[str] = Counter()
        self.first_named: dict[str, int] = {}
        for index in sorted(self.roots):
            hit = self.roots[index]
            name = hit.meaning.on(self.on) if hit.meaning and not hit.blocked else None
            if name and name.code and name.code in self.knowledge.countries:
                self.counted[name.code] += 1
                known = self.first_named.get(name.code)
                if known is None or self.is_dateline(self.doc[known]):  # where it was written proves little
                    self.first_named[name.code] = index
        for index, code in self._places.items():
            if index not in self.cover:
                self.counted[code] += 1
                self.first_named.setdefault(code, index)
        return [code for code, _ in self.counted.most_common()]

    @cached_property
    def dominant(self) -> str | None:
        """The country that the whole article is about, if it is clearly one."""
        if not self.order:
            return None
        total = self.counted.total()
        return self.order[0] if self.counted[self.order[0]] / total >= _DOMINANT_SHARE else None


def carrier(token: Token) -> Token:
    """The head of the noun phrase in which a token is a modifier; itself when it is none."""
    for _ in range(_DEPTH):
        if token.dep_ in MODIFIERS or (token.dep_ == "conj" and token.head.dep_ in MODIFIERS):
            token = token.head
        else:
            break
    return token


def _root(doc: Doc, first: int, last: int) -> Token:
    """The governing token of a stretch; the last where the parse breaks it."""
    for index in range(last, first - 1, -1):
        if not first <= doc[index].head.i <= last or doc[index].head.i == index:
            return doc[index]
    return doc[last]
