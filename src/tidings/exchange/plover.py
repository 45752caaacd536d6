"""PLOVER JSON records: one object an event, one line an object. Fields as in the PLOVER codebook."""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from tidings.records import ActorMention, CodedArticle, Event, PlaceMention, Position

# How finely a place is resolved: 5 below a city, 4 city, 3 district, 2 province, 1 country.
_RESOLUTION = {"country": 1, "province": 2, "district": 3, "city": 4}
_BELOW_CITY = 5


def plover_events(coded: CodedArticle, *, coded_at: dt.datetime | None = None) -> list[dict[str, Any]]:
    """The PLOVER JSON records of an article's events, in their order; empty for an article without events.

    ``date`` is the event's first day at its own precision, else the day of publication, else None; ``comment`` says
    which, with status, certainty, source, the sources on the way to it (``chain``, the outermost first), the positions
    of sources that disagree, and confidence, for which PLOVER has no field of its own. Keys without a
    value are left out, but for those that PLOVER requires (id, date, actor, event).

    Args:
        coded: the coded article.
        coded_at: when it was coded, for ``coded_date`` and ``coded_time``; None leaves them out, so that the same
            article gives the same records.
    """
    return [_record(coded, event, coded_at) for event in coded.events]


def write(articles: Iterable[CodedArticle], target: str | Path | TextIO) -> int:
    """Write the records of all articles as JSON Lines; returns how many events were written.

    Raises:
        OSError: the file cannot be written.
    """
    if isinstance(target, str | Path):
        with Path(target).open("w", encoding="utf-8", newline="\n") as stream:
            return write(articles, stream)
    count = 0
    for article in articles:
        for record in plover_events(article):
            target.write(json.dumps(record) + "\n")
            count += 1
    return count


def _record(coded: CodedArticle, event: Event, coded_at: dt.datetime | None) -> dict[str, Any]:
    article = coded.article
    date, end, basis = _dates(coded, event)
    record = {
        "id": event.id,
        "has_event": True,
        "date": date,
        "time": None,
        "enddate": end,
        "endtime": None,
        "actor": [_entity(actor) for actor in event.actors],
        "recipient": [_entity(actor) for actor in event.recipients],
        "event": [event.type],
        "event_loc": _place(event.place) if event.place else None,
        "event_text": [event.trigger.text, *(span.text for span in event.also)],
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": [event.mode] if event.mode else None,
        "context": list(event.contexts),
        "size": _filled(event.size.model_dump(include={"dead", "injured", "arrested"})) if event.size else None,
        "text": event.evidence.text,
        "text_info": _text_info(coded, event),
        "cite_info": _cited(coded),
        "coder": f"tidings {coded.versions.coder}" if coded.versions else "tidings",
        "coded_date": coded_at.date().isoformat() if coded_at else None,
        "coded_time": coded_at.time().isoformat("seconds") if coded_at else None,
        "comment": _comment(event, basis),
    }
    if article.url:
        record["link"] = article.url
    return {key: value for key, value in record.items() if key in _REQUIRED or value not in (None, [], {})}


_REQUIRED = frozenset({"id", "date", "actor", "event"})


def _dates(coded: CodedArticle, event: Event) -> tuple[str | None, str | None, str]:
    """First day, last day where it is another, and where they come from."""
    if event.date.start is not None:
        last = event.date.end if event.date.end != event.date.start else None
        return event.date.start.isoformat(), last.isoformat() if last else None, event.date.basis
    published = coded.article.published
    return (published.isoformat(), None, "published") if published else (None, None, "none")


def _entity(actor: ActorMention) -> dict[str, Any]:
    return _filled(
        {
            "code": actor.code,
            "sector": list(actor.sectors),
            "entity_text": actor.text,
            "identifier_id": actor.wikidata,
            "identifier_text": actor.name,
        }
    )


def _place(place: PlaceMention) -> dict[str, Any]:
    return _filled(
        {
            "extracted_place": place.text,
            "resolved_place": place.name,
            "geonameid": place.geonames_id,
            "lat": place.lat,
            "lon": place.lon,
            "city": place.name if place.kind == "city" else None,
            "district": place.name if place.kind == "district" else None,
            "province": place.name if place.kind == "province" else place.province,
            "country": place.name if place.kind == "country" else None,
            "country_code": place.country,
            "resolution": _RESOLUTION.get(place.kind, _BELOW_CITY) if place.kind else None,
        }
    )


def _text_info(coded: CodedArticle, event: Event) -> dict[str, Any]:
    sequence = bisect_right(coded.sentences, event.trigger.start, key=lambda sentence: sentence.start) or None
    return _filled({"sequence": sequence, "start": event.evidence.start, "end": event.evidence.end})


def _cited(coded: CodedArticle) -> dict[str, Any]:
    article = coded.article
    return _filled(
        {
            "url": article.url,
            "title": article.title,
            "language": article.language,
            "publication": article.source,
            "coder": f"tidings {coded.versions.coder}" if coded.versions else None,
            "codebook": coded.versions.ontology.split(" ")[0] if coded.versions else None,
            "version": coded.versions.ontology.partition(" ")[2] if coded.versions else None,
        }
    )


def _comment(event: Event, basis: str) -> str:
    parts = [f"status={event.status}", f"certainty={event.certainty:.2f}", f"confidence={event.confidence:.2f}"]
    if event.said_by is not None:
        parts.append(f"said_by={event.said_by.text}")
    if len(event.chain) > 1:
        parts.append(f"chain={' > '.join(source.text for source in event.chain)}")
    if event.positions:
        parts.append(f"positions={' | '.join(map(_position, event.positions))}")
    return "; ".join([*parts, f"date_basis={basis}"])


def _position(position: Position) -> str:
    return f"{position.said_by.text if position.said_by else 'the article'}: {position.status}"


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [], "")}
