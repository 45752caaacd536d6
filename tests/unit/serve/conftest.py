"""A small store with made-up codings, and a server over it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tidings.records import ActorMention, Article, CodedArticle, Event, PlaceMention, Span, Statement, When
from tidings.serve import make_app
from tidings.store import Store

Code = Callable[..., CodedArticle]


def coding(  # noqa: PLR0913  what a made-up report says
    key: str, *, day: str | None = "2024-05-17", actor: str = "RUS", recipient: str | None = "CHN",
    type: str = "CONSULT",  # noqa: A002  the field's own word
    words: str = "visited", title: str | None = "A report", source: str | None = "Wire", url: str | None = None,
    status: str = "occurred", place: str | None = None, others: tuple[str, ...] = (), text: str | None = None,
) -> CodedArticle:  # fmt: skip
    """An article with one event and one statement."""
    body = text if text is not None else f"{actor} {words} {recipient} today."
    date = dt.date.fromisoformat(day) if day else None
    actors = tuple(
        ActorMention(start=0, end=3, text=code, code=code, sectors=("GOV",), name=code) for code in (actor, *others)
    )
    aim = ActorMention(start=12, end=15, text=recipient, code=recipient, name=recipient) if recipient else None
    where = {"name": place, "lat": 45.75, "lon": 126.65, "country": "CHN", "geonames_id": 1}
    told = Event(
        id=f"{key}:4-8:{type}", type=type, quad=1, score=2.5, actors=actors,
        recipients=(aim,) if aim else (),
        date=When(value=day, start=date, end=date, basis="stated") if day else When(reason="no date"),
        place=PlaceMention(start=0, end=3, text=place, **where) if place else None, status=status, confidence=0.8,
        trigger=Span(start=4, end=8, text=words[:4]), evidence=Span(start=0, end=len(body), text=body),
    )  # fmt: skip
    said = Statement(
        speaker=actors[0],
        cue=Span(start=4, end=8, text="said"),
        content=(Span(start=0, end=9, text=body),),
        kind="indirect",
    )
    return CodedArticle(
        article=Article(id=key, text=body, title=title, published=date, source=source, url=url), actors=actors,
        events=(told,), statements=(said,),
    )  # fmt: skip


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five reports: visits of Russia to China, a meeting without recipient, a French act, one without a day."""
    path = tmp_path_factory.mktemp("written") / "events.duckdb"
    with Store(path) as opened:
        opened.add([
            coding("a", place="Harbin", title="Putin in Harbin"),
            coding("b", day="2024-05-16", words="greeted", source="Post"),
            coding("c", day="2024-06-01", recipient=None, others=("CHN",), words="met"),
            coding("d", day="2024-05-20", actor="FRA", recipient="RUS", type="ACCUSE", words="condemned",
                   status="denied"),
            coding("e", day=None, actor="USA", recipient="IRN", type="ACCUSE", words="blamed"),
        ])  # fmt: skip
    return path


@pytest.fixture
def store(written: Path, tmp_path: Path) -> Path:
    """The store, to be changed."""
    return Path(shutil.copyfile(written, tmp_path / "events.duckdb"))


@pytest.fixture(scope="session")
def client(written: Path) -> Iterator[TestClient]:
    """A server over a store that nobody changes, called as this machine."""
    with TestClient(make_app(written), base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def own(store: Path) -> Iterator[TestClient]:
    """A server of this test's own, over a store that it may change."""
    with TestClient(make_app(store), base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found
