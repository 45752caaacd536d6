"""Whether a sentence presents an event word as happened: its own words, then all that governs it, step by step upwards.

Each predicate on the way says how its complement stands (``data/status``): "failed to" denies it, "plans to" puts
it ahead, "may" leaves it open. The method follows implicative signatures (Karttunen 1971; Nairn, Condoravdi and
Karttunen 2006), widened to intentions, requests, beliefs and nouns; tables and rules are our own.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tidings.parse.syntax import OBJECTS
from tidings.parse.tokens import token_at
from tidings.status.clauses import around_clause
from tidings.status.compose import within
from tidings.status.local import (
    HAPPENED,
    VERBAL,
    Clause,
    Standing,
    read_clause,
    standing_of_clause,
)
from tidings.status.moods import in_question, is_command, says_by_wish
from tidings.status.nouns import standing_of_noun
from tidings.status.words import Words, load_words

_DEPTH = 24
_AUXILIARIES = frozenset({"be", "have", "do", "get"})
_LEVELS = 8  # coordinated verbs that the parser hung too low stand no deeper than this


class Reader:
    """Reads statuses off one Doc; what is known of a token is computed once."""

    def __init__(self, doc: Doc, words: Words | None = None) -> None:
        """Start with nothing known."""
        self.doc, self.words = doc, words or load_words()
        self.coming = _coming(doc)
        self._clauses: dict[int, Clause] = {}
        self._standings: dict[int, Standing] = {}

    def standing(self, token: Token) -> Standing:
        """How the text presents what ``token`` names."""
        return self.at(token, _DEPTH)

    def clause(self, verb: Token) -> Clause:
        """What stands at a verb."""
        found = self._clauses.get(verb.i)
        if found is None:
            found = self._clauses[verb.i] = read_clause(verb, self.coming)
        return found

    def at(self, token: Token, depth: int) -> Standing:
        """The standing of a token; past ``depth`` more steps upwards nothing is asked any more."""
        found = self._standings.get(token.i)
        if found is None:
            if depth <= 0:
                return HAPPENED
            found = self._of_verb(token, depth - 1) if _is_clausal(token) else standing_of_noun(self, token, depth - 1)
            self._standings[token.i] = found
        return found

    def own(self, verb: Token) -> Standing:
        """What a clause's own words say of it."""
        clause = self.clause(verb)
        own = standing_of_clause(verb, clause, self.words)
        if own.why.startswith("modal") and _is_polite_or_perceived(verb, clause, self.words):
            return Standing("occurred", 0.8, "said or perceived")
        conditional = any(_is_condition(child) for child in verb.children)
        if own.why == "modal would" and not conditional and _is_told_ahead(verb):
            return Standing("planned", 0.6, "future in the past")
        if own.status == "planned" and conditional:
            return Standing("possible", 0.4, f"{own.why} on a condition")
        return own

    def _of_verb(self, verb: Token, depth: int) -> Standing:
        dep, head = verb.dep_, verb.head
        if dep in {"aux", "auxpass"} and head != verb:
            return self.at(head, depth) if verb.lemma_ in _AUXILIARIES else HAPPENED
        if dep in {"acomp", "attr", "oprd"} and head.pos_ in VERBAL:
            return within(self.at(head, depth), self.own(verb))
        clause, own = self.clause(verb), self.own(verb)
        if dep == "ccomp" and _stands_apart(verb):
            return self._of_root(verb, clause, own)
        if dep == "conj":
            return self._of_conjunct(verb, clause, own, depth)
        if head == verb or dep == "ROOT":
            return self._of_root(verb, clause, own)
        if own.real and is_command(verb, clause, self.words):
            return Standing("possible", 0.4, "imperative")
        if says_by_wish(verb, self.words):
            return Standing("occurred", 0.8, "done by wishing it")
        return within(around_clause(self, verb, depth), own)

    def _of_root(self, verb: Token, clause: Clause, own: Standing) -> Standing:
        if own.real and (asked := in_question(verb, clause)) is not None:
            return asked
        if own.real and clause.infinitive:
            return Standing("planned", 0.7, "headline infinitive")
        if own.real and is_command(verb, clause, self.words):
            return Standing("possible", 0.4, "imperative")
        if clause.mark in {"if", "unless"}:
            return Standing("possible", 0.3, "condition")
        return own

    def _of_conjunct(self, verb: Token, clause: Clause, own: Standing, depth: int) -> Standing:
        """The auxiliaries of the first verb hold for the second ("will visit and sign"), unless it has its own."""
        head = verb.head
        if head.pos_ not in VERBAL | {"ADJ"}:
            return within(self.at(head, depth), own)
        if (twin := _twin(verb, clause)) is not None:
            return within(self.at(twin, depth), own)
        if _shares_perfect(verb, clause, self.clause(head)):
            return within(self.at(head, depth), own)
        if (_finite(verb) or clause.finite_auxiliary) and not _finite(head) and not self.clause(head).finite_auxiliary:
            own_clause = clause.finite_auxiliary or not self.clause(head).modal
            if own_clause:
                return own  # no finite verb is joined to an infinitive: the parser hung it too low
        apart = clause.subject is not None or clause.modal or clause.infinitive or _finite(verb) != _finite(head)
        if not apart or (verb.tag_ == head.tag_ and clause.subject is None and not clause.modal):
            return within(self.at(head, depth), own)
        if _finite(head) and not self.clause(head).modal and head.dep_ in {"ROOT", "conj", "ccomp"}:
            return own
        above = around_clause(self, head, depth) if head.dep_ not in {"ROOT", "conj"} else HAPPENED
        return within(above, own)


