"""Questions to a parse, on Docs built by hand: no model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from tidings.parse.syntax import (
    agents_of,
    conjuncts_of,
    is_negated,
    is_passive,
    objects_of,
    phrase_of,
    prepositional,
    subject_of,
)

VOCAB = spacy.blank("en").vocab


def doc_of(*rows: str) -> Doc:
    """A Doc from rows "word TAG dep head"."""
    cells = [row.split() for row in rows]
    words, tags, deps, heads = zip(*cells, strict=True)
    pos = {"N": "NOUN", "V": "VERB", "P": "PROPN", "I": "ADP", "D": "DET", "C": "CCONJ", "T": "PART"}
    universal = [pos.get("P" if tag == "NNP" else "T" if tag == "TO" else tag[0], "X") for tag in tags]
    return Doc(
        VOCAB, words=list(words), tags=list(tags), deps=list(deps), heads=[int(head) for head in heads], pos=universal
    )


ARRIVING = doc_of(
    "Arriving VBG advcl 2",
    "Putin NNP nsubj 2",
    "met VBD ROOT 2",
    "Xi NNP dobj 2",
    "and CC cc 2",
    "signed VBD conj 2",
    "deals NNS dobj 5",
)
SHELLED = doc_of(
    "villages NNS nsubjpass 2", "were VBD auxpass 2", "shelled VBN ROOT 2", "by IN agent 2", "troops NNS pobj 3"
)
AGREED = doc_of("Hamas NNP nsubj 1", "agreed VBD ROOT 1", "to TO aux 3", "release VB xcomp 1", "hostages NNS dobj 3")
ORDERED = doc_of("He PRP nsubj 1", "ordered VBD ROOT 1", "troops NNS dobj 1", "to TO aux 4", "fire VB xcomp 1")
ACCUSED = doc_of("Kyiv NNP nsubj 1", "accused VBD ROOT 1", "Moscow NNP dobj 1", "of IN prep 1", "shelling VBG pcomp 3")
WHO = doc_of("troops NNS nsubj 4", "who WP nsubj 2", "fled VBD relcl 0", "have VBP aux 4", "returned VBN ROOT 4")
REDUCED = doc_of("the DT det 1", "city NN ROOT 1", "shelled VBN acl 1", "by IN agent 2", "rebels NNS pobj 3")


def test_a_participle_takes_the_subject_of_its_verb() -> None:
    """Arriving on Thursday, Putin met Xi: Putin arrives."""
    assert subject_of(ARRIVING[0]).text == "Putin"


def test_a_joined_verb_takes_the_first_ones_subject() -> None:
    """Putin met Xi and signed deals: Putin signs."""
    assert subject_of(ARRIVING[5]).text == "Putin"


def test_who_agrees_to_release_releases() -> None:
    """Subject control."""
    assert subject_of(AGREED[3]).text == "Hamas"


def test_those_ordered_to_fire_fire() -> None:
    """Object control."""
    assert subject_of(ORDERED[4]).text == "troops"


def test_those_accused_of_shelling_shell() -> None:
    """Object control in the phrase of a verb."""
    assert subject_of(ACCUSED[4]).text == "Moscow"


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    """Troops who fled: the troops flee."""
    assert subject_of(WHO[2]).text == "troops"


def test_in_a_passive_the_subject_is_acted_upon_and_the_by_phrase_acts() -> None:
    """Villages were shelled by troops."""
    assert is_passive(SHELLED[2])
    assert [token.text for token in objects_of(SHELLED[2])] == ["villages"]
    assert [token.text for token in agents_of(SHELLED[2])] == ["troops"]


def test_a_reduced_passive_acts_upon_its_noun() -> None:
    """The city shelled by rebels."""
    assert [token.text for token in objects_of(REDUCED[2])] == ["city"]
    assert [token.text for token in agents_of(REDUCED[2])] == ["rebels"]


def test_a_phrase_ends_before_its_relative_clause() -> None:
    """Mentions are the longest noun phrases without relative clauses."""
    assert phrase_of(WHO[0]) == (0, 1)
    assert phrase_of(REDUCED[1]) == (0, 2)


def test_prepositional_objects_are_found_two_prepositions_deep() -> None:
    """Pulled out of Syria."""
    doc = doc_of("pulled VBD ROOT 0", "out IN prep 0", "of IN prep 1", "Syria NNP pobj 2")
    assert [token.text for token in prepositional(doc[0], "out")] == ["Syria"]


def test_lists_are_read_to_their_end() -> None:
    """Russia, China and Iran."""
    doc = doc_of("Russia NNP nsubj 4", "China NNP conj 0", "and CC cc 1", "Iran NNP conj 1", "met VBD ROOT 4")
    assert [token.text for token in conjuncts_of(doc[0])] == ["Russia", "China", "Iran"]


def test_no_plans_is_a_negation() -> None:
    """There are no plans: the verb is negated through its noun."""
    doc = doc_of("has VBZ ROOT 0", "no DT det 2", "plans NNS dobj 0")
    assert is_negated(doc[0])
