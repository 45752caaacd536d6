"""What a cue may attribute: clauses, objects, sides of the sentence, quotations, with and without their tails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tidings.parse.syntax import is_passive, own_subject
from tidings.parse.tokens import sentence_of, text_of
from tidings.statements.borders import Bounds, in_paragraph, stretched, token_bounds, trimmed
from tidings.statements.quotes import Quotes

LONGEST = 600  # tokens of a content: longer than any sentence that anybody said
_OBJECTS = frozenset(
    {"dobj", "obj", "xcomp", "dative", "prep", "oprd", "attr", "ccomp", "acomp", "pcomp", "advmod", "prt"}
)
_FIRST_OBJECTS = frozenset({"dobj", "obj", "dative", "xcomp", "ccomp", "oprd", "attr", "acomp", "prep"})
_CUTS = frozenset({"conj", "advcl", "cc", "prep", "npadvmod", "parataxis", "ccomp", "relcl", "appos", "advmod"})
_CLOSED = frozenset({"ADP", "SCONJ", "CCONJ", "PRON", "DET", "PART", "AUX"})
_PARTS = frozenset({";", ":", "—", "–"})
_JOINTS = frozenset({"but", "and", "while", "although", "though", "that", "because"})
_MOST_CUTS = 4
_MOST_COMMAS = 2
_TAIL = 60  # tokens
_MOST_OBJECTS = 4
_NEAR_WORDS = 3
_TOUCH = 3  # characters: a comma and blanks
_GOES_ON = frozenset(",—–-…")
_FAR = 240  # characters between a cue and its quotation


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue may attribute: token bounds, how they were found, and the label of what was left out at the end."""

    spans: tuple[Bounds, ...]
    kind: str
    cut: str = ""


@dataclass(slots=True)
class Cue:
    """Words that may attribute.

    Attributes:
        token: the word that governs.
        bounds: all words of the cue.
        kind: "verb", "noun", "adjective" or "phrase".
        lemma: of the word, with its particle; of a phrase its words.
        mind: only a clause can be its content: who "believes that" says something, who "wants to" does not; in the
            passive also an infinitive.
        left, right: tokens that belong to cue and speaker, around it.
        contents: what it may attribute.
    """

    token: Token
    bounds: Bounds
    kind: str
    lemma: str
    left: int
    right: int
    mind: bool = False
    contents: list[Content] = field(default_factory=list)


def contents_of(cue: Cue, quotes: Quotes) -> list[Content]:
    """Every content that a cue may have, each once; empty where there is none."""
    return _distinct(cue.token.doc, cue, quotes, _contents(cue, quotes))


def _contents(cue: Cue, quotes: Quotes) -> Iterator[Content]:
    if cue.kind == "phrase":
        yield from _around_phrase(cue)
    elif cue.kind == "verb":
        yield from _clauses(cue, quotes)
        yield from _above(cue)
        if cue.mind and is_passive(cue.token):
            yield from _infinitives(cue)
        elif not cue.mind and not _interrupts(cue.token):
            yield from _objects(cue, quotes)
            yield from _sides(cue)
    else:
        yield from _of_noun(cue)
    yield from _quoted(cue, quotes)


def _clauses(cue: Cue, quotes: Quotes) -> Iterator[Content]:
    verb = cue.token
    for clause in verb.children:
        if clause.dep_ not in {"ccomp", "csubj", "pcomp"}:
            continue
        start, end = clause.left_edge.i, clause.right_edge.i + 1
        if clause.i > verb.i:
            if start < verb.i:  # the clause begins before its cue: "Kyiv, he said, will"
                yield Content(((start, cue.left), (cue.right, end)), "clause around")
                subject = own_subject(clause)
                if subject is not None and subject.i < verb.i:
                    continue
            yield Content(((max(start, cue.bounds[1]), end),), "clause")
            yield from _cut(clause, max(start, cue.bounds[1]), end, "clause")
            yield from _at_commas(verb.doc, max(start, cue.bounds[1]), end, "clause", quotes)
        else:
            if end > cue.right:
                yield Content(((start, cue.left), (cue.right, end)), "clause around")
            yield Content(((start, min(end, cue.left)),), "clause first")


