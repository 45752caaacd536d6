"""The encoder beside the frames: what either sees alone, and that a user may switch it off."""

from __future__ import annotations

from pathlib import Path

import pytest

import tidings
from tidings.errors import ModelError

P = "2024-05-17"


@pytest.fixture(scope="module")
def frames() -> tidings.Coder:
    """A coder of frames alone."""
    return tidings.load(options={"tidings_events": {"encoder": "none"}})


def test_words_that_no_frame_has_are_understood(coder: tidings.Coder, frames: tidings.Coder) -> None:
    """A report in other words than those of the ontology's frames still reports the event."""
    text = "Kenyan police bundled two opposition lawmakers into a van in Nairobi on Friday."
    (event,) = coder.code(text, published=P).events
    assert event.type == "COERCE"
    assert [actor.code for actor in event.actors] == ["KEN"]
    assert frames.code(text, published=P).events == ()


def test_frames_alone_find_talks_that_failed(frames: tidings.Coder) -> None:
    """Both who talk are actors, whatever came of it."""
    (event,) = frames.code("Talks between India and Pakistan failed.", published=P).events
    assert (event.type, [actor.code for actor in event.actors], event.recipients) == ("CONSULT", ["IND", "PAK"], ())


def test_the_same_words_otherwise_are_no_event(coder: tidings.Coder) -> None:
    """Attacks on problems, strikes of luck, wars of words on prices."""
    for text in ("Kenya will attack the problem of poverty.", "The Japanese stock market was hit by profit taking."):
        assert coder.code(text, published=P).events == ()


def test_verb_and_noun_of_a_light_verb_are_one_event(coder: tidings.Coder) -> None:
    """Held talks: the trigger is the noun."""
    text = "Spanish Prime Minister Pedro Sanchez held talks with King Mohammed VI of Morocco in Rabat on Thursday."
    (event,) = coder.code(text, published=P).events
    assert (event.type, event.trigger.text) == ("CONSULT", "talks")


def test_one_article_or_many_give_the_same_confidence(coder: tidings.Coder) -> None:
    """What stands beside an article in a batch changes nothing."""
    texts = ["Iran condemned Israel on Friday.", "Kenya recalled its ambassador from Somalia.", "It rained."]
    assert [coder.code(text).events for text in texts] == [coded.events for coded in coder.pipe(texts)]


def test_an_encoder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error says which folder and what to do."""
    with pytest.raises(ModelError, match=r"lacks encoder\.onnx"):
        tidings.load(options={"tidings_events": {"encoder": str(tmp_path)}})
