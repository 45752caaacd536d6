"""Themes of an event, from words near its trigger and from who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Span, Token

from tidings.ontology import Frame, Ontology
from tidings.records import ActorMention

_REACH = 40  # words on either side of the trigger
_LEAST = 0.45  # one word within twelve of the trigger
_MOST = 3  # guidelines: the salient ones, usually one to three


class ContextFinder:
    """Finds contexts by the word lists of an ontology."""

    def __init__(self, ontology: Ontology) -> None:
        """Index the words."""
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_sector: dict[str, list[str]] = defaultdict(list)
        for name, context in ontology.contexts.items():
            for word in context.words:
                self._by_word[word.lower()].append(name)
            for sector in context.sectors:
                self._by_sector[sector].append(name)

    def of(self, sentence: Span, trigger: Token, frame: Frame, parties: Iterable[ActorMention]) -> tuple[str, ...]:
        """At most three contexts: the frame's own first, then by nearness of their words to the trigger."""
        weight: defaultdict[str, float] = defaultdict(float, dict.fromkeys(frame.contexts, 3.0))
        near = trigger.doc[max(sentence.start, trigger.i - _REACH) : min(sentence.end, trigger.i + _REACH)]
        for token in near:
            for name in self._by_word.get(token.lemma_.lower(), ()):
                weight[name] += 1.0 / (1 + abs(token.i - trigger.i) / 10)
        for party in parties:
            for sector in party.sectors:
                for name in self._by_sector.get(sector, ()):
                    weight[name] += 0.6
        ranked = sorted(weight.items(), key=lambda item: -item[1])
        return tuple(name for name, value in ranked[:_MOST] if value >= _LEAST)
