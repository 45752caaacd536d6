"""Where an event happened, by its own clause."""

from __future__ import annotations

from typing import Any

import pytest

from tidings.events.where import NO_PLACE, event_where


def where(nlp: Any, text: str, word: str) -> str | None:
    """Words of the place of the event at the first occurrence of a word."""
    doc = nlp(text)
    token = next(token for token in doc if token.text == word)
    place, reason = event_where(doc, token)
    assert (place is None) == (bool(reason) and not reason.startswith("carried over"))
    return place.text if place else None


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Rebels killed five people in Goma on Monday.", "killed", "Goma"),
        ("Police arrested three activists outside the embassy in Warsaw.", "arrested", "Warsaw"),
        ("Demonstrators gathered outside parliament in Tbilisi, Georgia.", "gathered", "Tbilisi"),
        ("Thousands marched through central Belgrade against the government.", "marched", "Belgrade"),
        ("A bomb exploded in a market in Kano, Nigeria, killing 12.", "exploded", "Kano"),
        ("The ministers signed the accord at the White House.", "signed", "White House"),
        ("China seized a Philippine boat in the South China Sea.", "seized", "South China Sea"),
        ("Turkish jets struck Kurdish positions in northern Iraq.", "struck", "Iraq"),
        ("Ukraine fired missiles at a bridge near Melitopol.", "fired", "Melitopol"),
        ("Police fired tear gas at protesters in Nairobi's Kibera district.", "fired", "Kibera"),
        ("A court in Moscow sentenced the activist to nine years.", "sentenced", "Moscow"),
        ("Serbia lifted the curfew in Montenegro, where 28 people were killed.", "killed", "Montenegro"),
    ],
)
def test_locative_phrases(nlp: Any, text: str, word: str, place: str) -> None:
    """ "in", "at", "near", "outside" at the verb or at those who take part say where."""
    assert where(nlp, text, word) == place


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Russian forces shelled Kharkiv on Monday.", "shelled", "Kharkiv"),
        ("Israeli troops entered the Gaza Strip.", "entered", "Gaza Strip"),
        ("The siege of Mariupol lasted three months.", "siege", "Mariupol"),
        ("Many condemned the invasion of Kuwait.", "invasion", "Kuwait"),
        ("Militias captured the village of Qzorwad on Sunday.", "captured", "Qzorwad"),
        ("An attack on the town of Djibo in Burkina Faso killed 20 soldiers.", "attack", "Djibo"),
        ("An attack on the town of Djibo in Burkina Faso killed 20 soldiers.", "killed", "Djibo"),
    ],
)
def test_what_it_is_done_to(nlp: Any, text: str, word: str, place: str) -> None:
    """What is shelled, entered or besieged is where it happens."""
    assert where(nlp, text, word) == place


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("The foreign minister visited Tbilisi on Tuesday.", "visited", "Tbilisi"),
        ("The president concluded his visit to the northeastern city of Harbin on Friday.", "visit", "Harbin"),
        ("Kenya sent 400 police officers to Haiti.", "sent", "Haiti"),
        ("The army withdrew from Kherson.", "withdrew", "Kherson"),
        ("He flew to Moscow and met President Putin.", "met", "Moscow"),
        ("The president will travel to Ankara next week for talks with Erdogan.", "talks", "Ankara"),
    ],
)
def test_goal_and_origin(nlp: Any, text: str, word: str, place: str) -> None:
    """A visit happens where it goes, a withdrawal where it starts."""
    assert where(nlp, text, word) == place


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Envoys of the two countries held talks in Geneva on Friday.", "talks", "Geneva"),
        ("Talks between the two sides were held in Doha.", "Talks", "Doha"),
        ("The Geneva talks collapsed.", "talks", "Geneva"),
    ],
)
def test_event_nouns(nlp: Any, text: str, word: str, place: str) -> None:
    """An event noun takes its place from its own phrase or from the verb that carries it."""
    assert where(nlp, text, word) == place


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("France urged Iran to stop enriching uranium.", "urged"),
        ("Iran accused Israel of killing a scientist in Tehran.", "accused"),
        ("Diplomats discussed the war in Syria.", "discussed"),
        ("Washington imposed sanctions on Iran.", "imposed"),
        ("The U.S. warned China over the Taiwan Strait.", "warned"),
        ("The minister, who lives in Paris, resigned.", "resigned"),
        ("Germany condemned the bombing of Aleppo.", "condemned"),
        ("Along with Russia, Iran attacked the rebels.", "attacked"),
        ("Paris sent U.S. troops home.", "sent"),
    ],
)
def test_place_of_something_else_is_not_taken(nlp: Any, text: str, word: str) -> None:
    """An addressee, a topic, the place of another event or of a clause is not where it happened."""
    assert where(nlp, text, word) is None


