"""What must hold of actors for every text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings.actors import belongs_to, mentions_at
from tidings.actors.scan import scan
from tidings.actors.strings import identify
from tidings.knowledge import fold, load_knowledge, lower
from tidings.records import Article

WORDS = """
    Russia Russian President Putin the U.S. US-backed pro- rebels in Iraq 's ’s he their both leaders two nations said
    that , . police former Jordan Michael of and U.N. — ( ) “ ” 🙂 مصر İstanbul Nausėda THE WHO it
"""
WORDS_AND_BLANKS = [*WORDS.split(), "\n", "\n\n", "\u00a0", "\u200f"]
newsish = st.lists(st.sampled_from(WORDS_AND_BLANKS), max_size=60).map(" ".join)
anything = st.text(max_size=300)
texts = st.one_of(newsish, anything, st.lists(st.one_of(newsish, anything), max_size=3).map("".join))
slow = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def stage(nlp: Any) -> Any:
    """Parse and code one text."""

    def run(text: str) -> Any:
        doc = nlp.make_doc(text)
        doc._.tidings_article = Article(text=text, published="2022-03-01")
        return nlp(doc)

    return run


@slow
@given(text=texts)
def test_every_span_lies_in_the_text(stage: Any, text: str) -> None:
    """Mentions and antecedents are the words that they say they are, in order, with a code or a reason."""
    doc = stage(text)
    mentions = doc._.tidings_actors
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for mention in mentions:
        assert doc.text[mention.start : mention.end] == mention.text
        assert mention.text
        assert (mention.code is None) == (mention.reason is not None)
        if mention.antecedent is not None:
            assert doc.text[mention.antecedent.start : mention.antecedent.end] == mention.antecedent.text


@slow
@given(text=texts)
def test_twice_the_same(stage: Any, text: str) -> None:
    """The same text gives the same mentions."""
    assert stage(text)._.tidings_actors == stage(text)._.tidings_actors


@slow
@given(text=texts)
def test_every_token_can_be_asked(stage: Any, text: str) -> None:
    """Asking for the actor at or the owner of any token never fails; an actor has no other owner."""
    doc = stage(text)
    for token in doc:
        for mention in (*mentions_at(doc, token), *belongs_to(doc, token)):
            assert doc.text[mention.start : mention.end] == mention.text
        assert not (mentions_at(doc, token) and belongs_to(doc, token))


@settings(max_examples=300, deadline=None)
@given(text=texts, context=texts)
def test_identify_never_fails(text: str, context: str) -> None:
    """Any two strings: an actor with a code, or with a reason why it has none, or None."""
    found = identify(text, context, None, load_knowledge())
    assert found is None or (found.code is None) == (found.reason is not None)
    assert found == identify(text, context, None, load_knowledge())


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_hits_are_ordered_and_apart(text: str) -> None:
    """Known names do not overlap and lie in the text."""
    end = 0
    for hit in scan(text, load_knowledge()):
        assert end <= hit.start < hit.end <= len(text)
        assert fold(text)[hit.start : hit.end] == hit.text
        end = hit.end


@given(text=anything)
def test_folding_keeps_the_length(text: str) -> None:
    """Offsets of the folded text are offsets of the text."""
    assert len(fold(text)) == len(lower(text)) == len(text)
