"""Recognition: which words of a Doc are mentions of places."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from tidings.records import PlaceMention

Coder = Any


@pytest.fixture(scope="module")
def places(nlp: Any) -> Any:
    """Text to its place mentions."""

    def run(text: str) -> list[PlaceMention]:
        doc = nlp(text)
        for place in doc._.tidings_places:
            assert text[place.start : place.end] == place.text
        return list(doc._.tidings_places)

    return run


def test_mention_says_where_it_is(places: Any) -> None:
    """A mention carries name, coordinates, country, province, id and kind."""
    found = {place.text: place for place in places("Rebels shelled Kharkiv in Ukraine on Monday.")}
    kharkiv = found["Kharkiv"]
    assert (kharkiv.country, kharkiv.kind, kharkiv.geonames_id) == ("UKR", "city", 706483)
    assert kharkiv.lat == pytest.approx(49.98, abs=0.05)
    assert kharkiv.reason is None
    assert found["Ukraine"].kind == "country"


def test_words_for_people_are_no_places(places: Any) -> None:
    """ "Russian" and "Nigerians" are not mentions of places."""
    assert [place.text for place in places("Russian troops and some Nigerians met in Moscow.")] == ["Moscow"]


def test_words_for_people_are_context(places: Any) -> None:
    """Though no place, "Georgian" tells which Georgia."""
    found = places("Georgian soldiers and the Georgian president spoke. Georgia will vote in May.")
    assert [place.country for place in found] == ["GEO"]


def test_unknown_place_has_a_reason(places: Any) -> None:
    """A place that no table has stays, without coordinates and with a reason."""
    found = {place.text: place for place in places("Troops entered the village of Qzorwad near Kupiansk, Ukraine.")}
    assert found["Qzorwad"].reason == "no gazetteer entry"
    assert found["Qzorwad"].lat is None
    assert found["Qzorwad"].country is None


def test_two_candidates_stay_open(places: Any) -> None:
    """Where two places are as likely, none is chosen."""
    (place,) = places("Police in Springfield arrested three men on Sunday.")
    assert place.reason == "two candidates"
    assert place.lat is None


def test_person_named_like_a_town(places: Any) -> None:
    """A surname is not a town, also when it stands alone later."""
    found = places("Senator Henry Jackson arrived in Ottawa. Jackson said he was glad.")
    assert [place.text for place in found] == ["Ottawa"]


def test_streets_are_no_towns(places: Any) -> None:
    """A street named after a town is not that town."""
    assert "Seaton" not in [place.text for place in places("A man was stabbed in Seaton Street on Friday.")]


def test_words_before_of_tell_a_place(places: Any) -> None:
    """After "siege of", "residents of" and the like stands a place, whatever the entity recogniser says."""
    assert "Rafah" in [place.text for place in places("The bombardment of Rafah went on for days.")]


def test_two_letters_are_a_state_after_a_town_only(places: Any) -> None:
    """ "OK" is Oklahoma after a comma, and no place elsewhere."""
    assert places("It is OK to go.") == []
    found = {place.text: place.name for place in places("He was shot in Tulsa, OK, on Friday.")}
    assert found.get("OK", "Oklahoma") == "Oklahoma"
    assert "Tulsa" in found


def test_everyday_words_are_no_towns(places: Any) -> None:
    """Capitalised everyday words at the beginning of a sentence are no places, though towns are called so."""
    assert places("Reading books is nice. Federal law forbids it. March was cold. First they came.") == []


def test_newspapers_are_no_places(places: Any) -> None:
    """A newspaper named after a town does not place anything."""
    assert "Los Angeles" not in [place.text for place in places("He told the Los Angeles Times that it was over.")]


def test_dateline_is_a_place(places: Any) -> None:
    """The town in capitals before the dash is a mention."""
    found = places("NAIROBI, Kenya (AP) - Police said on Monday that the rally was banned.")
    assert found[0].text == "NAIROBI"
    assert found[0].country == "KEN"


def test_capital_and_district_are_one(places: Any) -> None:
    """ "Washington, D.C." is one mention."""
    found = [place.text for place in places("They met in Washington, D.C., on Friday.")]
    assert found == ["Washington, D.C."]


def test_mentions_are_ordered_and_apart(places: Any) -> None:
    """Mentions come by position and do not overlap."""
    found = places("From Goma in Congo to Kigali in Rwanda, and from Lake Kivu to the Strait of Hormuz.")
    assert [place.start for place in found] == sorted(place.start for place in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_waters_and_buildings(places: Any) -> None:
    """Seas, straits and well-known buildings are mentions with their kind."""
    found = {place.text: place.kind for place in places("Ships left the Black Sea. A man was shot at the White House.")}
    assert found == {"Black Sea": "water", "White House": "feature"}


def test_offsets_of_long_articles(coder: Coder) -> None:
    """In an article that is cut into pieces, the spans are still those of the article."""
    text = "Nothing happened today. " * 5000 + "\n\nPolice shot a man in Nairobi."
    coded = coder.code(text)
    (place,) = [each for each in coded.places if each.text == "Nairobi"]
    assert text[place.start : place.end] == "Nairobi"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "...", "THE", "the The", "U.S.", "Paris" * 200, "' 's", "of of Of OF", "A, B, C; D/E"]
)
def test_any_text_passes(places: Any, text: str) -> None:
    """No text makes the stage fail."""
    places(text)


def test_signs_of_unions_are_places(places: Any) -> None:
    """ "EU" is no postal sign of a state, which would need a name before it."""
    assert "EU" in [place.text for place in places("Farmers in the EU protested on Monday.")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels took Gode, a garrison town in southern Ethiopia.", "Gode"),
        ("The owner of a shop in the Riverdale area spoke.", "Riverdale"),
        ("BEIRUT, March 4 - The Lebanese government resigned.", "BEIRUT"),
        ("The agent was found in the English city of Salisbury.", "Salisbury"),
        ("Tickets are sold in the U.S. Virgin Islands.", "U.S. Virgin Islands"),
    ],
)
def test_words_behind_and_datelines_tell_a_place(places: Any, text: str, place: str) -> None:
    """An apposition, a word of kind behind it and the form of a dateline make a place of a name."""
    assert place in [found.text for found in places(text)]


def test_acronyms_and_cited_names_are_no_towns(places: Any) -> None:
    """NATO is no town of that name, nor is one a place to whom words are ascribed."""
    found = [place.text for place in places("Relations of NATO with Tunisia are good, according to Lindenwald.")]
    assert found == ["Tunisia"]
