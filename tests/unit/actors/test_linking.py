"""Whom words mean: clusters of mentions, and the possibility that nobody named before is meant."""

from __future__ import annotations

from .conftest import Code, at


def test_i_is_who_speaks(code: Code) -> None:
    """The first person of a quotation is the subject of the verb that it hangs on, named before or after it."""
    doc = code('Vladimir Putin arrived on Monday. "I am pleased with the talks," said Xi Jinping.')
    assert [m.name for m in at(doc, "I")] == ["Xi Jinping"]


def test_we_of_a_person_is_left_open(code: Code) -> None:
    """It may be the party, the cabinet or the nation."""
    assert at(code('"We will win," said Vladimir Putin.'), "We") == ()


def test_a_single_official_may_be_he_an_army_may_not(code: Code) -> None:
    """A role in the singular is a person, a collective noun is none."""
    doc = code("A Kenyan judge freed five men on Monday. He said the police had lied.")
    assert [m.code for m in at(doc, "He")] == ["KEN"]
    doc = code("The Kenyan army freed five men on Monday. He said the police had lied.")
    assert all(m.antecedent is None or "army" not in m.antecedent.text for m in at(doc, "He"))


def test_an_antecedent_is_the_same_actor(code: Code) -> None:
    """Police in Kenya are not Kenya: the mention that gives the country stands apart."""
    doc = code("Thousands marched in Kenya on Monday. Police fired tear gas.")
    (police,) = at(doc, "Police")
    assert police.antecedent is None
    assert police.country_from is not None
    assert police.country_from.text == "Kenya"


def test_a_group_is_known_by_its_role(code: Code) -> None:
    """ "The rebels" are the rebels named before, with the span that proves it."""
    doc = code("The Colombian government signed an accord with the FARC. The rebels will lay down their arms.")
    (rebels,) = at(doc, "rebels")
    assert rebels.code == "COL"
    assert "REB" in rebels.sectors


def test_an_object_is_never_its_own_subject_by_another_name(code: Code) -> None:
    """In "the Turkish president thanked him" he is not Erdogan, called by name before."""
    doc = code("Recep Tayyip Erdogan received Vladimir Putin. The Turkish president thanked him.")
    assert [m.name for m in at(doc, "him")] == ["Vladimir Putin"]
