"""The stage: which places a text names and where they are, hung on the Doc."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tidings.knowledge.gazetteer import COUNTRY, NOWHERE, PROVINCE, Gazetteer, load_gazetteer, name_key
from tidings.places.coordinates import coordinates
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
_HOME = 0.5  # weight of the place in an outlet's name
_SOURCE = 100  # characters of that name
# What stands between names that are joined, and what makes a row of them a list.
_JOINT = re.compile(r"(?:,|,? (?:and|or|&)) (?:the |in )?")
_LIST = re.compile(r" (?:and|or|&) ")
_CLOSE = 5  # candidates that a list is judged by
_PEERS = 5  # names of a list on either side that count
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
        _join(text, spans, toponyms, self.gazetteer)
        senses = self.resolver.resolve([*toponyms, *self._home(doc)])
        named = [
            self._mention(text, span, sense)
            for one, span, sense in zip(found, spans, senses, strict=False)  # the last is the outlet's
            if one.mention
        ]
        doc._.tidings_places = _merged(named, list(coordinates(text)))
        return doc

    def answer_locate(self, text: str, spans: Sequence[Chars]) -> list[Place | None]:
        """Which place each given toponym is, words for people included; None where the gazetteer has none."""
        return [next(iter(each), None) for each in self.answer_candidates(text, spans, 1)]

    def answer_candidates(self, text: str, spans: Sequence[Chars], top: int) -> list[tuple[Place, ...]]:
        """The likeliest places of each given toponym with their probability, at most ``top`` of them."""
        resolver = self.resolver if top <= self.resolver.keep else Resolver(self.gazetteer, keep=top)
        senses = resolver.resolve(self.toponyms(text, spans))
        return [self._places(sense, top) for sense in senses[: len(spans)]]

    def toponyms(self, text: str, spans: Sequence[Chars]) -> list[Toponym]:
        """The given toponyms with what the words at them say, then other names of the text."""
        given = [self._toponym(text, start, end) for start, end in spans]
        _join(text, spans, given, self.gazetteer)
        return [*given, *self._context(text, spans)]

    def _places(self, sense: Sense | None, top: int) -> tuple[Place, ...]:
        """Records of what a toponym can mean, those on a map only."""
        if sense is None:
            return ()
        found = (self._record(place, share) for place, share in sense.ranking[:top])
        return tuple(place for place in found if place.lat is not None)

    def _record(self, place: int, share: float) -> Place:
        return self.gazetteer.record(place).model_copy(update={"probability": round(share, 4)})

    def _home(self, doc: Doc) -> list[Toponym]:
        """The place that the outlet's name names ("Kyiv Post"): its reports are mostly about places near it."""
        article = doc._.tidings_article
        found: dict[str, Toponym] = {}
        for run in _CAPITALS.finditer((article.source or "")[:_SOURCE] if article else ""):
            words = run[0].split()
            start = 0
            while start < len(words) and not found:
                start = self._take_name(words, start, set(), found, _HOME)
        return list(found.values())

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


def _join(text: str, spans: Sequence[Chars], toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> None:
    """Tell the names of each list ("New York, New Jersey and Ohio") what kinds of place the others mostly are."""
    order = sorted(range(len(spans)), key=spans.__getitem__)
    row: list[int] = []
    for at, index in enumerate(order):
        row.append(index)
        following = order[at + 1] if at + 1 < len(order) else None
        gap = text[spans[index][1] : spans[following][0]] if following is not None else ""
        if not _JOINT.fullmatch(gap):
            _tell(text[spans[row[0]][0] : spans[row[-1]][1]], [toponyms[each] for each in row], gazetteer)
            row = []


def _tell(text: str, row: list[Toponym], gazetteer: Gazetteer) -> None:
    if len(row) < 2 or not _LIST.search(text):  # noqa: PLR2004
        return
    if any(each.inside or each.around for each in row):
        # "New York, New Jersey and Ohio": states all, so that no comma says what contains what.
        if len(row) == 2 or not set.intersection(*(_units(each, gazetteer) for each in row)):  # noqa: PLR2004
            return
        for each in row:
            each.inside = each.around = ()
    kinds = [_first_kind(each, gazetteer) for each in row]
    for at, each in enumerate(row):
        if kinds[at] == COUNTRY:  # "Texas and Mexico" are of two kinds
            continue
        near = range(max(0, at - _PEERS), min(len(row), at + _PEERS + 1))
        each.peers = tuple(
            kind for other in near if row[other].key != each.key and (kind := kinds[other]) in {COUNTRY, PROVINCE}
        )


def _first_kind(toponym: Toponym, gazetteer: Gazetteer) -> int | None:
    candidates = toponym.reading.candidates
    return gazetteer.kind[candidates[0].place] if candidates else None


def _merged(named: list[PlaceMention], measured: list[PlaceMention]) -> list[PlaceMention]:
    """Both by start; coordinates take the place of what was read for a name in them ("34 N")."""
    if not measured:
        return named
    free = [one for one in named if not any(one.start < each.end and each.start < one.end for each in measured)]
    return sorted([*free, *measured], key=lambda one: one.start)


def _units(toponym: Toponym, gazetteer: Gazetteer) -> set[int]:
    """Whether a name may well be a country or a province."""
    first = toponym.reading.candidates[:1]
    return {
        gazetteer.kind[each.place]
        for each in toponym.reading.candidates[:_CLOSE]
        if gazetteer.kind[each.place] in {COUNTRY, PROVINCE} and each.prior > first[0].prior - 1
    }
