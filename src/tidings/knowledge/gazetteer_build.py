"""Gather the gazetteer: the index of GeoNames and the tables of a source, ours and a user's own.

The index (``data/knowledge/places.zip``, made by ``tools/build_gazetteer.py``) holds parallel columns. The tables
``places_*.csv`` hold what GeoNames extracts lack: seas, regions, rivers, bases, former and short names. What comes out
is packed (``gazetteer_file``) and read by ``gazetteer``.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tidings.errors import KnowledgeError
from tidings.knowledge.gazetteer import (
    ABBREVIATION,
    ALIAS,
    CITY,
    COUNTRY,
    DEMONYM,
    KINDS,
    MAIN,
    NOWHERE,
    PROVINCE,
    REGION,
    WORD_LISTS,
    name_key,
)
from tidings.knowledge.gazetteer_file import COLUMNS, Contents
from tidings.knowledge.tables import folders

INDEX = "places.zip"
_MOST = 4_000_000_000  # what the column holds


class GazetteerBuilder:
    """The gazetteer while it grows; the attributes are those of ``Gazetteer``."""

    def __init__(self, source: str = "default") -> None:
        """Load the index and the tables of a source ("default", or a folder whose tables add to ours).

        Raises:
            KnowledgeError: the index is missing, or a table breaks a rule; names file and row.
        """
        self._load_index(folders("default")[0] / INDEX)
        self._codes = {code: number for number, code in enumerate(self._country_codes)}
        self._extra: dict[str, list[int]] = {}
        self._abbreviations: dict[str, list[int]] = {}
        self.words: dict[str, str] = {}
        self.lists: dict[str, set[str]] = {name: set() for name in WORD_LISTS}
        for folder in folders(source):
            self._read_tables(folder)

    def contents(self) -> Contents:
        """What is to be packed."""
        keys = {*self._names, *self._extra}
        return Contents(
            meta={
                "sources": self.sources,
                "country_codes": self._country_codes,
                "capitals": sorted(self.capitals),
                "words": self.words,
                "lists": {name: sorted(words) for name, words in self.lists.items()},
                "abbreviations": self._abbreviations,
            },
            columns={name: getattr(self, name) for name in COLUMNS},
            display=self._display,
            names={key: self.references(key) for key in keys},
        )

    def references(self, key: str) -> list[int]:
        """What a key (of ``name_key``) can mean: numbers that ``place_of`` and ``use_of`` read, biggest first."""
        found = list(self._extra.get(key, ()))
        if (at := self._names.get(key)) is not None:
            found.extend(self._references[self._offsets[at] : self._offsets[at + 1]])
        return found

    def knows(self, key: str) -> bool:
        """Whether any place has this name."""
        return key in self._names or key in self._extra

    def code(self, place: int) -> str | None:
        """Alpha-3 code of the country that a place lies in."""
        country = self.country[place]
        return None if country == NOWHERE else self._country_codes[country]

    def _load_index(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as file:
                self._load_columns(file)
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise KnowledgeError(
                f"cannot read the gazetteer: {error}", where=str(path), fix="Run `python tools/build_gazetteer.py`"
            ) from None

    def _load_columns(self, file: zipfile.ZipFile) -> None:
        meta = json.loads(file.read("meta.json"))
        self.sources: list[dict[str, str]] = meta["sources"]
        self._country_codes: list[str] = meta["country_codes"]
        self.capitals: set[int] = set(meta["capitals"])
        self._display = file.read("display.txt").decode().split("\n")
        keys = file.read("keys.txt").decode().split("\n")
        self._names = dict(zip(keys, range(len(keys)), strict=True))
        self._offsets: array[int] = _column(file, "offsets", "I")
        self._references: array[int] = _column(file, "references", "I")
        self.kind: array[int] = _column(file, "kind", "B")
        self.lat: array[float] = _column(file, "lat", "f")
        self.lon: array[float] = _column(file, "lon", "f")
        self.population: array[int] = _column(file, "population", "I")
        self.geonames_id: array[int] = _column(file, "geonames_id", "I")
        self.country: array[int] = _column(file, "country", "h")
        self.province: array[int] = _column(file, "province", "i")
        self.district: array[int] = _column(file, "district", "i")

    # Tables

    def _read_tables(self, folder: Path) -> None:
        for row, where in _rows(folder / "places_centres.csv", ("code", "lat", "lon")):
            country = self._country_number(row["code"] or "?", where)
            self.lat[country], self.lon[country] = _degrees(row, where)
        for row, where in _rows(folder / "places_features.csv", ("name", "kind", "lat", "lon")):
            self._add_feature(row, where)
        for row, where in _rows(folder / "places_aliases.csv", ("alias", "name", "kind", "use")):
            self._add_alias(row, where)
        for row, _ in _rows(folder / "places_words.csv", ("word", "kind")):
            self._add_word(row)
        for row, _ in _rows(folder / "country_names.csv", ("code", "name", "kind")):
            self._add_country_name(row)

    def _add_feature(self, row: Mapping[str, str], where: str) -> None:
        if row["kind"] not in KINDS:
            raise KnowledgeError(f"{row['kind']!r} is not a kind of place", where=where, fix=f"Use {', '.join(KINDS)}")
        lat, lon = _degrees(row, where)
        try:
            weight, geonames = int(row.get("weight") or 0), int(row.get("geonames_id") or 0)
        except ValueError:
            raise KnowledgeError("weight or geonames_id is not a whole number", where=where) from None
        place = len(self._display)
        self._display.append(row["name"])
        self.kind.append(KINDS.index(row["kind"]))
        self.lat.append(lat)
        self.lon.append(lon)
        self.population.append(min(max(0, weight), _MOST))
        self.geonames_id.append(max(0, geonames))
        self.country.append(self._country_number(row.get("country", ""), where))
        self.province.append(NOWHERE)
        self.district.append(NOWHERE)
        for name in dict.fromkeys((row["name"], *(row.get("aliases") or "").split("|"))):
            if key := name_key(name):
                self._extra.setdefault(key, []).insert(0, place << 2 | MAIN)

    def _country_number(self, code: str, where: str) -> int:
        if not code:
            return NOWHERE
        if code not in self._codes:
            raise KnowledgeError(f"{code!r} is not an alpha-3 code of a country", where=where)
        return self._codes[code]

    def _add_alias(self, row: Mapping[str, str], where: str) -> None:
        place = self._find(row["name"], row["kind"], row.get("country") or "")
        if place is None:
            raise KnowledgeError(
                f"no {row['kind']} is called {row['name']!r}", where=where, fix="Use a name that the gazetteer knows"
            )
        if row["use"] == "abbreviation":
            self._abbreviations.setdefault(row["alias"], []).append(place << 2 | ABBREVIATION)
        else:
            use = DEMONYM if row["use"] == "demonym" else MAIN
            self._extra.setdefault(name_key(row["alias"]), []).insert(0, place << 2 | use)

    def _find(self, name: str, kind: str, country: str) -> int | None:
        for reference in self.references(name_key(name)):
            place = reference >> 2
            if KINDS[self.kind[place]] == kind and (not country or self.code(place) == country):
                return place
        return None

    def _add_word(self, row: Mapping[str, str]) -> None:
        word, kind = row["word"].lower(), row["kind"]
        if kind in self.lists:
            self.lists[kind].add(word)
        else:
            self.words[word] = kind

    def _add_country_name(self, row: Mapping[str, str]) -> None:
        """Names of countries from the table that the actors are read from, so that both rooms agree."""
        country = self._codes.get(row["code"])
        key = name_key(row["name"])
        if country is None or not key or row["kind"] == "seat":
            return
        if row["kind"] == "capital":
            self._add_capital(key, country)
            return
        use = DEMONYM if row["kind"] in {"adjective", "demonym"} else MAIN
        known = self.references(key)
        if row["kind"] == "alias" and any(self.kind[reference >> 2] != COUNTRY for reference in known):
            use = ALIAS  # "Tianzhu" was once a name of India, and is a town
        if all(self._leaves_room(reference, country, use) for reference in known):
            self._extra.setdefault(key, []).insert(0, country << 2 | use)

    def _leaves_room(self, reference: int, country: int, use: int) -> bool:
        """Whether a name may also stand for a country: not where it is a part of it (England, Darfur), or known."""
        place, known_use = reference >> 2, reference & 3
        if known_use == DEMONYM or place == country:
            return known_use > use
        is_unit = self.kind[place] in {PROVINCE, REGION} and known_use == MAIN
        return not (is_unit and self.country[place] == country)

    def _add_capital(self, key: str, country: int) -> None:
        cities = [ref >> 2 for ref in self.references(key) if self.kind[ref >> 2] == CITY]
        own = [city for city in cities if self.country[city] == country]
        if own:
            self.capitals.add(max(own, key=self.population.__getitem__))


def _column(file: zipfile.ZipFile, name: str, typecode: str) -> array[Any]:
    column: array[Any] = array(typecode)
    column.frombytes(file.read(f"{name}.{typecode}"))
    if sys.byteorder == "big":  # the file is little-endian
        column.byteswap()
    return column


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[dict[str, str], str]]:
    """Rows of a table with ``file:row``; nothing when there is no such file."""
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            for column in needed:
                if column not in (reader.fieldnames or ()):
                    raise KnowledgeError(f"column {column!r} is missing", where=f"{path}:1")
            for row in reader:
                yield {name: (value or "").strip() for name, value in row.items() if name}, f"{path}:{reader.line_num}"
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"cannot read the table: {error}", where=str(path), fix="Save it as UTF-8 CSV") from None


def _degrees(row: Mapping[str, str], where: str) -> tuple[float, float]:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError:
        fix = "Write degrees, south and west negative"
        raise KnowledgeError("lat or lon is not a number", where=where, fix=fix) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004  degrees
        raise KnowledgeError(f"({lat}, {lon}) is not on Earth", where=where, fix="lat -90 to 90, lon -180 to 180")
    return lat, lon
