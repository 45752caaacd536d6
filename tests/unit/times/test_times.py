"""Time expressions and their values."""

from __future__ import annotations

import pytest

import tidings


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoy arrived on Wednesday.", "Wednesday", "2024-05-15"),
        ("The law was passed in March.", "March", "2024-03"),
        ("It was signed on 3 April 2010.", "3 April 2010", "2010-04-03"),
        ("It was signed on April 3, 2010.", "April 3, 2010", "2010-04-03"),
        ("Trade doubled last year.", "last year", "2023"),
        ("The war has lasted 18 months.", "18 months", "P18M"),
        ("He left two weeks ago.", "two weeks ago", "2024-W18"),
    ],
)
def test_values_count_from_the_publication(coder: tidings.Coder, text: str, words: str, value: str) -> None:
    """Relative expressions are resolved against the day of publication, a Friday."""
    (found,) = coder.code(text, published="2024-05-17").times
    assert (found.text, found.value) == (words, value)


def test_without_a_publication_date_a_relative_day_says_why_it_is_open(coder: tidings.Coder) -> None:
    """No value is ever made up."""
    (found,) = coder.code("The envoy arrived on Wednesday.").times
    assert (found.value, found.reason) == (None, "no date of publication to count from")


def test_an_impossible_date_is_none(coder: tidings.Coder) -> None:
    """31 February is not coded as another day."""
    assert not coder.code("The note was dated 31 February 2023.", published="2024-05-17").times
