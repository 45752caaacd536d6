"""Where an event happened: by the words of its own clause, never from elsewhere in the story."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from spacy.tokens import Doc, Token

from tidings.parse.syntax import OBJECTS, SUBJECTS, is_passive
from tidings.parse.tokens import token_at
from tidings.records import PlaceMention

NO_PLACE = "no place in the event's clause"
REFERRED = "carried over from the place last named"
FROM_DATELINE = "carried over from the dateline"
_AT_PLACES = "tidings_places_by_token"
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
# The smaller the kind, the nearer it says where something happened.
_RANK = {"feature": 0, "city": 1, "district": 2, "province": 3, "water": 3, "region": 3, None: 3, "country": 5}
_WIDE = frozenset({"country"})
_TOWNS = frozenset({"city", "feature", "district"})
_NEAR_BACK = 80  # tokens: the town that "the city" refers to is two or three sentences back
_INSIDE_PHRASE = frozenset({"prep", "pobj", "appos", "compound", "nmod", "conj", "amod", "poss", "nummod", "det"})
_DEPTH = 6
# In characters: before a dateline, from its end to its mark, to its sentence ("(Reuters) - "), to its country.
_DATELINE_START, _DATELINE_REST, _LEAD, _SAME = 3, 40, 40, 20
_DATELINE_MARKS = ("(", "—", "–", " - ", "--", ": ")
# Prepositions before those who take part in a deed.
_BESIDE = frozenset({"with", "on", "against", "of", "by", "at", "among", "between", "to", "from", "in", "during"})
_MOST_STEPS = 60  # tokens looked at below one preposition


def event_where(doc: Doc, token: Token) -> tuple[PlaceMention | None, str]:
    """The place of the event that a word reports, with "" or what it is carried over from; or None with the reason.

    Looks, in this order, at the place that the event is done to ("shelled Kharkiv", "a visit to Tbilisi"), at
    locative phrases of the word, at those of the verb that carries a noun ("held talks in Geneva"), at those of its
    participants for deeds ("killed five in Goma") and at joined verbs. A deed whose clause names none may have its
    place carried over: "the city" from the town last named, the main deed of the first sentence from the dateline.

    Args:
        doc: a Doc with ``doc._.tidings_places``.
        token: the event's trigger.
    """
    places = _places_of(doc)
    if not places.by_token:
        return None, NO_PLACE
    clause = _Clause(places, token)
    if found := next(clause.candidates(), None):
        return found, ""
    if clause.is_deed:
        for carried, reason in ((clause.referred(), REFERRED), (clause.dateline(), FROM_DATELINE)):
            if carried is not None:
                return carried, reason
    return None, NO_PLACE


class _Words:
    """The lists of ``where.toml``."""

    def __init__(self) -> None:
        text = (resources.files("tidings") / "data" / "events" / "where.toml").read_text("utf-8")
        lists = {name: frozenset(words) for name, words in tomllib.loads(text).items()}
        self.at, self.on = lists["at"], lists["on"]
        self.targets, self.journeys, self.departures = lists["targets"], lists["journeys"], lists["departures"]
        self.objective, self.kinds = lists["objective"], lists["kinds"]
        self.deeds, self.carriers = lists["deeds"], lists["carriers"]
        self.physical = self.targets | self.journeys | self.departures | self.deeds
        self.matters, self.occasions = lists["matters"], lists["occasions"]
        self.towns = lists["towns"]


@cache
def _words() -> _Words:
    return _Words()


def deeds() -> frozenset[str]:
    """Lemmas of verbs and nouns that name what is done or happens somewhere."""
    return _words().physical | _words().objective


class _Places:
    """The place mentions of a Doc by their tokens."""

    def __init__(self, doc: Doc) -> None:
        self.listed = doc._.tidings_places
        self.by_token: dict[int, PlaceMention] = {}
        for place in self.listed:
            first, last = token_at(doc, place.start), token_at(doc, max(place.start, place.end - 1))
            if first is not None and last is not None:
                for index in range(first.i, last.i + 1):
                    self.by_token[index] = place
        self.dateline = _dateline(doc, self.listed)


def _places_of(doc: Doc) -> _Places:
    """Made once a Doc, and again when another stage gave it other places."""
    known: _Places | None = doc.user_data.get(_AT_PLACES)
    if known is None or known.listed is not doc._.tidings_places:
        known = doc.user_data[_AT_PLACES] = _Places(doc)
    return known


class _Clause:
    """The clause of one trigger."""

    def __init__(self, places: _Places, trigger: Token) -> None:
        self.places, self.trigger, self.words = places, trigger, _words()
        self.lemma = trigger.lemma_.lower()
        self.is_deed = self.lemma in self.words.physical

    def candidates(self) -> Iterator[PlaceMention]:
        """Places, the likeliest first."""
        trigger = self.trigger
        yield from self._done_to(trigger)
        yield from self._at(trigger)
        if trigger.pos_ in _NOMINAL:
            yield from self._named_after(trigger)
            yield from self._carrier(trigger)
        if self.lemma in self.words.deeds | self.words.targets:
            yield from self._participants(trigger)
        if trigger.pos_ in _VERBAL:
            yield from self._where_clause(trigger)
            yield from self._occasion(trigger)
            yield from self._joined(trigger)

    # The place as what the event is done to, or its goal

    def _done_to(self, host: Token) -> Iterator[PlaceMention]:
        lemma = host.lemma_.lower()
        if host.pos_ in _VERBAL:
            yield from self._object_places(host, lemma)
        for child in host.children:
            if child.dep_ != "prep":
                continue
            word = child.lower_
            if word in {"of", "on", "against"} and lemma in self.words.targets and host.pos_ in _NOMINAL:
                yield from self._below(child, wide=word != "of" or lemma in self.words.objective)
            elif (word in {"to", "into", "for"} and lemma in self.words.journeys) or (
                word in {"from", "of"} and lemma in self.words.departures
            ):
                yield from self._below(child)
            elif word == "out" and lemma in self.words.departures:
                yield from (place for deep in child.children if deep.dep_ == "prep" for place in self._below(deep))

    def _object_places(self, verb: Token, lemma: str) -> Iterator[PlaceMention]:
        """Direct objects that are places, of verbs that take such."""
        wide = lemma in self.words.targets | self.words.journeys
        for child in verb.children:
            if not wide or not (child.dep_ in OBJECTS or (child.dep_ == "nsubjpass" and is_passive(verb))):
                continue
            if child.i in self.places.by_token or child.lemma_.lower() in self.words.kinds:  # "the village of Djibo"
                yield from self._in_phrase(child, wide=True)

    # Locative phrases

    def _at(self, host: Token) -> Iterator[PlaceMention]:
        """Places in the locative phrases right at a word, the smallest first."""
        found: list[PlaceMention] = []
        for child in host.children:
            if child.dep_ in {"prep", "advmod", "npadvmod"}:
                found.extend(self._locative(child))
        yield from sorted(found, key=_rank)

    def _locative(self, preposition: Token) -> Iterator[PlaceMention]:
        word = preposition.lower_
        if word in self.words.occasions:
            for below in preposition.children:
                if below.dep_ == "pobj":
                    yield from self._done_to(below)
                    yield from self._at(below)
        elif word in self.words.at:
            yield from self._below(preposition)
        elif word in self.words.on and self.lemma in self.words.physical:
            yield from self._below(preposition, wide=False)

    def _below(self, preposition: Token, *, wide: bool = True) -> Iterator[PlaceMention]:
        for below in preposition.children:
            if below.dep_ == "pobj":
                yield from self._in_phrase(below, wide=wide)
            elif below.dep_ == "prep" and below.lower_ != "with":  # "off of", "near to"; not "along with Russia"
                yield from self._below(below, wide=wide)

    def _in_phrase(self, head: Token, *, wide: bool) -> Iterator[PlaceMention]:
        """Places that a noun phrase names by its head or below it, without clauses; the smallest first."""
        found = [
            place
            for token in _phrase(head, self.words, self.places)
            if (place := self.places.by_token.get(token.i)) and (wide or place.kind not in _WIDE)
        ]
        yield from sorted(dict.fromkeys(found), key=_rank)

    # Further off

    def _named_after(self, noun: Token) -> Iterator[PlaceMention]:
        """As in "the Geneva talks", "a White House meeting"."""
        for child in noun.children:
            place = self.places.by_token.get(child.i) if child.dep_ in {"compound", "nmod"} else None
            if place is not None and place.kind not in _WIDE:
                yield place

    def _carrier(self, noun: Token) -> Iterator[PlaceMention]:
        """Locative phrases of the verb that an event noun hangs on: "held talks in Geneva"."""
        head = noun.head
        if noun.dep_ == "pobj" and head.dep_ == "prep":  # "engaged in talks in Geneva"
            head = head.head
        elif noun.dep_ not in OBJECTS | SUBJECTS | {"attr", "conj"}:
            return
        if head.pos_ not in _VERBAL or head == noun:
            return
        lemma = head.lemma_.lower()
        if noun.dep_ in SUBJECTS and lemma not in self.words.carriers | self.words.targets:
            return
        yield from self._at(head)
        if noun.dep_ in SUBJECTS and lemma in self.words.targets:  # "a strike shut Conakry"
            yield from self._done_to(head)
        if noun.dep_ == "pobj" and lemma in self.words.journeys:  # "travel to Ankara for talks"
            yield from self._done_to(head)
        if noun.dep_ in SUBJECTS and self.lemma in self.words.deeds:
            yield from self._participants(head)

    def _participants(self, host: Token) -> Iterator[PlaceMention]:
        """Places of those who take part in a deed: "killed five people in Goma", "protesters in Lyon clashed"."""
        subjects = []
        for child in host.children:
            if child.dep_ == "nsubj":
                subjects.append(child)
            elif child.dep_ in {"prep", "agent"} and child.lower_ in _BESIDE:
                for below in child.children:
                    if below.dep_ == "pobj":
                        yield from self._of_participant(below)
            elif child.dep_ in OBJECTS | {"nsubjpass"}:
                yield from self._of_participant(child)
        for subject in subjects:  # where they come from says less than where those are whom it is done to
            yield from self._of_participant(subject)

    def _of_participant(self, head: Token) -> Iterator[PlaceMention]:
        lemma = head.lemma_.lower()
        if lemma in self.words.targets and head.dep_ in SUBJECTS | {"pobj"}:  # "an attack on Goma killed five"
            yield from self._done_to(head)
            yield from self._at(head)
        if lemma in self.words.matters:
            return
        yield from self._at(head)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "by", "with"}:
                for below in child.children:
                    if below.dep_ == "pobj" and below.lemma_.lower() not in self.words.matters:
                        yield from self._at(below)

    def _occasion(self, verb: Token) -> Iterator[PlaceMention]:
        """As in "met her when he visited Ankara"."""
        for child in verb.children:
            if child.dep_ != "advcl" or child.lemma_.lower() not in self.words.journeys | self.words.targets:
                continue
            if any(word.lower_ in self.words.occasions for word in child.lefts):
                yield from self._done_to(child)
                yield from self._at(child)
                if self.lemma in self.words.deeds:
                    yield from self._participants(child)

    def _where_clause(self, verb: Token) -> Iterator[PlaceMention]:
        """As in "Montenegro, where 28 people were killed"."""
        if verb.dep_ == "relcl" and any(word.lower_ == "where" for word in verb.lefts):
            yield from self._in_phrase(verb.head, wide=True)

    def _joined(self, verb: Token) -> Iterator[PlaceMention]:
        """A place said once for joined verbs: "flew to Moscow and met", "attacked and looted villages in Ituri"."""
        if _shares_subject(verb) and self.lemma in self.words.deeds:
            yield from self._done_to(verb.head)
            yield from self._at(verb.head)
            yield from self._participants(verb.head)
        for child in verb.children:
            if child.dep_ == "conj" and child.pos_ in _VERBAL and not _has_subject(child) and not _has_object(verb):
                yield from self._done_to(child)
                yield from self._at(child)

    def referred(self) -> PlaceMention | None:
        """The town last named, for "entered the city", "marched through the capital"; else the dateline's."""
        heads = [child for child in self.trigger.children if child.dep_ in OBJECTS]
        for child in self.trigger.children:
            if child.dep_ == "prep" and child.lower_ in self.words.at | self.words.on | {"from", "to"}:
                heads += [below for below in child.children if below.dep_ == "pobj"]
        if not any(self._is_reference(head) for head in heads):
            return None
        first = self.trigger.sent.start - _NEAR_BACK
        named = (self.places.by_token.get(index) for index in range(self.trigger.i - 1, max(first, 0) - 1, -1))
        last = next((place for place in named if place is not None and place.kind in _TOWNS), None)
        return last or self.places.dateline

    def _is_reference(self, head: Token) -> bool:
        """Whether a noun phrase is "the city" with no name and nothing else that says which."""
        children = list(head.children)
        return (
            head.lemma_.lower() in self.words.towns
            and len(children) == 1
            and children[0].lower_ == "the"
            and head.i not in self.places.by_token
        )

    def dateline(self) -> PlaceMention | None:
        """The dateline, for the main deed of the first sentence when that names no other place than states."""
        dateline, sentence = self.places.dateline, self.trigger.sent
        if dateline is None or sentence.start_char > dateline.end + _LEAD or not self._is_main():
            return None
        if self.lemma not in self.words.deeds | self.words.targets:
            return None
        others = (self.places.by_token.get(index) for index in range(sentence.start, sentence.end))
        is_alone = all(place is None or place.start <= dateline.end + _SAME or place.kind in _WIDE for place in others)
        return dateline if is_alone else None

    def _is_main(self) -> bool:
        """Whether no other verb governs the trigger, but the one that carries or precedes it."""
        token = self.trigger
        if token.pos_ in _NOMINAL and token.dep_ in SUBJECTS | OBJECTS:
            token = token.head
        if token.dep_ == "conj":
            token = token.head
        return token.pos_ in _VERBAL and not any(above.pos_ in _VERBAL for above in token.ancestors)


