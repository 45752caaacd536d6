"""Where things are: places by name, from a compact index of GeoNames and from our own tables.

All processes of a machine share one packed file (``gazetteer_file``), made at first use from the index and the tables
(``gazetteer_build``); a ``Place`` is only made when somebody asks for it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from tidings.knowledge.gazetteer_file import COLUMNS, View, cache_folder, digest, name_hash, opened, pack, stored
from tidings.knowledge.tables import folders
from tidings.records import Place

KINDS = ("country", "province", "district", "city", "region", "water", "feature")
COUNTRY, PROVINCE, DISTRICT, CITY, REGION, WATER, FEATURE = range(7)
# What a name is to its place, in the low bits of a reference.
MAIN, ALIAS, ABBREVIATION, DEMONYM = range(4)
NOWHERE = -1

WORD_LISTS = ("direction", "address", "outlet", "common", "of")
# What a packed file is made of.
_FILES = ("places.zip", "places_centres.csv", "places_features.csv", "places_aliases.csv", "places_words.csv",
          "country_names.csv")  # fmt: skip
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "þ": "th", "ð": "d"}
    | dict.fromkeys("-‐‑–—/_,;:\u00a0\n\r\t", " ")
    | dict.fromkeys(".'’‘ʼʻ`´\"“”()[]", None)
)
_SHORT = {"saint": "st", "mount": "mt", "fort": "ft", "ste": "st"}


def name_key(name: str) -> str:
    """The form under which names are compared: no case, accents, points, apostrophes, hyphens, no "the"."""
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = name.lower().translate(_LETTERS).split()
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in (words[1:] if words[0] == "the" else words)]
    return " ".join(words)


class Gazetteer:
    """Places by number; columns are parallel.

    Attributes:
        kind: number into ``KINDS``.
        lat, lon: degrees; not a number where unknown.
        population: people; for provinces and districts the sum of their towns, for tables a weight on that scale.
        country, province, district: number of the place that contains it, or ``NOWHERE``.
        capitals: numbers of the capitals of countries.
        words: word to the kinds of place that it may call ("port" -> "city"), from ``places_words.csv``.
        lists: the other words of that table: direction ("northern"), address ("road"), outlet ("times": a newspaper
            follows), common (everyday words that are also names of small places), of ("siege": a place follows "of").
        sources: what the index was made of, with licences.
    """

    kind: Sequence[int]
    lat: Sequence[float]
    lon: Sequence[float]
    population: Sequence[int]
    geonames_id: Sequence[int]
    country: Sequence[int]
    province: Sequence[int]
    district: Sequence[int]

    def __init__(self, source: str = "default") -> None:
        """Map the packed gazetteer of a source ("default", or a folder whose tables add to ours), made at first use.

        Raises:
            KnowledgeError: the index is missing, or a table breaks a rule; names file and row.
        """
        self._source = source
        self._view = view = _view(source)
        for name in COLUMNS:
            setattr(self, name, view.section(name))
        self._hashes, self._starts = view.section("hashes"), view.section("reference_starts")
        self._references = view.section("references")
        self._keys, self._key_text = view.section("key_starts"), view.section("key_text")
        self._displays, self._display_text = view.section("display_starts"), view.section("display_text")
        meta = view.meta
        self.sources: list[dict[str, str]] = meta["sources"]
        self._country_codes: list[str] = meta["country_codes"]
        self.capitals: set[int] = set(meta["capitals"])
        self.words: dict[str, str] = meta["words"]
        self.lists: dict[str, set[str]] = {name: set(words) for name, words in meta["lists"].items()}
        self._abbreviations: dict[str, list[int]] = meta["abbreviations"]

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process maps the same file."""
        return load_gazetteer, (self._source,)

    def references(self, key: str) -> list[int]:
        """What a key (of ``name_key``) can mean: numbers that ``place_of`` and ``use_of`` read, biggest first."""
        at = self._at(key)
        return [] if at is None else list(self._references[self._starts[at] : self._starts[at + 1]])

    def abbreviations(self, text: str) -> list[int]:
        """What an abbreviation means, as written ("Va.", "N.Y.", "TX")."""
        return list(self._abbreviations.get(text, ()))

    def knows(self, key: str) -> bool:
        """Whether any place has this name."""
        return self._at(key) is not None

    def knows_text(self, text: str) -> bool:
        """Whether any place has this name, as written."""
        return self.knows(name_key(text))

    @staticmethod
    def place_of(reference: int) -> int:
        """The place's number."""
        return reference >> 2

    @staticmethod
    def use_of(reference: int) -> int:
        """MAIN, ALIAS, ABBREVIATION or DEMONYM."""
        return reference & 3

    def code(self, place: int) -> str | None:
        """Alpha-3 code of the country that a place lies in."""
        country = self.country[place]
        return None if country == NOWHERE else self._country_codes[country]

    def name(self, place: int) -> str:
        """The place's own name, in English where known."""
        return bytes(self._display_text[self._displays[place] : self._displays[place + 1]]).decode()

    def record(self, place: int) -> Place:
        """The place as a record."""
        lat, lon = self.lat[place], self.lon[place]
        known = lat == lat  # noqa: PLR0124  not a number differs from itself
        province = self.province[place]
        return Place(
            name=self.name(place),
            lat=round(lat, 5) if known else None,
            lon=round(lon, 5) if known else None,
            country=self.code(place),
            province=self.name(province) if province != NOWHERE else None,
            geonames_id=self.geonames_id[place] or None,
            kind=KINDS[self.kind[place]],
            population=self.population[place] if self.kind[place] <= CITY and self.population[place] else None,
        )

    def __len__(self) -> int:
        return len(self.kind)

    def _at(self, key: str) -> int | None:
        """Number of a name key, None where no place has it."""
        wanted = name_hash(key)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            if bytes(self._key_text[self._keys[at] : self._keys[at + 1]]) == key.encode("utf-8", "surrogatepass"):
                return at
            at += 1
        return None


def _view(source: str) -> View:
    """The packed file of a source; packed now where there is none."""
    files = chain.from_iterable((folder / name for name in _FILES) for folder in folders(source))
    path = _folder() / f"gazetteer-{digest(files)}.bin"
    if found := opened(path):
        return found
    from tidings.knowledge.gazetteer_build import GazetteerBuilder  # noqa: PLC0415  only at first use

    return stored(path, pack(GazetteerBuilder(source).contents()))


def _folder() -> Path:
    try:
        return cache_folder()
    except RuntimeError:  # nobody knows where home is: nothing can be shared
        return Path("/nonexistent")


def load_gazetteer(source: str = "default") -> Gazetteer:
    """The gazetteer of a source, loaded once a process.

    Raises:
        KnowledgeError: as ``Gazetteer``.
    """
    return _loaded(source)


_loaded = lru_cache(maxsize=4)(Gazetteer)
