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
        ("It is a reply to the decision of the union to ban the flights.", "ban"),
        ("The parliament voted to close the base.", "close"),
        ("The crew was able to leave the port.", "leave"),
        ("In order to feed the town, the army opened the road.", "feed"),
        ("Malta was one of the few states to sign the letter.", "sign"),
        ("I want to thank the crews.", "thank"),
        ("The general likes to talk about the siege.", "talk"),
        ("Why did the army leave the town?", "leave"),
        ("They closed the port, but do you know why?", "closed"),
        ("The council approved the deal.", "deal"),
        ("The visit had been expected.", "visit"),
        ("The merger is expected to cost the firm a fortune.", "merger"),
        ("The rebels tried to win the town back by opening the wells.", "opening"),
        ("The guards opened the gate, allowing the crowd to enter.", "enter"),
        ("Warplanes dropped bombs on the port.", "bombs"),
        ("Gunmen shot a judge in the port; the police ask why.", "shot"),
        ("The minister dismissed the protests as noise.", "protests"),
        ("What happened on the island worries the council.", "happened"),
        ("The minister said nothing but kind words.", "said"),
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
        ("The pact obliges the rebels to leave the town.", "leave"),
        ("The two sides undertook to end the raids.", "end"),
        ("The council appointed a judge to lead the inquiry.", "lead"),
        ("The general promised to have the officers arrested.", "arrested"),
        ("The delay in the delivery of the ships angers the navy.", "delivery"),
        ("The council is expected to vote on Monday.", "vote"),
        ("The envoy will travel to Oslo for talks.", "talks"),
        ("Manila will let the fleet use the port.", "use"),
        ("The judge ordered that the men leave the hall.", "leave"),
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
        ("The crew is able to leave the port.", "leave"),
        ("Prisoners are allowed to leave the camp.", "leave"),
        ("The president is thinking of sending troops.", "sending"),
        ("They spoke about how to disarm the rebels.", "disarm"),
        ("The strikers will not eat until the minister meets them.", "meets"),
        ("The union will send troops provided that the army leaves.", "leaves"),
        ("The fence is designed to stop the smugglers.", "stop"),
        ("It remains important to reach a deal.", "reach"),
        ("The firm could face more sanctions.", "sanctions"),
        ("They risk losing the vote.", "losing"),
        ("Please call the embassy.", "call"),
        ("The union has the goal of a reduction by half.", "reduction"),
        ("The bishops spoke against closing the port.", "closing"),
        ("The council will cut the aid unless the army leaves.", "cut"),
        ("Oslo does not rule out a boycott.", "boycott"),
        ("The inquiry did not establish that the guards fired.", "fired"),
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
        ("He denied reports that the army had shelled the town.", "shelled"),
        ("The ministry rejected claims that it had hacked the bank.", "hacked"),
        ("Police found no evidence that the guards fired.", "fired"),
        ("The minister stopped short of condemning the raid.", "condemning"),
        ("The convoy came too late to save the town.", "save"),
        ("The navy said it would never again enter the strait.", "enter"),
        ("The parliament voted against sending troops.", "sending"),
        ("The minister ruled out a boycott.", "boycott"),
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
        ("He denied that the police had slapped the boys and starved the girls.", "starved", "denied"),
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
