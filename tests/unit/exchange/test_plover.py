"""PLOVER JSON records."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

from tidings.exchange.plover import plover_events, write
from tidings.records import (
    ActorMention,
    Article,
    CodedArticle,
    Event,
    PlaceMention,
    Position,
    Size,
    Span,
    Versions,
    When,
)

TEXT = "Storms passed. Rebels shelled Kisumu on Friday, police said."
REQUIRED = {"id", "date", "actor", "event"}
# The record of plover.md; ``size`` belongs to it, though the table prints it apart.
FIELDS = REQUIRED | {
    "has_event", "time", "enddate", "endtime", "recipient", "event_loc", "event_text", "quad_code", "event_scale",
    "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment", "size",
}  # fmt: skip


def span(words: str) -> Span:
    """The first occurrence of words."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def article(*events: Event, **about: object) -> CodedArticle:
    """An article with events made by hand."""
    return CodedArticle(
        article=Article(text=TEXT, id="a", **about), sentences=(span("Storms passed."), span(TEXT[15:])), events=events,
        versions=Versions(coder="0.1.0", ontology="plover 2026.1", knowledge="k", parser="p"),
    )  # fmt: skip


def shelling(**about: object) -> Event:
    """Rebels shell Kisumu."""
    rebels = span("Rebels")
    values: dict[str, object] = {
        "id": "a:22-29:ASSAULT", "type": "ASSAULT", "mode": "heavy-weapons", "quad": 4, "score": -9.0,
        "actors": (
            ActorMention(**rebels.model_dump(), code="KEN", sectors=("REB",), name="The Rebels", wikidata="Q9"),
        ),
        "contexts": ("military",), "trigger": span("shelled"), "evidence": span(TEXT[15:]), "confidence": 0.8,
        "date": When(value="2024-05", start="2024-05-01", end="2024-05-31", basis="stated"),
        "place": PlaceMention(
            **span("Kisumu").model_dump(), name="Kisumu", lat=-0.1, lon=34.75, country="KEN", kind="city", geonames_id=1
        ),
        "said_by": ActorMention(**span("police").model_dump(), code="KEN"), "size": Size(dead=2, displaced=9),
    }  # fmt: skip
    return Event(**{**values, **about})


def test_a_record_has_the_fields_of_the_codebook() -> None:
    """Each where PLOVER puts it; no other key."""
    (record,) = plover_events(article(shelling(), url="https://example.org/1", title="Kisumu", source="Gazette"))
    assert set(record) <= FIELDS
    assert record["id"] == "a:22-29:ASSAULT"
    assert (record["event"], record["mode"], record["quad_code"], record["event_scale"]) == (
        ["ASSAULT"], ["heavy-weapons"], 4, -9.0,
    )  # fmt: skip
    (actor,) = record["actor"]
    assert (actor["code"], actor["sector"], actor["entity_text"]) == ("KEN", ["REB"], "Rebels")
    assert (actor["identifier_id"], actor["identifier_text"]) == ("Q9", "The Rebels")
    assert record["link"] == record["cite_info"]["url"] == "https://example.org/1"
    assert record["size"] == {"dead": 2}


def test_the_comment_has_every_source_and_what_each_of_them_says() -> None:
    """Who passed it on, and who denies it."""
    police, rebels = (ActorMention(**span(words).model_dump(), code="KEN") for words in ("police", "Rebels"))
    positions = (
        Position(said_by=police, status="occurred", certainty=1.0),
        Position(said_by=rebels, status="denied", certainty=0.7),
    )
    (record,) = plover_events(article(shelling(chain=(rebels, police), positions=positions)))
    assert "chain=Rebels > police" in record["comment"]
    assert "positions=police: occurred | Rebels: denied" in record["comment"]


def test_a_month_is_written_as_its_first_and_last_day() -> None:
    """PLOVER knows days only; a span of days has an end."""
    (record,) = plover_events(article(shelling()))
    assert (record["date"], record["enddate"]) == ("2024-05-01", "2024-05-31")


def test_without_a_stated_date_the_day_of_publication_stands_and_says_so() -> None:
    """The basis is in the comment."""
    (record,) = plover_events(article(shelling(date=When(reason="none given")), published="2024-05-17"))
    assert record["date"] == "2024-05-17"
    assert "date_basis=published" in record["comment"]


def test_an_unknown_date_is_null() -> None:
    """A required field is written, but never invented."""
    (record,) = plover_events(article(shelling(date=When(reason="none given"), actors=())))
    assert record["date"] is None
    assert record["actor"] == []


def test_place_has_its_resolution_and_parts() -> None:
    """4: city."""
    (record,) = plover_events(article(shelling()))
    place = record["event_loc"]
    assert (place["extracted_place"], place["city"], place["country_code"]) == ("Kisumu", "Kisumu", "KEN")
    assert place["resolution"] == 4


def test_text_info_points_into_the_article() -> None:
    """Sentence number from 1, offsets of the evidence."""
    (record,) = plover_events(article(shelling()))
    info = record["text_info"]
    assert info["sequence"] == 2
    assert TEXT[info["start"] : info["end"]] == record["text"]


def test_what_plover_has_no_field_for_is_in_the_comment() -> None:
    """Status, certainty, source, confidence."""
    (record,) = plover_events(article(shelling(status="denied", certainty=0.7)))
    assert record["comment"] == ("status=denied; certainty=0.70; confidence=0.80; said_by=police; date_basis=stated")


def test_the_same_article_gives_the_same_records_unless_a_time_is_given() -> None:
    """No clock inside."""
    coded = article(shelling())
    assert plover_events(coded) == plover_events(coded)
    (record,) = plover_events(coded, coded_at=dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC))
    assert (record["coded_date"], record["coded_time"]) == ("2026-01-02", "03:04:05")


def test_write_gives_one_line_an_event(tmp_path: Path) -> None:
    """To a file or a stream; articles without events give none."""
    coded = [article(shelling(), shelling(id="b")), article()]
    stream = io.StringIO()
    assert write(coded, stream) == write(coded, tmp_path / "out.jsonl") == 2
    lines = stream.getvalue().splitlines()
    assert (tmp_path / "out.jsonl").read_text("utf-8").splitlines() == lines
    assert [json.loads(line)["id"] for line in lines] == ["a:22-29:ASSAULT", "b"]
