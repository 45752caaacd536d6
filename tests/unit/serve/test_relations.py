"""Dyads, actors, what the store holds."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tidings.serve.catalogue import known, matches, sector_names
from tidings.store import Store


@pytest.mark.parametrize("by", ["event", "story"])
@pytest.mark.parametrize(
    ("actor", "recipient"),
    [
        ("RUS", "CHN"),
        ("CHN", "RUS"),
        ("RUS:GOV", "CHN"),
        ("BRICS", "BRICS"),
        ("EU", "RUS"),
        ("RUS", "RUS"),
        ("USA", "IRN"),
    ],
)
def test_a_dyad_is_what_the_store_says(client: TestClient, written: Path, actor: str, recipient: str, by: str) -> None:
    """The server's own way to a pair's events finds the very same ones."""
    with Store(written, read_only=True) as opened:
        expected = [period.model_dump(mode="json") for period in opened.dyad(actor, recipient, by=by)]
    found = client.get(f"/api/dyads?actor={actor}&recipient={recipient}&by={by}").json()
    for bound in ("low", "high"):  # the variance comes from sums: the last digits may differ
        assert [p.pop(bound) for p in found["periods"]] == pytest.approx([p.pop(bound) for p in expected])
    assert found["periods"] == expected
    assert (found["actor"], found["every"], found["by"]) == (actor, "month", by)


def test_a_dyad_needs_two_actors(client: TestClient) -> None:
    """A missing one, or a word that names nobody, is a problem that says so."""
    assert client.get("/api/dyads?actor=RUS").status_code == 422
    answer = client.get("/api/dyads?actor=Atlantis&recipient=CHN")
    assert answer.status_code == 422
    assert "'Atlantis' is no actor" in answer.json()["detail"]


def test_a_timeline_counts_what_the_list_has(client: TestClient) -> None:
    """By period and quad class, for any filter; what has no day is counted apart."""
    found = client.get("/api/timeline").json()
    assert [(each["start"], each["events"], each["verbal_cooperation"]) for each in found["periods"]] == [
        ("2024-05-01", 3, 3), ("2024-06-01", 1, 1),
    ]  # fmt: skip
    assert (found["every"], found["undated"]) == ("month", 1)
    assert found["periods"][0]["mean_score"] == 2.5
    for query in ("actor=RUS&recipient=CHN", "text=harbin", "near=45.75,126.65", "status=denied", "type=ACCUSE"):
        counted = client.get(f"/api/timeline?{query}&every=year").json()
        total = client.get(f"/api/events?{query}").json()["total"]
        assert sum(each["events"] for each in counted["periods"]) + counted["undated"] == total
    rows = list(csv.DictReader(client.get("/api/timeline?every=day&format=csv").text.splitlines()))
    assert [row["start"] for row in rows] == ["2024-05-16", "2024-05-17", "2024-05-20", "2024-06-01"]
    assert client.get("/api/timeline?every=hour").status_code == 422


def test_without_words_the_most_frequent_actors_come_first(client: TestClient) -> None:
    """Counted are events with any part of theirs."""
    found = client.get("/api/actors?limit=2").json()["items"]
    assert [(item["key"], item["events"]) for item in found] == [("RUS", 4), ("CHN", 3)]


@pytest.mark.parametrize(
    ("typed", "key", "kind"),
    [
        ("russ", "RUS", "country"), ("RUS", "RUS", "country"), ("ukrane", "UKR", "country"),
        ("european u", "EU", "group"),
        ("nato", "NATO", "group"), ("russia gov", "RUS:GOV", "sector"), ("united nations", "UNO", "organisation"),
        ("cote d'ivoire", "CIV", "country"), ("french", "FRA", "country"),
    ],
)  # fmt: skip
def test_words_typed_so_far_find_whom_they_mean(typed: str, key: str, kind: str) -> None:
    """Names, other names, codes, groups, sectors of the store; without accents, with a slip of the finger."""
    found = [(each.key, each.kind) for each, _ in matches(typed, {"RUS": 3, "RUS:GOV": 2}, 5)]
    assert found[0] == (key, kind)


def test_an_actor_has_the_same_name_in_the_list_and_in_a_story(client: TestClient) -> None:
    """The usual short one."""
    listed = {item["key"]: item["name"] for item in client.get("/api/actors?q=RUS").json()["items"]}
    parties = client.get("/api/stories?actor=RUS").json()["items"][0]["actors"]
    assert {"code": "RUS", "name": listed["RUS"]} in parties
    assert listed["RUS"] == "Russia"


@pytest.mark.parametrize(("typed", "key"), [("russian federation", "RUS"), ("turkiye", "TUR"), ("cabo verde", "CPV")])
def test_the_formal_name_leads_to_the_country_too(typed: str, key: str) -> None:
    """Names that are not shown are known all the same."""
    assert matches(typed, {}, 5)[0][0].key == key


def test_every_sector_of_the_tables_has_a_name() -> None:
    """A sector without a name would show as three letters."""
    table = files("tidings").joinpath("data/knowledge/roles.csv").read_text("utf-8")
    used = {part for row in csv.DictReader(table.splitlines()) for part in row["sectors"].split(";") if part}
    assert used <= sector_names().keys()
    assert {each.kind for each in known().values()} == {"country", "group", "organisation"}


def test_meta_says_what_can_be_asked(client: TestClient) -> None:
    """Types with quad class, score and modes; statuses; the days of the store."""
    found = client.get("/api/meta").json()
    consult = next(each for each in found["types"] if each["name"] == "CONSULT")
    assert consult["quad"] == 1
    assert "visit" in consult["modes"]
    assert found["statuses"] == ["occurred", "ongoing", "planned", "possible", "denied"]
    assert (found["since"], found["until"], found["articles"], found["outlets"]) == ("2024-05-16", "2024-06-01", 5, 2)


def test_the_api_describes_itself_with_examples(client: TestClient) -> None:
    """The OpenAPI document names every endpoint, its problems, and examples."""
    found = client.get("/api/openapi.json").json()
    named = {
        "/api/events", "/api/events/{event_id}", "/api/statements", "/api/stories", "/api/stories/{story_id}",
        "/api/dyads", "/api/timeline",
        "/api/actors", "/api/places", "/api/articles/{article_id}", "/api/code", "/api/health", "/api/meta", "/api/csp",
    }  # fmt: skip
    assert named == found["paths"].keys()
    actor = next(each for each in found["paths"]["/api/dyads"]["get"]["parameters"] if each["name"] == "actor")
    assert actor["schema"]["examples"] == ["RUS"]
    assert "application/problem+json" in found["paths"]["/api/events"]["get"]["responses"]["422"]["content"]
