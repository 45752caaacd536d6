"""What the encoder coder is shown of a parse: candidate triggers, candidate parties, and how they hang together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SentenceSpan

from tidings.actors import belongs_to, mentions_at
from tidings.events.arguments import heads_in, hidden_in
from tidings.events.candidates import Candidate
from tidings.events.frames import Pattern
from tidings.records import ActorMention

SLOTS = (
    "subject", "object", "possessive", "modifier", "complement_subject", "complement_object",
    "by", "with", "to", "on", "against", "of", "from", "for", "between", "in", "at", "into", "over", "among",
)  # fmt: skip
TRIGGER_POS = ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "other")
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_FAR = 30
# A sentence of hundreds of parties is a list; the rest of it is not looked at.
_MANY = 60


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something of a country that may take part in an event.

    Attributes:
        token: head of the phrase.
        mentions: whom it names; several for "both leaders".
        start, end: half-open characters of the phrase in ``doc.text``.
        thing: it only belongs to a country ("border villages").
    """

    token: Token
    mentions: tuple[ActorMention, ...]
    start: int
    end: int
    thing: bool = False


def triggers_in(doc: Doc, sentence: SentenceSpan) -> list[Token]:
    """Every word of a sentence that may report an event: verbs, nouns and adjectives that name nobody."""
    return [
        token
        for token in sentence
        if token.pos_ in {"VERB", "NOUN", "ADJ"}
        or (token.pos_ in {"PROPN", "AUX"} and token.is_alpha and not mentions_at(doc, token))
    ]


def parties_in(doc: Doc, sentence: SentenceSpan) -> list[Party]:
    """Everybody whom a sentence names, and the phrases that belong to a country, in order."""
    found = []
    for token in sentence:
        mentions = mentions_at(doc, token)
        thing = not mentions
        if thing and token.pos_ in _NOUNS and token.dep_ not in _MODIFIERS:
            mentions = belongs_to(doc, token)
        if mentions:
            found.append(Party(token, mentions, mentions[0].start, mentions[0].end, thing=thing))
        if len(found) == _MANY:
            break
    return found


def trigger_features(token: Token, patterns: Sequence[Pattern], types: Sequence[str]) -> NDArray[np.float32]:
    """What the frames and the tagger say of a trigger.

    Args:
        token: the candidate.
        patterns: those that fit it, the most specific first.
        types: the names of the types, in the order of the model.

    Returns: shape (2 * len(types) + len(TRIGGER_POS) + 2,): weight of the first pattern at its type, weight of the
    best at each type, part of speech, whether the token is the root, whether it stands in the passive.
    """
    first = np.zeros(len(types), np.float32)
    best = np.zeros(len(types), np.float32)
    for rank, pattern in enumerate(patterns):
        if pattern.type not in types:
            continue
        place = types.index(pattern.type)
        if not rank:
            first[place] = pattern.frame.weight
        best[place] = max(best[place], pattern.frame.weight)
    pos = token.pos_ if token.pos_ in TRIGGER_POS else "other"
    tail = [float(pos == name) for name in TRIGGER_POS]
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    return np.concatenate([first, best, np.array([*tail, float(token.dep_ == "ROOT"), float(passive)], np.float32)])


def party_features(
    trigger: Token, parties: Sequence[Party], frame: Candidate | None, support: frozenset[str]
) -> NDArray[np.float32]:
    """How each party hangs on a trigger.

    Returns: shape (len(parties), 2 * len(SLOTS) + 11): it heads the slot's phrase, it stands within it; it precedes the
    trigger, how far away, whether it is a thing, a pronoun, possessive, below the trigger, above it; whether the best
    frame takes it for the actor, for the recipient, or for who stands behind either.
    """
    heads = [heads_in(trigger, slot, support) for slot in SLOTS]
    exact = [{head.i for head in found} for found in heads]
    within = [[(head.left_edge.i, head.right_edge.i) for head in found] for found in heads]
    parts = _parts_of(frame)
    rows = np.zeros((len(parties), 2 * len(SLOTS) + 11), np.float32)
    for row, party in zip(rows, parties, strict=True):
        index = party.token.i
        for place in range(len(SLOTS)):
            row[2 * place] = index in exact[place]
            row[2 * place + 1] = any(left <= index <= right for left, right in within[place])
        row[-4:] = [index in part for part in parts]
        row[-11:-4] = (
            index < trigger.i, min(abs(index - trigger.i), _FAR) / _FAR, party.thing, party.token.pos_ == "PRON",
            party.token.dep_ == "poss", trigger.left_edge.i <= index <= trigger.right_edge.i,
            party.token.is_ancestor(trigger),
        )  # fmt: skip
    return rows


def _parts_of(frame: Candidate | None) -> list[set[int]]:
    """Tokens that a frame takes for actor and recipient, and those behind each."""
    if frame is None:
        return [set(), set(), set(), set()]
    return [
        {head.i for head in frame.actors},
        {head.i for head in frame.recipients},
        {token.i for head in frame.actors for token in hidden_in(head)},
        {token.i for head in frame.recipients for token in hidden_in(head)},
    ]
