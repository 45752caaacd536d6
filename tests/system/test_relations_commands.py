"""The commands that look at a store: relations, stories, places, statements."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tidings import Store
from tidings.cli.app import main
from tidings.records import ActorMention, Article, CodedArticle, Event, PlaceMention, Span, Statement, When

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m=cmd"


def coded(key: str, text: str, source: str) -> CodedArticle:
    """Russia shells a place with a hostile name, and says so."""
    day, whole = dt.date(2024, 5, 17), Span(start=0, end=len(text), text=text)
    russia = ActorMention(start=0, end=6, text=text[:6], code="RUS", sectors=("MIL",), name=HOSTILE)
    ukraine = ActorMention(start=15, end=22, text=text[15:22], code="UKR")
    event = Event(
        id=f"{key}:7-14:ASSAULT", type="ASSAULT", quad=4, score=-9.0, actors=(russia,), recipients=(ukraine,),
        date=When(value=str(day), start=day, end=day, basis="stated"), trigger=Span(start=7, end=14, text=text[7:14]),
        place=PlaceMention(start=15, end=22, text="x", name=HOSTILE, lat=50.0, lon=36.2, country="UKR", kind="city"),
        evidence=whole, confidence=0.9,
    )  # fmt: skip
    return CodedArticle(
        article=Article(id=key, text=text, title=HOSTILE, published=day, source=source), sentences=(whole,),
        actors=(russia, ukraine), events=(event,),
        statements=(Statement(speaker=russia, cue=None, content=(whole,), kind="indirect"),),
    )  # fmt: skip


@pytest.fixture(name="store", scope="module")
def store_fixture(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two reports of one attack."""
    path = tmp_path_factory.mktemp("store") / "s.duckdb"
    with Store(path) as store:
        store.add([coded("a", f"Russia shelled Kharkiv on Friday, {HOSTILE} said.", "Wire")])
        store.add([coded("b", f"Russia shelled Kharkiv early on Friday, {HOSTILE}.", "Post")])
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command prints; it must end with ``code``."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == code
    printed = capsys.readouterr()
    return printed.out if code == 0 else printed.err


@pytest.mark.parametrize("command", [
    ("stories",), ("stories", "--json"), ("map",), ("map", "--json"), ("dyad", "RUS", "UKR"), ("statements",),
    ("dyad", "RUS", "UKR", "--csv"),
])  # fmt: skip
def test_hostile_text_reaches_no_terminal(
    capsys: pytest.CaptureFixture[str], store: str, command: tuple[str, ...]
) -> None:
    """No escape sequence, no reversed writing."""
    out = run(capsys, *command, "--store", store)
    assert out
    assert not {"\x1b", "\u202e"} & {*out}


def test_a_story_shows_its_reports(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """The list has its id, and the id its reports."""
    (story,) = json.loads(run(capsys, "stories", "--store", store, "--min-articles", "2", "--json"))
    assert (story["articles"], story["outlets"]) == (2, ["Post", "Wire"])
    (shown,) = json.loads(run(capsys, "stories", story["id"], "--store", store, "--json"))
    assert [report["article_id"] for report in shown["reports"]] == ["a", "b"]
    assert "no story" in run(capsys, "stories", "none", "--store", store, code=2)


def test_relations_are_drawn_and_counted_by_story(
    capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path
) -> None:
    """Each kind of file is what its name says; a page runs nothing; another kind is refused before any work."""
    for name, head in (("r.svg", b"<?xml"), ("r.png", b"\x89PNG"), ("r.html", b"<!DOCTYPE html>")):
        run(capsys, "dyad", "BRICS", "UKR", "--store", store, "--by", "story", "--plot", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(head)
    assert b"<script" not in (tmp_path / "r.html").read_bytes()
    (period,) = json.loads(run(capsys, "dyad", "RUS", "UKR", "--store", store, "--by", "story", "--json"))
    assert (period["events"], period["stories"], period["material_conflict"]) == (2, 1, 1)
    assert "cannot draw" in run(capsys, "dyad", "RUS", "UKR", "--store", store, "--plot", "r.pdf", code=2)


def test_a_map_is_written(capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path) -> None:
    """GeoJSON and a picture, with the filters of events."""
    run(capsys, "map", str(tmp_path / "m.geojson"), "--store", store, "--actor", "RUS:MIL")
    (feature,) = json.loads((tmp_path / "m.geojson").read_text("utf-8"))["features"]
    assert feature["geometry"]["coordinates"] == [36.2, 50.0]
    run(capsys, "map", str(tmp_path / "m.svg"), "--store", store)
    assert b"<script" not in (tmp_path / "m.svg").read_bytes()
    assert "no event type" in run(capsys, "map", "--store", store, "--type", "BATTLE", code=2)


def test_statements_about_an_actor(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """By code and since a day."""
    asked = ("statements", "--store", store, "--speaker", "RUS", "--about", "UKR", "--json")
    assert len(json.loads(run(capsys, *asked, "--since", "2024-05-17"))) == 2
    assert not json.loads(run(capsys, *asked, "--since", "2024-05-18"))
