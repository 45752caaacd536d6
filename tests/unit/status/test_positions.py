"""Sources of an article that disagree about an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import tidings
from tidings.records import ActorMention, Event, Span, Statement
from tidings.status.component import Stage


def span(text: str, words: str, after: int = 0) -> Span:
    """The first occurrence of words, as a record."""
    start = text.index(words, after)
    return Span(start=start, end=start + len(words), text=words)


def mention(text: str, words: str, code: str, after: int = 0) -> ActorMention:
    """An actor mention at the first occurrence of words."""
    return ActorMention(**span(text, words, after).model_dump(), code=code)


def act(text: str, trigger: str, *actors: ActorMention, kind: str = "ASSAULT", **about: object) -> Event:
    """An event made by hand."""
    values = {"type": kind, "quad": 4, "score": -9.0, "confidence": 0.8, "id": "", "actors": actors} | about
    return Event(trigger=span(text, trigger), evidence=Span(start=0, end=len(text), text=text), **values)


def said(text: str, speaker: ActorMention, cue: str, content: str, stance: str = "neutral") -> Statement:
    """A statement made by hand."""
    return Statement(
        speaker=speaker, cue=span(text, cue, speaker.end), content=(span(text, content),), kind="indirect",
        stance=stance,
    )  # fmt: skip


def placed(coder: tidings.Coder, text: str, events: list[Event], statements: list[Statement]) -> list[Event]:
    """Events after the stage."""
    doc: Doc = coder.parsed(text)
    doc._.tidings_events, doc._.tidings_statements = events, statements
    found: list[Event] = Stage()(doc)._.tidings_events
    return found


def sides(event: Event) -> list[tuple[str | None, str]]:
    """Who says what of an event."""
    return [(each.said_by.text if each.said_by else None, each.status) for each in event.positions]


def test_an_act_told_by_one_and_denied_by_another_carries_both_positions(coder: tidings.Coder) -> None:
    """The denial does not change what is alleged, it stands beside it, with its words."""
    text = "Ukraine said Russia shelled Sumy. Russia denied shelling Sumy."
    kyiv, moscow = mention(text, "Ukraine", "UKR"), mention(text, "Russia", "RUS", after=30)
    made = act(text, "shelled", mention(text, "Russia", "RUS"), also=(span(text, "shelling"),))
    (found,) = placed(
        coder, text, [made],
        [said(text, kyiv, "said", "Russia shelled Sumy"), said(text, moscow, "denied", "shelling Sumy", "denying")],
    )  # fmt: skip
    assert sides(found) == [("Ukraine", "occurred"), ("Russia", "denied")]
    assert (found.status, found.said_by) == ("occurred", kyiv)
    assert found.positions[1].statement == span(text, "shelling Sumy")


def test_the_accusers_word_stands_also_where_the_denial_has_the_trigger(coder: tidings.Coder) -> None:
    """An alleged past act has occurred by the one who alleges it, whichever mention tells more."""
    text = "Ukraine said Russia shelled Sumy. Russia denied shelling Sumy."
    kyiv, moscow = mention(text, "Ukraine", "UKR"), mention(text, "Russia", "RUS", after=30)
    made = act(text, "shelling", mention(text, "Russia", "RUS"), also=(span(text, "shelled"),))
    (found,) = placed(
        coder, text, [made],
        [said(text, kyiv, "said", "Russia shelled Sumy"), said(text, moscow, "denied", "shelling Sumy", "denying")],
    )  # fmt: skip
    assert (found.status, found.said_by) == ("occurred", kyiv)
    assert found.chain == (kyiv,)


def test_two_records_of_one_act_learn_of_each_other(coder: tidings.Coder) -> None:
    """Each keeps its own status; both show who is of the other mind."""
    text = "Rebels attacked Sumy. Russia denied that its troops had raided the town."
    moscow = mention(text, "Russia", "RUS")
    first = act(text, "attacked", mention(text, "Rebels", "RUS"))
    second = act(text, "raided", mention(text, "its troops", "RUS"))
    one, two = placed(
        coder, text, [first, second], [said(text, moscow, "denied", "its troops had raided the town", "denying")]
    )
    assert sides(one) == sides(two) == [(None, "occurred"), ("Russia", "denied")]
    assert (one.status, two.status) == ("occurred", "denied")


@pytest.mark.parametrize("words", ["the accusation", "any involvement", "it"])
def test_a_denial_that_only_points_back_goes_to_the_act_laid_to_the_speaker(coder: tidings.Coder, words: str) -> None:
    """ "Denied the accusation" denies what the speaker is accused of."""
    text = f"Ukraine said Russia shelled Sumy. Moscow denied {words}."
    kyiv, moscow = mention(text, "Ukraine", "UKR"), mention(text, "Moscow", "RUS")
    made = act(text, "shelled", mention(text, "Russia", "RUS"))
    (found,) = placed(
        coder, text, [made],
        [said(text, kyiv, "said", "Russia shelled Sumy"),
         Statement(speaker=moscow, cue=span(text, "denied"), content=(span(text, words, 40),), kind="indirect",
                   stance="denying")],
    )  # fmt: skip
    assert sides(found) == [("Ukraine", "occurred"), ("Moscow", "denied")]


def test_a_third_party_that_denies_another_charge_changes_nothing(coder: tidings.Coder) -> None:
    """Only whoever is said to have done it can deny it by pointing back."""
    text = "Ukraine said Russia shelled Sumy. Kenya denied the accusation."
    kyiv, nairobi = mention(text, "Ukraine", "UKR"), mention(text, "Kenya", "KEN")
    made = act(text, "shelled", mention(text, "Russia", "RUS"))
    (found,) = placed(
        coder, text, [made],
        [said(text, kyiv, "said", "Russia shelled Sumy"), said(text, nairobi, "denied", "the accusation", "denying")],
    )  # fmt: skip
    assert found.positions == ()


def test_the_accused_who_says_so_in_other_words_is_heard(coder: tidings.Coder) -> None:
    """ "We did not fire" is a denial without a verb of denying."""
    text = "Pakistan said Indian troops fired on a village. We did not fire on anyone, an Indian spokesman said."
    accuser, accused = mention(text, "Pakistan", "PAK"), mention(text, "an Indian spokesman", "IND")
    made = act(text, "fired", mention(text, "Indian troops", "IND"))
    denial = Statement(
        speaker=accused, cue=span(text, "said", accused.end), content=(span(text, "We did not fire on anyone"),),
        kind="direct",
    )  # fmt: skip
    (found,) = placed(coder, text, [made], [said(text, accuser, "said", "Indian troops fired on a village"), denial])
    assert sides(found) == [("Pakistan", "occurred"), ("an Indian spokesman", "denied")]


def test_sources_that_agree_leave_no_positions(coder: tidings.Coder) -> None:
    """Positions mean a quarrel."""
    text = "Ukraine said Russia shelled Sumy. Poland said Russia shelled Sumy."
    kyiv, warsaw = mention(text, "Ukraine", "UKR"), mention(text, "Poland", "POL")
    made = act(text, "shelled", mention(text, "Russia", "RUS"), also=(span(text, "shelled", 40),))
    content = Statement(
        speaker=warsaw, cue=span(text, "said", 35), content=(span(text, "Russia shelled Sumy", 35),), kind="indirect"
    )
    (found,) = placed(coder, text, [made], [said(text, kyiv, "said", "Russia shelled Sumy"), content])
    assert found.positions == ()


def test_hundreds_of_events_and_denials_take_linear_work(
    nlp: Language, calls: Callable[[Callable[[], object]], int]
) -> None:
    """Four times the article, about four times the work."""

    def work(times: int) -> int:
        text = "Ukraine said Russia shelled Sumy. Russia denied the accusation. " * times
        doc = nlp.make_doc(text)
        for name, component in nlp.pipeline:
            if not name.startswith("tidings"):
                doc = component(doc)
        events, statements = [], []
        for at in range(0, len(text), len(text) // times):
            russia = mention(text, "Russia", "RUS", at)
            events.append(
                Event(
                    id="", type="ASSAULT", quad=4, score=-9.0, confidence=0.8, actors=(russia,),
                    trigger=span(text, "shelled", at), evidence=span(text, "Ukraine", at),
                )
            )  # fmt: skip
            statements.append(
                Statement(
                    speaker=mention(text, "Russia", "RUS", at + 20), cue=span(text, "denied", at), kind="indirect",
                    content=(span(text, "the accusation", at),), stance="denying",
                )
            )  # fmt: skip
        doc._.tidings_events, doc._.tidings_statements = events, statements
        return calls(lambda: Stage()(doc))

    assert work(240) < 6 * work(60)
