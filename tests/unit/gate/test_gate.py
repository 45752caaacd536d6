"""The relevance gate: what is no politics is not parsed, and says why it has no events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tidings
from tidings.gate import load_gate

ARTICLES = Path(__file__).parent.parent.parent.parent / "evaluation" / "gate"
POLITICS = "GENEVA (Reuters) - Russia accused Georgia on Friday of shelling villages and withdrew its ambassador."
FOOTBALL = "The striker scored twice as City beat United 3-1. The home side attacked from the whistle and never let go."


def rows() -> list[dict[str, object]]:
    """Articles that no training saw."""
    return [
        json.loads(line) for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]


def test_politics_passes_and_football_does_not() -> None:
    """Warlike words alone are no politics."""
    assert load_gate().passes(POLITICS)
    assert not load_gate().passes(FOOTBALL)


def test_no_political_article_is_dropped_and_most_others_are() -> None:
    """On articles of all kinds that were kept out of training."""
    found = [(bool(row["political"]), load_gate().passes(str(row["text"]))) for row in rows()]
    assert all(passed for political, passed in found if political)
    others = [passed for political, passed in found if not political]
    assert sum(others) < 0.1 * len(others)


@pytest.mark.parametrize("text", ["", "   \n", "x" * 100_000, "\ud83d\ude00 " * 50])
def test_odd_texts_get_an_answer(text: str) -> None:
    """Empty, endless or without words: it does not pass, and nothing breaks."""
    assert not load_gate().passes(text)


def test_a_coder_with_the_gate_says_why_an_article_has_nothing() -> None:
    """The article comes back with a reason, in its place among the others."""
    coder = tidings.load(gate=True, stages=("tidings_times", "tidings_places", "tidings_actors", "tidings_events"))
    first, second = coder.pipe([FOOTBALL, POLITICS])
    assert (first.events, first.sentences) == ((), ())
    assert first.reason is not None
    assert "gate" in first.reason
    assert second.events
    assert coder.code(FOOTBALL) == first
