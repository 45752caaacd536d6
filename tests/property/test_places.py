"""Places: what holds for every text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.knowledge.gazetteer import load_gazetteer, name_key
from tidings.places.component import Places

STAGE = Places(load_gazetteer())
NAMES = st.sampled_from([
    "Paris", "Georgia", "Washington", "the Gaza Strip", "Va.", "U.S.", "northern Iraq", "Orange County", "Nigerians",
    "Xyzzy", "St. Petersburg", "São Tomé", "Kyiv",
])  # fmt: skip
GLUE = st.sampled_from([
    ", ", " and ", " in ", " (", ") ", ", the ", "\n", " of ", ". ", "'s ", " province, ", " town of ",
])  # fmt: skip


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Names with words between them, and the spans of the names."""
    text, spans = "", []
    for _ in range(draw(st.integers(0, 8))):
        name = draw(NAMES)
        spans.append((len(text), len(text) + len(name)))
        text += name + draw(GLUE)
    return text, spans


@given(texts_with_spans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_answer_a_span(sample: tuple[str, list[tuple[int, int]]]) -> None:
    """There is one answer for each span; what is found lies on Earth."""
    text, spans = sample
    found = STAGE.answer_locate(text, spans)
    assert len(found) == len(spans)
    for place in found:
        assert place is None or (-90 <= (place.lat or 0) <= 90 and -180 <= (place.lon or 0) <= 180)


@given(texts_with_spans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_answers_do_not_change(sample: tuple[str, list[tuple[int, int]]]) -> None:
    """The same question has the same answer."""
    text, spans = sample
    assert STAGE.answer_locate(text, spans) == STAGE.answer_locate(text, spans)


@given(st.text(max_size=60), st.data())
@settings(max_examples=80, deadline=None)
def test_any_span_of_any_text(text: str, data: st.DataObject) -> None:
    """Any span of any text is answered without an error."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert len(STAGE.answer_locate(text, [(start, end)])) == 1


@given(st.text(max_size=40))
def test_key_is_stable(text: str) -> None:
    """A key has no capitals or blanks at its ends."""
    key = name_key(text)
    assert key == key.strip()
    assert key == key.lower()