def _cut(clause: Token, start: int, end: int, kind: str) -> Iterator[Content]:
    """The same without what hangs at its end: the parser joins too much more often than too little."""
    doc, found = clause.doc, 0
    heads = [
        clause,
        *(child for child in clause.rights if child.dep_ in {"conj", "xcomp", "dobj", "prep", "ccomp", "attr"}),
    ]
    for head in heads[:_MOST_CUTS]:
        for child in head.rights:
            edge = child.left_edge.i
            if child.dep_ in _CUTS and start + 1 < edge < end and found < _MOST_CUTS:
                comma = doc[edge - 1].text in {",", "—", "–", ";"} or child.dep_ == "cc"
                if comma or child.dep_ in {"advcl", "conj", "prep", "npadvmod"}:
                    found += 1
                    yield Content(((start, edge),), kind, f"{child.dep_}{',' * comma}")


def _at_commas(doc: Doc, start: int, end: int, kind: str, quotes: Quotes) -> Iterator[Content]:
    """The same up to its last commas."""
    found = 0
    for at in range(end - 2, max(start, end - _TAIL), -1):
        if doc[at].text in {",", "—", "–", ";"} and quotes.at(doc[at].idx) is None:
            found += 1
            after = doc[at + 1]
            yield Content(((start, at),), kind, f"comma {after.lower_ if after.pos_ in _CLOSED else after.tag_}")
            if found == _MOST_COMMAS:
                return


def _above(cue: Cue) -> Iterator[Content]:
    """The clause that the cue interrupts or follows: "as officials said", "it will, he added, rain"."""
    verb = cue.token
    head = verb.head
    if (
        head == verb
        or verb.dep_ not in {"parataxis", "advcl", "ccomp", "conj", "dep"}
        or head.pos_ not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}
    ):
        return
    start, end = head.left_edge.i, head.right_edge.i + 1
    name = "above " + ("as" if verb.doc[max(0, cue.left - 1)].lower_ == "as" or _has_as(verb) else verb.dep_)
    left, right = verb.left_edge.i, verb.right_edge.i + 1
    both = Content(((start, min(left, cue.left)), (max(right, cue.right), end)), name + " both")
    if verb.i > head.i:
        yield Content(((start, min(left, cue.left)),), name)
        if right < end:
            yield both
    elif right < end:
        yield Content(((max(right, cue.right), end),), name + " after") if start >= cue.left else both


def _interrupts(verb: Token) -> bool:
    """Whether the cue stands between a subject and its verb: then neither side alone is what is said."""
    subject = own_subject(verb.head)
    return verb.dep_ == "parataxis" and subject is not None and subject.i < verb.i < verb.head.i


def _has_as(verb: Token) -> bool:
    return any(child.lower_ == "as" for child in verb.lefts)


def _objects(cue: Cue, quotes: Quotes) -> Iterator[Content]:
    """From an object, infinitive or phrase after the cue to a later one: "China against ..."."""
    children = [child for child in cue.token.rights if child.dep_ in _OBJECTS and child.i >= cue.bounds[1]]
    children = children[: _MOST_OBJECTS + 2]
    for first, child in enumerate(children[:3]):
        if child.dep_ not in _FIRST_OBJECTS:
            continue
        start = child.left_edge.i
        if child.dep_ == "prep" and child.lower_ != "as":
            start = child.i + 1
        lasts = range(len(children) - 1, max(first, len(children) - 1 - _MOST_OBJECTS) - 1, -1)
        for last in lasts:
            cut = children[last + 1].dep_ if last + 1 < len(children) else ""
            yield Content(((start, children[last].right_edge.i + 1),), f"object {child.dep_}{min(first, 1)}", cut)
        yield from _cut(child, start, child.right_edge.i + 1, f"object {child.dep_}{min(first, 1)}")
        if first == 0:
            end = max(each.right_edge.i for each in children) + 1
            yield from _at_commas(cue.token.doc, start, end, f"object {child.dep_}0", quotes)


def _infinitives(cue: Cue) -> Iterator[Content]:
    """ "Is believed to have left", "is expected to resign"."""
    for child in cue.token.rights:
        if child.dep_ == "xcomp":
            start, end = max(child.left_edge.i, cue.bounds[1]), child.right_edge.i + 1
            yield Content(((start, end),), "infinitive")
            yield from _cut(child, start, end, "infinitive")


def _sides(cue: Cue) -> Iterator[Content]:
    """All of the sentence before or after the cue: what is left where the parse is wrong."""
    sentence = sentence_of(cue.token)
    before, after = max(sentence.start, cue.left - LONGEST), min(sentence.end, cue.right + LONGEST)
    if cue.left > before:
        yield Content(((before, cue.left),), "before")
        yield from _since_border(cue, before)
    if after > cue.right:
        yield Content(((cue.right, after),), "after")
    doc = cue.token.doc
    that = next((at for at in range(cue.right, min(after, cue.right + 25)) if doc[at].lower_ == "that"), None)
    if that is not None:
        yield Content(((that + 1, after),), "after that")


