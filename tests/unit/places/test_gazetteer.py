"""The gazetteer: names to places, and the tables that a user may add."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tidings.errors import KnowledgeError
from tidings.knowledge.gazetteer import CITY, COUNTRY, DEMONYM, KINDS, Gazetteer, load_gazetteer, name_key
from tidings.knowledge.tables import SHIPPED


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return load_gazetteer()


def kinds_of(gazetteer: Gazetteer, name: str) -> set[tuple[str, str | None]]:
    """Kind and country of everything that a name can mean."""
    places = [reference >> 2 for reference in gazetteer.references(name_key(name))]
    return {(KINDS[gazetteer.kind[place]], gazetteer.code(place)) for place in places}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Düsseldorf", "dusseldorf"),
        ("Cox's Bazar", "Cox’s Bazar"),
        ("Saint Petersburg", "St. Petersburg"),
        ("Mount Sinjar", "Mt. Sinjar"),
        ("Port-au-Prince", "Port au Prince"),
        ("The Hague", "Hague"),
        ("Łódź", "Lodz"),
        ("New\nYork", "New York"),
    ],
)
def test_spelling_does_not_matter(one: str, other: str) -> None:
    """Accents, case, hyphens, points, apostrophes and line ends do not tell names apart."""
    assert name_key(one) == name_key(other)


def test_key_of_nothing_is_empty() -> None:
    """A text without letters has no key, and finds nothing."""
    assert name_key(" ,.;") == ""
    assert load_gazetteer().references("") == []


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Ukraine", "country", "UKR"),
        ("Burma", "country", "MMR"),
        ("Kyiv", "city", "UKR"),
        ("Kiev", "city", "UKR"),
        ("Bombay", "city", "IND"),
        ("Helmand", "province", "AFG"),
        ("Donbas", "region", "UKR"),
        ("Gaza Strip", "region", "PSE"),
        ("West Bank", "region", "PSE"),
        ("Kashmir", "region", None),
        ("Strait of Hormuz", "water", None),
        ("Dnieper", "water", "UKR"),
        ("Kremlin", "feature", "RUS"),
        ("Bagram Air Base", "feature", "AFG"),
        ("Rapides Parish", "district", "USA"),
    ],
)
def test_names_of_the_news_are_known(gazetteer: Gazetteer, name: str, kind: str, code: str | None) -> None:
    """Countries, towns, provinces, districts, regions, waters and buildings are known by their names in the news."""
    assert (kind, code) in kinds_of(gazetteer, name)


def test_record_says_where(gazetteer: Gazetteer) -> None:
    """A place has a name, coordinates, country, province and GeoNames id."""
    harbin = next(ref >> 2 for ref in gazetteer.references("harbin") if gazetteer.kind[ref >> 2] == CITY)
    place = gazetteer.record(harbin)
    assert (place.name, place.country, place.kind, place.geonames_id) == ("Harbin", "CHN", "city", 2037013)
    assert place.province == "Heilongjiang Province"
    assert place.lat == pytest.approx(45.75, abs=0.01)
    assert place.lon == pytest.approx(126.65, abs=0.01)


def test_every_place_lies_on_earth(gazetteer: Gazetteer) -> None:
    """Coordinates are degrees, or missing; containers exist."""
    for place in range(0, len(gazetteer), 97):
        lat, lon = gazetteer.lat[place], gazetteer.lon[place]
        assert lat != lat or (-90 <= lat <= 90 and -180 <= lon <= 180)  # noqa: PLR0124
        assert -1 <= gazetteer.country[place] < len(gazetteer)
        assert -1 <= gazetteer.province[place] < len(gazetteer)


def test_every_country_has_a_middle(gazetteer: Gazetteer) -> None:
    """No country is without coordinates: a map can always show it."""
    countries = [place for place in range(300) if gazetteer.kind[place] == COUNTRY]
    assert len(countries) > 240
    assert [gazetteer.name(place) for place in countries if gazetteer.record(place).lat is None] == []


def test_words_for_people_are_marked(gazetteer: Gazetteer) -> None:
    """ "Nigerian" leads to Nigeria, but is known to be no name of a place."""
    (reference,) = (ref for ref in gazetteer.references("nigerian") if gazetteer.kind[ref >> 2] == COUNTRY)
    assert gazetteer.use_of(reference) == DEMONYM
    assert gazetteer.code(gazetteer.place_of(reference)) == "NGA"


def test_part_of_a_country_is_not_the_country(gazetteer: Gazetteer) -> None:
    """England and Darfur are places of their own, though the actors' tables code them as their state."""
    assert ("country", "GBR") not in kinds_of(gazetteer, "England")
    assert ("country", "SDN") not in kinds_of(gazetteer, "Darfur")


