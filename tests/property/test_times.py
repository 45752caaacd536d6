"""Time expressions hold their promises for every text."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.times.find import find_times
from tidings.times.grammar import load_grammar

NLP = spacy.blank("en")
NLP.max_length = 10_000_000
_WORDS = sorted(word for word in load_grammar().lexicon.known)
texts = st.lists(
    st.one_of(
        st.sampled_from(_WORDS), st.sampled_from([word.title() for word in _WORDS]), st.dates().map(str),
        st.integers(0, 99_999).map(str), st.text(max_size=4), st.sampled_from(["\n\n", ". ", ", ", "-", "’"]),
    ),
    max_size=30,
).map(" ".join)  # fmt: skip
days = st.one_of(st.none(), st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))


@given(texts, days)
@settings(max_examples=300, deadline=None)
def test_offsets_are_those_of_the_text(text: str, published: dt.date | None) -> None:
    """``text[start:end]`` is the expression; they come in order, without overlap; nothing open lacks a reason."""
    found = find_times(NLP(text), published)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(each.value or each.reason for each in found)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
@settings(deadline=None)
def test_a_day_is_the_same_in_every_writing(day: dt.date) -> None:
    """ISO, American, British, with and without the weekday."""
    writings = (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%A}, {day:%b}. {day.day}, {day.year}",
    )
    for writing in writings:
        if "May." in writing:  # which nobody writes
            continue
        (found,) = find_times(NLP(f"Signed on {writing}."), None)
        assert (found.value, found.text) == (day.isoformat(), writing)


def test_work_grows_with_the_text_and_not_with_its_square() -> None:
    """Steps of the matcher over a megabyte of repeated words: not more for each word than over a kilobyte."""
    grammar = load_grammar()
    for unit in ("1 ", "on ", "the ", "May ", "a year ", "two ", "- ", "19 ", "last ", "1/2 ", "Monday, "):
        tried = []
        for count in (200, 2_000):
            words, letters = grammar.lexicon.read(unit * count)
            stretches = [end - start for start, end in grammar.stretches(letters)]
            places = sum(stretches)
            longest = max(
                (
                    match.end - match.start
                    for start, end in grammar.stretches(letters)
                    for place in range(start, min(end, 300))
                    for match in grammar.at(words, letters, place, end)
                ),
                default=0,
            )
            tried.append((places / count, longest))
        assert tried[0][0] >= tried[1][0] * 0.9
        assert tried[1][1] <= 24


def test_five_megabytes_of_digits_end() -> None:
    """Hostile input is read once; that this test ends is what it guards."""
    for text in ("7" * 1_000_000, "1 " * 200_000, re.sub("x", "on ", "x" * 100_000)):
        words, letters = load_grammar().lexicon.read(text)
        assert len(words) == len(letters)
        assert not list(load_grammar().stretches(letters))
