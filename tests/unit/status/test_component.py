"""What the status stage sets on events."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import tidings
from tidings.records import ActorMention, Event, Span, Statement
from tidings.status.component import Stage
from tidings.status.sources import ASSERTED, OWN_ACT, Sources, same_actor


def span(text: str, words: str, kind: type[Span] = Span) -> Span:
    """The first occurrence of words, as a record."""
    start = text.index(words)
    return kind(start=start, end=start + len(words), text=words)


def mention(text: str, words: str, **about: str) -> ActorMention:
    """An actor mention at the first occurrence of words."""
    start = text.index(words)
    return ActorMention(start=start, end=start + len(words), text=words, **about)


def event(text: str, trigger: str, **about: object) -> Event:
    """An event made by hand."""
    values = {"type": "ASSAULT", "quad": 4, "score": -9.0, "confidence": 0.8, "id": ""} | about
    return Event(trigger=span(text, trigger), evidence=Span(start=0, end=len(text), text=text), **values)


@pytest.fixture(scope="module")
def stage() -> Stage:
    """The stage by itself."""
    return Stage()


def placed(coder: tidings.Coder, stage: Stage, text: str, made: Event, *statements: Statement) -> Event:
    """An event after the stage."""
    doc: Doc = coder.parsed(text)
    doc._.tidings_events, doc._.tidings_statements = [made], list(statements)
    (found,) = stage(doc)._.tidings_events
    return found


def said(text: str, speaker: str, cue: str, content: str, **about: str) -> Statement:
    """A statement made by hand."""
    return Statement(
        speaker=mention(text, speaker, **about), cue=span(text, cue), content=(span(text, content),), kind="indirect"
    )


def test_status_and_certainty_are_those_of_the_trigger(coder: tidings.Coder, stage: Stage) -> None:
    """A denied attack is kept, with status denied."""
    text = "The army denied that it shelled Goma."
    found = placed(coder, stage, text, event(text, "shelled"))
    assert (found.status, found.said_by, found.reasons["said_by"]) == ("denied", None, ASSERTED)
    assert 0 < found.certainty < 1


def test_a_frame_that_means_a_coming_act_keeps_its_status(coder: tidings.Coder, stage: Stage) -> None:
    """An invitation stays planned, though the sentence asserts the inviting."""
    text = "China invited Kenya to a summit."
    assert placed(coder, stage, text, event(text, "invited", status="planned")).status == "planned"


def test_a_negated_frame_loses_its_status(coder: tidings.Coder, stage: Stage) -> None:
    """What was not promised is denied."""
    text = "China did not invite Kenya to a summit."
    assert placed(coder, stage, text, event(text, "invite", status="planned")).status == "denied"


@pytest.mark.parametrize(
    ("text", "day", "value", "status"),
    [
        ("Envoys arrived ahead of Monday's talks.", "Monday", "2024-05-20", "planned"),
        ("Envoys recalled Monday's talks.", "Monday", "2024-05-13", "occurred"),
        ("The two hold talks on Monday.", "Monday", "2024-05-20", "planned"),
        ("The two held talks on Monday.", "Monday", "2024-05-13", "occurred"),
    ],
)
def test_a_day_after_publication_makes_a_plan(
    coder: tidings.Coder, stage: Stage, text: str, day: str, value: str, status: str
) -> None:
    """Whether a day is coming is read off its value, not guessed."""
    doc = coder.parsed(text, published="2024-05-17")
    where = span(text, day)
    doc._.tidings_times = [tidings.TimeMention(**where.model_dump(), type="DATE", value=value)]
    start = text.index("talks")
    assert stage.answer_status(doc, [(start, start + 5)])[0].status == status


def test_a_refusal_has_occurred(coder: tidings.Coder, stage: Stage) -> None:
    """A type that stands for refusing is done by "will not"."""
    text = "Kenya will not lift the embargo."
    assert placed(coder, stage, text, event(text, "lift", type="REJECT", quad=3)).status == "occurred"


def test_the_innermost_speaker_is_the_source(coder: tidings.Coder, stage: Stage) -> None:
    """Of nested statements the inner one credits the event."""
    text = "The minister said that police told him rebels attacked the town."
    outer = said(text, "The minister", "said", "police told him rebels attacked the town")
    inner = said(text, "police", "told", "rebels attacked the town")
    found = placed(coder, stage, text, event(text, "attacked"), outer, inner)
    assert found.said_by is not None
    assert found.said_by.text == "police"
    assert "said_by" not in found.reasons


def test_the_cue_of_a_statement_is_not_inside_it(coder: tidings.Coder, stage: Stage) -> None:
    """An accusation is the article's own report, though it is the cue of a statement."""
    text = "Kenya accused rebels of attacking the town."
    made = said(text, "Kenya", "accused", "rebels of attacking the town")
    assert placed(coder, stage, text, event(text, "accused", type="ACCUSE", quad=3), made).said_by is None


def test_what_a_speaker_does_by_speaking_has_no_source(coder: tidings.Coder, stage: Stage) -> None:
    """The words "we condemn" in a quotation are the act itself, told by the article."""
    text = '"We condemn the coup," Kenya said.'
    made = said(text, "Kenya", "said", "We condemn the coup", name="Kenya")
    act = event(text, "condemn", type="ACCUSE", quad=3, actors=(mention(text, "We", name="Kenya"),))
    found = placed(coder, stage, text, act, made)
    assert (found.said_by, found.reasons["said_by"]) == (None, OWN_ACT)


