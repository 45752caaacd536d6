"""Who says what, in which words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tidings
from tidings.statements.quotes import find_quotes


def test_an_interrupted_or_empty_attribution_never_breaks_an_article(coder: tidings.Coder) -> None:
    """Marks without words between them are no statement and no crash."""
    for text in ("“”, he said.", '"," said Iran, "."', "According to.", "He said, she said, they said."):
        assert all(statement.content for statement in coder.code(text).statements)


def test_a_direct_quotation_has_its_speaker_and_kind(coder: tidings.Coder) -> None:
    """All in quotation marks is direct."""
    (said,) = coder.code("“We will not yield,” President Emmanuel Macron said.", published="2024-05-17").statements
    assert (said.kind, said.speaker.code if said.speaker else None, said.cue.text if said.cue else None) == (
        "direct",
        "FRA",
        "said",
    )


@given(st.text(alphabet='"“”‘’«» \nab.,', max_size=200))
def test_quotations_lie_in_the_text_and_never_overlap(text: str) -> None:
    """Whatever the marks, unbalanced or nested."""
    found = find_quotes(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_every_span_of_any_text_holds_its_words(coder: tidings.Coder, text: str) -> None:
    """For any text every span lies in it; coding twice gives the same; ``to_dict`` round-trips."""
    coded = coder.code(text, published="2024-05-17")
    spans = [*coded.sentences, *coded.actors, *coded.places, *coded.times]
    spans += [span for said in coded.statements for span in (said.speaker, said.cue, *said.content) if span]
    spans += [span for event in coded.events for span in (event.trigger, event.evidence, *event.actors)]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert coder.code(text, published="2024-05-17") == coded
    assert tidings.CodedArticle.from_dict(coded.to_dict()) == coded
