"""Questions that several stages ask a parse. Labels are those of ClearNLP, as spaCy's English pipelines write them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
# Not part of the noun phrase that names somebody (guidelines: without relative clauses).
_OUTSIDE_PHRASE = frozenset(
    {"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "preconj", "npadvmod"}
)
# A verb whose own subject is understood takes that of the verb it hangs on.
_INHERITS = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "ccomp"})
_INFLECTED = frozenset({"VBD", "VBN", "VBG"})
_OF_WHOM = frozenset({"of", "for", "from"})
_DEPTH = 8
_LONGEST_LIST = 200  # a list of thousands is no list of actors


def lemmas_of(token: Token) -> tuple[str, ...]:
    """The lemma in lower case; of a past form or participle also with "e": spaCy's rules make "stag" of "staged".

    Of "hopes" they make "hop".
    """
    lemma = token.lemma_.lower()
    cut = token.tag_ in _INFLECTED or (token.tag_ == "VBZ" and token.lower_ == f"{lemma}es")
    return (lemma, f"{lemma}e") if cut else (lemma,)


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, also as a reduced participle ("the village shelled by ...")."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "acl"


def own_subject(verb: Token) -> Token | None:
    """The subject that stands at the verb itself."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def subject_of(verb: Token) -> Token | None:
    """The head noun of who does the verb grammatically, also where it is understood.

    Follows coordination ("met Xi and signed"), control ("agreed to release"), participles ("arriving on
    Thursday, Putin embarked"), relative clauses ("troops who fired") and reduced ones ("troops firing").
    In a passive it is the one acted upon.
    """
    for _ in range(_DEPTH):
        found = own_subject(verb)
        if found is not None:
            return _antecedent(found, verb)
        if verb.dep_ == "acl" and verb.tag_ == "VB":  # "has plans to capture": whoever has the plans
            owner = next((child for child in verb.head.children if child.dep_ == "poss"), None)
            if owner is not None or verb.head.head.pos_ not in {"VERB", "AUX"}:
                return owner
            verb = verb.head.head
            continue
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head if verb.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} else None
        if (blamed := _blamed(verb)) is not None:
            return blamed
        if verb.dep_ not in _INHERITS or verb.head == verb:
            return None
        if verb.dep_ == "xcomp" and (controller := _object_controller(verb)) is not None:
            return controller
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return None
        verb = verb.head
        if verb.dep_ == "pobj":  # "after meeting": out of the phrase, up to its verb
            verb = verb.head.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Who stands behind a relative pronoun."""
    if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def _object_controller(verb: Token) -> Token | None:
    """In "ordered troops to fire" the troops fire; spaCy hangs them as dobj of the upper verb."""
    return next((child for child in verb.head.children if child.dep_ in OBJECTS and child.i < verb.i), None)


def _blamed(verb: Token) -> Token | None:
    """In "accused Russia of shelling", "thanked Oman for freeing", the object does it."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in _OF_WHOM:
        return None
    above = verb.head.head
    return next((child for child in above.children if child.dep_ in OBJECTS and child.i < verb.i), None)


def objects_of(verb: Token) -> list[Token]:
    """Direct objects of a verb; of a reduced or full passive, the grammatical subject."""
    if is_passive(verb):
        patient = own_subject(verb)
        if patient is not None:
            return [_antecedent(patient, verb)]
        return [verb.head] if verb.dep_ in {"acl", "relcl"} else []
    return [
        child for child in verb.children if child.dep_ in OBJECTS or (child.dep_ == "dative" and child.pos_ != "ADP")
    ]


def agents_of(verb: Token) -> list[Token]:
    """Those in the by-phrase of a passive."""
    return [
        below for child in verb.children if child.dep_ == "agent" for below in child.children if below.dep_ == "pobj"
    ]


def prepositional(head: Token, *words: str) -> Iterator[Token]:
    """Objects of prepositional phrases of a verb or noun; ``words`` limits the prepositions (lower case)."""
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and (not words or child.lower_ in words):
            for below in child.children:
                if below.dep_ == "pobj":
                    yield below
                elif below.dep_ == "prep":  # "out of Syria"
                    yield from (deep for deep in below.children if deep.dep_ == "pobj")


def conjuncts_of(head: Token) -> list[Token]:
    """A noun and those joined to it by "and", "or", commas, first to last."""
    found = [head]
    for token in found:
        found.extend(child for child in token.children if child.dep_ == "conj")
        if len(found) > _LONGEST_LIST:
            break
    return found


def phrase_of(head: Token) -> tuple[int, int]:
    """Token bounds of the noun phrase of ``head``: the longest without relative clauses, appositions, conjuncts."""
    start = end = head.i
    for child in head.children:
        if child.dep_ in _OUTSIDE_PHRASE:
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        else:
            end = max(end, _last_of(child))
    return start, end + 1


def _last_of(token: Token) -> int:
    """The last token below ``token`` that is not in a relative clause, apposition or the like."""
    last, below = token.i, [token]
    while below:  # thousands of nouns may hang on each other
        head = below.pop()
        last = max(last, head.i)
        below += [child for child in head.rights if child.dep_ not in _OUTSIDE_PHRASE]
    return last


def is_negated(verb: Token) -> bool:
    """Whether the verb itself carries "not", "never" or a negative subject or object ("no plans")."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "neither"}:
            return True
        if child.dep_ in SUBJECTS | OBJECTS | {"attr"} and any(
            below.dep_ in {"det", "neg"} and below.lower_ == "no" for below in child.children
        ):
            return True
    return False
