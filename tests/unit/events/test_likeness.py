"""The numbers behind types that are coded by their examples."""

from __future__ import annotations

import numpy as np
import pytest

from tidings.events.likeness import best_threshold, calibrated, probability, weigh


@pytest.fixture
def rows() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Twenty sentences of three words; every second one reports something, of two types."""
    chance = np.random.default_rng(7)
    vectors = chance.normal(size=(60, 8)) / np.sqrt(8)
    types = np.full(60, -1)
    types[::6], types[3::12] = 0, 1
    worth = np.where(types < 0, 0.2, 1.0)
    return vectors, types, worth, np.repeat(np.arange(20), 3)


def test_leaving_a_sentence_out_is_as_if_it_had_never_been_there(
    rows: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
) -> None:
    """The closed form equals a second fit without the sentence."""
    vectors, types, worth, sentences = rows
    found = weigh(vectors, types, worth, sentences, 2)
    for gone in (0, 7, 19):
        own = sentences == gone
        without = weigh(vectors[~own], types[~own], worth[~own], sentences[~own], 2)
        assert np.allclose(found.left_out[own], without.scores(vectors[own]))


def test_a_higher_score_is_never_less_probable() -> None:
    """The curve rises, also where a handful of examples says otherwise."""
    for scores, right in (([0.5, -0.5], [True, False]), ([0.5, -0.5], [False, True]), ([0.1], [True])):
        slope, offset = calibrated(scores, right)
        assert slope > 0
        assert 0 < probability(np.array([offset]))[0] < 1


def test_the_threshold_parts_right_from_wrong_and_stays_within_bounds() -> None:
    """F1 decides; neither one sure example nor one unsure one can push it to an extreme."""
    assert best_threshold([0.9, 0.55, 0.5, 0.45], [True, True, False, False], 2) == pytest.approx(0.55)
    assert best_threshold([0.99], [True], 1) == pytest.approx(0.6)
    assert best_threshold([0.01], [True], 1) == pytest.approx(0.35)
