"""Gold against coded events: each rule of the comparison on records made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.analysis import Evaluation, compare
from tidings.analysis.matching import match
from tidings.errors import UsageError
from tidings.records import (
    ActorMention,
    Article,
    CodedArticle,
    Event,
    GoldArticle,
    GoldEvent,
    GoldParty,
    Span,
    Versions,
)

FIRST = "Rebels shelled Kisumu and seized a bridge."
SECOND = "Kenya condemned the shelling."
TEXT = f"{FIRST} {SECOND}"


def span(words: str) -> Span:
    """The first occurrence of words."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def actors(*codes: str | None) -> tuple[ActorMention, ...]:
    """Mentions that carry only a code."""
    return tuple(ActorMention(start=0, end=6, text="Rebels", code=code) for code in codes)


def parties(*codes: str | None) -> tuple[GoldParty, ...]:
    """The same of the gold."""
    return tuple(GoldParty(code=code) for code in codes)


def event(words: str, type: str = "ASSAULT", evidence: str = FIRST, **about: Any) -> Event:  # noqa: A002
    """A coded event with its trigger."""
    values = {"id": f"a:{words}:{type}", "quad": 4, "score": -9.0, "confidence": 0.8, **about}
    return Event(type=type, trigger=span(words), evidence=span(evidence), **values)


def wanted(words: str | None, type: str = "ASSAULT", evidence: str | None = FIRST, **about: Any) -> GoldEvent:  # noqa: A002
    """A gold event with its trigger."""
    return GoldEvent(
        type=type, trigger=span(words) if words else None, evidence=span(evidence) if evidence else None, **about
    )


def coded(*events: Event) -> CodedArticle:
    """The article with what was coded."""
    return CodedArticle(article=Article(text=TEXT, id="a"), sentences=(span(FIRST), span(SECOND)), events=events)


def gold(*events: GoldEvent) -> GoldArticle:
    """The article with what must be found."""
    return GoldArticle(article=Article(text=TEXT, id="a"), events=events, where="gold.jsonl:1")


def compared(golds: list[GoldEvent], events: list[Event]) -> Evaluation:
    """One article, compared."""
    return compare([gold(*golds)], [coded(*events)])


# Which events are the same


def test_events_match_by_type_and_sentence() -> None:
    """The coded trigger need not be the gold's: it is enough that it lies in the gold's sentence."""
    assert len(match([wanted("shelled")], coded(event("seized"))).pairs) == 1


def test_another_type_is_no_match() -> None:
    """Even on the very same word."""
    assert not match([wanted("shelled")], coded(event("shelled", "COERCE"))).pairs


def test_another_sentence_is_no_match() -> None:
    """The same type two sentences on is another event."""
    found = match([wanted("shelled")], coded(event("shelling", evidence=SECOND)))
    assert (len(found.pairs), len(found.missed), len(found.spurious)) == (0, 1, 1)


def test_an_overlapping_trigger_matches_whatever_the_sentence() -> None:
    """A gold whose evidence is cut otherwise still has its event found."""
    assert match([wanted("shelling", evidence=FIRST)], coded(event("the shelling", evidence=SECOND))).pairs


def test_without_evidence_the_coded_sentence_of_the_trigger_counts() -> None:
    """PLOVER records give a trigger, not a sentence of a longer text."""
    near = match([wanted("shelled", evidence=None)], coded(event("seized")))
    far = match([wanted("shelled", evidence=None)], coded(event("shelling", evidence=SECOND)))
    assert (len(near.pairs), len(far.pairs)) == (1, 0)


def test_without_a_trigger_the_event_may_stand_anywhere() -> None:
    """Only the type must be right."""
    assert match([wanted(None, evidence=None)], coded(event("shelling", evidence=SECOND))).pairs


def test_each_event_has_one_partner() -> None:
    """Two coded events for one gold event: one of them is spurious."""
    found = match([wanted("shelled")], coded(event("shelled"), event("seized")))
    assert (len(found.pairs), len(found.spurious)) == (1, 1)


def test_overlapping_triggers_pair_first() -> None:
    """Though another has more codes and more confidence."""
    right = event("shelled", actors=actors("UGA"), confidence=0.2)
    other = event("seized", actors=actors("KEN"), confidence=0.9)
    ((_, found),) = match([wanted("shelled", actors=parties("KEN"))], coded(other, right)).pairs
    assert found is right


