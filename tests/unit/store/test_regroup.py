"""Stories that another version told are told anew, and nobody need code anything again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tidings import Store
from tidings.records import ActorMention, CodedArticle

Make = Callable[..., CodedArticle]
TABLES = ("stories", "story_events", "story_links", "copy_links", "copies")
grouping = import_module("tidings.store.grouping")


@pytest.fixture(name="reports")
def reports_fixture(make: Make, actor: Callable[..., ActorMention]) -> list[CodedArticle]:
    """Six reports of four happenings, two of them copies."""
    long = "Russia shelled Kharkiv on Friday and killed five people in a market near the river, the governor said."
    return [
        make("a", long, dead=5, place="Kharkiv"),
        make("b", f"(Wire) {long}", dead=5, place="Kharkiv"),
        make("c", "Shells fired by Russia killed seven at a market in Kharkiv.", published="2024-05-18", dead=7),
        make("d", "Russia shelled Sumy on Sunday and destroyed a school in town.", day="2024-05-19", place="Sumy"),
        make("e", "Russia shelled Kharkiv on Monday.", day="2024-06-24"),
        make("f", "Russia praised China on Friday.", kind="SUPPORT", quad=1, score=5.0, recipients=(actor("CHN"),)),
    ]


def rows(store: Store) -> dict[str, list[Any]]:
    """Everything that grouping writes."""
    queries = {table: f"select * from {table} order by all" for table in TABLES}  # noqa: S608  own names
    return {table: store.connection.execute(query).fetchall() for table, query in queries.items()}


@pytest.fixture(name="kept")
def kept_fixture(tmp_path: Path, reports: list[CodedArticle]) -> dict[str, list[Any]]:
    """What today's rules make of the reports."""
    with Store(tmp_path / "today.duckdb") as store:
        store.add(reports)
        return rows(store)


def test_old_names_are_told_anew(
    tmp_path: Path, reports: list[CodedArticle], kept: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another table of names: the store knows, only what differs is written, and the rows are those of today."""
    with monkeypatch.context() as then:
        then.setattr(grouping, "country_names", lambda: {"CHN": "People's Republic of China"})
        with Store(tmp_path / "s.duckdb") as store:
            store.add(reports)
            assert store.grouped_by_present_rules()
    with Store(tmp_path / "s.duckdb") as store:
        assert not store.grouped_by_present_rules()
        assert {party.name for story in store.stories(type="SUPPORT") for party in story.recipients} == {
            "People's Republic of China"
        }
        assert store.regroup() == len(kept["stories"])
        assert store.grouped_by_present_rules()
        assert rows(store) == kept
        assert store.regroup() == 0


def test_other_rules_leave_no_trace(
    tmp_path: Path, reports: list[CodedArticle], kept: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Grouped too much or too little before, in parts smaller than a component: the end is the same."""
    weights = grouping.load_weights()
    monkeypatch.setattr(grouping, "_AT_ONCE", 2)
    for join in (0.05, 1.1):
        with monkeypatch.context() as then:
            limits = weights.limits.model_copy(update={"join": join, "keep": 0.0})
            then.setattr(grouping, "load_weights", lambda limits=limits: weights.model_copy(update={"limits": limits}))
            with Store(tmp_path / f"{join}.duckdb") as store:
                store.add(reports)
        with Store(tmp_path / f"{join}.duckdb") as store:
            assert rows(store)["stories"] != kept["stories"]
            store.regroup()
            assert rows(store) == kept


def test_a_store_whose_stories_may_be_older_says_so(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """One that was filled before the store noted by which rules; a new one is of today."""
    with Store(tmp_path / "s.duckdb") as store:
        assert store.grouped_by_present_rules()
        store.add(reports)
        store.connection.execute("delete from meta where key = 'grouping'")
        assert not store.grouped_by_present_rules()


def test_rules_that_tell_otherwise_have_another_number(kept: dict[str, list[Any]]) -> None:
    """Else stores keep old stories and do not know it: raise ``_RULES`` in ``store/grouping.py``, then this digest."""
    told = "\n".join(row[-1] for row in kept["stories"])
    found = (grouping._RULES, hashlib.sha256(told.encode()).hexdigest()[:16])
    assert found == (2, "7ce8ee981d1bdc09")