def _twin(verb: Token, clause: Clause) -> Token | None:
    """The participle that a bare participle is joined to, where the parser joined it to a verb of another form.

    "Demanding that he be returned and saying": saying goes with demanding.
    """
    if verb.tag_ != "VBG" or clause.has_auxiliary or clause.subject is not None or verb.head.tag_ == "VBG":
        return None
    above = verb.head
    for _ in range(_LEVELS):
        if above.head == above:
            return None
        above = above.head
        if above.tag_ == "VBG":
            return above
    return None


def _shares_perfect(verb: Token, clause: Clause, first: Clause) -> bool:
    """Whether "had" reaches over to a participle that looks like a past tense: "had hacked and planted"."""
    bare = verb.tag_ == "VBD" and not clause.has_auxiliary and clause.subject is None
    return bare and verb.head.tag_ == "VBN" and first.perfect and verb.lower_.endswith("ed")


def _is_polite_or_perceived(verb: Token, clause: Clause, words: Words) -> bool:
    """Whether a modal changes nothing: "would like to thank" is a wish that is there, "could be seen" was seen."""
    low = verb.lemma_.lower()
    if clause.modal in {"would", "'d", "’d"}:
        return low in words.polite and not clause.perfect and any(child.dep_ == "xcomp" for child in verb.children)
    return clause.modal == "could" and low in words.perceived


def _is_told_ahead(verb: Token) -> bool:
    """Whether "would" is "will" told in the past: "said it would attack"."""
    head = verb.head
    return verb.dep_ == "ccomp" and head.tag_ in {"VBD", "VBN", "VBG"} and head.lemma_ not in {"think", "wish"}


def _is_condition(child: Token) -> bool:
    return child.dep_ == "advcl" and any(word.lower_ in {"if", "unless"} for word in child.lefts)


def _stands_apart(verb: Token) -> bool:
    """Whether a semicolon parts a clause from the one it hangs on: "they shot him; she asks why"."""
    last = verb.right_edge.i
    return verb.i < verb.head.i and any(token.text == ";" for token in verb.doc[last : last + 2])


def _coming(doc: Doc) -> frozenset[int]:
    """Indices of the tokens that name a time after the day of publication."""
    article = doc._.tidings_article
    if article is None or article.published is None:
        return frozenset()
    day = article.published.isoformat()
    found: set[int] = set()
    for mention in doc._.tidings_times:
        value = mention.value or ""
        if mention.type in {"DATE", "TIME"} and value[:4].isdigit() and value[:10] > day[: len(value[:10])]:
            first, last = token_at(doc, mention.start), token_at(doc, mention.end - 1)
            if first is not None and last is not None:
                found.update(range(first.i, last.i + 1))
    return frozenset(found)


def _is_clausal(token: Token) -> bool:
    if token.pos_ in VERBAL:
        return not (token.dep_ in {"amod", "compound"} or (token.dep_ in OBJECTS | {"pobj"} and token.tag_ != "VBG"))
    if token.dep_ in {"xcomp", "ccomp", "advcl", "pcomp"}:
        return True
    return token.pos_ == "ADJ" and token.dep_ not in {"amod", "pobj", "dobj"}


def _finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP"}
