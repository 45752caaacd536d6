"""Vectors of a Doc's tokens: each stretch of a sentence goes through an encoder once, whichever stages ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from tidings.encode.encoder import Encoded, Encoder, Floats

LONGEST = 100  # words that surely fit into the encoder's window
_KEPT = "tidings_encoded"


def stretches(doc: Doc, without: Collection[int] = ()) -> Iterator[Span]:
    """The sentences but those that begin at a token of ``without``, a long one in pieces that the encoder can read."""
    for sentence in doc.sents:
        if sentence.start not in without:
            for start in range(sentence.start, sentence.end, LONGEST):
                yield doc[start : min(start + LONGEST, sentence.end)]


def encoded_stretch(encoder: Encoder, stretch: Span) -> Encoded:
    """States of one stretch, kept on its Doc until ``forget``."""
    kept = stretch.doc.user_data.setdefault(_KEPT, {})
    key = (id(encoder), stretch.start)
    if key not in kept:
        kept[key] = encoder.encode([stretch.text])[0]
    found: Encoded = kept[key]
    return found


def forget(doc: Doc) -> None:
    """Drop what ``encoded_stretch`` has kept: states take more room than the text they are of."""
    doc.user_data.pop(_KEPT, None)


def token_means(doc: Doc, encoder: Encoder, bounds: Sequence[tuple[int, int]]) -> Floats:
    """Mean vector of the tokens of each of some stretches of a Doc.

    Args:
        doc: parsed.
        encoder: whose states are taken.
        bounds: first token, and the one after the last; at least one token each.

    Returns:
        shape (stretches, width).
    """
    wanted = np.asarray(bounds, np.int64)
    vectors, rows = _rows(doc, encoder, wanted)
    starts, ends = rows[wanted[:, 0]], rows[wanted[:, 1] - 1] + 1
    means: Floats = vectors[starts]
    longer = np.flatnonzero(ends - starts > 1)
    if len(longer):
        # Each pair of borders gives the sum between them, and one that is of no use from its end to the next start.
        edges = np.stack([starts[longer], ends[longer]], axis=1).ravel()
        sums = np.add.reduceat(np.vstack([vectors, np.zeros((1, vectors.shape[1]), np.float32)]), edges, axis=0)[::2]
        means[longer] = sums / (ends[longer] - starts[longer])[:, None]
    return means


def _rows(doc: Doc, encoder: Encoder, wanted: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """Vectors of the tokens of every stretch that is touched, and the row of each token among them."""
    touched = np.zeros(len(doc) + 1, np.int64)
    np.add.at(touched, wanted[:, 0], 1)
    np.add.at(touched, wanted[:, 1], -1)
    inside = np.cumsum(touched) > 0
    rows, found, count = np.zeros(len(doc), np.int64), [], 0
    for stretch in stretches(doc):
        if inside[stretch.start : stretch.end].any():
            rows[stretch.start : stretch.end] = np.arange(count, count + len(stretch))
            count += len(stretch)
            found.append(_token_vectors(encoder, stretch))
    return np.concatenate(found), rows


def _token_vectors(encoder: Encoder, stretch: Span) -> Floats:
    """Mean state of the word pieces of each token, zeros for one of which none was read; kept until ``forget``."""
    encoded = encoded_stretch(encoder, stretch)
    kept = stretch.doc.user_data[_KEPT]
    key = (id(encoder), stretch.start, "tokens")
    if key not in kept:
        starts = np.asarray([token.idx for token in stretch]) - stretch.start_char
        ends = starts + [len(token) for token in stretch]
        first = np.searchsorted(encoded.ends, starts, "right")
        last = np.maximum(np.searchsorted(encoded.starts, ends, "left"), first)
        means = (encoded.sums[last] - encoded.sums[first]) / np.maximum(1, last - first)[:, None]
        kept[key] = means.astype(np.float32)
    found: Floats = kept[key]
    return found
