"""How a given actor acts on a given recipient: every type with its probability."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SentenceSpan

from tidings.encode import Encoded
from tidings.events.candidates import Candidate, Matcher
from tidings.events.encoded import EncodedCoder
from tidings.events.features import Party, triggers_in
from tidings.events.tense import will_not
from tidings.parse.tokens import head_of, sentence_of, token_at
from tidings.records import Relation

Chars = tuple[int, int]
_FLOOR = 0.02  # what a type keeps that no word points at
_SHARP = 1.5  # how far the best type stands out
_SURELY_NONE = 0.95
_CLEARLY = 0.2  # from which probability of a type its refusal is read as one
_UNTOLD = 0.6  # a frame that fits less well than the best one at the same word


def relations(doc: Doc, matcher: Matcher, actor: Chars | None, recipient: Chars | None) -> list[Relation]:
    """Score every type by the triggers whose frame has the actor and the recipient in its slots.

    Returns: one Relation a type of the ontology, best first; probabilities sum to 1.
    """
    weights = dict.fromkeys(matcher.ontology.types, _FLOOR)
    for candidate, rank in _ranked(doc, matcher):
        fit = _fit(doc, candidate, actor, recipient)
        weight = candidate.pattern.frame.weight * fit * _UNTOLD**rank
        weights[candidate.type] = max(weights[candidate.type], weight)
    total = sum(value**_SHARP for value in weights.values())
    found = [Relation(type=name, probability=value**_SHARP / total) for name, value in weights.items()]
    return sorted(found, key=lambda relation: -relation.probability)


def encoded_relations(doc: Doc, coder: EncodedCoder, actor: Chars | None, recipient: Chars | None) -> list[Relation]:
    """Score every type by three readings: of the pair, of the triggers with these parties, and of the frames.

    Returns: one Relation a type of the ontology, best first; probabilities sum to 1.
    """
    scorer = coder.scorer
    types = scorer.types[:-1]
    by_frames = {relation.type: relation.probability for relation in relations(doc, coder.matcher, actor, recipient)}
    weights = np.array([by_frames[name] for name in types])
    sentence = _sentence_with(doc, actor or recipient)
    if sentence is not None:
        encoded = coder.encoder.encode([sentence.text])[0]
        pair = scorer.pair(encoded, sentence.start_char, actor, recipient)[:-1]
        triggers, refused = _by_triggers(doc, coder, encoded, sentence, (actor, recipient))
        weights += pair / pair.sum() + triggers / max(float(triggers.sum()), _FLOOR)
        for name in refused:
            refusal = coder.matcher.ontology.types[name].refused_as
            if refusal:
                weights[types.index(refusal)] += weights[types.index(name)]
                weights[types.index(name)] = 0
    weights /= weights.sum()
    found = [Relation(type=name, probability=float(value)) for name, value in zip(types, weights, strict=True)]
    return sorted(found, key=lambda relation: -relation.probability)


def _by_triggers(
    doc: Doc, coder: EncodedCoder, encoded: Encoded, sentence: SentenceSpan, spans: tuple[Chars | None, Chars | None]
) -> tuple[NDArray[np.float64], set[str]]:
    """Sum over the triggers of their types, each as far as the given mentions are its parties; what is refused."""
    scorer, base = coder.scorer, sentence.start_char
    triggers = triggers_in(doc, sentence)
    found = np.zeros(len(scorer.types) - 1)
    refused: set[str] = set()
    if not triggers:
        return found, refused
    given = [(column, span) for column, span in enumerate(spans) if span]
    parties = [Party(head, (), *span) for _, span in given if (head := head_of(doc, *span)) is not None]
    frames = scorer.frames(triggers)
    scores = scorer.triggers(encoded, base, triggers, frames)
    for row, token in enumerate(triggers):
        if scores.types[row, -1] > _SURELY_NONE:
            continue
        parts = scorer.parties(encoded, base, token, parties, next(iter(frames[row]), None))
        fit = 1.0
        for place, (column, _) in enumerate(given[: len(parties)]):
            # Of those who meet, all are actors.
            fit *= max(float(parts[place, column]), 0.7 * float(parts[place, 0]) if column else 0.0)
        found += scores.types[row, :-1] * fit
        if will_not(token):
            refused |= {scorer.types[at] for at in np.flatnonzero(scores.types[row, :-1] >= _CLEARLY)}
    return found, refused


def _sentence_with(doc: Doc, span: Chars | None) -> SentenceSpan | None:
    if span is None:
        return next(iter(doc.sents), None)
    token = token_at(doc, span[0])
    return sentence_of(token) if token is not None else None


def _ranked(doc: Doc, matcher: Matcher) -> list[tuple[Candidate, int]]:
    kept = matcher.candidates(doc)
    found = [(candidate, 0) for candidate in kept]
    for first in kept:
        others = {
            candidate.type: candidate for candidate in matcher.all_at(first.trigger) if candidate.type != first.type
        }
        found += [(candidate, rank) for rank, candidate in enumerate(others.values(), 1)]
    return found


def _fit(doc: Doc, candidate: Candidate, actor: Chars | None, recipient: Chars | None) -> float:
    """How well the parts of a candidate are the given ones."""
    trigger = candidate.trigger
    reciprocal = candidate.pattern.frame.reciprocal
    score = 1.0
    parts = candidate.actors if reciprocal else ()
    for span, own in ((actor, candidate.actors), (recipient, candidate.recipients or parts)):
        if span is None:
            continue
        if any(_within(head, span) for head in own):
            score *= 3.0
        elif _below(doc, trigger, span):
            score *= 1.6
    if actor and recipient and _between(trigger, actor, recipient):
        score *= 1.3
    return score / (1 + _depth(trigger))


def _within(head: Token, span: Chars) -> bool:
    """Whether a slot's phrase and a given mention overlap."""
    subtree = (head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
    return (head.idx < span[1] and span[0] < head.idx + len(head)) or (subtree[0] <= span[0] and span[1] <= subtree[1])


def _below(doc: Doc, trigger: Token, span: Chars) -> bool:
    head = head_of(doc, *span)
    return head is not None and trigger.is_ancestor(head)


def _between(trigger: Token, actor: Chars, recipient: Chars) -> bool:
    left, right = sorted((actor, recipient))
    return left[1] <= trigger.idx < right[0]


def _depth(trigger: Token) -> float:
    """Words near the root carry the news."""
    depth, token = 0, trigger
    while token.head is not token and depth < 6:  # noqa: PLR2004  deeper than that is all the same
        depth, token = depth + 1, token.head
    return 0.15 * depth
