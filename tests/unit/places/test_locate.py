"""Resolution: which of its namesakes a toponym means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidings.knowledge.gazetteer import load_gazetteer
from tidings.places.component import Places
from tidings.records import Place

Calls = Callable[[Callable[[], object]], int]


@pytest.fixture(scope="module")
def stage() -> Places:
    """The stage without a parser."""
    return Places(load_gazetteer())


def located(stage: Places, text: str, *names: str) -> list[Place | None]:
    """Places of the first occurrence of each name, searched from left to right."""
    spans, start = [], 0
    for name in names:
        start = text.index(name, start)
        spans.append((start, start + len(name)))
        start += len(name)
    return stage.answer_locate(text, spans)


def located_one(stage: Places, text: str, name: str) -> Place:
    """The place of one name that has one."""
    (place,) = located(stage, text, name)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("text", "name", "country", "province"),
    [
        ("He lives in Paris.", "Paris", "FRA", "Île-de-France"),
        ("He lives in Paris, Texas.", "Paris", "USA", "Texas"),
        ("He lives in Paris, Ontario, Canada.", "Paris", "CAN", "Ontario"),
        ("A fire broke out in Alexandria, La., on Friday.", "Alexandria", "USA", "Louisiana"),
        ("A fire broke out in Alexandria, Egypt.", "Alexandria", "EGY", "Al Iskandariyah"),
        ("Police in the Texas town of Paris arrested him.", "Paris", "USA", "Texas"),
        ("Officials in London (Ontario) met.", "London", "CAN", "Ontario"),
        ("The march began in Cambridge, Massachusetts.", "Cambridge", "USA", "Massachusetts"),
    ],
)
def test_words_beside_a_name_decide(stage: Places, text: str, name: str, country: str, province: str) -> None:
    """ "X, Y", "X (Y)" and "the Y town of X" say which X is meant; without them the biggest is."""
    place = located_one(stage, text, name)
    assert (place.country, place.province) == (country, province)


def test_other_places_decide(stage: Places) -> None:
    """A name without a hint is read by the company it keeps."""
    text = "Officials from Georgia met in Tbilisi; Batumi and Kutaisi sent mayors, Azerbaijan an envoy."
    georgia, *_ = located(stage, text, "Georgia", "Tbilisi", "Batumi", "Kutaisi", "Azerbaijan")
    assert georgia is not None
    assert (georgia.kind, georgia.country) == ("country", "GEO")
    text = "Officials from Georgia met in Atlanta; Savannah and Macon sent mayors, Alabama and Florida envoys."
    georgia, *_ = located(stage, text, "Georgia", "Atlanta", "Savannah", "Macon", "Alabama", "Florida")
    assert georgia is not None
    assert (georgia.kind, georgia.name) == ("province", "Georgia")


def test_one_sense_in_a_text(stage: Places) -> None:
    """A name keeps the sense that a hint gave it elsewhere in the text."""
    text = "A storm hit Springfield, Oregon, on Sunday. Schools in Springfield stay closed."
    first, second = located(stage, text, "Springfield", "Springfield")
    assert first is not None
    assert first == second
    assert first.province == "Oregon"


def test_hint_at_the_mention_beats_the_sense_of_the_text(stage: Places) -> None:
    """Two namesakes in one text are told apart."""
    text = "He flew from Tbilisi, Georgia, to Atlanta, Georgia."
    first, second = located(stage, text, "Georgia", "Georgia")
    assert first is not None
    assert second is not None
    assert (first.kind, second.kind) == ("country", "province")


def test_list_is_no_containment(stage: Places) -> None:
    """In "China, Mexico and Canada" China does not lie in Mexico, though a town of that name does."""
    place = located_one(stage, "Tariffs hit China, Mexico and Canada.", "China")
    assert (place.kind, place.country) == ("country", "CHN")
    place = located_one(stage, "Voters in California, Pennsylvania and Ohio decide.", "California")
    assert (place.kind, place.name) == ("province", "California")


def test_context_counts_though_nobody_asked_for_it(stage: Places) -> None:
    """One toponym alone is still read by the other places of the text."""
    text = "The premier of Ontario, Canada, said that London would get a new hospital, as Toronto had."
    assert located_one(stage, text, "London").country == "CAN"


@pytest.mark.parametrize(
    ("name", "country"),
    [("Russian", "RUS"), ("Nigerians", "NGA"), ("British", "GBR"), ("U.S.", "USA"), ("UK", "GBR"), ("DRC", "COD")],
)
def test_people_and_short_forms(stage: Places, name: str, country: str) -> None:
    """Words for people and short names lead to the country."""
    assert located_one(stage, f"The {name} side agreed.", name).country == country


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("northern Helmand province", "province", "AFG"),
        ("Helmand Province", "province", "AFG"),
        ("Los Angeles County", "district", "USA"),
        ("the Gaza Strip", "region", "PSE"),
        ("eastern Ukraine", "country", "UKR"),
        ("Kenya's", "country", "KEN"),
        ("Washington, D.C.", "city", "USA"),
        ("Port-au-Prince", "city", "HTI"),
        ("KINSHASA", "city", "COD"),
        ("São Paulo", "city", "BRA"),
    ],
)
def test_name_inside_longer_words(stage: Places, name: str, kind: str, country: str) -> None:
    """Directions, words such as "province", articles and possessives do not hide the name."""
    place = located_one(stage, f"It was in {name} that they met.", name)
    assert (place.kind, place.country) == (kind, country)


def test_unknown_is_none(stage: Places) -> None:
    """A name that no table has is None, not the nearest spelling."""
    assert located(stage, "They met in Qzorwadville.", "Qzorwadville") == [None]


def test_located_places_have_coordinates(stage: Places) -> None:
    """What is located can be put on a map."""
    text = "Kyiv, Donbas, Europe, the Black Sea and the Kremlin."
    for place in located(stage, text, "Kyiv", "Donbas", "Europe", "Black Sea", "Kremlin"):
        assert place is not None
        assert place.lat is not None
        assert place.lon is not None


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "north " * 5000, "A" * 50_000, "Paris, " * 3000, "of " * 9000, "(" * 9000, "\U0001f600 Pa\u0301r"],
)
def test_any_text_is_answered(stage: Places, text: str) -> None:
    """Empty, endless and odd spans give an answer, never an error."""
    spans = [(0, len(text)), (0, 0), (len(text), len(text)), (0, min(5, len(text)))]
    assert len(stage.answer_locate(text, spans)) == len(spans)


def test_ten_thousand_toponyms_are_linear(stage: Places, calls: Calls) -> None:
    """Four times the toponyms take about four times the work, not sixteen times."""
    names = sorted({stage.gazetteer.name(place) for place in range(60_000, 75_000)})[:8000]

    def work(count: int) -> int:
        text, spans = "", []
        text = " and ".join(names[:count])
        start = 0
        for name in names[:count]:
            spans.append((start, start + len(name)))
            start += len(name) + 5
        return calls(lambda: stage.answer_locate(text, spans))

    work(8000)  # warms the cache
    assert work(8000) < 6 * work(2000)


def test_candidates_come_with_probabilities(stage: Places) -> None:
    """The likeliest places of a name, best first; their probabilities never exceed one together."""
    text = "A storm hit Springfield on Sunday, and then Paris, Texas."
    starts = [text.index(name) for name in ("Springfield", "Paris")]
    springfield, paris = stage.answer_candidates(text, [(starts[0], starts[0] + 11), (starts[1], starts[1] + 5)], 5)
    odds = [place.probability or 0 for place in springfield]
    assert len(springfield) == 5
    assert odds == sorted(odds, reverse=True)
    assert sum(odds) <= 1.001
    assert (paris[0].province, paris[0].probability or 0) > ("Texa", 0.9)


def test_names_of_a_list_are_of_one_kind(stage: Places) -> None:
    """In a list of states "New York" is the state."""
    text = "Taxes rose in New York, New Jersey and Connecticut."
    york, *_ = located(stage, text, "New York", "New Jersey", "Connecticut")
    assert york is not None
    assert york.kind == "province"
    assert located_one(stage, "He moved to New York.", "New York").kind == "city"


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Skagerrak", "water", None), ("Strait of Dover", "water", None), ("Kasai-Occidental", "region", "COD"),
        ("Daqahliya", "province", "EGY"), ("White Sands Missile Range", "feature", "USA"),
        ("Qalandia", "feature", "PSE"),
        ("Rügen", "region", "DEU"), ("Nyanza Province", "region", "KEN"), ("Bab al-Hawa", "feature", "SYR"),
    ],
)  # fmt: skip
def test_what_geonames_extracts_lack_is_known(stage: Places, name: str, kind: str, country: str | None) -> None:
    """Seas, straits, islands, former provinces, other spellings, bases and crossings have a place."""
    place = located_one(stage, f"It happened in {name} on Monday.", name)
    assert (place.kind, place.country) == (kind, country)
