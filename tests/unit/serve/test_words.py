"""Text search finds what a pass over every text would find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tidings.serve import make_app, words
from tidings.store import Store

from .conftest import coding

_TEXTS = {
    "one": "The president visited Harbin's old port, they said.",
    "two": "THE PRESIDENT of Türkiye visited İzmir.",
    "three": "They met in New York\nand in York-sur-Mer.",
    "four": "  blanks   between the words, new  york ",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four texts with odd words."""
    found = tmp_path_factory.mktemp("words") / "events.duckdb"
    with Store(found) as opened:
        opened.add(
            [coding(key, day=f"2024-05-{at + 1:02}", text=text) for at, (key, text) in enumerate(_TEXTS.items())]
        )
    return found


@pytest.fixture(params=["one by one", "by their words", "in every text"])
def searched(request: pytest.FixtureRequest, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A server over it that goes each of its ways to the texts."""
    few, frequent = {"one by one": (2_000, 1), "by their words": (0, 1), "in every text": (0, 1_000)}[request.param]
    monkeypatch.setattr(words, "_FEW_EVENTS", few)
    monkeypatch.setattr(words, "_FREQUENT", frequent)
    with TestClient(make_app(path), base_url="http://localhost") as found:
        yield found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("harbin", ["one"]), ("HARBIN'S", ["one"]), ("arbin", ["one"]), ("visit", ["one", "two"]),
        ("visit türk", ["two"]), ("visit nothing", []), ("the president", ["one", "two"]),
        ('"the president"', ["one", "two"]), ('"president visited"', ["one"]), ('"ident vis"', ["one"]),
        ('"new york"', ["three"]), ('"new  york"', ["four"]), ("york", ["three", "four"]), ("sur-mer", ["three"]),
        ('"the president" old', ["one"]), ('"old the"', []), ('" "', ["one", "two", "three", "four"]), ("%", []),
        ("_", []), ("'", ["one"]), ("e t", ["one", "two", "three", "four"]),
    ],
)  # fmt: skip
def test_a_word_a_part_of_one_and_a_phrase_are_found_in_any_case(
    searched: TestClient, text: str, expected: list[str]
) -> None:
    """Whichever way the server takes; all of several terms must be there, in the title or the evidence."""
    answer = searched.get("/api/events", params={"text": text}).json()
    assert [item["article"]["id"] for item in answer["items"]] == expected
    assert answer["total"] == len(expected)
    stories = searched.get("/api/stories", params={"text": text}).json()
    assert {story["id"] for story in stories["items"]} == {item["story_id"] for item in answer["items"]}
    counted = searched.get("/api/timeline", params={"text": text}).json()
    assert sum(period["events"] for period in counted["periods"]) == len(expected)


def test_many_words_that_hold_the_term_change_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A single letter stands in most words."""
    monkeypatch.setattr(words, "_MANY_WORDS", 1)
    with TestClient(make_app(path), base_url="http://localhost") as found:
        assert found.get("/api/events?text=e").json()["total"] == 4
        assert found.get("/api/events?text=e+harbin").json()["total"] == 1
