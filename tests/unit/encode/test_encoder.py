"""The sentence encoder: vectors that do not depend on neighbours, spans onto pieces, clear errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.encode import Encoder, load_encoder
from tidings.errors import ModelError

SENTENCE = "Iran condemned Israel's raid on Friday."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The encoder that ships."""
    return load_encoder("default")


def test_a_sentence_has_the_same_vectors_whatever_stands_beside_it(encoder: Encoder) -> None:
    """Coding one article or a batch must give the same events and confidences."""
    (alone,) = encoder.encode([SENTENCE])
    among = encoder.encode(["The prime minister of a faraway country resigned at last.", SENTENCE, "No."])[1]
    assert np.array_equal(alone.states, among.states)


def test_it_is_loaded_once() -> None:
    """Two coders of one process share one model."""
    assert load_encoder("default") is load_encoder("default")


def test_a_span_means_its_own_words(encoder: Encoder) -> None:
    """The mean over "Israel" is another one than that over "Iran", and that of no words is zero."""
    (read,) = encoder.encode([SENTENCE])
    iran, israel = (read.mean(read.pieces(SENTENCE.index(w), SENTENCE.index(w) + len(w))) for w in ("Iran", "Israel"))
    assert not np.allclose(iran, israel)
    assert not read.mean((0, 0)).any()


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=200), data=st.data())
def test_any_text_is_encoded_and_any_span_has_pieces_inside_it(text: str, data: st.DataObject) -> None:
    """Emoji, right-to-left text, control characters: no crash, and pieces that overlap the span."""
    (read,) = load_encoder("default").encode([text])
    start = data.draw(st.integers(0, len(text)))
    first, last = read.pieces(start, data.draw(st.integers(start, len(text))))
    assert 0 <= first <= last <= len(read.states)
    assert np.isfinite(read.mean((first, last))).all()


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    """The message names the folder, the files and what to do."""
    with pytest.raises(ModelError, match=r"lacks encoder\.onnx"):
        Encoder(tmp_path)
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json", "labels.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ModelError):
        Encoder(tmp_path)
