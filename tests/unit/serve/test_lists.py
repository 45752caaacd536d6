"""Lists: filters, parts, forms."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from tidings.serve import make_app
from tidings.store import Store

from .conftest import coding


def ids(client: TestClient, query: str) -> list[str]:
    """Articles of the events that a query finds."""
    answer = client.get(f"/api/events?{query}")
    assert answer.status_code == 200, answer.text
    return [item["article"]["id"] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["b", "a", "d", "c", "e"]),
        ("actor=rus", ["b", "a", "c"]),
        ("actor=RUS:GOV&recipient=CHN", ["b", "a", "c"]),
        ("actor=RUS:MIL", []),
        ("actor=EU", ["d"]),
        ("recipient=BRICS&actor=FRA", ["d"]),
        ("type=accuse", ["d", "e"]),
        ("status=denied", ["d"]),
        ("since=2024-05-17&until=2024-05-20", ["a", "d"]),
        ("place=CHN", ["a"]),
        ("text=HARBIN putin", ["a"]),
        ('text="putin in harbin"', ["a"]),
        ('text="harbin in putin"', []),
        ("min_confidence=0.9", []),
        ("actor=RUS&recipient=RUS", []),
        ("near=45.75,126.65", ["a"]),
        ("near=45.7,126.7", []),
        ("near=45.7,126.7&within_km=20", ["a"]),
        ("geonames_id=1", ["a"]),
        ("geonames_id=2", []),
        ("order=newest", ["c", "d", "a", "b", "e"]),
        ("order=newest&actor=RUS", ["c", "a", "b"]),
    ],
)
def test_a_filter_keeps_what_meets_it_by_day(client: TestClient, query: str, expected: list[str]) -> None:
    """Groups count by membership, a meeting has each as the other's counterpart, an event without a day comes last."""
    assert ids(client, query) == expected


@pytest.mark.parametrize(("order", "expected"), [("oldest", "badce"), ("newest", "cdabe")])
@pytest.mark.parametrize("limit", [1, 2, 4])
def test_parts_of_a_list_join_without_gap_or_repetition(
    client: TestClient, order: str, expected: str, limit: int
) -> None:
    """In either order, also over the event without a day; the total stands on the first part."""
    found, totals = [], []
    query = start = f"limit={limit}&order={order}"
    while query:
        answer = client.get(f"/api/events?{query}").json()
        found += [item["article"]["id"] for item in answer["items"]]
        totals.append(answer["total"])
        query = f"{start}&cursor={answer['next_cursor']}" if answer["next_cursor"] else ""
    assert found == [*expected]
    assert totals == [5, *[None] * (len(totals) - 1)]


def test_stories_come_newest_first_unless_told_otherwise(client: TestClient) -> None:
    """A story without a day comes last; parts join without gap or repetition."""

    def all_of(query: str) -> list[str | None]:
        found, more = [], ""
        while True:
            answer = client.get(f"/api/stories?limit=1{query}{more}").json()
            found += [(item["id"], item["start"] or item["first"]) for item in answer["items"]]
            if not answer["next_cursor"]:
                assert len(found) == len(set(found))
                return [day for _, day in found]
            more = f"&cursor={answer['next_cursor']}"

    newest, oldest = all_of(""), all_of("&order=oldest")
    assert newest[-1] is None
    assert oldest[-1] is None
    assert newest[:-1] == sorted(newest[:-1], key=str, reverse=True)
    assert oldest[:-1] == newest[-2::-1]


def test_a_cursor_of_the_newest_holds_when_events_come_before_it(own: TestClient, store: Path) -> None:
    """New reports of later days neither repeat nor hide what follows."""
    first = own.get("/api/events?limit=2&order=newest").json()
    with Store(store) as opened:
        opened.add([coding("late", day="2025-01-01")])
    own.app.state.snapshots.refresh()  # type: ignore[attr-defined]  FastAPI's own state
    assert ids(own, f"limit=2&order=newest&cursor={first['next_cursor']}") == ["a", "b"]
    assert ids(own, "limit=1&order=newest") == ["late"]


@pytest.mark.parametrize("near", ["x", "1", "91,0", "0,181", "1,2,3", "nan,0", "1e1,2", "٣,٤", ""])
def test_a_point_that_is_none_is_a_problem(client: TestClient, near: str) -> None:
    """422 that names the parameter."""
    answer = client.get("/api/events", params={"near": near})
    assert answer.status_code == 422
    assert "near" in answer.json()["detail"]


def test_a_cursor_holds_when_events_come_before_it(own: TestClient, store: Path) -> None:
    """New reports of earlier days neither repeat nor hide what follows."""
    first = own.get("/api/events?limit=2").json()
    with Store(store) as opened:
        opened.add([coding("early", day="2020-01-01")])
    own.app.state.snapshots.refresh()  # type: ignore[attr-defined]  FastAPI's own state
    assert ids(own, f"limit=2&cursor={first['next_cursor']}") == ["d", "c"]
    assert ids(own, "limit=1") == ["early"]


@pytest.mark.parametrize("path", ["events", "statements", "stories", "places"])
@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIl0", "WzEsMiwzLDRd", "WzEsMl0", "WzFlMzA5LDFd", "бяка"])
def test_a_cursor_of_nobody_is_a_problem(client: TestClient, path: str, cursor: str) -> None:
    """422 with a way out, never a failure."""
    answer = client.get(f"/api/{path}", params={"cursor": cursor})
    assert answer.status_code == 422
    assert "cursor" in answer.json()["detail"]


