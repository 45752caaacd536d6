"""How sentences present an event word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

import tidings
from tidings.status.component import Stage

Calls = Callable[[Callable[[], object]], int]


def status_of(coder: tidings.Coder, text: str, word: str) -> tidings.Status:
    """The status of the first occurrence of a word."""
    start = text.index(word)
    return coder.status(text, [(start, start + len(word))])[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Police stormed the building on Monday.", "stormed"),
        ("The strike killed nine people in the port.", "strike"),
        ("Rebels managed to seize the bridge.", "seize"),
        ("The minister was forced to resign.", "resign"),
        ("The army stopped shelling the town.", "shelling"),
        ("Not only did they loot the shop, they burned it.", "loot"),
        ("The council condemned the attack.", "attack"),
        ("Envoys flew to Cairo to meet the minister.", "meet"),
        ("The judge did not fail to notice the raid.", "raid"),
        ("The president rejected the offer.", "offer"),
        ("The ministers discussed the raid on the port.", "raid"),
        ("Envoys have had to leave the town.", "leave"),
        ("The union agrees that prices hurt the poor.", "hurt"),
        ("The deal means losing the port.", "losing"),
        ("Smoke could be seen over the port.", "seen"),
        ("The minister would like to thank the crews.", "like"),
        ("The council rejected the objections.", "objections"),
        ("The halt in deliveries is due to the war.", "halt"),
        ("The board of the firm, to cut costs, sold the plant.", "cut"),
        ("The price war will continue next year.", "war"),
        ("The envoy was on his way to Paris to deliver a letter.", "deliver"),
    ],
)
def test_what_the_report_asserts_has_occurred(coder: tidings.Coder, text: str, word: str) -> None:
    """A plain report, a realised act and a known thing are facts."""
    assert status_of(coder, text, word).status == "occurred"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Troops are shelling the harbour.", "shelling"),
        ("The navy continues to bomb the coast.", "bomb"),
        ("They have been blocking the road for days.", "blocking"),
        ("He has been detained since October.", "detained"),
    ],
)
def test_what_goes_on_is_ongoing(coder: tidings.Coder, text: str, word: str) -> None:
    """Progressive present, "continues to" and a perfect that lasts are ongoing."""
    assert status_of(coder, text, word).status == "ongoing"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The president will visit Nairobi next week.", "visit"),
        ("The two sides agreed to withdraw their troops.", "withdraw"),
        ("The king plans to attack the island.", "attack"),
        ("The general ordered his men to fire on the crowd.", "fire"),
        ("The planned talks worry the neighbours.", "talks"),
        ("They prepared plans for an invasion.", "invasion"),
        ("Minister to visit Lagos", "visit"),
        ("The ministry said it would expel two diplomats.", "expel"),
        ("Workers are going to strike.", "strike"),
        ("Talks between the two sides will begin on Monday.", "Talks"),
        ("The summit is scheduled for June.", "summit"),
        ("The vote is set to begin at noon.", "begin"),
        ("The judge ordered that the men leave the hall.", "leave"),
        ("It is a reply to the decision of the union to ban the flights.", "ban"),
    ],
)
def test_what_is_announced_is_planned(coder: tidings.Coder, text: str, word: str) -> None:
    """Will, plans, agreements, orders and headline infinitives are planned."""
    assert status_of(coder, text, word).status == "planned"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rebels may attack the capital.", "attack"),
        ("Police tried to storm the building.", "storm"),
        ("Officials warned of a possible attack.", "attack"),
        ("Kenya called on its neighbour to withdraw its troops.", "withdraw"),
        ("If the army attacks the port, the town will fall.", "attacks"),
        ("Residents fear an invasion.", "invasion"),
        ("Has the army attacked the town?", "attacked"),
        ("There is a risk of war.", "war"),
        ("The council is considering sanctions.", "sanctions"),
        ("Diplomats hope to reach a deal.", "reach"),
        ("Perhaps they shelled the town.", "shelled"),
        ('"Send the soldiers home," the crowd shouted.', "Send"),
        ("The army moved to dismiss the governor.", "dismiss"),
        ("They will talk as soon as the troops leave.", "leave"),
    ],
)
def test_what_stays_open_is_possible(coder: tidings.Coder, text: str, word: str) -> None:
    """Modals, attempts, requests, conditions, fears and questions leave it open."""
    assert status_of(coder, text, word).status == "possible"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army did not shell the town.", "shell"),
        ("The general said there were no plans to capture the city.", "capture"),
        ("The government failed to release the prisoners.", "release"),
        ("Troops entered the town without firing.", "firing"),
        ("The army denied that it shelled the town.", "shelled"),
        ("He refused to meet the envoy.", "meet"),
        ("They were prevented from entering the city.", "entering"),
        ("The planned talks were cancelled.", "talks"),
        ("She has yet to visit the capital.", "visit"),
        ("The army no longer shells the town.", "shells"),
        ("They almost attacked the convoy.", "attacked"),
        ("No attack took place.", "attack"),
        ("The pact would have given farmers new rights.", "given"),
        ("Instead of attacking, they withdrew.", "attacking"),
        ("The army was prohibited from entering the port.", "entering"),
    ],
)
def test_what_the_report_denies_is_denied(coder: tidings.Coder, text: str, word: str) -> None:
    """Negation reaches into complements: "no plans to", "failed to", "without", "yet to"."""
    assert status_of(coder, text, word).status == "denied"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The jet can fly far and has been named after the king.", "named", "occurred"),
        ("They wrote, demanding that the boy be returned and saying they rejected the court.", "saying", "occurred"),
        ("The army will enter the town and disarm the rebels.", "disarm", "planned"),
    ],
)
def test_a_second_verb_shares_what_is_said_of_the_first_unless_it_has_its_own(
    coder: tidings.Coder, text: str, word: str, status: str
) -> None:
    """An auxiliary reaches over "and", but not over another auxiliary or to a verb of another form."""
    assert status_of(coder, text, word).status == status


def test_certainty_is_lower_the_less_the_words_commit_to(coder: tidings.Coder) -> None:
    """A plain fact is surer than a plan, a plan surer than a maybe."""
    fact = status_of(coder, "The army shelled the town.", "shelled").certainty
    plan = status_of(coder, "The army will shell the town.", "shell").certainty
    maybe = status_of(coder, "The army may shell the town.", "shell").certainty
    assert fact == 1.0 > plan > maybe > 0


def test_one_answer_for_each_word_in_the_order_given(coder: tidings.Coder) -> None:
    """Also for a word given twice, a blank and an empty span."""
    text = "They met. They may fight."
    spans = [(21, 24), (5, 8), (5, 8), (9, 10), (0, 0)]
    found = coder.status(text, [(20, 25), *spans[1:]])
    assert [status.status for status in found][:3] == ["possible", "occurred", "occurred"]
    assert len(found) == len(spans)


def test_text_without_words_is_answered(coder: tidings.Coder) -> None:
    """No token, no crash: certainty 0."""
    assert coder.status("", [(0, 0)]) == [tidings.Status(status="occurred", certainty=0.0)]


def test_a_sentence_of_ten_thousand_words_takes_linear_work(nlp: Language, calls: Calls) -> None:
    """Asking for every tenth word of it: four times the sentence, about four times the work."""

    def work(times: int) -> int:
        doc = nlp.make_doc("They said that " + "the army shelled the town and " * times + "left.")
        for name, component in nlp.pipeline:
            if not name.startswith("tidings"):
                doc = component(doc)
        spans = [(token.idx, token.idx + len(token)) for token in list(doc)[::10]]
        assert len(Stage().answer_status(doc, spans)) == len(spans)
        return calls(lambda: Stage().answer_status(doc, spans))

    assert work(1700) < 6 * work(425)
