"""Whose word something is: sources that disagree, stances, who passes it on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tidings.records import ActorMention, CodedArticle, Position, Span, Stance
from tidings.serve import make_app
from tidings.store import Store

from .conftest import coding

WIRE = ActorMention(start=0, end=3, text="=Wire", code=None)
MOSCOW = ActorMention(start=0, end=3, text="Moscow", code="RUS", sectors=("GOV",))


def report(key: str, *, stance: Stance = "neutral", disputed: bool = False, day: str = "2024-05-17") -> CodedArticle:
    """An article whose event has a chain, and positions where it is disputed."""
    made = coding(key, day=day)
    (event,), (statement,) = made.events, made.statements
    positions = (
        Position(said_by=None, status="occurred", certainty=1.0),
        Position(said_by=MOSCOW, status="denied", certainty=0.7, statement=Span(start=0, end=3, text="RUS")),
    )
    told = {"said_by": MOSCOW, "chain": (WIRE, MOSCOW), "positions": positions if disputed else ()}
    return made.model_copy(update={
        "events": (event.model_copy(update=told),),
        "statements": (statement.model_copy(update={"stance": stance, "via": (WIRE,)}),),
    })  # fmt: skip


@pytest.fixture(name="path")
def path_fixture(tmp_path: Path) -> Path:
    """A store of two reports, one of them disputed."""
    path = tmp_path / "events.duckdb"
    with Store(path) as opened:
        opened.add([report("a", stance="denying", disputed=True), report("b", day="2024-05-18")])
    return path


@pytest.fixture(name="served")
def served_fixture(path: Path) -> Iterator[TestClient]:
    """A server over it."""
    with TestClient(make_app(path), base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found


def ids(client: TestClient, question: str) -> list[str]:
    """Articles of the items of an answer."""
    return [item["article"]["id"] for item in client.get(f"/api/{question}").json()["items"]]


def test_events_about_which_sources_disagree_can_be_asked_for(served: TestClient) -> None:
    """Likewise their places and their timeline; what is neither true nor false is refused."""
    assert ids(served, "events?disputed=true") == ["a"]
    assert ids(served, "events?disputed=false") == ["b"]
    assert [each["events"] for each in served.get("/api/timeline?disputed=true").json()["periods"]] == [1]
    assert served.get("/api/places?disputed=true").json()["total"] == 0
    assert served.get("/api/events?disputed=perhaps").status_code == 422


def test_statements_can_be_asked_for_by_stance_and_kind(served: TestClient) -> None:
    """The words that there are stand in ``meta``; another one is refused."""
    assert ids(served, "statements?stance=denying") == ["a"]
    assert ids(served, "statements?kind=indirect") == ["a", "b"]
    assert ids(served, "statements?kind=direct") == []
    assert set(served.get("/api/meta").json()["stances"]) > {"neutral", "denying", "demanding"}
    assert served.get("/api/statements?stance=angry").status_code == 422


def test_statements_come_newest_first_when_asked(served: TestClient) -> None:
    """In parts too."""
    assert ids(served, "statements?order=newest") == ["b", "a"]
    first = served.get("/api/statements?order=newest&limit=1").json()
    assert ids(served, f"statements?order=newest&limit=1&cursor={first['next_cursor']}") == ["a"]


def test_records_and_tables_name_every_source(served: TestClient) -> None:
    """Chain, positions, stance and via are in JSON as in the records, in CSV as cells that no spreadsheet runs."""
    event = served.get("/api/events?disputed=true").json()["items"][0]["event"]
    assert [each["text"] for each in event["chain"]] == ["=Wire", "Moscow"]
    assert [each["status"] for each in event["positions"]] == ["occurred", "denied"]
    (row,) = csv.DictReader(io.StringIO(served.get("/api/events?disputed=true&format=csv").text))
    assert row["chain"] == "'=Wire; RUS:GOV"
    assert row["positions"] == "the article occurred; RUS:GOV denied"
    assert row["certainty"] == "1.0"
    (row,) = csv.DictReader(io.StringIO(served.get("/api/statements?stance=denying&format=csv").text))
    assert (row["stance"], row["via"]) == ("denying", "'=Wire")


def test_stories_that_reports_tell_unlike_can_be_asked_for(served: TestClient) -> None:
    """The two reports, alike word for word, have both sides, and differ on the day."""
    (story,) = served.get("/api/stories?disputed=true").json()["items"]
    assert [each["field"] for each in story["disagreements"]] == ["status", "date"]
    assert served.get("/api/stories?disputed=false").json()["total"] == 0


def test_stories_that_are_grouped_anew_have_another_etag(path: Path, served: TestClient) -> None:
    """The articles are the same, the answers may not be."""
    with Store(path) as store:
        store.connection.execute("update meta set value = 'older rules' where key = 'grouping'")
    served.app.state.snapshots.refresh()  # type: ignore[attr-defined]
    before = served.get("/api/stories").headers["etag"]
    with Store(path) as store:
        store.regroup()
    served.app.state.snapshots.refresh()  # type: ignore[attr-defined]
    assert served.get("/api/stories", headers={"If-None-Match": before}).status_code == 200