def test_one_event_has_its_article_and_story(client: TestClient) -> None:
    """An id leads to the same item as the list."""
    item = client.get("/api/events?status=denied").json()["items"][0]
    assert client.get(f"/api/events/{item['event']['id']}").json() == item
    story = client.get(f"/api/stories/{item['story_id']}").json()
    assert [report["event"]["id"] for report in story["reports"]] == [item["event"]["id"]]
    assert ids(client, f"story={item['story_id']}") == ["d"]
    article = client.get("/api/articles/d").json()
    assert article["stories"] == {item["event"]["id"]: item["story_id"]}
    assert article["coded"]["article"]["text"].startswith("FRA condemned")


def test_statements_are_found_by_speaker_subject_and_words(client: TestClient) -> None:
    """A speaker by code, group or name; words of the content."""
    asked = {
        "speaker=RUS": 3,
        "speaker=EU": 1,
        "speaker=nobody": 0,
        "text=condemned": 1,
        "since=2024-06-01": 1,
        "about=condemned": 1,
    }
    found = {query: client.get(f"/api/statements?{query}").json()["total"] for query in asked}
    assert found == asked


def test_stories_of_a_pair_include_their_meetings(client: TestClient) -> None:
    """Filters of one event hold on the same event of the story."""
    found = client.get("/api/stories?actor=RUS&recipient=CHN").json()
    assert found["total"] >= 2
    assert client.get("/api/stories?actor=FRA&recipient=CHN").json()["total"] == 0
    assert client.get("/api/stories?text=harbin").json()["total"] == 1


def test_places_count_their_events_and_are_geojson(client: TestClient) -> None:
    """A feature a place, with longitude first."""
    (place,) = client.get("/api/places").json()["items"]
    assert (place["name"], place["events"], place["score"]) == ("Harbin", 1, 2.5)
    answer = client.get("/api/places?format=geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.json()["features"][0]["geometry"] == {"type": "Point", "coordinates": [126.65, 45.75]}
    assert len(client.get("/api/events?format=geojson").json()["features"]) == 1


def test_csv_has_a_row_an_event_and_a_link_to_the_next_part(client: TestClient) -> None:
    """The cursor of other forms than JSON stands in the Link header."""
    answer = client.get("/api/events?format=csv&limit=3&actor=RUS")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert (rows[0]["article_id"], rows[0]["actors"], rows[0]["recipients"]) == ("b", "RUS:GOV", "CHN")
    first = client.get("/api/events?format=csv&limit=1&actor=RUS")
    following = first.headers["link"].split(">")[0].removeprefix("<")
    assert next(csv.DictReader(io.StringIO(client.get(following).text)))["article_id"] == "a"


HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> \u202e\"';--,\r\n\x1b[31m"


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """A store in which every field that an article gives is hostile."""
    path = tmp_path / "hostile.duckdb"
    with Store(path) as opened:
        opened.add([
            coding(
                HOSTILE, title=HOSTILE, source=HOSTILE, url=f"javascript:{HOSTILE}", text=HOSTILE, words=HOSTILE,
                place=HOSTILE,
            )
        ])  # fmt: skip
    return TestClient(make_app(path), base_url="http://localhost", raise_server_exceptions=False)


def test_hostile_text_comes_out_of_json_as_it_is_and_of_csv_without_a_formula(hostile: TestClient) -> None:
    """JSON is data with nosniff; no cell of a table begins like a formula."""
    answer = hostile.get("/api/events")
    assert answer.headers["x-content-type-options"] == "nosniff"
    (item,) = answer.json()["items"]
    assert item["article"]["title"] == item["article"]["id"] == item["event"]["evidence"]["text"] == HOSTILE
    for path in ("events", "statements", "stories", "places"):
        table = hostile.get(f"/api/{path}?format=csv")
        assert table.headers["content-type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(table.text, newline="")))
        assert len(rows) == 2, path
        assert not [cell for cell in rows[1] if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_an_id_with_any_characters_leads_to_its_item(hostile: TestClient) -> None:
    """Ids come from users: slashes, dots, quotes."""
    (item,) = hostile.get("/api/events").json()["items"]
    for path, key in (("events", item["event"]["id"]), ("stories", item["story_id"]), ("articles", HOSTILE)):
        assert hostile.get(f"/api/{path}/{quote(key, safe='')}").status_code == 200, path


def test_an_empty_store_answers_everything(tmp_path: Path) -> None:
    """Nothing stored yet is no error."""
    path = tmp_path / "empty.duckdb"
    Store(path).close()
    with TestClient(make_app(path), base_url="http://localhost") as client:
        answers: dict[str, Any] = {
            path: client.get(f"/api/{path}") for path in (
                "health", "meta", "events", "statements", "stories", "places", "actors",
                "dyads?actor=RUS&recipient=CHN", "events?format=csv", "places?format=geojson",
            )
        }  # fmt: skip
    assert {answer.status_code for answer in answers.values()} == {200}
    assert answers["dyads?actor=RUS&recipient=CHN"].json()["periods"] == []