def _since_border(cue: Cue, first: int) -> Iterator[Content]:
    """The words before the cue since the last semicolon, and since the last conjunction."""
    doc, seen = cue.token.doc, set()
    for at in range(cue.left - 3, max(first, cue.left - _TAIL), -1):
        word = doc[at].lower_
        kind = ";" if word in _PARTS else "joined" if word in _JOINTS else ""
        if kind and kind not in seen:
            seen.add(kind)
            yield Content(((at + 1, cue.left),), f"before from {kind}", word)


def _around_phrase(cue: Cue) -> Iterator[Content]:
    """According to X, ...; ..., according to X."""
    yield from _sides(cue)
    sentence = sentence_of(cue.token)
    before = max(sentence.start, cue.left - LONGEST)
    if cue.left > before and cue.right + 1 < sentence.end:
        yield Content(((before, cue.left), (cue.right, min(sentence.end, cue.right + LONGEST))), "both")
    head = cue.token.head
    if head != cue.token and head.left_edge.i < cue.left:
        yield Content(((head.left_edge.i, cue.left),), "above phrase")


def _of_noun(cue: Cue) -> Iterator[Content]:
    """The clause, infinitive or phrase that a noun or adjective governs."""
    heads = [cue.token]
    if cue.kind == "adjective" or cue.token.dep_ in {"dobj", "attr", "nsubj"}:
        heads.append(cue.token.head)  # "is confident", "the warning was": the clause may hang on the verb
    for head in heads:
        for child in head.rights:
            if child.i <= cue.token.i or child.right_edge.i - child.i > LONGEST:
                continue
            own = "own" if head == cue.token else "verb's"
            if child.dep_ in {"acl", "ccomp", "xcomp", "relcl", "advcl"}:
                start, end = max(child.left_edge.i, cue.right), child.right_edge.i + 1
                yield Content(((start, end),), f"{own} {child.dep_}")
                yield from _cut(child, start, end, f"{own} {child.dep_}")
            elif child.dep_ == "prep" and head == cue.token:
                yield Content(((child.i + 1, child.right_edge.i + 1),), f"{own} prep {child.lower_}")


def _quoted(cue: Cue, quotes: Quotes) -> Iterator[Content]:
    """Quotations right before and right after."""
    doc = cue.token.doc
    edge = doc[cue.left].idx
    before = quotes.before(edge)
    if before is not None and edge - before.end < _FAR and len(text_of(doc)[before.end : edge].split()) <= _NEAR_WORDS:
        yield Content((token_bounds(doc, before),), "quote before")
    end = doc[cue.right - 1].idx + len(doc[cue.right - 1])
    after = quotes.after(end)
    if after is not None and after.start - end < _FAR:
        between = text_of(doc)[end : after.start]
        if "\n" in between.strip(" ") and not between.rstrip().endswith(":"):
            return
        goes_on = before is not None and edge - before.end <= _TOUCH and text_of(doc)[before.end - 2] in _GOES_ON
        if before is not None and goes_on and "\n" not in between:
            yield Content((token_bounds(doc, before), token_bounds(doc, after)), "quote both")
        same = after.start < sentence_of(cue.token).end_char
        yield Content((token_bounds(doc, after),), "quote after" if same else "quote later")


def _distinct(doc: Doc, cue: Cue, quotes: Quotes, found: Iterator[Content]) -> list[Content]:
    """Trimmed, stretched over the quotations that they begin, each once, none that holds its cue."""
    kept: dict[tuple[Bounds, ...], Content] = {}
    for content in found:
        spans = []
        for start, end in content.spans:
            inside = trimmed(doc, (start, min(end, start + LONGEST)))
            if not content.kind.startswith("quote"):
                inside = trimmed(doc, in_paragraph(doc, inside, cue.bounds[0]))
            bounds = trimmed(doc, stretched(doc, inside, cue.bounds, quotes))
            if bounds[1] > bounds[0] and not (bounds[0] < cue.bounds[1] and cue.bounds[0] < bounds[1]):
                spans.append(bounds)
        if spans and len(spans) == len(content.spans):
            kept.setdefault(tuple(spans), Content(tuple(spans), content.kind, content.cut))
    return list(kept.values())
