"""What the ranker is told of a cue and of what it may attribute."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tidings.actors import mentions_at
from tidings.parse.syntax import SUBJECTS, is_passive, subject_of
from tidings.parse.tokens import sentence_of, text_of
from tidings.statements import ranking
from tidings.statements.contents import Content, Cue
from tidings.statements.cues import Cues
from tidings.statements.quotes import Quotes
from tidings.statements.ranking import Question, Seen

_UP = 6  # steps from a content's first word to its root
_LENGTHS = (1, 2, 3, 4, 6, 9, 13, 20, 35, 80)
_READ = 80  # tokens of a content that are searched for other cues
_EARLY = 2
_MIND = ("minds",)
_PEOPLE = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "should", "shall", "'ll", "'d", "to"})
_CLOSED = frozenset({"ADP", "SCONJ", "CCONJ", "PRON", "DET", "PART", "PUNCT", "AUX", "ADV"})


def content_question(cue: Cue, cues: Cues, quotes: Quotes) -> Question:
    """What, if anything, the cue attributes."""
    own = list(_of_cue(cue, cues, quotes))
    kinds = {content.kind for content in cue.contents}
    answers = [list(_of_content(cue, content, cues, quotes)) for content in cue.contents]
    nothing = [f"has {kind}" for kind in kinds]
    nothing += [f"has {kind} {cue.lemma}" for kind in kinds]
    seen = [list(_seen_of(cue, content)) for content in cue.contents]
    return Question("content", own, [*answers, [*nothing, "bias"]], cue, cue.token.doc, [*seen, list(_seen_alone(cue))])


def _seen_of(cue: Cue, content: Content) -> Iterator[Seen]:
    """The words whose vectors tell whether and how far the cue attributes a content."""
    start, end = content.spans[0][0], content.spans[-1][1]
    root, size_of_doc = _root_in(cue.token.doc[start], start, end).i, len(cue.token.doc)
    yield ranking.CUE, cue.token.i, cue.token.i + 1
    yield ranking.FIRST, start, start + 1
    yield ranking.ROOT, root, root + 1
    yield ranking.LAST, end - 1, end
    yield ranking.WHOLE, start, end
    if start:
        yield ranking.BEFORE, start - 1, start
    for slot, at in ((ranking.AFTER, end), (ranking.AFTER_NEXT, end + 1)):
        if at < size_of_doc:
            yield slot, at, at + 1


def _seen_alone(cue: Cue) -> Iterator[Seen]:
    """Those that tell that it attributes nothing."""
    yield ranking.CUE_ALONE, cue.token.i, cue.token.i + 1
    subject = subject_of(cue.token)
    if subject is not None:
        yield ranking.SUBJECT, subject.i, subject.i + 1


def _root_in(token: Token, start: int, end: int) -> Token:
    """The governor of a word within some bounds, some steps up."""
    for _ in range(_UP):
        if token.head == token or not start <= token.head.i < end:
            break
        token = token.head
    return token


def size(count: int) -> str:
    """A number as one of a few names."""
    return str(sum(count >= limit for limit in _LENGTHS))


def of_person(doc: Doc, token: Token | None) -> list[str]:
    """Who a token names, as far as it matters for speaking."""
    if token is None:
        return ["nobody"]
    found = [token.pos_, f"ent {token.ent_type_}", f"dep {token.dep_}"]
    mentions = mentions_at(doc, token)
    if mentions:
        found.append("actor")
        found.append("country" if mentions[0].code and not mentions[0].sectors else "office")
    if token.pos_ in {"PRON", "DET"}:
        found.append(f"word {token.lower_}")
    else:
        found.append(f"noun {token.lemma_.lower()}")
    if mentions or token.ent_type_ in _PEOPLE:
        found.append("somebody")
    return found


def _of_cue(cue: Cue, cues: Cues, quotes: Quotes) -> Iterator[str]:
    token, doc = cue.token, cue.token.doc
    classes = cues.classes.get(cue.lemma, ("unlisted",))
    yield cue.kind
    yield f"lemma {cue.lemma}"
    for name in classes:
        yield f"class {name}"
    yield f"tag {token.tag_}"
    yield f"dep {token.dep_}"
    yield f"tag dep {token.tag_} {token.dep_}"
    quoted = quotes.at(token.idx) is not None
    yield f"quoted {quoted}"
    for child in token.children:
        yield f"child {child.dep_}"
        if child.dep_ in {"aux", "auxpass", "neg", "mark", "prep", "agent", "advmod", "prt"}:
            yield f"child {child.dep_} {child.lower_}"
            for name in classes:
                yield f"child {child.dep_} {name}"
            if child.lower_ in _MODALS:
                yield f"modal {cue.kind}"
    yield f"next {_word(doc, cue.bounds[1])}"
    yield f"previous {_word(doc, cue.bounds[0] - 1)}"
    yield f"head {token.head.pos_} {token.head.lemma_.lower()}" if token.head != token else "root"
    sentence = sentence_of(token)
    yield f"sentence {size(len(sentence))}"
    yield f"heading {sentence.start == 0 and _is_heading(doc, sentence.end)}"
    if cue.kind == "verb":
        passive = is_passive(token)
        subject = subject_of(token)
        yield f"passive {passive}"
        for name in of_person(doc, subject):
            yield f"subject {name}"
            if name in {"somebody", "nobody", "PRON"} or name.startswith("word"):
                for each in classes:
                    yield f"subject {name} {each}"


def _is_heading(doc: Doc, end: int) -> bool:
    return end > 1 and doc[end - 1].is_space and "\n" in doc[end - 1].text


def _word(doc: Doc, at: int) -> str:
    """A function word or mark itself, else its part of speech."""
    if not 0 <= at < len(doc):
        return "edge"
    token = doc[at]
    if token.is_space:
        return "space"
    return token.lower_ if token.pos_ in _CLOSED else token.pos_


def _of_content(cue: Cue, content: Content, cues: Cues, quotes: Quotes) -> Iterator[str]:
    doc = cue.token.doc
    start, end = content.spans[0][0], content.spans[-1][1]
    first, last = doc[start], doc[end - 1]
    length = size(sum(stop - begin for begin, stop in content.spans))
    yield f"kind {content.kind}"
    yield f"cut {content.cut}"
    yield f"kind cut {content.kind} {content.cut}"
    yield f"kind {content.kind} {cue.lemma}"
    for name in cues.classes.get(cue.lemma, ("unlisted",)):
        yield f"kind {content.kind} {name}"
    yield f"cut {content.cut} {_word(doc, end)}"
    yield f"length {length}"
    yield f"length {length} {content.kind}"
    yield f"first {_word(doc, start)}"
    yield f"first {first.pos_} {content.kind}"
    yield f"before first {_word(doc, start - 1)}"
    yield f"before first {_word(doc, start - 1)} {_word(doc, start)}"
    yield f"last {_word(doc, end - 1)}"
    yield f"after last {_word(doc, end)}"
    yield f"after last {_word(doc, end)} {_word(doc, end + 1)}"
    yield f"parts {len(content.spans)}"
    sentence = sentence_of(cue.token)
    yield f"starts {start <= sentence.start} ends {end >= sentence.end - 2} {content.kind}"
    place = "after" if start >= cue.bounds[1] else "before" if end <= cue.bounds[0] else "around"
    gap = cue.right if place == "after" else cue.left
    distance = start - gap if place == "after" else gap - end
    yield f"{place} {size(max(0, distance))}"
    yield f"{place} {cue.kind}"
    yield from _of_marks(cue, content, quotes)
    yield from _inner_cues(cue, content, cues)
    yield f"verb {cue.token in (first.head, last.head)}"
    root = _root_in(first, start, end)
    yield f"root {root.dep_} {root.head == cue.token}"
    yield f"root {root.tag_} {content.kind}"
    yield f"finite {root.tag_ in {'VBD', 'VBP', 'VBZ', 'MD'} or any(child.dep_ == 'aux' for child in root.lefts)}"


def _inner_cues(cue: Cue, content: Content, cues: Cues) -> Iterator[str]:
    """Other words that attribute inside a content: "petitioned the UN to act, saying ..." ends before "saying"."""
    for start, end in content.spans:
        for token in cue.token.doc[start : min(end, start + _READ)]:
            if token.pos_ == "VERB":
                if cues.classes.get(token.lemma_.lower(), _MIND) != _MIND:
                    own = any(child.dep_ in SUBJECTS for child in token.lefts)
                    yield f"inner {token.tag_} {token.dep_} {own} {token.head == cue.token}"
            elif token.lower_ in cues.sources:
                yield f"inner {token.lower_} {token.i - start < _EARLY}"


def _of_marks(cue: Cue, content: Content, quotes: Quotes) -> Iterator[str]:
    """How quotation marks stand at its borders."""
    doc = cue.token.doc
    first, last = doc[content.spans[0][0]], doc[content.spans[-1][1] - 1]
    opened, closed = quotes.at(first.idx), quotes.at(last.idx)
    marks = (
        f"{opened is not None}{opened is not None and opened.start == first.idx}"
        f"{closed is not None}{closed is not None and closed.end == last.idx + len(last)}"
    )
    yield f"marks {marks}"
    yield f"marks {marks} {content.kind}"
    if content.kind.startswith("quote") and last.idx:
        text = text_of(doc)
        inner = text[last.idx - 1] if len(last) == 1 else text[last.idx + len(last) - 2]
        start_of_cue = doc[cue.left]
        broken = "\n" in text[last.idx + len(last) : start_of_cue.idx][:20]
        yield f"closes {inner if not inner.isalnum() else 'word'} {start_of_cue.is_title} {broken} {content.kind}"
