"""What is shown of a coded article, for a page and for a terminal alike. Works on ``CodedArticle.to_dict()``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tidings.markup.neutral import neutralised_line
from tidings.markup.spans import Mark, Segment, segments

Coded = Mapping[str, Any]
KINDS = {
    "trigger": "event",
    "actor": "actor",
    "place": "place",
    "time": "time",
    "statement": "statement",
    "cue": "reporting words",
}
NOBODY = "not named"
UNKNOWN = "—"
_TITLE = 80
_NEAR = 600  # characters of evidence on each side of the trigger
_SIZES = ("dead", "injured", "arrested", "displaced", "participants")


def text_segments(coded: Coded) -> Iterator[Segment]:
    """The article's text, cut at the bounds of everything found in it."""
    return segments(_text(coded), marks_of(coded))


def marks_of(coded: Coded) -> Iterator[Mark]:
    """Marks for statements, actors, places, times and triggers."""
    for statement in coded.get("statements") or ():
        note = f"{statement['kind']} statement by {actor_words(statement['speaker'])}"
        for part in statement["content"]:
            yield _mark(part, "statement", note)
        if statement["cue"]:
            yield _mark(statement["cue"], "cue", "")
    for actor in coded.get("actors") or ():
        yield _mark(actor, "actor", f"actor: {actor_code(actor)}")
    for place in coded.get("places") or ():
        yield _mark(place, "place", f"place: {place_words(place)}")
    for when in coded.get("times") or ():
        yield _mark(when, "time", f"time: {when['value'] or reason_of(when)}")
    for number, event in enumerate(coded.get("events") or (), 1):
        yield _mark(event["trigger"], "trigger", f"event {number}: {type_words(event)}", number)


def evidence_segments(coded: Coded, event: Mapping[str, Any]) -> list[Segment]:
    """The evidence of an event with its own parts marked; of a very long sentence what is near the trigger."""
    evidence, trigger = event["evidence"], event["trigger"]
    start, end = max(evidence["start"], trigger["start"] - _NEAR), min(evidence["end"], trigger["end"] + _NEAR)
    parts = [_mark(event["trigger"], "trigger", "")]
    for kind, found in (
        ("actor", event["actors"]),
        ("actor", event["recipients"]),
        ("place", [event["place"]]),
        ("time", [(event["date"] or {}).get("mention")]),
    ):
        parts.extend(_mark(span, kind, "") for span in found if span)
    before = [Segment(start, "… ", ())] if start > evidence["start"] else []
    after = [Segment(end, " …", ())] if end < evidence["end"] else []
    return [*before, *segments(_text(coded), parts, start, end), *after]


def type_words(event: Mapping[str, Any]) -> str:
    """Type and mode: "CONSULT visit"."""
    return neutralised_line(f"{event['type']} {event['mode'] or ''}")


def actor_code(actor: Mapping[str, Any]) -> str:
    """Code, sectors and name: "RUS GOV Vladimir Putin"; the reason where none is known."""
    known = [actor["code"], *actor["sectors"], actor["name"]]
    return neutralised_line(" ".join(word for word in known if word)) or reason_of(actor)


def actor_words(actor: Mapping[str, Any] | None) -> str:
    """The words of the text and who it is: "Putin (RUS GOV)"; "his = Vladimir Putin (RUS GOV)"."""
    if actor is None:
        return NOBODY
    words = actor["text"]
    if actor["antecedent"]:
        words = f"{words} = {actor['name'] or actor['antecedent']['text']}"
    codes = " ".join(word for word in (actor["code"], *actor["sectors"]) if word)
    return neutralised_line(f"{words} ({codes})" if codes else words)


def via_words(chain: Sequence[Mapping[str, Any]]) -> str:
    """Who passes on what another says, the nearest to that one first: "via Reuters"; empty where nobody does."""
    return " ".join(f"via {actor_words(each)}" for each in reversed(chain))


def source_of(event: Mapping[str, Any]) -> str:
    """Whose word an event is, with those who pass it on; empty where the article itself asserts it."""
    if not event["said_by"]:
        return ""
    return " ".join(filter(None, (actor_words(event["said_by"]), via_words((event.get("chain") or ())[:-1]))))


def position_words(position: Mapping[str, Any]) -> tuple[str, str, str]:
    """Whose position it is, what it is, and the words that hold it (empty where the article itself says so)."""
    who = actor_words(position["said_by"]) if position["said_by"] else "the article"
    return who, position["status"], neutralised_line((position["statement"] or {}).get("text") or "")


def place_words(place: Mapping[str, Any] | None) -> str:
    """Name and country: "Harbin, CHN"; the words of the text and the reason where nothing was found."""
    if place is None:
        return ""
    if not place["name"]:
        return neutralised_line(f"{place['text']} ({reason_of(place)})")
    return neutralised_line(", ".join(word for word in (place["name"], place["country"]) if word))


def date_words(event: Mapping[str, Any]) -> str:
    """The date at its own precision, with the publication date marked as such; empty where none is given."""
    date = event["date"] or {}
    value = date.get("value") or ""
    return f"{value} (published)" if value and date.get("basis") == "published" else neutralised_line(value)


def reason_of(record: Mapping[str, Any] | None) -> str:
    """Why a record holds nothing."""
    return neutralised_line((record or {}).get("reason") or "unknown")


def why_empty(event: Mapping[str, Any], field: str) -> str:
    """Why a field of an event is empty."""
    if field == "date":
        return reason_of(event["date"])
    return neutralised_line(event["reasons"].get(field) or "not given")


def size_words(event: Mapping[str, Any]) -> str:
    """Numbers of people: "12 dead, 40 injured"."""
    size = event["size"] or {}
    return ", ".join(f"{size[key]} {key}" for key in _SIZES if size.get(key) is not None)


def source_words(coded: Coded) -> str:
    """Outlet and date of the article, on one line."""
    article = coded["article"]
    parts = [article["source"], article["published"] or "no publication date", article["language"]]
    return neutralised_line(" · ".join(part for part in parts if part))


def decimals(value: float | None) -> str:
    """A share with three decimals; a dash where nothing could be measured."""
    return UNKNOWN if value is None else f"{value:.3f}"


def versions_words(coded: Coded) -> str:
    """What coded it: "coder 0.1.0 · ontology plover 2.0 · ..."."""
    return neutralised_line(" · ".join(f"{name} {version}" for name, version in (coded.get("versions") or {}).items()))


def title_words(coded: Coded) -> str:
    """The title, else the beginning of the text."""
    article = coded["article"]
    title = neutralised_line(article["title"] or "")
    if title:
        return title
    first = article["text"].lstrip()[: 2 * _TITLE].partition("\n")[0]
    begin = neutralised_line(first)
    return (begin if len(begin) <= _TITLE else f"{begin[:_TITLE].rstrip()} …") or "Untitled"


def listed(actors: Iterable[Mapping[str, Any]]) -> list[str]:
    """Actors or recipients of an event in words."""
    return [actor_words(actor) for actor in actors]


def _mark(span: Mapping[str, Any], kind: str, note: str, *events: int) -> Mark:
    return Mark(span["start"], span["end"], kind, note, events)


def _text(coded: Coded) -> str:
    text: str = coded["article"]["text"]
    return text
