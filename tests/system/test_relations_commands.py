"""The commands that look at a store: relations, stories, places, statements."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from tidings import Store
from tidings.cli.app import main
from tidings.records import (
    ActorMention,
    Article,
    CodedArticle,
    Event,
    PlaceMention,
    Position,
    Span,
    Statement,
    When,
)

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
        evidence=whole, confidence=0.9, said_by=ukraine, chain=(russia, ukraine), positions=(
            Position(said_by=ukraine, status="occurred", certainty=1.0, statement=whole),
            Position(said_by=None, status="denied", certainty=0.7),
        ),
    )  # fmt: skip
    return CodedArticle(
        article=Article(id=key, text=text, title=HOSTILE, published=day, source=source), sentences=(whole,),
        actors=(russia, ukraine), events=(event,),
        statements=(
            Statement(speaker=russia, cue=None, content=(whole,), kind="indirect", stance="denying", via=(ukraine,)),
        ),
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
    ("dyad", "RUS", "UKR", "--csv"), ("events",), ("events", "--json"), ("statements", "--json"),
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


def test_disputed_events_say_what_each_source_says(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """Below the evidence, with the words; the chain stands behind the source."""
    out = run(capsys, "events", "--store", store, "--disputed")
    assert out.startswith("2 events")
    assert "said by UKR via RUS MIL" in out
    assert "- Kharkiv (UKR): occurred: “Russia shelled" in out
    assert "- the article: denied" in out
    assert run(capsys, "map", "--store", store, "--disputed").startswith("1 places")


def test_statements_have_stance_and_via_and_are_found_by_stance(capsys: pytest.CaptureFixture[str], store: str) -> None:
    """What is no stance is refused with those that there are."""
    out = run(capsys, "statements", "--store", store, "--stance", "denying")
    assert out.startswith("2 statements")
    assert "RUS MIL via UKR" in out
    assert "denying" in out
    assert run(capsys, "statements", "--store", store, "--stance", "neutral").startswith("0 statements")
    assert "demanding" in run(capsys, "statements", "--store", store, "--stance", "angry", code=2)


def test_stories_of_another_version_are_told_anew_on_request(
    capsys: pytest.CaptureFixture[str], store: str, tmp_path: Path
) -> None:
    """Until then the list says how; the note is on standard error, so that JSON stays JSON."""
    own = str(tmp_path / "own.duckdb")
    shutil.copyfile(store, own)
    with Store(own) as opened:
        opened.connection.execute("delete from meta where key = 'grouping'")
    with pytest.raises(SystemExit):
        main(["stories", "--store", own, "--json"])
    printed = capsys.readouterr()
    assert json.loads(printed.out)
    assert f"tidings stories --store {own} --regroup" in printed.err
    assert "stories, 0 of them" in run(capsys, "stories", "--store", own, "--regroup")
    with pytest.raises(SystemExit):
        main(["stories", "--store", own])
    assert not capsys.readouterr().err
