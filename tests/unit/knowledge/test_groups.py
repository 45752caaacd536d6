"""Groups of states: who belongs to them, and when."""

from __future__ import annotations

import csv
import datetime as dt
from importlib.resources import files

import pytest

from tidings.knowledge import load_knowledge
from tidings.knowledge.groups import country_names, group_names, members


def on(group: str, day: str) -> set[str]:
    """Codes of the states that belong to a group on a day."""
    found = dt.date.fromisoformat(day)
    return {
        member.code for member in members(group)
        if not member.name and (member.since or dt.date.min) <= found <= (member.until or dt.date.max)
    } & {*country_names()}  # fmt: skip


@pytest.mark.parametrize(("group", "day", "count"), [
    ("EU", "1994-12-31", 12), ("EU", "1995-01-01", 15), ("EU", "2004-05-01", 25), ("EU", "2007-01-01", 27),
    ("EU", "2013-07-01", 28), ("EU", "2020-02-01", 27), ("NATO", "1998-01-01", 16), ("NATO", "1999-03-12", 19),
    ("NATO", "2004-03-29", 26), ("NATO", "2009-04-01", 28), ("NATO", "2024-03-07", 32), ("BRICS", "2010-01-01", 4),
    ("BRICS", "2011-01-01", 5), ("BRICS", "2024-01-01", 9), ("BRICS", "2025-02-01", 10), ("ASEAN", "1999-04-30", 10),
    ("ASEAN", "2026-01-01", 11), ("G7", "2024-01-01", 7), ("AU", "2018-01-01", 55), ("Arab League", "2024-01-01", 22),
    ("SCO", "2024-08-01", 10), ("CSTO", "2013-01-01", 6), ("GCC", "2000-01-01", 6), ("OPEC", "2024-06-01", 12),
])  # fmt: skip
def test_groups_have_as_many_members_as_on_that_day(group: str, day: str, count: int) -> None:
    """Enlargements and departures."""
    assert len(on(group, day)) == count


def test_every_row_names_a_known_code_a_known_body_and_its_source() -> None:
    """A misspelt body would match no event, and nobody would notice."""
    knowledge = load_knowledge("default")
    bodies = {name.name for meaning in knowledge.names.values() for name in meaning.names}
    text = files("tidings").joinpath("data/knowledge/groups.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert row["code"] in {*country_names(), "EUR", "IGO"}
        assert not row["body"] or row["body"] in bodies
        assert row["source"]
        assert row["licence"]
        assert not row["until"] or row["since"] < row["until"]


def test_names_are_known_in_any_case_and_a_state_is_no_group() -> None:
    """Short and full names."""
    assert members("eu") == members("European Union") != ()
    assert members("RUS") == ()
    assert {"EU", "NATO", "ASEAN", "BRICS", "G7"} <= {*group_names()}


@pytest.mark.parametrize(("code", "name"), [
    ("RUS", "Russia"), ("KOR", "South Korea"), ("PRK", "North Korea"), ("IRN", "Iran"), ("SYR", "Syria"),
    ("TZA", "Tanzania"), ("VEN", "Venezuela"), ("BOL", "Bolivia"), ("MDA", "Moldova"), ("LAO", "Laos"),
    ("VNM", "Vietnam"), ("TUR", "Turkey"), ("COD", "DR Congo"), ("COG", "Republic of the Congo"),
    ("GBR", "United Kingdom"), ("CZE", "Czechia"), ("CIV", "Ivory Coast"), ("BRN", "Brunei"),
])  # fmt: skip
def test_countries_have_the_names_that_newspapers_use(code: str, name: str) -> None:
    """Not those of treaties."""
    assert country_names()[code] == name


def test_no_two_countries_have_one_name() -> None:
    """Who reads a name must know which country is meant."""
    names = [*country_names().values()]
    assert sorted(names) == sorted({*names})


def test_every_usual_name_belongs_to_a_country() -> None:
    """A misspelt code would change nothing."""
    text = files("tidings").joinpath("data/names/usual.csv").read_text("utf-8")
    assert {row["code"] for row in csv.DictReader(text.splitlines())} <= {*country_names()}
