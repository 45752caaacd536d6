"""Who may be the source of a cue, and what the ranker is told of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tidings.parse.syntax import SUBJECTS, agents_of, is_passive, own_subject, phrase_of, subject_of
from tidings.parse.tokens import sentence_of
from tidings.statements.contents import LONGEST, Content, Cue
from tidings.statements.cues import Cues
from tidings.statements.features import of_person, size
from tidings.statements.quotes import Quotes
from tidings.statements.ranking import SPEAKER, SPEAKER_CUE, Question

_NAMES = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_REACH = 12
_BEHIND = frozenset({"by", "from", "of", "at", "in", "for"})
_MOST = 12
_ACRONYM = 3  # letters: longer words in capitals are datelines and headings


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A cue with the content chosen for it, and the heads of those who may have said it."""

    cue: Cue
    content: Content
    heads: tuple[Token, ...]


def speaker_question(cue: Cue, content: Content, cues: Cues, quotes: Quotes) -> Question:
    """Who says it, if anybody is named."""
    ways: dict[Token, list[str]] = {}
    for head, way in _candidates(cue):
        if (len(ways) < _MOST or head in ways) and any(letter.isalnum() for letter in head.text):
            ways.setdefault(head, []).append(way)
    shared = [
        cue.kind, f"lemma {cue.lemma}", f"tag dep {cue.token.tag_} {cue.token.dep_}", f"content {content.kind}",
        *(f"class {name}" for name in cues.classes.get(cue.lemma, ())),
        *(f"has {way}" for found in ways.values() for way in found),
    ]  # fmt: skip
    answers = [list(_features(cue, content, head, found, quotes)) for head, found in ways.items()]
    none = ["bias", f"passive {cue.kind == 'verb' and is_passive(cue.token)}"]
    seen = [[(SPEAKER, head.i, head.i + 1), (SPEAKER_CUE, cue.token.i, cue.token.i + 1)] for head in ways]
    return Question(
        "speaker", shared, [*answers, none], SpeakerChoice(cue, content, tuple(ways)), cue.token.doc, [*seen, []]
    )


def _candidates(cue: Cue) -> Iterator[tuple[Token, str]]:
    token = cue.token
    if cue.kind == "phrase":
        yield from _objects_in(token, cue)
    elif cue.kind == "verb":
        yield from _of_verb(token)
    else:
        yield from _of_noun(cue)
    yield from _nearby(cue)


def _objects_in(token: Token, cue: Cue) -> Iterator[tuple[Token, str]]:
    last = token.doc[cue.bounds[1] - 1]
    for child in last.children:
        if child.dep_ == "pobj":
            yield child, "object"
            yield from ((below, "object's possessor") for below in child.children if below.dep_ == "poss")
    # Where the parse is wrong: the first noun that no other noun of the phrase governs.
    for after in token.doc[cue.bounds[1] : cue.bounds[1] + _REACH]:
        if after.pos_ in _NAMES and after.dep_ not in {"compound", "poss", "amod", "nmod", "det"}:
            yield after, "next noun"
            return


def _of_verb(verb: Token) -> Iterator[tuple[Token, str]]:
    passive = is_passive(verb)
    for agent in agents_of(verb):
        yield agent, "agent"
    own = own_subject(verb)
    if own is not None:
        yield own, f"own {passive}"
    subject = subject_of(verb)
    if subject is not None:
        yield subject, f"subject {passive}"
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp"}:
        above = subject_of(verb.head)
        if above is not None:
            yield above, f"above {verb.dep_}"
    if verb.dep_ in {"amod", "acl", "relcl"}:
        yield verb.head, f"head {verb.dep_}"
    for preposition in verb.rights:
        if preposition.lower_ in {"as", "by"} and preposition.dep_ in {"prep", "mark", "agent"}:
            yield from (
                (below, f"after {preposition.lower_}") for below in preposition.children if below.dep_ == "pobj"
            )
    if verb.lower_ == "saying" and verb.head.lower_ == "as" and verb.head.head != verb.head:
        yield from ((child, "quoted as") for child in verb.head.head.rights if child.dep_ == "dobj")


def _of_noun(cue: Cue) -> Iterator[tuple[Token, str]]:
    noun = cue.token
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.i < noun.i and child.pos_ in _NAMES | {"ADJ"}:
            yield child, f"modifier {child.dep_}"
        elif child.dep_ in {"prep", "agent"} and child.lower_ in _BEHIND:
            yield from ((below, f"behind {child.lower_}") for below in child.children if below.dep_ == "pobj")
    head = noun.head
    if head.pos_ in {"VERB", "AUX"}:
        subject = subject_of(head)
        if subject is not None and subject is not noun:
            yield subject, f"subject {noun.dep_}"
        for agent in agents_of(head):
            yield agent, "agent"


def _nearby(cue: Cue) -> Iterator[tuple[Token, str]]:
    """The nouns right before and after, and the subject of the sentence."""
    doc = cue.token.doc
    sentence = sentence_of(cue.token)
    for after in doc[cue.bounds[1] : min(cue.bounds[1] + _REACH, sentence.end)]:
        if after.pos_ in _NAMES and after.dep_ not in {"compound", "poss", "amod", "nmod", "det"}:
            yield after, "next"
            break
        if after.pos_ in {"VERB", "PUNCT"}:
            break
    for at in range(cue.bounds[0] - 1, max(sentence.start, cue.bounds[0] - _REACH) - 1, -1):
        if doc[at].pos_ in _NAMES and doc[at].dep_ in SUBJECTS:
            yield doc[at], "before"
            break
    if len(sentence) < LONGEST:
        root = sentence.root
        found = own_subject(root)
        if found is not None and root is not cue.token:
            yield found, "sentence's subject"


def _features(cue: Cue, content: Content, head: Token, ways: list[str], quotes: Quotes) -> Iterator[str]:
    for way in ways:
        yield way
        yield f"{way} {cue.kind} {cue.lemma}"
        yield f"{way} {content.kind}"
        yield f"{way} {cue.token.dep_}"
    yield "+".join(sorted(ways))
    for name in of_person(head.doc, head):
        yield name
        yield f"{name} {ways[0]}"
    start, end = phrase_of(head)
    yield f"capitals {head.is_upper and len(head) > _ACRONYM} {ways[0]}"
    inside = any(begin <= head.i < stop for begin, stop in content.spans)
    yield f"inside {inside}"
    yield f"quoted {quotes.at(head.idx) is not None}"
    place = "after" if start >= cue.bounds[1] else "before"
    yield f"{place} {size(start - cue.bounds[1] if place == 'after' else max(0, cue.bounds[0] - end))}"
