"""The examples of an ontology as rows: each word that may be a trigger as a vector, with what it is an example of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from tidings.encode import Encoded, Encoder
from tidings.encode.encoder import Floats
from tidings.events.arguments import supporting_verb
from tidings.events.features import triggers_in
from tidings.ontology import CounterExample, Example, Ontology, load_ontology
from tidings.parse.tokens import head_of

FEWEST = 5  # examples with a trigger from which on a type is coded by them
_SHIPPED = "plover"  # whose examples are the ordinary news that every other type is told from
_EVERY = 3  # and of which every third is enough
_MOST_WORDS = 2000  # that are no trigger
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_LINKS = frozenset({"prep", "agent"})


Parts = tuple[Floats, Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence to learn from.

    Attributes:
        text: as written.
        type: whose example or counter-example; empty for ordinary news.
        number: which in its file's list, from 0.
        counter: whether it is a near miss.
        trigger: its event word.
        mode: of the event.
    """

    text: str
    type: str = ""
    number: int = 0
    counter: bool = False
    trigger: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A word of a source that may be a trigger; ``is_trigger`` if it is the one that the source names."""

    source: int
    parts: Parts
    is_trigger: bool
    token: str


def learnt_types(ontology: Ontology, known: Sequence[str]) -> list[str]:
    """The types that are coded by their examples: enough of them, and the encoder was not trained on the type."""
    return [
        name
        for name, kind in ontology.types.items()
        if name not in known and sum(bool(each.trigger) for each in kind.examples) >= FEWEST
    ]


def sources_of(ontology: Ontology, types: Sequence[str]) -> list[Source]:
    """Examples and counter-examples of the given types, then ordinary news."""
    found = []
    for name in types:
        kind = ontology.types[name]
        found += [_source(name, at, each) for at, each in enumerate(kind.examples) if each.trigger]
        found += [_source(name, at, each) for at, each in enumerate(kind.counter_examples)]
    shipped = load_ontology(_SHIPPED).types.values()
    news = [Source(each.text, trigger=each.trigger) for kind in shipped for each in kind.examples]
    news += [Source(each.text, trigger=each.trigger) for kind in shipped for each in kind.counter_examples]
    return found + news[::_EVERY]


def _source(name: str, at: int, example: Example | CounterExample) -> Source:
    mode = example.mode if isinstance(example, Example) else None
    return Source(example.text, name, at, isinstance(example, CounterExample), example.trigger, mode)


def rows_of(
    sources: Sequence[Source], parse: Callable[[str], Doc], encoder: Encoder, support: frozenset[str]
) -> list[Row]:
    """Every word of every source that may be a trigger, in order.

    Words that may report the same act as the trigger are left out: same lemma as a trigger of that type, or verb and
    noun of "reached a deal".
    """
    docs = [parse(source.text) for source in sources]
    triggers = [_trigger_of(doc, source) for doc, source in zip(docs, sources, strict=True)]
    lemmas: dict[str, set[str]] = {}
    for source, own in zip(sources, triggers, strict=True):
        if own and source.type and not source.counter:
            lemmas.setdefault(source.type, set()).update(token.lemma_.lower() for token in own)
    found = []
    for place, (source, doc, own) in enumerate(zip(sources, docs, triggers, strict=True)):
        spared = lemmas.get(source.type, set()) if not source.counter else set()
        for token, parts in _words(doc, encoder):
            if own and token == own[0]:
                found.append(Row(place, parts, is_trigger=True, token=token.text))
            elif token not in own and token.lemma_.lower() not in spared and not _carries(token, own, support):
                found.append(Row(place, parts, is_trigger=False, token=token.text))
    return found


def thinned(rows: Sequence[Row]) -> list[Row]:
    """All triggers, and of the other words as many as one linear system can hold."""
    others = sum(not row.is_trigger for row in rows)
    step = -(-others // _MOST_WORDS) or 1
    return [row for at, row in enumerate(rows) if row.is_trigger or at % step == 0]


def _words(doc: Doc, encoder: Encoder) -> Iterator[tuple[Token, Parts]]:
    for sentence in doc.sents:
        tokens = triggers_in(doc, sentence)
        if tokens:
            encoded = encoder.encode([sentence.text])[0]
            yield from ((token, parts_of(encoded, sentence.start_char, token)) for token in tokens)


def parts_of(encoded: Encoded, base: int, token: Token) -> Parts:
    """What the encoder says of a word, of the words that hang on it, of its sentence.

    The words that hang on "cut" are "supplies" and "Ukraine"; of the sentence there are the first state and the mean.
    """
    near = [_pieces(encoded, base, other) for other in _company(token)]
    states = [encoded.mean(span) for span in near if span[1]]
    company = np.mean(states, 0) if states else np.zeros_like(encoded.states[0])
    whole = encoded.mean((1, max(len(encoded.states) - 1, 2)))
    return encoded.mean(_pieces(encoded, base, token)), company, encoded.states[0], whole


def _pieces(encoded: Encoded, base: int, token: Token) -> tuple[int, int]:
    return encoded.pieces(token.idx - base, token.idx + len(token) - base)


def _company(token: Token) -> list[Token]:
    found = [child for child in token.children if child.pos_ in _TELLING]
    found += [below for child in token.children if child.dep_ in _LINKS for below in child.children]
    if token.pos_ in _NOUNS and token.head.pos_ == "VERB":
        found.append(token.head)
    return found


def _trigger_of(doc: Doc, source: Source) -> list[Token]:
    """The tokens of a source's trigger, the one that stands for it first."""
    start = source.text.find(source.trigger) if source.trigger else -1
    if start < 0:
        return []
    end = start + len(source.trigger or "")
    inside = [token for token in doc if start < token.idx + len(token) and token.idx < end]
    may_be = {token.i for sentence in doc.sents for token in triggers_in(doc, sentence)}
    head = head_of(doc, start, end)
    return sorted(inside, key=lambda token: (token.i not in may_be, token != head))


def _carries(token: Token, own: Sequence[Token], support: frozenset[str]) -> bool:
    """Whether token and trigger are verb and noun of one act."""
    return any(supporting_verb(token, support) == other or supporting_verb(other, support) == token for other in own)
