"""A coded article made by hand, with a hostile text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from tidings.records import (
    ActorMention,
    Article,
    CodedArticle,
    Event,
    PlaceMention,
    Size,
    Span,
    Statement,
    TimeMention,
    Versions,
    When,
)

TEXT = (
    "President Ruiz ended her visit to Harbin on Friday.\n\n"
    'Police said that rebels had shelled Kisumu. <script>alert("x")</script> '
    "\u202egnp.exe\u202c \x1b[31mred \x00 & \ud800.\n"
    "قال الرئيس 🕊️ that talks will begin."
)
S = TypeVar("S", bound=Span)


def span(words: str, record: type[S] = Span, /, **about: object) -> S:  # type: ignore[assignment]
    """The first occurrence of words as a record."""
    start = TEXT.index(words)
    return record(start=start, end=start + len(words), text=words, **about)


RUIZ = span("President Ruiz", ActorMention, code="ESP", sectors=("GOV",), name="Anna Ruiz", wikidata="Q1")
POLICE = span("Police", ActorMention, code="KEN", sectors=("COP",))
HARBIN = span(
    "Harbin", PlaceMention, name="Harbin", lat=45.75, lon=126.65, country="CHN", province="Heilongjiang",
    geonames_id=2037013, kind="city",
)  # fmt: skip
KISUMU = span("Kisumu", PlaceMention, reason="no gazetteer entry")
FIRST = span("President Ruiz ended her visit to Harbin on Friday.")
SECOND = span("Police said that rebels had shelled Kisumu.")
VISIT = Event(
    id="a:21-26:CONSULT", type="CONSULT", mode="visit", quad=1, score=4.0, contexts=("diplomatic",), actors=(RUIZ,),
    date=When(value="2024-05-17", start="2024-05-17", end="2024-05-17", basis="stated", mention=span("Friday")),
    place=HARBIN, trigger=span("visit"), evidence=FIRST, confidence=0.8,
    reasons={"recipients": "nobody is named", "said_by": "the article asserts it"},
)  # fmt: skip
SHELLING = Event(
    id="a:83-90:ASSAULT", type="ASSAULT", mode="heavy-weapons", quad=4, score=-9.0, actors=(), recipients=(),
    date=When(reason="no time expression"), place=KISUMU, status="denied", certainty=0.7, said_by=POLICE,
    trigger=span("shelled"), evidence=SECOND, also=(span("talks"),), size=Size(dead=12, displaced=3), confidence=0.6,
)  # fmt: skip
SAID = Statement(speaker=POLICE, cue=span("said"), content=(span("rebels had shelled Kisumu"),), kind="indirect")


def make_coded(**changes: object) -> CodedArticle:
    """The sample; ``changes`` are fields of its article."""
    about = {"title": "<b>Ruiz</b>", "published": "2024-05-18", "source": "Gazette", "url": "https://example.org/1"}
    return CodedArticle(
        article=Article(text=TEXT, **{**about, "id": '"><script>', **changes}),
        sentences=(FIRST, SECOND), actors=(RUIZ, POLICE), places=(HARBIN, KISUMU),
        times=(span("Friday", TimeMention, type="DATE", value="2024-05-17"),),
        events=(VISIT, SHELLING), statements=(SAID,),
        versions=Versions(coder="0.1.0", ontology="plover 2026.1", knowledge="k", parser="p"),
    )  # fmt: skip


@pytest.fixture
def make() -> Callable[..., CodedArticle]:
    """The sample as a function of its article's fields."""
    return make_coded


@pytest.fixture
def coded() -> dict[str, Any]:
    """The sample as plain data."""
    return make_coded().to_dict()
