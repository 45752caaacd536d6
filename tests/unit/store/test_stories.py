"""Stories grow as articles come in, and are the same whatever way they came."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidings import Store
from tidings.errors import UsageError
from tidings.records import ActorMention, CodedArticle
from tidings.store import rows

Make = Callable[..., CodedArticle]
LONG = "Russia shelled Kharkiv on Friday and killed five people in a market near the river, the governor of it said."


@pytest.fixture(name="reports")
def reports_fixture(make: Make, actor: Callable[..., ActorMention]) -> list[CodedArticle]:
    """Nine reports of four happenings, two of them copies."""
    return [
        make("a", LONG, dead=5, place="Kharkiv"),
        make("b", f"(Wire) {LONG}", dead=5, place="Kharkiv"),
        make("c", "Shells fired by Russia killed seven at a market in Kharkiv.", published="2024-05-18", dead=7),
        make("d", "Russia shelled Sumy on Sunday and destroyed a school in town.", day="2024-05-19", place="Sumy"),
        make("e", "Russia shelled a school in Sumy on Sunday, officials said.", day="2024-05-19", place="Sumy"),
        make("f", "Russia shelled Kharkiv on Monday.", day="2024-06-24"),
        make("g", "Russia praised China on Friday.", kind="SUPPORT", quad=1, score=5.0, recipients=(actor("CHN"),)),
        make("h", "Russia praised China for its plan.", kind="SUPPORT", quad=1, score=5.0, recipients=(actor("CHN"),)),
        make("i", "Russia shelled Kharkiv, it denied.", status="denied"),
    ]  # fmt: skip


def told(store: Store) -> list[tuple[set[str], int]]:
    """Articles and independent sources of each story that several articles tell."""
    return [({key.split(":")[0] for key in story.events}, story.independent) for story in store.stories(min_articles=2)]


def test_reports_of_one_happening_are_one_story(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """Copies count as one source; other days and other happenings stay apart; every event is in one story."""
    with Store(tmp_path / "s.duckdb") as store:
        store.add(reports)
        found = told(store)
        assert ({"a", "b", "c", "i"}, 3) in found
        assert ({"d", "e"}, 2) in found
        assert ({"g", "h"}, 2) in found
        assert sorted(event for story in store.stories() for event in story.events) == sorted(
            e.id for c in reports for e in c.events
        )
        (first,) = store.stories(disputed=True)
        assert {each.field for each in first.disagreements} == {"dead", "status"}
        assert [report.copy_of for report in store.reports(first.id)] == ["a", "a", "i", "c"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_order_and_batches_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, reports: list[CodedArticle], data: Any
) -> None:
    """Any order, any batch size, with what was replaced or given twice on the way: the rows are those of one batch."""
    order = data.draw(st.permutations(reports))
    size = data.draw(st.integers(1, len(reports)))
    folder = tmp_path_factory.mktemp("order")
    with Store(folder / "one.duckdb") as one, Store(folder / "other.duckdb") as other:
        one.add(reports)
        earlier = order[0].article.model_copy(update={"title": "As first published"})
        other.add([order[0].model_copy(update={"article": earlier})])
        for start in range(0, len(order), size):
            other.add(order[start : start + size])
            other.add(order[start : start + 1])
        for table in ("stories", "story_events", "story_links", "copy_links"):
            query = f"select * from {table} order by all"  # noqa: S608  own names
            assert one.connection.execute(query).fetchall() == other.connection.execute(query).fetchall()
        query = "select article_id, copy_of from copies order by all"
        assert one.connection.execute(query).fetchall() == other.connection.execute(query).fetchall()


def test_an_article_that_loses_its_event_leaves_its_story(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """What is coded anew is told anew, also for the others of its story."""
    with Store(tmp_path / "s.duckdb") as store:
        store.add(reports)
        store.add(
            [
                reports[0].model_copy(
                    update={"events": (), "article": reports[0].article.model_copy(update={"title": "New"})}
                )
            ]
        )
        assert ({"b", "c", "i"}, 3) in told(store)


def test_questions_about_stories_narrow(tmp_path: Path, reports: list[CodedArticle]) -> None:
    """By actor, group, type, place, words and days; an unknown id is a clear error."""
    with Store(tmp_path / "s.duckdb") as store:
        store.add(reports)
        assert {story.type for story in store.stories(actor="RUS", recipient="CHN")} == {"SUPPORT"}
        assert len(store.stories(actor="BRICS", type="assault")) == 3
        assert len(store.stories(text="school", place="UKR")) == 1
        assert not store.stories(text="school' or true --")
        assert len(store.stories(since="2024-06-01")) == 1
        assert len(store.stories(limit=1, offset=1)) == 1
        with pytest.raises(UsageError, match="no story"):
            store.reports("none")


def test_a_store_of_the_first_schema_is_brought_up_to_date(
    tmp_path: Path, reports: list[CodedArticle], make: Make
) -> None:
    """Also when it is only to be read: it gets its stories, and what its statements are about."""
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    reports = [*reports, make("j", "Russia threatened Ukraine, it said.", day="2024-07-01", said=(0, 25))]
    with duckdb.connect(str(old)) as connection:
        connection.execute(files("tidings").joinpath("store/schema/0001_tables.sql").read_text("utf-8"))
        for coded in reports:
            _insert(connection, "articles", [rows.article_row(coded)])
            _insert(connection, "events", list(rows.event_rows(coded)))
            _insert(connection, "event_actors", list(rows.actor_rows(coded)))
            _insert(connection, "statements", list(rows.statement_rows(coded)))
    with Store(new) as store, Store(old, read_only=True) as migrated:
        store.add(reports)
        assert migrated.stories() == store.stories()
        assert migrated.count() == store.count()
        assert [row.article_id for row in migrated.statements(about="UKR")] == ["j"]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, found: list[dict[str, Any]]) -> None:
    columns = {name for name, *_ in connection.execute(f"describe {table}").fetchall()}
    for whole in found:
        row = {name: value for name, value in whole.items() if name in columns}
        marks = ", ".join("?" for _ in row)
        names = ", ".join(f'"{name}"' for name in row)
        connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))  # noqa: S608  own names