def test_a_speech_act_told_by_another_is_credited_to_that_one(coder: tidings.Coder, stage: Stage) -> None:
    """The one who acts by speaking is not the source; whoever passes it on is."""
    text = "Two officials said Kenya told them it would welcome the deal."
    outer = said(text, "Two officials", "said", "Kenya told them it would welcome the deal")
    inner = said(text, "Kenya", "told", "it would welcome the deal", name="Kenya")
    act = event(text, "welcome", type="SUPPORT", quad=1, actors=(mention(text, "it", name="Kenya"),))
    found = placed(coder, stage, text, act, outer, inner)
    assert found.said_by is not None
    assert found.said_by.text == "Two officials"


def test_a_government_that_speaks_for_its_state_does_the_act(coder: tidings.Coder, stage: Stage) -> None:
    """A minister who stresses the state's readiness is no source apart from it."""
    text = "The minister stressed Kenya's readiness to help."
    made = Statement(
        speaker=mention(text, "The minister", code="KEN").model_copy(update={"sectors": ("GOV",)}),
        cue=span(text, "stressed"), content=(span(text, "Kenya's readiness to help"),), kind="indirect",
    )  # fmt: skip
    act = event(text, "readiness", type="AGREE", quad=1, actors=(mention(text, "Kenya", code="KEN"),))
    assert placed(coder, stage, text, act, made).said_by is None


def test_an_earlier_act_of_the_speaker_is_credited_to_them(coder: tidings.Coder, stage: Stage) -> None:
    """What somebody "said he had" done is known only from the speaker."""
    text = "The president said he had warned the rebels."
    made = said(text, "The president", "said", "he had warned the rebels", name="P")
    act = event(text, "warned", type="THREATEN", quad=3, actors=(mention(text, "he", name="P"),))
    found = placed(coder, stage, text, act, made)
    assert found.said_by is not None
    assert found.status == "occurred"


def test_an_event_that_the_article_also_asserts_itself_has_no_source(coder: tidings.Coder, stage: Stage) -> None:
    """One mention outside all statements is enough."""
    text = "Rebels attacked the town. Police said the attack began at dawn."
    made = said(text, "Police", "said", "the attack began at dawn")
    act = event(text, "attack began", also=(span(text, "attacked"),))
    assert placed(coder, stage, text, act, made).said_by is None


def test_a_statement_without_a_speaker_gives_its_reason(coder: tidings.Coder, stage: Stage) -> None:
    """No speaker is invented."""
    text = "It was reported that rebels attacked the town."
    made = Statement(
        speaker=None, cue=span(text, "reported"), content=(span(text, "rebels attacked the town"),), kind="indirect",
        reason="passive without an agent",
    )  # fmt: skip
    found = placed(coder, stage, text, event(text, "attacked"), made)
    assert (found.said_by, found.reasons["said_by"]) == (None, "passive without an agent")


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The judge wants the president tried.", "tried", "REQUEST"),
        ("The general said he would close the border.", "close", "THREATEN"),
    ],
)
def test_what_is_asked_or_threatened_stands_for_the_asking(
    coder: tidings.Coder, stage: Stage, text: str, word: str, kind: str
) -> None:
    """The request and the threat have occurred, whatever comes of them."""
    assert placed(coder, stage, text, event(text, word, type=kind, quad=3)).status == "occurred"


def test_the_chain_has_every_source_the_outermost_first(coder: tidings.Coder, stage: Stage) -> None:
    """Its last is the one that the event is credited to."""
    text = "The minister said that police told him rebels attacked the town."
    outer = said(text, "The minister", "said", "police told him rebels attacked the town")
    inner = said(text, "police", "told", "rebels attacked the town")
    found = placed(coder, stage, text, event(text, "attacked"), outer, inner)
    assert [source.text for source in found.chain] == ["The minister", "police"]
    assert found.chain[-1] == found.said_by


def test_an_asserted_event_has_no_chain_and_no_positions(coder: tidings.Coder, stage: Stage) -> None:
    """Nobody is invented where the article speaks."""
    text = "Rebels attacked the town."
    found = placed(coder, stage, text, event(text, "attacked"))
    assert (found.chain, found.positions) == ((), ())


@pytest.mark.parametrize(("source", "status"), [("Kyiv", "possible"), ("Moscow", "planned")])
def test_what_another_foretells_is_possible_what_the_actor_announces_is_planned(
    coder: tidings.Coder, stage: Stage, source: str, status: str
) -> None:
    """A hostile act is planned only in the mouth of whoever is to do it."""
    text = f"{source} says Russian troops will attack the town."
    code = {"Kyiv": "UKR", "Moscow": "RUS"}[source]
    made = said(text, source, "says", "Russian troops will attack the town", code=code)
    act = event(text, "attack", actors=(mention(text, "Russian troops", code="RUS"),))
    assert placed(coder, stage, text, act, made).status == status


def test_sources_come_from_the_innermost_outwards() -> None:
    """Also where two statements begin at the same word."""
    text = "abc def ghi"
    speaker = ActorMention(start=0, end=0, text="")
    wide = Statement(speaker=speaker, cue=None, content=(span(text, "abc def ghi"),), kind="direct")
    near = Statement(speaker=speaker, cue=None, content=(span(text, "abc def"),), kind="direct")
    sources = Sources([wide, near])
    assert sources.around(span(text, "def")) == [near, wide]
    assert sources.around(span(text, "ghi")) == [wide]


def test_same_actor_by_name_words_or_antecedent() -> None:
    """A pronoun is the one it refers back to."""
    putin = ActorMention(start=0, end=5, text="Putin", name="Vladimir Putin")
    he = ActorMention(start=9, end=11, text="He", antecedent=Span(start=0, end=5, text="Putin"))
    assert same_actor(putin, he)
    assert not same_actor(putin, ActorMention(start=20, end=22, text="Xi", name="Xi Jinping"))
