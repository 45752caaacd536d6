"""Sentences that do not assert what they say: questions, commands and thanks."""

from __future__ import annotations

from spacy.tokens import Token

from tidings.parse.syntax import SUBJECTS
from tidings.status.local import VERBAL, Clause, Standing
from tidings.status.words import Words

_CLOSING = frozenset({'"', "”", "''", "'", "’", ")", " ", "\n"})
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_LOOSE = frozenset({"ccomp", "parataxis", "dep", "advcl", "conj", "amod", "acl", "intj", "xcomp"})
_WOULD = frozenset({"would", "'d", "’d"})


def in_question(verb: Token, clause: Clause) -> Standing | None:
    """How a main clause stands that a question mark closes; None where it asserts what it says.

    "Why did they leave?" takes their leaving for granted; "they left, do you know why?" asserts it.
    """
    if not _asks(verb):
        return None
    if _opened_by_question_word(verb) and not clause.infinitive:
        return Standing("occurred", 0.6, "taken for granted by a question")
    if _asserts_before_asking(verb, clause):
        return None
    return Standing("possible", 0.4, "question")


def _asks(token: Token) -> bool:
    """Whether a question mark closes the sentence."""
    sentence = token.sent
    last = sentence.end - 1
    while last > sentence.start and token.doc[last].text in _CLOSING:
        last -= 1
    return token.doc[last].text.endswith("?")


def _opened_by_question_word(verb: Token) -> bool:
    """Whether "who", "why" or "which town" stands in the clause before its verb."""
    return any(word.tag_ in _ASKING for child in verb.lefts if child.dep_ != "advcl" for word in (child, *child.lefts))


def _asserts_before_asking(verb: Token, clause: Clause) -> bool:
    """Whether a clause in the order of a statement is followed by another one that does the asking."""
    subject = clause.subject
    if subject is None or any(child.dep_ in {"aux", "auxpass"} and child.i < subject.i for child in verb.children):
        return False
    later = (word for word in verb.doc[verb.i + 1 : verb.sent.end] if word.pos_ in VERBAL)
    return any(
        word.dep_ in {"aux", "auxpass", "ccomp", "parataxis", "conj", "advcl"}
        and any(_is_turned(word, child) or child.tag_ in _ASKING for child in word.children)
        for word in later
    )


def _is_turned(verb: Token, child: Token) -> bool:
    """Whether an auxiliary stands before the subject."""
    return child.dep_ in {"aux", "auxpass"} and any(
        other.dep_ in SUBJECTS and child.i < other.i < verb.i for other in verb.children
    )


def is_command(verb: Token, clause: Clause, words: Words) -> bool:
    """Whether a verb commands: "Send them home," the crowd shouted; "please call us"."""
    if clause.subject is not None or clause.has_auxiliary or clause.mark:
        return False
    if any(child.lower_ == "please" for child in verb.lefts) or _follows_please(verb):
        return verb.dep_ == "ROOT" or verb.dep_ in _LOOSE
    if verb.tag_ != "VB" or is_elliptic(verb, words):
        return False
    if verb.dep_ == "ROOT":
        return True
    if verb.dep_ == "parataxis":
        return not any(child.lower_ == "to" for child in verb.lefts)
    return verb.dep_ == "ccomp" and verb.i < verb.head.i


def _follows_please(verb: Token) -> bool:
    return verb.i > 0 and verb.nbor(-1).lower_ == "please"


def is_elliptic(verb: Token, words: Words) -> bool:
    """Whether what looks like a command leaves "I" out ("hope to see you") or is no base form ("sold the car")."""
    lemma = verb.lemma_.lower()
    return lemma in words.elliptic or (verb.lower_ != lemma and not verb.lower_.startswith(lemma))


def says_by_wish(verb: Token, words: Words) -> bool:
    """Whether it is done by wishing it: "I want to thank the crews", "the firm would like to congratulate"."""
    wish = verb.head
    if verb.dep_ != "xcomp" or verb.lemma_.lower() not in words.performed:
        return False
    would = any(child.lower_ in _WOULD for child in wish.lefts)
    subject = next((child for child in wish.lefts if child.dep_ in SUBJECTS), None)
    first = subject is not None and subject.lower_ in {"i", "we"}
    negated = any(child.dep_ == "neg" for child in wish.children)
    lemma = wish.lemma_.lower()
    asked = lemma in {"want", "wish"} and first and wish.tag_ in {"VBP", "VB"}
    return not negated and ((lemma in words.polite and would) or asked)
