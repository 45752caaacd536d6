"""Which words of a Doc name a place: the entity recogniser, checked and completed by the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from tidings.knowledge.gazetteer import ABBREVIATION, ALIAS, CITY, COUNTRY, FEATURE, PROVINCE, REGION, WATER
from tidings.places.lookup import Lookup, Reading
from tidings.places.signs import (
    PLACE_LABELS,
    in_longer_name,
    is_dateline,
    is_name_word,
    is_placed,
    is_whole,
    parts_of_people,
    speaks,
    trimmed,
)

# Inside these a name is part of something else, and not a place by itself.
_CLOSED_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_TIME_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_OPEN_LABELS = frozenset({"", *PLACE_LABELS})
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X"})
# Small words inside names ("Trinidad and Tobago", "Rio de Janeiro").
_LINKS = frozenset({
    "-", "–", "of", "the", "and", "al", "el", "de", "del", "la", "le", "les", "en", "sur", "upon", "da", "do", "dos",
    "di",
})  # fmt: skip
# "According to X", "close to X": people.
_CITED = frozenset({"according", "close", "listening", "listened", "listen", "thanks", "belongs", "belonged"})
_CUTS = frozenset({",", ";", "/"})
_LONGEST = 6  # tokens of a name
_LONGEST_ENTITY = 12
_EXPLAINED = 4  # tokens
_TOWNS = frozenset({
    "town", "city", "village", "port", "suburb", "hamlet", "capital", "island", "district", "province", "area",
    "region", "neighborhood", "neighbourhood", "county",
})  # fmt: skip
_ACRONYM = 5  # letters
_BIG = 5.3  # logarithm of people from which a town is known without "in"
_UNKNOWN, _SMALL, _LARGE, _COUNTRY = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Found:
    """Token bounds of a name and what it can mean; ``mention``: a place name, else only context (a demonym)."""

    start: int
    end: int
    reading: Reading
    mention: bool


class Recogniser:
    """Finds the names of places in Docs."""

    def __init__(self, lookup: Lookup, ordinary: frozenset[str] = frozenset()) -> None:
        """Keep what it needs.

        Args:
            lookup: reads names.
            ordinary: everyday words, lower case ("reading", "nice"), that are small towns only after "in" or the like.
        """
        self.lookup, self.gazetteer = lookup, lookup.gazetteer
        self.ordinary = ordinary | self.gazetteer.lists["common"]

    def run(self, doc: Doc) -> list[Found]:
        """Names ordered by start, none overlapping."""
        return _Pass(self, doc).run()

    def strength(self, reading: Reading) -> int:
        """How well known the name is: a country, a province or big town, any other place, a by-name or nothing."""
        if not reading.candidates or reading.candidates[0].use == ALIAS:
            return _UNKNOWN
        best = reading.candidates[0]
        kind = self.gazetteer.kind[best.place]
        if kind == COUNTRY:
            return _COUNTRY
        if kind in {PROVINCE, REGION, WATER} or (kind == CITY and best.prior >= _BIG):
            return _LARGE
        return _SMALL


class _Pass:
    """One run over one Doc."""

    def __init__(self, recogniser: Recogniser, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text  # spaCy joins the text anew each time it is asked
        self.recogniser, self.lookup, self.gazetteer = recogniser, recogniser.lookup, recogniser.gazetteer
        self.people = parts_of_people(doc)
        self.taken = [False] * len(doc)
        self.named: set[str] = set()  # places that the text names beyond doubt

    def run(self) -> list[Found]:
        found = []
        for entity in self.doc.ents:
            if entity.label_ in PLACE_LABELS:
                for start, end in self._parts(entity):
                    if not any(self.taken[start:end]) and (one := self._entity(start, end)):
                        found.append(one)
                        self.taken[one.start : one.end] = [True] * (one.end - one.start)
        self.named = {self._written(one.start, one.end) for one in found if one.mention}
        found.extend(self._scan())
        return self._joined(sorted(found, key=lambda each: each.start))

    def _written(self, start: int, end: int) -> str:
        last = self.doc[end - 1]
        return self.text[self.doc[start].idx : last.idx + len(last)]

    def _joined(self, found: list[Found]) -> list[Found]:
        """Two names that are one ("Washington, D.C.", "U.S. Virgin Islands") become one."""
        joined: list[Found] = []
        for one in found:
            last = joined[-1] if joined else None
            beside = last and (last.end == one.start or (last.end + 1 == one.start and self.doc[last.end].text == ","))
            if last and last.mention and one.mention and beside:
                whole = self._written(last.start, one.end)
                if self.gazetteer.knows_text(whole):
                    joined[-1] = Found(last.start, one.end, self.lookup.exact(whole), mention=True)
                    continue
            joined.append(one)
        return joined

    # What the entity recogniser calls a place

    def _parts(self, entity: Span) -> Iterator[tuple[int, int]]:
        """The names in an entity: without "the", "'s", lower-case words at its ends; cut at commas and line ends."""
        start = entity.start
        for index in range(entity.start, entity.end + 1):
            if index == entity.end or self.doc[index].text in _CUTS or self.doc[index].is_space:
                bounds = trimmed(self.doc, start, index)
                if bounds and bounds[1] - bounds[0] <= _LONGEST_ENTITY:
                    yield bounds
                start = index + 1

    def _entity(self, start: int, end: int) -> Found | None:
        end = self._with_kind_word(start, end)
        reading = self.lookup.read(self._written(start, end))
        if reading.demonym:
            return Found(start, end, reading, mention=False)
        return Found(start, end, reading, mention=True) if self._believable(start, end, reading) else None

    def _with_kind_word(self, start: int, end: int) -> int:
        """ "Metcalfe" + "County": the word belongs to the name when it is capitalised."""
        if end < len(self.doc) and self.doc[end].text[:1].isupper() and self.lookup.kinds(self.doc[end].lower_):
            return end + 1 if self.gazetteer.knows_text(self._written(start, end + 1)) else end
        return end

    def _believable(self, start: int, end: int, reading: Reading) -> bool:
        """Whether what the recogniser calls a place may be one."""
        last = self.doc[end - 1]
        if last.pos_ not in _NAME_TAGS:
            return False
        if not reading.candidates:
            is_address = last.lower_.rstrip(".") in self.gazetteer.lists["address"]
            return not is_address and self._placed(start, end) and not self._unknown_person(start, end)
        strength = self.recogniser.strength(reading)
        if end - start == 1 and last.text in self.people and strength < _COUNTRY:
            return self._placed(start, end)
        if (strength < _COUNTRY and self._first_name(start, end)) or self._acronym(start, end, reading):
            return False
        if self._abbreviated(start, end, reading) or self._direction(start, end):
            return False
        if strength <= _SMALL and self._ordinary(start, end, reading):
            return self._placed(start, end)
        return strength > _SMALL or self._placed(start, end) or not speaks(self.doc, start, end)

    def _placed(self, start: int, end: int) -> bool:
        return is_placed(self.doc, start, end, self.gazetteer.lists["of"]) or self._explained(end)

    def _explained(self, end: int) -> bool:
        """Whether the words behind say of what kind it is: "Gode, a town in Ethiopia", "the Riverdale area"."""
        doc = self.doc
        if end < len(doc) and doc[end].lower_ in _TOWNS and doc[end].text.islower():
            return True
        if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in {"a", "an", "the"}:
            return False
        for token in doc[end + 2 : end + 2 + _EXPLAINED]:
            if token.pos_ not in {"NOUN", "ADJ", "PROPN"} or token.is_punct:
                return False
            if token.lower_ in _TOWNS:
                return True
        return False

    def _first_name(self, start: int, end: int) -> bool:
        """Whether a person's name follows at once: "Victoria Vivians" cut in two."""
        following = self.doc[end] if end < len(self.doc) else None
        if following is None or end - start > 1 or self.doc[start].text.isupper() or following.text.isupper():
            return False
        return following.ent_type_ == "PERSON" and is_name_word(following)

    def _acronym(self, start: int, end: int, reading: Reading) -> bool:
        """Whether capitals that are also a town stand in running text: "NATO", "OPEC"."""
        word, best = self.doc[start], reading.candidates[0]
        if end - start > 1 or not word.text.isupper() or len(word) > _ACRONYM or best.use in {ABBREVIATION, ALIAS}:
            return False
        return self.gazetteer.kind[best.place] == CITY and not is_dateline(self.doc, start, end)

    def _abbreviated(self, start: int, end: int, reading: Reading) -> bool:
        """Whether it is the postal sign of a state that does not follow a name ("OK", "M.D.")."""
        best = reading.candidates[0]
        if best.use != ABBREVIATION or self.gazetteer.kind[best.place] != PROVINCE or end - start > 1:
            return False
        follows = start > 1 and self.doc[start - 1].text in {",", "("}
        return not follows and len(self.doc[start].text.replace(".", "")) <= 2  # noqa: PLR2004  two letters

    def _ordinary(self, start: int, end: int, reading: Reading) -> bool:
        """Whether a name is also an everyday word ("First", "Federal", "Reading") of a small place."""
        if end - start > 1:
            return False
        word = self.doc[start].lower_
        kind = self.gazetteer.kind[reading.candidates[0].place]
        if word in self.gazetteer.words or word in self.gazetteer.lists["common"]:
            return kind not in {REGION, WATER}
        return word in self.recogniser.ordinary and kind != COUNTRY

    def _in_address(self, end: int) -> bool:
        """Whether a street is named after it: "Seaton Street"."""
        following = self.doc[end] if end < len(self.doc) else None
        if following is None or not following.text[:1].isupper():
            return False
        return following.lower_.rstrip(".") in self.gazetteer.lists["address"]

    def _unknown_person(self, start: int, end: int) -> bool:
        """Whether a name that no table has acts or is cited as people do: "according to Lindenwald"."""
        name = self.doc[start:end].text
        if self.doc[end - 1].dep_ in {"nsubj", "nsubjpass"} or (name.isupper() and len(name) < _ACRONYM):
            return True
        return start > 1 and self.doc[start - 1].lower_ == "to" and self.doc[start - 2].lower_ in _CITED

    def _direction(self, start: int, end: int) -> bool:
        return end - start == 1 and self.doc[start].lower_ in self.gazetteer.lists["direction"]

    # What it missed

    def _scan(self) -> Iterator[Found]:
        index = 0
        while index < len(self.doc):
            token = self.doc[index]
            found = None
            if not self.taken[index] and token.text[:1].isupper() and token.lower_ != "the":
                found = self._longest(index)
            if found:
                yield found
            index = found.end if found else index + 1

    def _longest(self, start: int) -> Found | None:
        for end in range(self._limit(start), start, -1):
            if end > start + 1 and not self.doc[end - 1].text[:1].isupper():
                continue
            reading = self.lookup.exact(self._written(start, end))
            if reading.candidates:
                return self._judged(start, end, reading) or self._called(start)
        return self._called(start)

    def _called(self, start: int) -> Found | None:
        """A name that no table knows, after a word that says what it is: "the village of Robotyne"."""
        if start < 2 or self.doc[start - 1].lower_ != "of" or self.doc[start].pos_ != "PROPN":  # noqa: PLR2004
            return None
        kinds = self.lookup.kinds(self.doc[start - 2].text) if self.doc[start - 2].text.islower() else frozenset()
        if not kinds or FEATURE in kinds or COUNTRY in kinds or self.doc[start].ent_type_ in _TIME_LABELS:
            return None
        end = start + 1
        while end < min(len(self.doc), start + _LONGEST) and self.doc[end].pos_ == "PROPN" and not self.taken[end]:
            end += 1
        reading = self.lookup.read(self._written(start, end))
        return None if reading.demonym else Found(start, end, reading, mention=True)

    def _limit(self, start: int) -> int:
        end = start + 1
        while end < min(len(self.doc), start + _LONGEST) and not self.taken[end]:
            text = self.doc[end].text
            if not (text[:1].isupper() or text in _LINKS):
                break
            end += 1
        return end

    def _judged(self, start: int, end: int, reading: Reading) -> Found | None:
        """Whether a known name is one here."""
        if reading.demonym:
            return Found(start, end, reading, mention=False)
        label = self.doc[start].ent_type_
        if label not in _TIME_LABELS and is_dateline(self.doc, start, end):
            return Found(start, end, reading, mention=True)
        if self.doc[end - 1].pos_ not in _NAME_TAGS or label in _TIME_LABELS:
            return None
        if self._abbreviated(start, end, reading) or self._direction(start, end) or self._in_address(end):
            return None
        if self._acronym(start, end, reading):
            return None
        if self._ordinary(start, end, reading) and not (label in _OPEN_LABELS and self._placed(start, end)):
            return None
        return Found(start, end, reading, mention=True) if self._fits(start, end, reading, label) else None

    def _fits(self, start: int, end: int, reading: Reading, label: str) -> bool:
        strength = self.recogniser.strength(reading)
        if label == "ORG" and not is_whole(self.doc, start, end):
            known = strength < _LARGE and self._written(start, end) in self.named  # "Goma Police", once Goma is named
            return self._names_organisation(start, end, _LARGE if known else strength)
        if label in _CLOSED_LABELS:
            return is_whole(self.doc, start, end) and self._misread(start, end, strength)
        if label and label not in PLACE_LABELS:
            return strength > _SMALL
        return not in_longer_name(self.doc, start, end) and (strength > _SMALL or self._placed(start, end))

    def _names_organisation(self, start: int, end: int, strength: int) -> bool:
        """Whether an organisation is named after the place it works in: "Kentucky State Police", "Bank of Lagos".

        Not after a country: that says whose it is, not where.
        """
        if strength == _COUNTRY or (strength < _LARGE and end - start == 1):
            return False
        if end < len(self.doc) and self.doc[end].lower_ in self.gazetteer.lists["outlet"]:
            return False
        first, before = self.doc[start], self.doc[start - 1] if start else None
        if first.ent_iob_ == "B" or (before is not None and before.lower_ == "the" and before.ent_iob_ == "B"):
            return True
        is_last = end == len(self.doc) or self.doc[end].ent_iob_ != "I"
        return is_last and before is not None and before.lower_ == "of"

    def _misread(self, start: int, end: int, strength: int) -> bool:
        """Whether a whole entity that is called a person or organisation is a place all the same."""
        if end - start == 1 and self.doc[start].text in self.people:
            return False
        return strength > _SMALL or (strength == _SMALL and self._placed(start, end))
