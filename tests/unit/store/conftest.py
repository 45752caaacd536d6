"""Coded articles by hand: the store needs no coder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tidings.records import ActorMention, Article, CodedArticle, Event, PlaceMention, Size, Span, Statement, When

Make = Callable[..., CodedArticle]


def actor(code: str, *sectors: str, name: str | None = None) -> ActorMention:
    """A mention of an actor at the head of the text."""
    return ActorMention(start=0, end=3, text=code, code=code, sectors=sectors, name=name)


def make(  # noqa: PLR0913  one argument a field
    key: str, text: str = "Russia shelled Kharkiv on Friday.", *, day: str = "2024-05-17", published: str | None = None,
    kind: str = "ASSAULT", quad: int = 4, score: float = -9.0, status: str = "occurred", source: str | None = None,
    actors: tuple[ActorMention, ...] = (actor("RUS", "MIL"),), recipients: tuple[ActorMention, ...] = (actor("UKR"),),
    place: str | None = None, dead: int | None = None, said: tuple[int, int] | None = None,
) -> CodedArticle:  # fmt: skip
    """An article of one sentence that reports one event on ``day``; ``said`` bounds a statement's content."""
    on = dt.date.fromisoformat(day)
    sentence, trigger = Span(start=0, end=len(text), text=text), Span(start=7, end=14, text=text[7:14])
    where = (
        PlaceMention(start=0, end=1, text=place, name=place, lat=50.0, lon=36.2, country="UKR", kind="city")
        if place
        else None
    )
    event: dict[str, Any] = {
        "id": f"{key}:7-14:{kind}", "type": kind, "quad": quad, "score": score, "status": status, "trigger": trigger,
        "evidence": sentence, "confidence": 0.9, "actors": actors, "recipients": recipients, "place": where,
        "date": When(value=day, start=on, end=on, basis="stated"),
        "size": Size(dead=dead) if dead is not None else None,
    }  # fmt: skip
    content = [Span(start=said[0], end=said[1], text=text[slice(*said)])] if said else []
    statements = [Statement(speaker=actors[0], cue=None, content=tuple(content), kind="indirect")] if said else []
    article = Article(
        text=text, id=key, published=published or day, source=source or f"Outlet {key}", title=f"Title {key}"
    )
    return CodedArticle(
        article=article, sentences=(sentence,), actors=(*actors, *recipients), events=(Event(**event),),
        statements=tuple(statements),
    )  # fmt: skip


@pytest.fixture(name="make")
def make_fixture() -> Make:
    """See ``make``."""
    return make


@pytest.fixture(name="actor")
def actor_fixture() -> Callable[..., ActorMention]:
    """See ``actor``."""
    return actor
