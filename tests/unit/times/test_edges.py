"""What belongs to an expression, and the modifiers, quantities and frequencies that its words tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidings.records import TimeMention

Times = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He made a five-hour visit.", "five-hour"),
        ("They held the three day rally.", "three day"),
        ("It fell over the past two months.", "the past two months"),
        ("It lasted over two months.", "over two months"),
        ("Her son, a 2-week-old truce: it holds.", "2-week-old"),
        ("Nobody knew until now.", "now"),
        ("He waited just two weeks.", "two weeks"),
        ("They tried to get around Wednesday's ruling.", "Wednesday"),
        ("It reported a third-quarter loss.", "third-quarter"),
        ("It grew in the third quarter.", "the third quarter"),
        ("It closed in early 2008.", "early 2008"),
        ("He waited at least three years.", "at least three years"),
    ],
)
def test_words_that_lead_up_to_an_expression_are_left_out(text: str, words: str, unparsed: Times) -> None:
    """Articles of the noun that a length describes, prepositions and "just" are no part of the time; modifiers are."""
    assert [each.text for each in unparsed(text)] == [words]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It closed in early 2008.", "START"),
        ("It fell at the end of next year.", "END"),
        ("It came in mid-November.", "MID"),
        ("It comes by year-end.", "END"),
        ("He waited about two years.", "APPROX"),
        ("He waited more than two years.", "MORE_THAN"),
        ("He waited no more than two years.", "EQUAL_OR_LESS"),
        ("He waited at least two years.", "EQUAL_OR_MORE"),
        ("He waited nearly two years.", "LESS_THAN"),
        ("He left more than two years ago.", "BEFORE"),
        ("He left at least two years ago.", "ON_OR_BEFORE"),
        ("He left a week or so ago.", "APPROX"),
        ("He waited two years.", None),
        ("It fell over the past two months.", None),
    ],
)
def test_modifiers_are_told(text: str, mod: str | None, unparsed: Times) -> None:
    """Early, late, about, more than are told as TimeML's modifiers; a preposition is none."""
    assert [each.mod for each in unparsed(text)] == [mod]


@pytest.mark.parametrize(
    ("text", "value", "quant", "freq"),
    [
        ("He prays every Friday.", "XXXX-WXX-5", "EVERY", None),
        ("They meet each July.", "XXXX-07", "EACH", None),
        ("They meet twice a month.", "P1M", None, "2X"),
        ("They meet three times a year.", "P1Y", None, "3X"),
        ("He works three days a week.", "P1W", None, "3D"),
        ("He came every two weeks.", "P2W", "EVERY", None),
        ("It is paid daily.", "P1D", None, None),
    ],
)
def test_sets_tell_how_many_and_how_often(text: str, value: str, quant: str, freq: str, unparsed: Times) -> None:
    """A set has TimeML's quantity ("every") and frequency ("twice") where its words say them."""
    (found,) = unparsed(text)
    assert (found.type, found.value, found.quant, found.freq) == ("SET", value, quant, freq)


def test_a_range_of_lengths_is_two_lengths(unparsed: Times) -> None:
    """ "Two to three weeks" loses neither of its numbers."""
    found = unparsed("It takes two to three weeks.")
    assert [(each.text, each.value) for each in found] == [("two", "P2W"), ("three weeks", "P3W")]


def test_a_part_of_a_word_is_no_part_of_a_day(unparsed: Times) -> None:
    """ "Pre-dawn" is one word; an expression never begins with a dash."""
    assert unparsed("They came in a pre-dawn raid.") == []


def test_a_small_childs_age_is_no_time(unparsed: Times) -> None:
    """Ages of people are left out in months too; those of a truce stay."""
    assert unparsed("She came with her 6-month-old son.") == []
    assert [each.value for each in unparsed("The 8-month-old truce holds.")] == ["P8M"]
