"""Whether a sentence presents an event word as happened: its own words, then all that governs it, step by step upwards.

Each predicate on the way says how its complement stands (``data/status``): "failed to" denies it, "plans to" puts
it ahead, "may" leaves it open. The method follows implicative signatures (Karttunen 1971; Nairn, Condoravdi and
Karttunen 2006), widened to intentions, requests, beliefs and nouns; tables and rules are our own.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tidings.parse.syntax import OBJECTS, SUBJECTS
from tidings.parse.tokens import token_at
from tidings.status.local import (
    HAPPENED,
    VERBAL,
    Clause,
    Standing,
    has_no,
    is_definite,
    is_question,
    read_clause,
    standing_of_clause,
)
from tidings.status.words import Signature, Words, load_words

_DEPTH = 24
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_ASKED = frozenset({"should", "must", "ought"})
_OF_THAT_CLAUSES = frozenset({"denial", "belief", "possibility", "desire", "doubt"})
_OPENING = frozenset({"when", "once", "until", "till", "before", "after", "whenever", "unless"})
# "Fears over the attack": what is feared is known.
_ABOUT = frozenset({"about", "of", "on", "over", "at"})
_TAKEN = frozenset({"to", "into", "for", "with"})
_TAKES_PLACE = frozenset(
    {"begin", "start", "take", "happen", "occur", "be", "come", "follow", "resume", "continue", "end"}
)
_DATING = frozenset({"on", "in", "for", "at"})
# "The first to visit" did visit.
_RANKS = frozenset({"first", "last", "second", "only", "latest", "next"})


class Reader:
    """Reads statuses off one Doc; what is known of a token is computed once."""

    def __init__(self, doc: Doc, words: Words | None = None) -> None:
        """Start with nothing known."""
        self.doc, self.words = doc, words or load_words()
        self._coming = _coming(doc)
        self._clauses: dict[int, Clause] = {}
        self._standings: dict[int, Standing] = {}

    def standing(self, token: Token) -> Standing:
        """How the text presents what ``token`` names."""
        return self._standing(token, _DEPTH)

    def clause(self, verb: Token) -> Clause:
        """What stands at a verb."""
        found = self._clauses.get(verb.i)
        if found is None:
            found = self._clauses[verb.i] = read_clause(verb, self._coming)
        return found

    def _standing(self, token: Token, depth: int) -> Standing:
        found = self._standings.get(token.i)
        if found is None:
            if depth <= 0:
                return HAPPENED
            reading = self._of_verb if _is_clausal(token) else self._of_noun
            found = self._standings[token.i] = reading(token, depth - 1)
        return found

    # Verbs and predicates

    def _of_verb(self, verb: Token, depth: int) -> Standing:
        dep, head = verb.dep_, verb.head
        if dep in {"aux", "auxpass"} and head is not verb:
            return self._standing(head, depth) if verb.lemma_ in {"be", "have", "do"} else HAPPENED
        if dep in {"acomp", "attr", "oprd"} and head.pos_ in VERBAL:
            return _within(self._standing(head, depth), self._own(verb))
        clause, own = self.clause(verb), self._own(verb)
        if dep == "conj":
            return self._of_conjunct(verb, clause, own, depth)
        if head is verb or dep == "ROOT":
            return self._of_root(verb, clause, own)
        return _within(self._around_clause(verb, clause, depth), own)

    def _own(self, verb: Token) -> Standing:
        clause = self.clause(verb)
        own = standing_of_clause(verb, clause, self.words)
        if own.why == "modal would" and _is_told_ahead(verb):
            return Standing("planned", 0.6, "future in the past")
        return own

    def _of_root(self, verb: Token, clause: Clause, own: Standing) -> Standing:
        if own.real and is_question(verb):
            return Standing("possible", 0.4, "question")
        if own.real and clause.infinitive:
            return Standing("planned", 0.7, "headline infinitive")
        if own.real and verb.tag_ == "VB" and clause.subject is None and not clause.has_auxiliary:
            return Standing("possible", 0.4, "imperative")
        if clause.mark in {"if", "unless"}:
            return Standing("possible", 0.3, "condition")
        return own

    def _of_conjunct(self, verb: Token, clause: Clause, own: Standing, depth: int) -> Standing:
        """The auxiliaries of the first verb hold for the second ("will visit and sign"), unless it has its own."""
        head = verb.head
        if head.pos_ not in VERBAL | {"ADJ"}:
            return _within(self._standing(head, depth), own)
        if (_finite(verb) or clause.present_have) and not _finite(head) and not self.clause(head).modal:
            return own  # no finite verb is joined to an infinitive: the parser hung it too low
        apart = clause.subject is not None or clause.modal or clause.infinitive or _finite(verb) != _finite(head)
        if not apart or (verb.tag_ == head.tag_ and clause.subject is None and not clause.modal):
            return _within(self._standing(head, depth), own)
        if _finite(head) and not self.clause(head).modal and head.dep_ in {"ROOT", "conj", "ccomp"}:
            return own
        above = self._around_clause(head, self.clause(head), depth) if head.dep_ not in {"ROOT", "conj"} else HAPPENED
        return _within(above, own)

    def _around_clause(self, verb: Token, clause: Clause, depth: int) -> Standing:
        """What the governors of a clause make of it."""
        dep, head = verb.dep_, verb.head
        if clause.mark in self.words.conjunctions and self.words.conjunctions[clause.mark] == "possible":
            return Standing("possible", 0.3, f"mark {clause.mark}")
        if dep in {"xcomp", "ccomp"}:
            return self._complement(verb, clause, head, depth)
        if dep in {"acl", "relcl"}:
            return self._at_noun(verb, clause, head, depth)
        if dep == "pcomp":
            return self._by_preposition(head, depth, clausal=True) or HAPPENED
        if dep == "advcl":
            return self._adverbial(verb, clause, head, depth)
        if dep in {"csubj", "csubjpass"} and (clause.infinitive or not self._standing(head, depth).real):
            return Standing("possible", 0.4, "subject clause")
        return HAPPENED

    def _complement(self, verb: Token, clause: Clause, head: Token, depth: int) -> Standing:
        signature = self._signature(head, verb, clause)
        above = self._standing(head, depth)
        if signature is not None and not (signature.name == "belief" and clause.perfect):
            return _applied(signature, above, head)
        if head.lemma_.lower() in self.words.hedged and above.status != "denied":
            return Standing("occurred", self.words.hedged[head.lemma_.lower()].certainty, f"held by {head.lemma_}")
        if clause.infinitive and clause.perfect:
            return Standing("occurred", 0.7, "perfect infinitive")
        if clause.infinitive:
            if any(child.lower_ == "yet" for child in head.children):
                return Standing("denied", 0.9, "yet to")
            if head.lemma_ == "have" and (head.tag_ != "VBD" or not above.real):
                return Standing("possible", 0.5, "have to")
            if head.lemma_ == "be":
                return _within(above, Standing("planned", 0.7, "be to"))
            return _brought_about(above)
        if verb.tag_ in {"VB", "VBG", "JJ"} and verb.dep_ == "xcomp":
            return above
        return HAPPENED

    def _signature(self, head: Token, verb: Token, clause: Clause) -> Signature | None:
        """What the governing predicate says of a clause below it."""
        lemma = head.lemma_.lower()
        if head.pos_ == "ADJ" or head.dep_ == "acomp":
            found = self.words.clause_adjective.get(lemma) or self.words.adjective.get(lemma)
            if found is None and head.pos_ == "VERB":
                found = self.words.verb.get(lemma)
            return found
        if head.pos_ in _NOMINAL:
            return self.words.noun.get(lemma) or self.words.clause_noun.get(lemma)
        particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
        found = self.words.verb.get(f"{lemma} {particle}") if particle else None
        found = found or self.words.verb.get(lemma)
        bare = verb.tag_ == "VB" and not clause.has_auxiliary
        if found is None or clause.infinitive or verb.dep_ == "xcomp" or bare:
            return found
        if clause.subjunctive and not clause.modal:
            return found
        if verb.tag_ == "VBG" and not clause.any_be:
            return found
        # A finite clause: who only acts on others by infinitives ("made", "tried") says nothing of it.
        return (
            found
            if found.name in {"denial", "belief", "intention", "desire", "hedge", "doubt", "request"}
            and (found.name != "request" or clause.modal in _ASKED)
            else None
        )

    def _at_noun(self, verb: Token, clause: Clause, head: Token, depth: int) -> Standing:
        """A clause at a noun: "plans to attack", "claims that it attacked", "troops to replace"."""
        if verb.dep_ == "relcl" and not clause.infinitive:
            return HAPPENED
        lemma = head.lemma_.lower()
        signature = self.words.noun.get(lemma) or (self.words.clause_noun.get(lemma) if clause.infinitive else None)
        if clause.infinitive:
            above = self._standing(head, depth)
            if signature is not None:
                return _applied(signature, above, head)
            if head.lemma_ in _RANKS or any(child.lemma_ in _RANKS for child in head.lefts):
                return above
            return Standing("possible", 0.4, f"infinitive at {head.lemma_}")
        full = bool(clause.mark) or clause.subject is not None
        if full and signature is not None and signature.name in _OF_THAT_CLAUSES:
            return _applied(signature, self._standing(head, depth), head)
        return HAPPENED

    def _by_preposition(self, preposition: Token, depth: int, *, clausal: bool, known: bool = False) -> Standing | None:
        low = preposition.lower_
        if low == "of" and preposition.i and (before := self.doc[preposition.i - 1].lower_) == "instead":
            low = f"{before} of"
        elif low == "than" and preposition.i and self.doc[preposition.i - 1].lower_ == "rather":
            low = "rather than"
        if (status := self.words.prepositions.get(low)) is not None:
            sure = status == "denied" and self._standing(preposition.head, depth).real
            return Standing("denied", 0.9, low) if sure else Standing("possible", 0.4, low)
        head = preposition.head
        if head.dep_ == "prep" and head is not preposition:
            head = head.head
        lemma = head.lemma_.lower()
        signature = self._taking_phrase(head, lemma, clausal=clausal)
        if low == "from" and head.pos_ in VERBAL and lemma in self.words.restraint:
            return _applied(self.words.restraint[lemma], self._standing(head, depth), head)
        if low == "against" and signature is not None and signature.name == "intention":
            return Standing("denied", 0.7, f"{lemma} against")
        if signature is not None and low in signature.prepositions and (clausal or low not in _ABOUT or not known):
            return _applied(signature, self._standing(head, depth), head)
        if clausal and head.pos_ in VERBAL and low in {"by", "in"}:
            return _unless_real(self._standing(head, depth))
        return None

    def _taking_phrase(self, head: Token, lemma: str, *, clausal: bool) -> Signature | None:
        words = self.words
        if head.pos_ in _NOMINAL:
            return words.noun.get(lemma) or (words.clause_noun.get(lemma) if clausal else None)
        if head.pos_ == "ADJ":
            return words.clause_adjective.get(lemma) or words.adjective.get(lemma)
        return words.verb.get(lemma)

    def _adverbial(self, verb: Token, clause: Clause, head: Token, depth: int) -> Standing:
        if clause.infinitive:
            return self._purpose(verb, head, depth)
        above = self._standing(head, depth)
        if not _finite(verb) and not clause.has_auxiliary and clause.subject is None and verb.tag_ == "VBG":
            return _unless_real(above) if above.status != "denied" else HAPPENED
        opens = clause.mark in _OPENING or any(word.lower_ in _OPENING for word in verb.lefts)
        if opens and above.status in {"planned", "possible"} and verb.tag_ in {"VBZ", "VBP"}:
            return Standing("possible", 0.4, "time clause of what is to come")
        return HAPPENED

    def _purpose(self, verb: Token, head: Token, depth: int) -> Standing:
        signature = self._signature(head, verb, self.clause(verb)) if head.pos_ in VERBAL | {"ADJ"} else None
        if signature is not None:
            return _applied(signature, self._standing(head, depth), head)
        return _brought_about(self._standing(head, depth))

    # Nouns

    def _of_noun(self, noun: Token, depth: int) -> Standing:
        own = self._of_noun_itself(noun)
        if own.status == "denied":
            return own
        around = self._around_noun(noun, depth)
        return own if own.why and around.status != "denied" else _within(around, own)

    def _of_noun_itself(self, noun: Token) -> Standing:
        """What stands at a noun: "no talks", "a possible attack", "talks planned for May"."""
        if has_no(noun):
            return Standing("denied", 0.9, "no")
        if self._coming and self._has_coming_date(noun):
            return Standing("planned", 0.6, "a coming date")
        for child in noun.children:
            low = child.lemma_.lower()
            if child.dep_ in {"amod", "compound", "nmod"}:
                signature = self.words.adjective.get(low) or self.words.adjective.get(child.lower_)
                if signature is not None and child.i < noun.i and child.dep_ == "amod":
                    return _applied(signature, HAPPENED, child)
            elif child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
                signature = self.words.object.get(low)
                if signature is not None and self.clause(child).subject is None:
                    return _applied(signature, self._own(child), child)
        return HAPPENED

    def _has_coming_date(self, noun: Token) -> bool:
        """Whether a later day stands at the noun itself: "Monday's talks", "the summit in June"."""
        for child in noun.children:
            if child.i in self._coming and child.dep_ in {"poss", "compound", "npadvmod", "nmod"}:
                return True
            if child.lower_ in _DATING and any(word.i in self._coming for word in child.children):
                return True
        return False

    def _around_noun(self, noun: Token, depth: int) -> Standing:
        dep, head = noun.dep_, noun.head
        if head is noun:
            return HAPPENED
        if dep in {"conj", "appos"}:
            return self._standing(head, depth)
        if dep == "pobj":
            return self._in_phrase(noun, head, depth)
        if dep in {"compound", "nmod", "poss"} and head.pos_ in _NOMINAL:
            signature = self.words.noun.get(head.lemma_.lower()) if dep != "poss" else None
            return _applied(signature, self._standing(head, depth), head) if signature else HAPPENED
        if dep in OBJECTS or dep in {"nsubjpass", "oprd"}:
            return self._as_object(noun, head, depth)
        if dep in {"attr", "acomp"}:
            return self._standing(head, depth)
        if dep in SUBJECTS:
            return self._as_subject(noun, head, depth)
        return HAPPENED

    def _in_phrase(self, noun: Token, preposition: Token, depth: int) -> Standing:
        found = self._by_preposition(preposition, depth, clausal=False, known=is_definite(noun))
        if found is not None:
            return found
        head = preposition.head
        low = preposition.lower_
        taken = low in _TAKEN or (low == "in" and head.lemma_.lower() in self.words.object)
        if taken and head.pos_ in VERBAL and not is_definite(noun):
            return _unless_real(self._standing(head, depth))
        return HAPPENED

    def _as_object(self, noun: Token, verb: Token, depth: int) -> Standing:
        """What a verb makes of its object: "deny the attack", "launch an attack", "the visit was cancelled"."""
        if verb.pos_ not in VERBAL:
            return HAPPENED
        lemma = verb.lemma_.lower()
        particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
        signature = (self.words.object.get(f"{lemma} {particle}") if particle else None) or self.words.object.get(lemma)
        above = self._standing(verb, depth)
        if signature is not None:
            if signature.complement == "denied" and self._is_speech(noun):
                return HAPPENED  # "rejected the offer", "denied the claim": it was made
            if signature.name == "possibility" and is_definite(noun):
                return HAPPENED  # "discussed the attack"
            return _applied(signature, above, verb)
        return HAPPENED if is_definite(noun) else _unless_real(above)

    def _is_speech(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        found = self.words.noun.get(lemma) or self.words.clause_noun.get(lemma)
        return found is not None and found.name in {"request", "intention", "order", "hedge", "denial"}

    def _as_subject(self, noun: Token, verb: Token, depth: int) -> Standing:
        above = self._standing(verb, depth)
        if above.real:
            predicate = next((child for child in verb.children if child.dep_ == "acomp"), None)
            signature = self.words.adjective.get(predicate.lemma_.lower()) if predicate is not None else None
            return _applied(signature, above, predicate) if signature and predicate is not None else HAPPENED
        if verb.lemma_.lower() in _TAKES_PLACE:
            return above
        if is_definite(noun) or above.status == "denied":
            return HAPPENED
        return above


def _is_told_ahead(verb: Token) -> bool:
    """Whether "would" is "will" told in the past ("said it would attack"), and no condition stands by it."""
    head = verb.head
    if verb.dep_ != "ccomp" or head.tag_ not in {"VBD", "VBN", "VBG"} or head.lemma_ in {"think", "wish"}:
        return False
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return not any(word.lower_ in {"if", "unless"} for clause in clauses for word in clause.lefts)


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


def _unless_real(above: Standing) -> Standing:
    return HAPPENED if above.real else above


def _brought_about(above: Standing) -> Standing:
    """What an act was for: told as a fact, it mostly came about ("flew to Cairo to meet ministers")."""
    if above.real:
        return Standing("occurred", 0.6, "purpose")
    return above if above.status != "denied" else Standing("possible", 0.3, "purpose")


def _applied(signature: Signature, above: Standing, by: Token) -> Standing:
    """The complement's standing under a predicate that itself stands as ``above``."""
    outcome = signature.negated if above.status == "denied" else signature.complement
    if outcome == "own":
        return Standing("occurred", signature.certainty, signature.name)
    if outcome == "same":
        if signature.only_past and by.tag_ not in {"VBD", "VBN"}:
            return Standing("possible", 0.4, f"{signature.name} {by.lemma_}")
        return above
    if above.status in {"planned", "possible"} and outcome in {"occurred", "ongoing", "denied"}:
        return Standing("possible" if outcome == "denied" else above.status, 0.4, f"{signature.name} {above.why}")
    return Standing(outcome, round(signature.certainty * above.certainty, 3), f"{signature.name} {by.lemma_}")  # type: ignore[arg-type]


def _within(outer: Standing, own: Standing) -> Standing:
    """A clause's own standing inside what governs it."""
    if outer.status == "occurred":
        return Standing(own.status, min(own.certainty, outer.certainty), own.why or outer.why)
    if own.status == "denied":
        if outer.why.startswith("mark"):
            return outer
        if outer.status == "denied":
            return Standing("occurred", 0.6, "denied denial")
        return Standing("denied", 0.6, f"{own.why} in {outer.why}")
    if own.status == "planned" and outer.status == "ongoing":
        return own
    if own.real or outer.status == "denied":
        return outer
    return outer if outer.certainty < own.certainty else own