def test_the_identical_trigger_pairs_before_one_that_overlaps() -> None:
    """Of two that overlap."""
    right, wider = event("shelled", confidence=0.2), event("Rebels shelled", confidence=0.9)
    ((_, found),) = match([wanted("shelled")], coded(wider, right)).pairs
    assert found is right


def test_then_the_most_shared_codes_pair() -> None:
    """Of actors and recipients together, before confidence."""
    right = event("seized", actors=actors("KEN"), recipients=actors("UGA"), confidence=0.2)
    other = event("bridge", actors=actors("KEN"), confidence=0.9)
    ((_, found),) = match(
        [wanted("shelled", actors=parties("KEN"), recipients=parties("UGA"))], coded(other, right)
    ).pairs
    assert found is right


def test_then_the_higher_confidence_pairs() -> None:
    """Nothing else tells them apart."""
    right, other = event("seized", confidence=0.9), event("bridge", confidence=0.2)
    ((_, found),) = match([wanted("shelled")], coded(other, right)).pairs
    assert found is right


def test_a_gold_event_with_a_trigger_goes_before_one_without() -> None:
    """The one that may stand anywhere takes what is left."""
    golds = [wanted(None, evidence=None), wanted("shelling", evidence=SECOND)]
    found = match(golds, coded(event("shelled"), event("the shelling", evidence=SECOND)))
    assert [(each.trigger and each.trigger.text, other.trigger.text) for each, other in found.pairs] == [
        (None, "shelled"),
        ("shelling", "the shelling"),
    ]


def test_what_is_left_in_one_sentence_is_confused() -> None:
    """One to one; the rest is missed or spurious."""
    found = match([wanted("shelled")], coded(event("seized", "COERCE"), event("condemned", "ACCUSE", SECOND)))
    assert [(each.type, other.type) for each, other in found.confused] == [("ASSAULT", "COERCE")]
    assert [each.type for each in found.spurious] == ["ACCUSE"]
    assert not found.missed


# What is measured


def test_precision_recall_and_f1_of_events() -> None:
    """One of two gold events found, one coded event of three right."""
    found = compared(
        [wanted("shelled"), wanted("condemned", "ACCUSE", SECOND)],
        [event("shelled"), event("seized", "COERCE"), event("shelling", "THREATEN", SECOND)],
    ).events
    assert (found.right, found.gold, found.predicted) == (1, 2, 3)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.f1 == pytest.approx(2 / 5)


def test_counts_are_summed_over_articles() -> None:
    """Micro: an article with many events weighs more."""
    found = compare([gold(wanted("shelled")), gold()], [coded(event("shelled")), coded(event("seized"))])
    assert (found.articles, found.events.right, found.events.gold, found.events.predicted) == (2, 1, 1, 2)


def test_each_type_has_its_own_score() -> None:
    """Also a type that only the gold, or only the coder, has."""
    found = compared(
        [wanted("shelled"), wanted("condemned", "ACCUSE", SECOND)], [event("shelled"), event("seized", "AID")]
    )
    assert list(found.by_type) == ["ACCUSE", "AID", "ASSAULT"]
    assert [score.f1 for score in found.by_type.values()] == [0.0, 0.0, 1.0]


def test_what_cannot_be_measured_is_none() -> None:
    """Nothing coded has no precision, nothing in the gold no recall: neither is 0 nor 1."""
    found = compared([], [])
    assert (found.events.precision, found.events.recall, found.events.f1) == (None, None, None)
    assert found.matched["mode"].share is None
    assert found.calibration.error is None
    assert compared([wanted("shelled")], []).events.precision is None
    assert compared([wanted("shelled")], []).events.recall == 0


def test_mode_is_compared_on_matched_events() -> None:
    """No mode in the gold means that there is none."""
    golds = [wanted("shelled", mode="aerial"), wanted("seized"), wanted("condemned", "ACCUSE", SECOND)]
    found = compared(golds, [event("shelled", mode="aerial"), event("seized", mode="beat")]).matched["mode"]
    assert (found.right, found.of, found.share) == (1, 2, 0.5)


