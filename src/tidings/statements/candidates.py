"""Words that may attribute: more than do, for the ranker to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tidings.parse.syntax import SUBJECTS, lemmas_of
from tidings.statements.borders import Bounds
from tidings.statements.contents import LONGEST, Cue, contents_of
from tidings.statements.cues import Cues
from tidings.statements.quotes import Quotes

_BESIDE = frozenset({"aux", "auxpass", "neg", "advmod", "cc", "mark", "prt", *SUBJECTS})
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis"})
_TOUCH = 3  # characters: a comma and blanks
_SPEECH = 20  # characters: shorter quotations are names and scare quotes


def find_cues(doc: Doc, cues: Cues, quotes: Quotes) -> Iterator[Cue]:
    """Every candidate with at least one content, in order."""
    for token in doc:
        cue = _cue_at(token, cues, quotes)
        if cue is not None:
            cue.contents = contents_of(cue, quotes)
            if cue.contents:
                yield cue


def _cue_at(token: Token, cues: Cues, quotes: Quotes) -> Cue | None:
    phrase = _phrase_cue(token, cues)
    if phrase is not None:
        return phrase
    if token.pos_ in {"VERB", "AUX"} or _governs_clause(token):
        return _verb_cue(token, cues, quotes)
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma in cues.nouns:
        return Cue(token, (token.i, token.i + 1), "noun", lemma, token.left_edge.i, token.i + 1)
    if token.pos_ == "ADJ" and lemma in cues.adjectives:
        left = token.head.left_edge.i if token.dep_ == "acomp" else token.i
        return Cue(token, (token.i, token.i + 1), "adjective", lemma, min(left, token.i), token.i + 1)
    return None


def _governs_clause(token: Token) -> bool:
    """Whether a word that is tagged as no verb stands as one: "Economists project growth", "Pilots back the plan"."""
    return token.dep_ in _CLAUSES and any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.lefts)


def _lemma_of(verb: Token, particle: Token | None, cues: Cues) -> str:
    """The lemma that the tables know, with its particle where they know it so; the rules make "hop" of "hopes"."""
    found = [lemma.lower() for lemma in lemmas_of(verb)]
    if particle is not None:
        found = [*(f"{lemma} {particle.lower_}" for lemma in found), *found]
    return next((lemma for lemma in found if lemma in cues.classes), verb.lemma_.lower())


def _verb_cue(verb: Token, cues: Cues, quotes: Quotes) -> Cue | None:
    if verb.dep_ in {"aux", "auxpass", "amod", "compound"} or not verb.is_alpha:  # "the said law"; a dash tagged VERB
        return None
    particle = next((child for child in verb.rights if child.dep_ == "prt"), None)
    lemma = _lemma_of(verb, particle, cues)
    left, right = _around(verb)
    if lemma not in cues.classes and not _takes_that(verb) and not _beside_speech(verb.doc, left, right, quotes):
        return None
    mind = cues.classes.get(lemma) == ("minds",)
    end = verb.i + 1
    if particle is not None and particle.i == end:
        end += 1
    return Cue(verb, (verb.i, end), "verb", lemma, left, max(right, end), mind)


def _beside_speech(doc: Doc, left: int, right: int, quotes: Quotes) -> bool:
    """Whether a quotation of some words ends or begins at the cue: any verb may then attribute ("he thundered")."""
    last = doc[right - 1].idx + len(doc[right - 1])
    before, after = quotes.before(doc[left].idx), quotes.after(last)
    return (before is not None and doc[left].idx - before.end <= _TOUCH and before.end - before.start >= _SPEECH) or (
        after is not None and after.start - last <= _TOUCH and after.end - after.start >= _SPEECH
    )


def _takes_that(verb: Token) -> bool:
    """A clause after "that" makes any verb of a few words a possible cue ("joked", "made clear that")."""
    return any(
        child.dep_ == "ccomp" and any(below.lower_ == "that" and below.dep_ == "mark" for below in child.lefts)
        for child in verb.rights
    )


def _around(verb: Token) -> Bounds:
    """The run of tokens around a verb that are its subject, auxiliaries and adverbs."""
    left, right = verb.i, verb.i + 1
    for child in reversed(list(verb.lefts)):
        if child.dep_ not in _BESIDE or child.right_edge.i + 1 < left or verb.i - child.left_edge.i > LONGEST:
            break
        left = min(left, child.left_edge.i)
    for child in verb.rights:
        if child.dep_ not in _BESIDE or child.left_edge.i > right or child.right_edge.i - verb.i > LONGEST:
            break
        right = max(right, child.right_edge.i + 1)
    return left, right


def _phrase_cue(token: Token, cues: Cues) -> Cue | None:
    doc = token.doc
    for words in cues.sources.get(token.lower_, ()):
        if token.i + len(words) >= len(doc):
            continue
        if all(doc[token.i + at].lower_ == word for at, word in enumerate(words)):
            last = doc[token.i + len(words) - 1]
            return Cue(
                token, (token.i, last.i + 1), "phrase", " ".join(words), token.i, max(last.i, last.right_edge.i) + 1
            )
    return None
