"""Whom a pronoun in a reported clause means: who speaks, or who is spoken to."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from .conftest import Code, at

HARBIN = (
    "Xi Jinping met Vladimir Putin in Harbin. The United States warned China that it could not improve ties with the "
    "West while it supported Moscow's war."
)


def test_who_is_warned_is_meant_by_what_it_could_not_do(code: Code) -> None:
    """What somebody is warned that "it could not" do is about who is warned, also in the clause below."""
    doc = code(HARBIN, "2024-05-17")
    assert [[m.code for m in at(doc, "it", which)] for which in (0, 1)] == [["CHN"], ["CHN"]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The US warned China that it would respond.", "USA"),
        ("Washington promised China that it would not back independence.", "USA"),
        ("Russia assured Ukraine that it would withdraw.", "RUS"),
        ("Iran threatened Turkey that it would close the border.", "IRN"),
        ("Russia told Ukraine that it must withdraw.", "UKR"),
        ("Iran reminded Turkey that it had signed the treaty.", "TUR"),
    ],
)
def test_the_verb_and_the_modal_say_who_is_meant(code: Code, text: str, meant: str) -> None:
    """A promise or a threat is about who makes it; an order or a reminder about who gets it."""
    assert [m.code for m in at(code(text, "2024-05-17"), "it")] == [meant]


def test_a_person_told_that_he_should_is_meant(code: Code) -> None:
    """The same of people."""
    doc = code("Xi Jinping told Vladimir Putin that he should withdraw.")
    assert [m.name for m in at(doc, "he")] == ["Vladimir Putin"]
    doc = code("Xi Jinping promised Vladimir Putin that he would withdraw.")
    assert [m.name for m in at(doc, "he")] == ["Xi Jinping"]


def test_they_are_the_two_leaders(code: Code) -> None:
    """After "the two leaders" plural pronouns mean both of them."""
    doc = code("Xi Jinping received Vladimir Putin on Monday. The two leaders spoke for an hour. They agreed on gas.")
    assert {m.code for m in at(doc, "They")} == {"CHN", "RUS"}


def test_the_two_and_the_pair_are_two_actors(code: Code) -> None:
    """A number or "the pair" that stands alone means the two named before."""
    doc = code("Xi Jinping received Vladimir Putin on Monday. The two shook hands.")
    assert {m.code for m in at(doc, "two")} == {"CHN", "RUS"}
    doc = code("Xi Jinping received Vladimir Putin on Monday. The pair shook hands.")
    assert {m.code for m in at(doc, "pair")} == {"CHN", "RUS"}


def test_we_of_a_group_is_the_group(code: Code) -> None:
    """Several who speak together say "we" of themselves."""
    doc = code('Ukrainian soldiers entered the town on Monday. "We hold it," the soldiers said.')
    assert [m.code for m in at(doc, "We")] == ["UKR"]


def test_a_capital_after_its_country_has_an_antecedent(code: Code) -> None:
    """Beijing is China by another name: the mention says where China was named."""
    (beijing,) = at(code("China signed the treaty on Monday. Beijing will send aid."), "Beijing")
    assert beijing.antecedent is not None
    assert beijing.antecedent.text == "China"


def test_a_verb_stands_in_one_list() -> None:
    """Who reads the table finds each verb once, and each modal."""
    table = tomllib.loads(files("tidings").joinpath("data/actors/clauses.toml").read_text("utf-8"))
    for part in ("verbs", "modals"):
        twice = {
            word
            for word, count in Counter(word for words in table[part].values() for word in words).items()
            if count > 1
        }
        assert not twice
