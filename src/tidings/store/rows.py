"""Records to rows, one function a table. The keys are the columns of ``schema/*.sql``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from tidings.knowledge.tables import SUPRANATIONAL
from tidings.records import ActorMention, Article, CodedArticle, Event, Span, Statement, Versions

Row = dict[str, Any]


def digest_of(article: Article, versions: Versions | None) -> str:
    """Of everything that decides the rows of an article: its fields and what codes it."""
    parts = article.model_dump_json() + (versions.model_dump_json() if versions else "")
    return hashlib.sha256(parts.encode("utf-8")).hexdigest()


def article_row(coded: CodedArticle) -> Row:
    """The article's own row."""
    article = coded.article
    return {
        **article.model_dump(mode="json"), **_versions(coded),
        "parser": coded.versions.parser if coded.versions else None,
        "digest": digest_of(article, coded.versions), "sentences": len(coded.sentences),
        "coded": coded.model_dump_json(),
    }  # fmt: skip


def event_rows(coded: CodedArticle) -> Iterator[Row]:
    """One row an event."""
    for event in coded.events:
        size = event.size.model_dump() if event.size else {}
        yield {
            "id": event.id, "article_id": coded.article.id, "type": event.type, "mode": event.mode, "quad": event.quad,
            "score": event.score, "contexts": list(event.contexts), **_when(event), **_where(event),
            "published": _iso(coded.article.published), "status": event.status, "certainty": event.certainty,
            "said_by": event.said_by.text if event.said_by else None,
            "said_by_code": event.said_by.code if event.said_by else None,
            "trigger": event.trigger.text, "trigger_start": event.trigger.start, "trigger_end": event.trigger.end,
            "evidence": event.evidence.text, **size, "confidence": event.confidence, **_versions(coded),
            "disputed": bool(event.positions), "record": event.model_dump_json(),
        }  # fmt: skip


def actor_rows(coded: CodedArticle) -> Iterator[Row]:
    """One row a party of an event."""
    for event in coded.events:
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for position, party in enumerate(parties):
                yield {
                    "event_id": event.id, "article_id": coded.article.id, "role": role, "position": position,
                    **_party(party),
                }  # fmt: skip


def statement_rows(coded: CodedArticle) -> Iterator[Row]:
    """One row a statement."""
    for position, statement in enumerate(coded.statements):
        speaker = statement.speaker
        yield {
            "article_id": coded.article.id, "position": position, "speaker": speaker.text if speaker else None,
            "speaker_code": speaker.code if speaker else None,
            "speaker_sectors": list(speaker.sectors) if speaker else [],
            "speaker_name": speaker.name if speaker else None, "cue": statement.cue.text if statement.cue else None,
            "content": " ".join(span.text for span in statement.content), "kind": statement.kind,
            "published": _iso(coded.article.published), "record": statement.model_dump_json(),
            "about": about(coded, statement), "stance": statement.stance,
        }  # fmt: skip


def about(coded: CodedArticle, statement: Statement) -> list[str]:
    """Codes of whom the content names, and of the parties of events in it.

    With sectors, and bodies by name: "RUS", "RUS:GOV", "IGO/NATO".
    """
    inside = [(span.start, span.end) for span in statement.content]

    def within(span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in inside)

    named = [mention for mention in coded.actors if within(mention)]
    acting = [each for event in coded.events if within(event.trigger) for each in (*event.actors, *event.recipients)]
    places = {place.country for place in coded.places if place.country and within(place)}
    return sorted({key for mention in (*named, *acting) for key in _keys(mention)} | places)


def _keys(mention: ActorMention) -> Iterator[str]:
    if mention.code:
        yield mention.code
        if mention.name and mention.code in SUPRANATIONAL:
            yield f"{mention.code}/{mention.name}"
        yield from (f"{mention.code}:{sector}" for sector in mention.sectors)


def _versions(coded: CodedArticle) -> Row:
    found = coded.versions
    names = ("coder", "ontology", "knowledge")
    return {name: getattr(found, name) if found else None for name in names}


def _when(event: Event) -> Row:
    when = event.date
    return {"date": when.value, "date_start": _iso(when.start), "date_end": _iso(when.end), "date_basis": when.basis}


def _where(event: Event) -> Row:
    place = event.place
    fields = {
        "place": "text",
        "place_country": "country",
        "place_lat": "lat",
        "place_lon": "lon",
        "place_geonames_id": "geonames_id",
    }
    return {column: getattr(place, name) if place else None for column, name in fields.items()}


def _party(party: ActorMention) -> Row:
    return {
        "code": party.code, "sectors": list(party.sectors), "name": party.name, "wikidata": party.wikidata,
        "text": party.text, "span_start": party.start, "span_end": party.end,
    }  # fmt: skip


def _iso(day: object) -> str | None:
    return str(day) if day else None
