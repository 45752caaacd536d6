"""States of a Doc's tokens: encoded once whichever stages ask, means of any stretch of tokens."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc, Span

import tidings
from tidings.encode import Encoder, encoded_stretch, forget, load_encoder, stretches, token_means
from tidings.encode.states import LONGEST

TEXT = "Iran condemned the raid. Israel did not answer. " + "word " * 150


@pytest.fixture(scope="module")
def doc(coder: tidings.Coder) -> Doc:
    """Two sentences and one too long for the encoder."""
    return coder.parsed(TEXT)


def test_a_stretch_is_encoded_once(doc: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events and statements of one sentence share its states."""
    encoder = load_encoder("default")
    forget(doc)
    asked: list[str] = []
    encode = Encoder.encode
    monkeypatch.setattr(Encoder, "encode", lambda self, texts: asked.extend(texts) or encode(self, texts))
    first: Span = next(iter(stretches(doc)))
    assert encoded_stretch(encoder, first) is encoded_stretch(encoder, first)
    token_means(doc, encoder, [(0, 1), (1, 3)])
    assert asked == [first.text]


def test_stretches_cover_the_text_and_fit_the_encoder(doc: Doc) -> None:
    """No token is lost, none is too far from its stretch's start to be read."""
    found = list(stretches(doc))
    assert [token.i for stretch in found for token in stretch] == list(range(len(doc)))
    assert max(map(len, found)) <= LONGEST


def test_sentences_left_out_are_left_out(doc: Doc) -> None:
    """Sentences that code nothing are not encoded for events."""
    begins = {sentence.start for sentence in doc.sents}
    assert list(stretches(doc, without=begins)) == []


def test_the_mean_of_some_tokens_is_that_of_theirs(doc: Doc) -> None:
    """Over borders of sentences too."""
    encoder = load_encoder("default")
    each = token_means(doc, encoder, [(at, at + 1) for at in range(8)])
    (whole,) = token_means(doc, encoder, [(0, 8)])
    assert each.shape == (8, encoder.width)
    assert np.allclose(whole, each.mean(axis=0), atol=1e-4)
    assert token_means(doc, encoder, [(len(doc) - 2, len(doc))]).any()