def test_status_is_compared_only_where_the_gold_gives_one() -> None:
    """Such a gold event, and what was found for it, count neither way in event + status."""
    golds = [wanted("shelled", status="denied"), wanted("seized"), wanted("condemned", "ACCUSE", SECOND)]
    found = compared(golds, [event("shelled", status="denied"), event("seized", status="possible")])
    assert (found.matched["status"].right, found.matched["status"].of) == (1, 1)
    assert found.event_status is not None
    assert (found.event_status.right, found.event_status.gold, found.event_status.predicted) == (1, 1, 1)


def test_a_gold_without_any_status_has_no_score_of_it() -> None:
    """None, not 0."""
    assert compared([wanted("shelled")], [event("shelled")]).event_status is None


def test_a_wrong_status_is_no_event_with_status() -> None:
    """The event itself is right."""
    found = compared([wanted("shelled", status="denied")], [event("shelled")])
    assert (found.events.f1, found.event_status and found.event_status.f1) == (1.0, 0.0)


def test_actors_and_recipients_are_sets_of_codes() -> None:
    """Order, repetition and parties without a code do not matter; a missing code does."""
    golds = [wanted("shelled", actors=parties("KEN", "UGA", None), recipients=parties("TZA", "RWA"))]
    events = [event("shelled", actors=actors("UGA", "KEN", "KEN"), recipients=actors("TZA", None))]
    found = compared(golds, events)
    assert (found.matched["actors"].right, found.matched["recipients"].right) == (1, 0)


def test_who_whom_needs_both_sides() -> None:
    """Type, actor codes and recipient codes."""
    golds = [
        wanted("shelled", actors=parties("KEN"), recipients=parties("UGA")),
        wanted("condemned", "ACCUSE", SECOND, actors=parties("KEN")),
    ]
    events = [event("shelled", actors=actors("KEN")), event("condemned", "ACCUSE", SECOND, actors=actors("KEN"))]
    found = compared(golds, events)
    assert (found.events.f1, found.who_whom.right, found.who_whom.f1) == (1.0, 1, 0.5)


def test_confusion_counts_every_event_without_a_match_once() -> None:
    """Gold type against the coded type of its sentence; None where there is no such event. The most frequent first."""
    golds = [wanted("shelled"), wanted("shelling", "AID", SECOND)]
    events = [event("seized", "COERCE"), event("bridge", "AID"), event("Rebels", "AID")]
    found = compare([gold(*golds), gold(*golds[1:])], [coded(*events), coded()])
    assert [(each.gold, each.predicted, each.count) for each in found.confusion] == [
        (None, "AID", 2),
        ("AID", None, 2),
        ("ASSAULT", "COERCE", 1),
    ]


def test_confidence_is_put_into_ten_bins() -> None:
    """The lower border belongs to a bin; 1.0 is in the last."""
    events = [event("shelled", confidence=value) for value in (0.0, 0.1, 0.19, 0.95, 1.0)]
    bins = compared([], events).calibration.bins
    assert [each.count for each in bins] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (bins[1].low, bins[1].high, bins[1].right) == (0.1, 0.2, 0.0)
    assert bins[1].confidence == pytest.approx(0.145)
    assert (bins[2].confidence, bins[2].right) == (None, None)


def test_the_expected_calibration_error_weighs_bins_by_their_events() -> None:
    """Naeini et al. 2015: 2 of 3 events at distance |0.5 - 0.8|, 1 of 3 at |0 - 0.4|."""
    events = [
        event("shelled", confidence=0.8),
        event("seized", confidence=0.8),
        event("condemned", "ACCUSE", SECOND, confidence=0.4),
    ]
    found = compared([wanted("shelled")], events).calibration
    assert found.error == pytest.approx(2 / 3 * 0.3 + 1 / 3 * 0.4)


# The errors


def test_every_error_has_its_sentence_and_both_events() -> None:
    """In the order of the text; a matched event with a wrong field names the field."""
    golds = [
        wanted("shelled", mode="aerial", status="denied"),
        wanted("seized", "COERCE"),
        wanted("shelling", "AID", SECOND),
    ]
    events = [event("shelled"), event("seized", "RETREAT"), event("bridge", "AID")]
    found = compared(golds, events).errors
    assert [(each.kind, each.fields) for each in found] == [
        ("differs", ("mode", "status")), ("confused", ()), ("spurious", ()), ("missed", ()),
    ]  # fmt: skip
    assert [each.sentence.text for each in found] == [FIRST, FIRST, FIRST, SECOND]
    differs, confused, spurious, missed = found
    assert (differs.gold, differs.predicted) == (golds[0], events[0])
    assert (confused.gold, confused.predicted) == (golds[1], events[1])
    assert (spurious.gold, spurious.predicted) == (None, events[2])
    assert (missed.gold, missed.predicted) == (golds[2], None)
    assert {(each.article_id, each.where) for each in found} == {("a", "gold.jsonl:1")}


