"""Overlapping marks, split at their bounds."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tidings.markup.neutral import neutralised, neutralised_line
from tidings.markup.spans import Mark, segments

Calls = Callable[[Callable[[], object]], int]

MARKS = st.lists(
    st.builds(Mark, st.integers(0, 40), st.integers(0, 40), st.sampled_from(["actor", "place"]), st.just("n")),
    max_size=12,
)


@given(st.text(max_size=30), MARKS)
def test_segments_joined_are_the_text(text: str, marks: list[Mark]) -> None:
    """Nothing is lost or doubled, and each character has exactly the kinds of the marks over it."""
    found = list(segments(text, marks))
    assert "".join(segment.text for segment in found) == text
    for segment in found:
        for at in range(segment.start, segment.start + len(segment.text)):
            assert set(segment.kinds) == {mark.kind for mark in marks if mark.start <= at < mark.end}


@given(st.text(max_size=30), MARKS, st.integers(0, 30), st.integers(0, 40))
def test_a_part_of_the_text_is_cut_alike(text: str, marks: list[Mark], start: int, end: int) -> None:
    """Evidence is a part of the article."""
    assert "".join(segment.text for segment in segments(text, marks, start, end)) == text[start:end]


def test_joint_mentions_are_one_mark_with_both_notes() -> None:
    """Two actors on the same words are named together; two events on one trigger keep their numbers."""
    marks = [Mark(0, 4, "actor", "RUS"), Mark(0, 4, "actor", "CHN"), Mark(0, 4, "trigger", "", (1,))]
    (found,) = segments("both", [*marks, Mark(0, 4, "trigger", "", (2,))])
    assert (found.note, found.events) == ("RUS; CHN", (1, 2))


def test_many_marks_take_linear_work(calls: Calls) -> None:
    """20,000 marks, no two the same."""
    marks = [Mark(at, at + 5, "actor", str(at)) for at in range(0, 100_000, 5)]
    assert len(list(segments("x" * 100_000, marks))) == 20_000
    some, all_ = (lambda: list(segments("x" * 25_000, marks[:5_000]))), (lambda: list(segments("x" * 100_000, marks)))
    assert calls(all_) < 6 * calls(some)


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=50))
def test_neutralised_text_can_be_printed(text: str) -> None:
    """Whatever comes in: encodable, without controls but line feed and tab, and stable."""
    shown = neutralised(text)
    shown.encode("utf-8")
    assert not any(char < " " and char not in "\n\t" for char in shown)
    assert neutralised(shown) == shown
    assert "\n" not in neutralised_line(text)


def test_plain_text_stays_as_it_is() -> None:
    """Letters of all scripts, emoji with joiners, line feeds."""
    text = "Zażółć\tgęślą\nסטרייק می‌شود 👩‍👩‍👧"
    assert neutralised(text) == text
    assert neutralised("a\r\nb\rc") == "a\nb␍c"
