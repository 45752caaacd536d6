"""Corpus items to training examples: sentences with candidate triggers, parties and their labels.

The same functions that feed the model at run time make its training input, so that what it learns is what it will see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from tidings.config import Settings
from tidings.events.candidates import Matcher, matcher_for
from tidings.events.features import Party, parties_in, party_features, trigger_features, triggers_in
from tidings.parse.tokens import head_of
from tidings.pipeline.assemble import build
from tidings.records import Article
from training.notation import NO_EVENT, Item, Label

UNLABELLED = "unlabelled"
_MOST_PARTIES = 5  # of a sentence without labels, for pairs
_WITH_ACTORS = ("tidings_times", "tidings_places", "tidings_actors")


@dataclass
class Trigger:
    """A candidate trigger: character span in the sentence, features, labels."""

    start: int
    end: int
    features: NDArray[np.float32]
    type: str = NO_EVENT
    mode: str | None = None
    status: str = "occurred"
    contexts: tuple[str, ...] = ()
    marked: bool = False
    party_features: NDArray[np.float32] | None = None
    roles: NDArray[np.float32] | None = None  # (parties, 3): actor, recipient, source; -1: not known


@dataclass
class Soft:
    """What a teacher says of an example: probabilities of types by trigger and pair, of roles by trigger and party."""

    types: NDArray[np.float32]  # (triggers, types)
    pairs: NDArray[np.float32]  # (pairs, types)
    roles: dict[int, NDArray[np.float32]]  # place of the trigger -> (parties, 3)


@dataclass
class Example:
    """A sentence. Spans are characters of ``text``; ``soft`` is a teacher's word, where there is one."""

    part: str
    text: str
    triggers: list[Trigger] = field(default_factory=list)
    parties: list[tuple[int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)  # party, party (-1 nobody), types
    soft: Soft | None = None


def examples(items: Iterable[Item], ontology: str = "plover") -> Iterator[Example]:
    """Examples of all items, parsed and with actors as the coder finds them."""
    nlp = build(Settings(stages=_WITH_ACTORS))
    matcher = matcher_for(ontology)
    items = list(items)
    docs = []
    for item in items:
        doc = nlp.make_doc(item.text)
        doc._.tidings_article = Article(text=item.text, published=item.published)
        docs.append(doc)
    for item, doc in zip(items, nlp.pipe(docs, batch_size=64), strict=True):
        yield from _of(item, doc, matcher)


def unlabelled(texts: Iterable[str], ontology: str = "plover") -> Iterator[Example]:
    """Examples of sentences that nobody labelled, for a teacher: every candidate trigger, party and pair."""
    nlp = build(Settings(stages=_WITH_ACTORS))
    matcher = matcher_for(ontology)
    types = list(matcher.ontology.types)
    for doc in nlp.pipe(texts, batch_size=64):
        for sentence in doc.sents:
            parties = parties_in(doc, sentence)
            base = sentence.start_char
            example = Example(UNLABELLED, sentence.text)
            example.parties = [(party.start - base, min(party.end, sentence.end_char) - base) for party in parties]
            for token in triggers_in(doc, sentence):
                fitting = list(matcher.all_at(token))
                own = trigger_features(token, [candidate.pattern for candidate in fitting], types)
                made = Trigger(token.idx - base, token.idx + len(token) - base, own)
                made.party_features = party_features(token, parties, next(iter(fitting), None), matcher.support)
                example.triggers.append(made)
            places = range(min(len(parties), _MOST_PARTIES))
            example.pairs = [(one, two, ()) for one in places for two in (*places, -1) if one != two]
            if example.triggers and parties:
                yield example


def _of(item: Item, doc: Doc, matcher: Matcher) -> Iterator[Example]:
    types = list(matcher.ontology.types)
    by_head: dict[int, Label] = {}
    for label in item.labels:
        head = head_of(doc, label.start, label.end)
        if head is not None:
            by_head[head.i] = label
    for sentence in doc.sents:
        if not sentence.text.strip():
            continue
        base = sentence.start_char
        example = Example(item.part, sentence.text)
        parties, letters = _parties(item, doc, sentence)
        example.parties = [(party.start - base, min(party.end, sentence.end_char) - base) for party in parties]
        tokens = {token.i: token for token in triggers_in(doc, sentence)}
        tokens |= {i: doc[i] for i in by_head if sentence.start <= i < sentence.end}
        for index, token in sorted(tokens.items()):
            fitting = list(matcher.all_at(token))
            own = trigger_features(token, [candidate.pattern for candidate in fitting], types)
            made = Trigger(token.idx - base, token.idx + len(token) - base, own)
            label = by_head.get(index)
            if label is not None:
                made.marked, made.type, made.mode = True, label.type, label.mode
                made.status, made.contexts = label.status, label.contexts
                made.party_features = party_features(token, parties, next(iter(fitting), None), matcher.support)
                made.roles = _roles(label, token, parties, letters)
            example.triggers.append(made)
        example.pairs = _pairs(item, letters)
        yield example


def _parties(item: Item, doc: Doc, sentence: Any) -> tuple[list[Party], list[str | None]]:
    """The coder's parties and the marked ones that it misses, with the letter of each."""
    parties = parties_in(doc, sentence)
    letters: list[str | None] = [None] * len(parties)
    for mention in item.mentions:
        head = head_of(doc, mention.start, mention.end)
        if head is None or not sentence.start <= head.i < sentence.end:
            continue
        place = next((at for at, party in enumerate(parties) if party.token.i == head.i), None)
        if place is None:
            inside = [at for at, party in enumerate(parties) if mention.start <= party.token.idx < mention.end]
            place = inside[-1] if inside else None
        if place is None or letters[place] is not None:
            parties.append(Party(head, (), mention.start, mention.end))
            letters.append(mention.letter)
        else:
            letters[place] = mention.letter
    return parties, letters


def _roles(label: Label, token: Token, parties: list[Party], letters: list[str | None]) -> NDArray[np.float32]:
    """(parties, 3); of several mentions of one actor the nearest is the party, the others are not known."""
    roles = np.zeros((len(parties), 3), np.float32)
    for column, wanted in enumerate((label.actors, label.recipients, label.said_by)):
        for letter in wanted:
            own = [at for at, found in enumerate(letters) if found == letter]
            if own:
                nearest = min(own, key=lambda at: abs(parties[at].token.i - token.i))
                roles[own, column] = -1
                roles[nearest, column] = 1
    return roles


def _pairs(item: Item, letters: list[str | None]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Ordered pairs of parties and the types that link them; (-1: nobody)."""
    linked: dict[tuple[str | None, str | None], set[str]] = {}
    for label in item.labels:
        if label.type == NO_EVENT:
            continue
        if label.actors and label.recipients:
            pairs = [(a, r) for a in label.actors for r in label.recipients]
        elif len(label.actors) > 1:
            pairs = [(a, b) for a in label.actors for b in label.actors if a != b]
        elif label.actors:
            pairs = [(a, None) for a in label.actors]
        else:
            pairs = [(None, r) for r in label.recipients]
        for pair in pairs:
            linked.setdefault(pair, set()).add(label.type)
    found = []
    places = {letter: at for at, letter in reversed(list(enumerate(letters))) if letter}
    for first, one in places.items():
        for second, two in places.items():
            if first != second:
                types = linked.get((first, second), set())
                found.append((one, two, tuple(sorted(types))))
        if types := linked.get((first, None)):
            found.append((one, -1, tuple(sorted(types))))
        if types := linked.get((None, first)):
            found.append((-1, one, tuple(sorted(types))))
    return found