def _phrase(head: Token, words: _Words, places: _Places) -> Iterator[Token]:
    """Tokens of a noun phrase, not those in clauses or in phrases that say something else than where."""
    yield head
    stack = [(child, 1) for child in head.children]
    steps = 0
    while stack and steps < _MOST_STEPS:
        token, depth = stack.pop(0)
        steps += 1
        if token.dep_ not in _INSIDE_PHRASE or depth > _DEPTH:
            continue
        if token.dep_ == "prep" and token.lower_ != "of" and token.lower_ not in words.at:
            continue
        if token.dep_ == "poss" and head.i not in places.by_token and head.lemma_.lower() not in words.kinds:
            continue  # "in Moscow's view" says nothing of where; "in Nairobi's Kibera district" does
        yield token
        is_place = token.i in places.by_token  # what is joined to another noun is none ("in court and the States")
        stack.extend((child, depth + 1) for child in token.children if is_place or child.dep_ != "conj")


def _dateline(doc: Doc, places: list[PlaceMention]) -> PlaceMention | None:
    """The first place, when the text begins with it and a dash, bracket or colon follows: "GOMA, Congo (AP) -"."""
    if not places or places[0].start > _DATELINE_START:
        return None
    rest = doc.text[places[0].end : places[0].end + _DATELINE_REST]
    line = rest.split("\n")[0]
    runs_on = any(word.islower() for word in line.split()[:1])  # "Goma fell (again)": a sentence
    return places[0] if not runs_on and any(mark in line for mark in _DATELINE_MARKS) else None


def _shares_subject(verb: Token) -> bool:
    """Whether a verb is joined to another, or says what comes of it ("exploded ..., killing 12")."""
    if _has_subject(verb) or verb.head.pos_ not in _VERBAL or verb.head == verb:
        return False
    return verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in OBJECTS for child in verb.children)


def _rank(place: PlaceMention) -> int:
    return _RANK.get(place.kind, 3)