def test_inner_event_keeps_its_place(nlp: Any) -> None:
    """The deed inside an accusation has the place, the accusation has none."""
    assert where(nlp, "Iran accused Israel of killing a scientist in Tehran.", "killing") == "Tehran"


def test_dateline_for_the_deed_of_the_lead(nlp: Any) -> None:
    """The dateline is the place of the lead's main deed when nothing else is said."""
    assert where(nlp, "GOMA, Congo (AP) - Gunmen killed six villagers on Sunday.", "killed") == "GOMA"


def test_dateline_is_not_the_place_of_words(nlp: Any) -> None:
    """What is said in a report from a town was not said in that town."""
    assert where(nlp, "GOMA, Congo (AP) - The president criticised Rwanda on Sunday.", "criticised") is None


def test_dateline_is_not_for_later_sentences(nlp: Any) -> None:
    """The dateline is not carried through the story."""
    text = "GOMA, Congo (AP) - Gunmen killed six villagers on Sunday. Soldiers arrested two men."
    assert where(nlp, text, "arrested") is None


def test_never_from_another_sentence(nlp: Any) -> None:
    """A place of the sentence before is not the place of this event."""
    assert where(nlp, "Talks went on in Oslo. Police arrested two men.", "arrested") is None


def test_no_place_has_a_reason(nlp: Any) -> None:
    """Without a place there is a reason."""
    doc = nlp("Soldiers arrested two men.")
    assert event_where(doc, doc[1]) == (None, NO_PLACE)


def test_other_places_of_a_users_stage_count(nlp: Any) -> None:
    """Places that a later stage put on the Doc are used, not those seen before."""
    doc = nlp("Police arrested two men in Lyon.")
    token = doc[1]
    assert event_where(doc, token)[0] is not None
    doc._.tidings_places = []
    assert event_where(doc, token) == (None, NO_PLACE)


def test_any_token_of_any_text(nlp: Any) -> None:
    """Every token of an odd text is answered."""
    doc = nlp("In in of Of Paris, at (near) Goma; to from - out of of Kherson 's and and " * 20)
    for token in doc:
        event_where(doc, token)


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Seven miners were killed when police stormed a colliery near Katowice.", "killed", "Katowice"),
        ("They blew up a hotel near Mombasa and fired two missiles at a jet.", "fired", "Mombasa"),
        ("A strike over the price of fuel shut Conakry on Wednesday.", "strike", "Conakry"),
    ],
)
def test_places_of_the_occasion_of_joined_deeds_and_of_what_a_strike_shut(
    nlp: Any, text: str, word: str, place: str
) -> None:
    """A deed happens where those are whom it is done to, also when a clause of occasion or a joined verb names them."""
    assert where(nlp, text, word) == place


def test_the_city_is_the_town_last_named(nlp: Any) -> None:
    """ "The city" carries the place over, and the basis says so; a country is no city."""
    doc = nlp("Half of the ministers are at work in Tripoli. Its fighters entered the city on Sunday.")
    place, basis = event_where(doc, next(token for token in doc if token.text == "entered"))
    assert place is not None
    assert (place.text, basis) == ("Tripoli", "carried over from the place last named")
    assert where(nlp, "The ministers are at work in Libya. Its fighters entered the city on Sunday.", "entered") is None
