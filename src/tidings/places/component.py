"""The stage: which places a text names and where they are, hung on the Doc."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tidings.knowledge.gazetteer import NOWHERE, Gazetteer, load_gazetteer, name_key
from tidings.places.lookup import Lookup, Reading
from tidings.places.recognise import Found, Recogniser
from tidings.places.resolve import Resolver, Sense, Toponym
from tidings.places.surroundings import hint_at
from tidings.records import Place, PlaceMention

Chars = tuple[int, int]
_CAPITALS = re.compile(r"[A-Z][\w'’-]*\.?(?:[ ][A-Z][\w'’-]*\.?)*")
_WORDS = 3
_KNOWN = 5.7  # logarithm of people
# A name that nobody asked for counts less; more where few were asked for, and the text must tell.
_IN_PASSING, _ALONE, _FEW = 0.3, 0.8, 5
_PEOPLE = 0.7  # weight of "Russian" as a sign of Russia
_SURE = 0.5  # share of the likeliest candidate below which a place stays open
_NEAR_DEGREES = 1.5  # candidates so close are one place at two levels ("Lagos": town and state)
# Word classes in which an everyday word may also be a small town ("Reading", "Nice").
_EVERYDAY = ("verb", "adj", "adv")


@Language.factory(
    "tidings_places",
    requires=["token.pos", "token.ent_type", "doc.ents"],
    assigns=["doc._.tidings_places"],
    default_config={"knowledge": "default"},
)
def make_places(nlp: Language, name: str, knowledge: str) -> Places:
    """Build the stage.

    Args:
        nlp: the pipeline.
        name: the stage's name in it.
        knowledge: "default" or a folder of tables.

    Raises:
        KnowledgeError: the gazetteer is missing or a table breaks a rule.
    """
    return Places(load_gazetteer(knowledge), everyday_words(nlp))


def everyday_words(nlp: Language) -> frozenset[str]:
    """Verbs, adjectives and adverbs that the parser's lemmatizer lists; none where it has no list."""
    if "lemmatizer" not in nlp.pipe_names:
        return frozenset()
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    table = lookups.get_table("lemma_index")
    return frozenset(word for kind in _EVERYDAY for word in table.get(kind, ()))


class Places:
    """Finds the places that a text names and which places of the gazetteer they are."""

    def __init__(self, gazetteer: Gazetteer, ordinary: frozenset[str] = frozenset()) -> None:
        """Keep the gazetteer, and everyday words that are not taken for small towns."""
        self.gazetteer = gazetteer
        self.lookup = Lookup(gazetteer)
        self.recogniser = Recogniser(self.lookup, ordinary)
        self.resolver = Resolver(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.tidings_places``, ordered by start: names of places, not words for people ("Russian")."""
        found = self.recogniser.run(doc)
        text = doc.text
        spans = [(doc[one.start].idx, doc[one.end - 1].idx + len(doc[one.end - 1])) for one in found]
        toponyms = [self._found_toponym(text, one, span) for one, span in zip(found, spans, strict=True)]
        senses = self.resolver.resolve(toponyms)
        doc._.tidings_places = [
            self._mention(text, span, sense)
            for one, span, sense in zip(found, spans, senses, strict=True)
            if one.mention
        ]
        return doc

    def answer_locate(self, text: str, spans: Sequence[Chars]) -> list[Place | None]:
        """Which place each given toponym is, words for people included; None where the gazetteer has none."""
        toponyms = [self._toponym(text, start, end) for start, end in spans]
        senses = self.resolver.resolve([*toponyms, *self._context(text, spans)])
        places = [self.gazetteer.record(sense.place) if sense else None for sense in senses[: len(spans)]]
        return [place if place and place.lat is not None else None for place in places]

    def _found_toponym(self, text: str, one: Found, span: Chars) -> Toponym:
        if not one.mention:
            return Toponym(name_key(text[span[0] : span[1]]), one.reading, weight=_PEOPLE)
        return self._toponym(text, *span, one.reading)

    def _toponym(self, text: str, start: int, end: int, reading: Reading | None = None) -> Toponym:
        """A mention with what its words and surroundings say."""
        written = text[start:end]
        reading = reading or self.lookup.read(written)
        hint = hint_at(text, start, end, reading, self.lookup)
        inside = hint.inside
        if reading.inside and not inside:
            inside = tuple(each.place for each in self.lookup.read(reading.inside).candidates)
        return Toponym(name_key(written), reading, inside, hint.beside, hint.kinds, hint.around)

    def _mention(self, text: str, span: Chars, sense: Sense | None) -> PlaceMention:
        start, end = span
        written = text[start:end]
        if sense is None:
            return PlaceMention(start=start, end=end, text=written, reason="no gazetteer entry")
        if self._open(sense):
            return PlaceMention(start=start, end=end, text=written, reason="two candidates")
        place = self.gazetteer.record(sense.place)
        return PlaceMention(
            start=start, end=end, text=written, name=place.name, lat=place.lat, lon=place.lon, country=place.country,
            province=place.province, geonames_id=place.geonames_id, kind=place.kind,
        )  # fmt: skip

    def _open(self, sense: Sense) -> bool:
        """Whether another candidate, somewhere else, is as likely."""
        if sense.share >= _SURE or sense.rival is None:
            return False
        places = self.gazetteer
        if abs(places.lat[sense.place] - places.lat[sense.rival]) < _NEAR_DEGREES:
            return abs(places.lon[sense.place] - places.lon[sense.rival]) >= _NEAR_DEGREES
        same_province = places.province[sense.rival] == sense.place or places.province[sense.place] == sense.rival
        return not (same_province and places.province[sense.place] != places.province[sense.rival] != NOWHERE)

    def _context(self, text: str, spans: Sequence[Chars]) -> list[Toponym]:
        """Other well-known places of a text, read off its capitals."""
        keys = {name_key(text[start:end]) for start, end in spans}
        weight = _IN_PASSING if len(keys) > _FEW else _ALONE
        found: dict[str, Toponym] = {}
        for run in _CAPITALS.finditer(text):
            words = run[0].split()
            start = 0
            while start < len(words):
                start = self._take_name(words, start, keys, found, weight)
        return list(found.values())

    def _take_name(self, words: list[str], start: int, keys: set[str], found: dict[str, Toponym], weight: float) -> int:
        """Keep the longest known name that begins at a word; where to go on."""
        for end in range(min(len(words), start + _WORDS), start, -1):
            name = " ".join(words[start:end])
            if (key := name_key(name)) in keys or key in found:
                return end
            reading = self.lookup.exact(name)
            if reading.candidates and reading.candidates[0].prior >= _KNOWN:
                found[key] = Toponym(key, reading, weight=weight)
                return end
        return start + 1