def test_the_sentence_of_a_missed_event_without_evidence_is_the_coded_one() -> None:
    """Without a trigger it is the whole text."""
    found = compared([wanted("shelling", "AID", None), wanted(None, "ACCUSE", None)], []).errors
    assert sorted(each.sentence.text for each in found) == sorted([SECOND, TEXT])


def test_what_is_right_is_no_error() -> None:
    """A status that the gold does not give cannot be wrong."""
    assert not compared([wanted("shelled")], [event("shelled", status="denied")]).errors


def test_the_versions_of_the_coder_are_kept() -> None:
    """An evaluation says what it measured."""
    versions = Versions(coder="1", ontology="plover 2", knowledge="k", parser="p")
    made = coded().model_copy(update={"versions": versions})
    assert compare([gold()], [made]).versions == versions


# What cannot be compared


def test_another_text_is_refused() -> None:
    """Its offsets mean other words; the gold's line is named."""
    other = CodedArticle(article=Article(text="Another text."))
    with pytest.raises(UsageError, match=r"gold\.jsonl:1: the coded text is another one"):
        compare([gold()], [other])


@pytest.mark.parametrize(("golds", "articles"), [(1, 2), (2, 1)])
def test_another_number_of_articles_is_refused(golds: int, articles: int) -> None:
    """A pair too few would shift all that follow."""
    with pytest.raises(UsageError, match="than gold ones"):
        compare([gold()] * golds, [coded()] * articles)


# Properties

WORDS = st.sampled_from(
    ["Rebels", "shelled", "Rebels shelled", "seized", "bridge", "condemned", "shelling", "the shelling"]
)
CODES = st.lists(st.sampled_from(["KEN", "UGA", None]), max_size=3)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event of the text, with overlapping and repeated triggers."""
    words = draw(WORDS)
    return event(
        words, draw(st.sampled_from(["ASSAULT", "ACCUSE"])), FIRST if words in FIRST else SECOND,
        mode=draw(st.sampled_from([None, "aerial"])), status=draw(st.sampled_from(["occurred", "denied"])),
        actors=actors(*draw(CODES)), recipients=actors(*draw(CODES)), confidence=draw(st.floats(0, 1)),
    )  # fmt: skip


@given(st.lists(st.lists(events(), max_size=6), min_size=1, max_size=3))
def test_a_gold_compared_with_itself_is_all_right(articles: list[list[Event]]) -> None:
    """F1 is 1 wherever there is an event, of who-whom too; no error of a whole event is left."""
    made = [coded(*each) for each in articles]
    found = compare([GoldArticle.of(each) for each in made], made)
    expected = 1.0 if any(articles) else None
    assert (found.events.f1, found.who_whom.f1) == (expected, expected)
    assert not found.confusion
    assert {error.kind for error in found.errors} <= {"differs"}


@given(st.lists(events(), max_size=6), st.lists(events(), max_size=6))
def test_counts_always_add_up(golds: list[Event], found: list[Event]) -> None:
    """Each event is matched, confused, missed or spurious, once; bins and confusion hold the rest."""
    made = compare([GoldArticle.of(coded(*golds))], [coded(*found)])
    assert made.events.right <= min(len(golds), len(found))
    assert sum(each.count for each in made.confusion if each.gold) == len(golds) - made.events.right
    assert sum(each.count for each in made.confusion if each.predicted) == len(found) - made.events.right
    assert sum(each.count for each in made.calibration.bins) == len(found)
    assert sum(score.right for score in made.by_type.values()) == made.events.right
    assert made.calibration.error is None or 0 <= made.calibration.error <= 1


@given(st.lists(events(), max_size=4), st.lists(events(), max_size=4))
def test_an_evaluation_survives_json(golds: list[Event], found: list[Event]) -> None:
    """What is written can be read again."""
    made = compare([GoldArticle.of(coded(*golds))], [coded(*found)])
    assert Evaluation.model_validate_json(made.model_dump_json()) == made
