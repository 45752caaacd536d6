"""Confidence: a share in [0, 1] that rises with what is known of an event."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tidings.encode import load_encoder
from tidings.events.confidence import AS_SCORED, confidence

SHARES = st.floats(0, 1)


def made(probability: float, parties: float, *, frame: bool) -> Any:
    """As much of a proposal as confidence looks at."""
    trigger = SimpleNamespace(dep_="ROOT", head=SimpleNamespace(dep_="ROOT"))
    return SimpleNamespace(
        trigger=trigger, probability=probability, parties=parties, frame=frame, actors=("a",), recipients=()
    )


@given(one=SHARES, two=SHARES, parties=SHARES, frame=st.booleans())
def test_a_surer_type_is_never_less_confident(one: float, two: float, parties: float, *, frame: bool) -> None:
    """With the weights that ship, and without weights."""
    low, high = sorted((one, two))
    for weights in (load_encoder("default").confidence, ()):
        first, second = (confidence(made(p, parties, frame=frame), weights) for p in (low, high))
        assert 0 <= first <= second <= 1


@given(probability=SHARES, parties=SHARES)
def test_a_frame_that_agrees_adds_confidence(probability: float, parties: float) -> None:
    """Disagreement of the two readings lowers it."""
    weights = load_encoder("default").confidence
    assert len(weights) == len(AS_SCORED)
    alone, both = (confidence(made(probability, parties, frame=frame), weights) for frame in (False, True))
    assert alone <= both
