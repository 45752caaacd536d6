"""Who says what, in which words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tidings
from tidings.records import Statement
from tidings.statements.candidates import find_cues
from tidings.statements.cues import load_cues
from tidings.statements.features import content_question
from tidings.statements.quotes import Quotes


def said(coder: tidings.Coder, text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    return coder.code(text, published="2024-05-17").statements


def words(statement: Statement) -> tuple[str, str, str]:
    """Speaker, cue and content as words."""
    return (
        statement.speaker.text if statement.speaker else "",
        statement.cue.text if statement.cue else "",
        " … ".join(span.text for span in statement.content),
    )


@pytest.mark.parametrize(
    "text", ["“”, he said.", '"," said Iran, "."', "According to.", "He said, she said, they said."]
)
def test_an_interrupted_or_empty_attribution_never_breaks_an_article(coder: tidings.Coder, text: str) -> None:
    """Marks without words between them are no statement and no crash."""
    assert all(statement.content for statement in said(coder, text))


def test_a_direct_quotation_has_its_speaker_and_kind(coder: tidings.Coder) -> None:
    """All in quotation marks is direct."""
    (statement,) = said(coder, "“We will not yield,” President Emmanuel Macron said.")
    assert (statement.kind, statement.speaker.code if statement.speaker else None) == ("direct", "FRA")
    assert words(statement)[1] == "said"


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Kyiv said Russian troops had left the town.", "Kyiv", "said", "Russian troops had left the town"),
        ("The minister said on Friday that the border would close.", "The minister", "said", "the border would close"),
        (
            "The border will close on Monday, the minister said.",
            "the minister",
            "said",
            "The border will close on Monday",
        ),
        ("The border, the minister said, will close.", "the minister", "said", "The border … will close"),
        ("According to officials, the dam was damaged.", "officials", "According to", "the dam was damaged"),
        ("The dam was damaged, according to officials.", "officials", "according to", "The dam was damaged"),
        ("Iran accused Israel of bombing a factory.", "Iran", "accused", "Israel of bombing a factory"),
        ("Turkey urged Sweden to change its law.", "Turkey", "urged", "Sweden to change its law"),
    ],
)
def test_indirect_speech_has_its_borders(coder: tidings.Coder, text: str, speaker: str, cue: str, content: str) -> None:
    """Cue before, after or inside; with and without "that"; what was demanded or alleged as an object."""
    (statement,) = said(coder, text)
    assert words(statement) == (speaker, cue, content)
    assert statement.kind == "indirect"


def test_part_of_the_words_in_marks_is_mixed(coder: tidings.Coder) -> None:
    """Marks around some of the content."""
    (statement,) = said(coder, "The president said the vote was “a farce” and would change nothing.")
    assert statement.kind == "mixed"
    assert words(statement)[2] == "the vote was “a farce” and would change nothing"


@pytest.mark.parametrize(
    "marks", ["“”", '""', "«»", "‘’", "„“", ("''", "''"), ("``", "''")]
)  # fmt: skip
def test_every_style_of_mark_quotes(coder: tidings.Coder, marks: str) -> None:
    """Curly, straight, single, low, doubled apostrophes, guillemets."""
    opened, closed = marks
    text = f"{opened}The army will never leave this valley,{closed} General Ali Hassan said."
    (statement,) = said(coder, text)
    assert (statement.kind, words(statement)[0]) == ("direct", "General Ali Hassan")


def test_an_interrupted_quotation_is_one_statement(coder: tidings.Coder) -> None:
    """What goes on after its cue, in the same paragraph, belongs to the same speech."""
    (statement,) = said(coder, "“We are ready,” the prime minister said, “and our allies are ready too.”")
    assert words(statement)[2] == "“We are ready,” … “and our allies are ready too.”"


def test_a_quotation_of_several_paragraphs_keeps_its_speaker(coder: tidings.Coder) -> None:
    """Each paragraph opens with a mark, the last alone closes."""
    text = (
        "“The first thing is to stop the shooting,” President Lula da Silva said.\n\n"
        "“The second thing is to bring the food into the towns.\n\n“The third thing can wait until next year.”"
    )
    speakers = [statement.speaker for statement in said(coder, text)]
    assert len(speakers) == 3
    assert {speaker.code for speaker in speakers if speaker} == {"BRA"}


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “people's bank” closed its doors on Monday.",
        "The film “The Battle of Algiers” was shown in the square.",
        "The said treaty entered into force in 1997.",
    ],
)
def test_scare_quotes_and_titles_are_no_speech(coder: tidings.Coder, text: str) -> None:
    """Marks and reporting words that report nothing."""
    assert not said(coder, text)


def test_a_source_of_a_source_is_kept_as_a_chain(coder: tidings.Coder) -> None:
    """The inner statement names those around it, the outermost first."""
    statements = said(coder, "The Guardian reported that Kremlin officials said the talks had failed.")
    inner = next(statement for statement in statements if words(statement)[1] == "said")
    assert [source.text for source in inner.via] == ["The Guardian"]


@pytest.mark.parametrize(
    ("verb", "stance"),
    [("said", "neutral"), ("insisted", "asserting"), ("claimed", "doubting"), ("denied", "denying")],
)
def test_the_cue_gives_the_stance(coder: tidings.Coder, verb: str, stance: str) -> None:
    """Reporting verbs carry what they make of the words."""
    (statement,) = said(coder, f"Moscow {verb} that its forces had crossed the river.")
    assert statement.stance == stance


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_every_span_of_any_text_holds_its_words(coder: tidings.Coder, text: str) -> None:
    """For any text every span lies in it; coding twice gives the same; ``to_dict`` round-trips."""
    coded = coder.code(text, published="2024-05-17")
    spans = [*coded.sentences, *coded.actors, *coded.places, *coded.times]
    spans += [span for each in coded.statements for span in (each.speaker, each.cue, *each.content) if span]
    spans += [span for event in coded.events for span in (event.trigger, event.evidence, *event.actors)]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert coder.code(text, published="2024-05-17") == coded
    assert tidings.CodedArticle.from_dict(coded.to_dict()) == coded


def test_the_ranker_is_told_what_hangs_on_the_cue(coder: tidings.Coder) -> None:
    """A word looked at twice is the same word: the object of "rejected" hangs on it, what stands before does not."""
    doc = coder.parsed("Kyiv rejected the offer on Friday.")
    cues, quotes = load_cues(), Quotes(doc.text)
    (cue,) = find_cues(doc, cues, quotes)
    question = content_question(cue, cues, quotes)
    told = {
        doc[content.spans[0][0] : content.spans[-1][1]].text: "verb True" in features
        for content, features in zip(cue.contents, question.answers, strict=False)
    }
    assert told["the offer"]
    assert {answer for features in question.answers for answer in features} >= {"root dobj True"}