def test_signs_of_states_are_case_sensitive(gazetteer: Gazetteer) -> None:
    """ "Va." and "TX" are states; "va" and "in" are not."""
    assert {gazetteer.name(ref >> 2) for ref in gazetteer.abbreviations("Va.")} == {"Virginia"}
    assert {gazetteer.name(ref >> 2) for ref in gazetteer.abbreviations("TX")} == {"Texas"}
    assert gazetteer.abbreviations("in") == []


def test_capitals_are_known(gazetteer: Gazetteer) -> None:
    """The capital of nearly every country is marked as such."""
    names = {gazetteer.name(place) for place in gazetteer.capitals}
    assert {"Kinshasa", "Tbilisi", "Washington", "Canberra"} <= names
    assert len(names) > 200


@pytest.mark.parametrize("name", ["places_features", "places_aliases", "places_words", "places_centres"])
def test_tables_name_source_and_licence(name: str) -> None:
    """Every row of our tables says where it comes from and under which licence."""
    with (SHIPPED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["source"] and row["licence"] and None not in row for row in rows)


def test_index_names_its_sources(gazetteer: Gazetteer) -> None:
    """The index carries the credit that GeoNames asks for."""
    assert any("GeoNames" in source["licence"] for source in gazetteer.sources)


def test_user_adds_a_place(tmp_path: Path) -> None:
    """A row in the user's own folder is a place like any other, and its alias too."""
    (tmp_path / "places_features.csv").write_text(
        "name,aliases,kind,lat,lon,country,weight\nCamp Marigold,Marigold,feature,1.5,30.2,UGA,5000\n", "utf-8"
    )
    own = Gazetteer(str(tmp_path))
    assert ("feature", "UGA") in kinds_of(own, "Camp Marigold")
    assert ("feature", "UGA") in kinds_of(own, "Marigold")
    assert ("feature", "UGA") not in kinds_of(load_gazetteer(), "Camp Marigold")


def test_user_names_a_known_place(tmp_path: Path) -> None:
    """An alias of the user leads to the place that GeoNames knows under another name."""
    (tmp_path / "places_aliases.csv").write_text(
        "alias,name,kind,country,use\nLake Town,Kisumu,city,KEN,name\n", "utf-8"
    )
    assert ("city", "KEN") in kinds_of(Gazetteer(str(tmp_path)), "lake town")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Camp,,feature,95,0,UGA", "not on Earth"),
        ("Camp,,feature,north,0,UGA", "not a number"),
        ("Camp,,castle,1,1,UGA", "not a kind of place"),
        ("Camp,,feature,1,1,XXX", "not an alpha-3 code"),
    ],
)
def test_wrong_rows_are_refused(tmp_path: Path, row: str, what: str) -> None:
    """A wrong row is refused with file and row, not skipped."""
    table = tmp_path / "places_features.csv"
    table.write_text(f"name,aliases,kind,lat,lon,country\n{row}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=what) as caught:
        Gazetteer(str(tmp_path))
    assert caught.value.where == f"{table}:2"


def test_alias_of_nothing_is_refused(tmp_path: Path) -> None:
    """An alias must lead somewhere."""
    (tmp_path / "places_aliases.csv").write_text("alias,name,kind,country,use\nX,Nowhereville,city,,name\n", "utf-8")
    with pytest.raises(KnowledgeError, match="no city is called"):
        Gazetteer(str(tmp_path))


def test_missing_column_is_named(tmp_path: Path) -> None:
    """A table without a needed column says which."""
    (tmp_path / "places_features.csv").write_text("name,kind\nCamp,feature\n", "utf-8")
    with pytest.raises(KnowledgeError, match="'lat' is missing"):
        Gazetteer(str(tmp_path))
