"""Where quotations begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.statements.quotes import Quotes, find_quotes


@given(st.text(alphabet="\"“”‘’«»„' \nab.,", max_size=200))
def test_quotations_lie_in_the_text_and_never_overlap(text: str) -> None:
    """Whatever the marks, unbalanced or nested."""
    found = find_quotes(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("He said “no” and ''yes, of course'' twice.", ["“no”", "''yes, of course''"]),
        ("«Il le faut», dit-il. »Niemals«, said Berlin.", ["«Il le faut»", "»Niemals«"]),
        ("“He told me ‘never again’ at noon,” she said.", ["“He told me ‘never again’ at noon,”"]),
        ("“It began.\n\n“It ended.” So he said.", ["“It began.", "“It ended.”"]),
        ('"It began.\n"It ended." So he said.', ['"It began.', '"It ended."']),
        ("The dogs' bowl and the cats' bowl.", []),
        ("“An opened mark without its partner.\n\nThe next paragraph.", ["“An opened mark without its partner."]),
    ],
)
def test_marks_pair_as_readers_pair_them(text: str, quotations: list[str]) -> None:
    """Doubled apostrophes, reversed guillemets, nested ones, paragraphs, possessives, no end."""
    assert [text[start:end] for start, end in find_quotes(text)] == quotations


@given(st.text(alphabet='"“” ab.', max_size=80), st.integers(0, 80))
def test_the_nearest_quotations_of_a_place(text: str, offset: int) -> None:
    """``before`` ends at or before a character, ``after`` begins at or after it, ``at`` holds it."""
    quotes = Quotes(text)
    before, after, at = quotes.before(offset), quotes.after(offset), quotes.at(offset)
    assert before == max((quote for quote in quotes.all if quote.end <= offset), default=None)
    assert after == min((quote for quote in quotes.all if quote.start >= offset), default=None)
    assert at == next((quote for quote in quotes.all if quote.start <= offset < quote.end), None)
