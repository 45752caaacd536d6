"""Whose word an event is, and what a cue makes of a statement, as conditions of a question."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tidings import Store
from tidings.errors import UsageError
from tidings.records import ActorMention, CodedArticle, Position, Stance

Make = Callable[..., CodedArticle]


def disputed(coded: CodedArticle, denier: ActorMention) -> CodedArticle:
    """The same, with a source that denies the event."""
    (event,) = coded.events
    positions = (
        Position(said_by=None, status="occurred", certainty=1.0),
        Position(said_by=denier, status="denied", certainty=0.7),
    )
    return coded.model_copy(update={"events": (event.model_copy(update={"positions": positions}),)})


def said(coded: CodedArticle, stance: Stance) -> CodedArticle:
    """The same, its statement with a stance."""
    (statement,) = coded.statements
    return coded.model_copy(update={"statements": (statement.model_copy(update={"stance": stance}),)})


@pytest.fixture(name="reports")
def reports_fixture(make: Make, actor: Callable[..., ActorMention]) -> list[CodedArticle]:
    """An event that is disputed, two that are not; a denial, a demand and what is only said."""
    return [
        said(disputed(make("a", said=(0, 22), place="Kharkiv"), actor("RUS", "GOV")), "denying"),
        said(make("b", said=(0, 22), place="Sumy", day="2024-06-01"), "demanding"),
        make("c", said=(0, 22), place="Sumy", day="2024-07-01"),
    ]


def articles(found: list[object]) -> list[str]:
    """Of each row."""
    return [row.article_id for row in found]  # type: ignore[attr-defined]


def test_events_about_which_sources_disagree_are_found(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """Only those, only the others, or all of them; their places likewise."""
    with Store(tmp_path / "s.duckdb") as store:
        store.add(reports)
        assert articles(store.events(disputed=True)) == ["a"]
        assert articles(store.events(disputed=False)) == ["b", "c"]
        assert len(store.events()) == 3
        assert [place.name for place in store.places(disputed=True)] == ["Kharkiv"]


def test_statements_are_found_by_stance_and_kind(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """One that is none is refused, with those that there are."""
    with Store(tmp_path / "s.duckdb") as store:
        store.add(reports)
        assert articles(store.statements(stance="denying")) == ["a"]
        assert articles(store.statements(stance="neutral")) == ["c"]
        assert len(store.statements(kind="indirect")) == 3
        assert not store.statements(kind="direct")
        with pytest.raises(UsageError, match=r"'angry' is no stance.*demanding"):
            store.statements(stance="angry")
        with pytest.raises(UsageError, match=r"'loud' is no kind.*mixed"):
            store.statements(kind="loud")


def test_a_store_of_the_second_schema_can_be_asked_too(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """Also rows of a coder that knew neither positions nor stance."""
    path = tmp_path / "s.duckdb"
    with Store(path) as store:
        store.add(reports)
    with duckdb.connect(str(path)) as connection:
        connection.execute("alter table events drop column disputed")
        connection.execute("alter table statements drop column stance")
        connection.execute("update meta set value = '2' where key = 'schema_version'")
        ((record,),) = connection.execute("select record from events where article_id = 'c'").fetchall()
        older = {key: value for key, value in json.loads(record).items() if key not in {"positions", "chain"}}
        connection.execute("update events set record = ? where article_id = 'c'", [json.dumps(older)])
    with Store(path, read_only=True) as store:
        assert articles(store.events(disputed=True)) == ["a"]
        assert articles(store.events(disputed=False)) == ["b", "c"]
        assert articles(store.statements(stance="demanding")) == ["b"]
        assert articles(store.statements(stance="neutral")) == ["c"]
