"""HTML of coded articles: a fragment for notebooks, a self-contained page for a browser. No script, no network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tidings.markup import view as shown
from tidings.markup.neutral import neutralised, neutralised_line
from tidings.markup.spans import Segment

FOLDER = Path(__file__).parent / "templates"
_MAY_BE_EMPTY = ("actors", "recipients", "date", "place", "said_by")
_STATUSES = frozenset({"occurred", "ongoing", "planned", "possible", "denied"})


def fragment(coded: Mapping[str, Any]) -> str:
    """HTML of one coded article (``CodedArticle.to_dict()``), to stand inside another page.

    Everything from the article is escaped; control and bidirectional characters are shown by name.
    """
    key = "t" + hashlib.sha256(_safe_bytes(str(coded["article"]["id"]))).hexdigest()[:10]
    template = environment().get_template("fragment.html.j2")
    return template.render(key=key, level=3, view=_view(coded), kinds=shown.KINDS, style=Markup(_style([key])))  # noqa: S704


def page(coded: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> str:
    """One HTML file of one or more coded articles: nothing is loaded, nothing is executed (content security policy)."""
    many = [coded] if isinstance(coded, Mapping) else list(coded)
    articles = [(f"a{number}", _view(each)) for number, each in enumerate(many, 1)]
    style = _style([key for key, _ in articles]) + (FOLDER / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = articles[0][1]["title"] if len(articles) == 1 else f"{len(articles)} coded articles"
    return environment().get_template("page.html.j2").render(
        articles=articles, kinds=shown.KINDS, title=title, style=Markup(style), style_hash=f"sha256-{digest}",  # noqa: S704  our own files
    )  # fmt: skip


@cache
def environment() -> Environment:
    """The templates; everything that they write is escaped, what is no value of ours is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    )  # fmt: skip
    made.filters["shown"] = neutralised
    made.filters["line"] = neutralised_line
    made.filters["decimals"] = shown.decimals
    return made


def _style(keys: Sequence[str]) -> str:
    """The style sheet with the switches of the legend; ``keys`` are made by us, never by the text."""
    layers = environment().get_template("layers.css.j2")
    return (FOLDER / "style.css").read_text("utf-8") + "".join(layers.render(key=key) for key in keys)


def _view(coded: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the template writes, in words."""
    text = list(shown.text_segments(coded))
    starts: dict[int, int] = {}
    for segment in text:
        for number in segment.events:
            starts.setdefault(number, segment.start)
    url = coded["article"]["url"] or ""
    return {
        "title": shown.title_words(coded),
        "about": shown.source_words(coded),
        "url": url if re.match(r"https?://", url, re.IGNORECASE) else None,
        "reason": neutralised_line(coded.get("reason") or ""),
        "text": text,
        "events": [_event(coded, event, number, starts) for number, event in enumerate(coded.get("events") or (), 1)],
        "lists": _lists(coded),
        "versions": shown.versions_words(coded),
    }


def _event(coded: Mapping[str, Any], event: Mapping[str, Any], number: int, starts: dict[int, int]) -> dict[str, Any]:
    evidence: list[Segment] = shown.evidence_segments(coded, event)
    notes = [
        f"score {event['score']:g}",
        shown.size_words(event),
        neutralised_line(", ".join(event["contexts"])),
        f"{len(event['also'])} other mentions" if event["also"] else "",
    ]
    return {
        "number": number,
        "at": starts.get(number, event["trigger"]["start"]),
        "type": shown.type_words(event),
        "actors": shown.listed(event["actors"]),
        "recipients": shown.listed(event["recipients"]),
        "date": shown.date_words(event),
        "place": shown.place_words(event["place"]),
        "status": event["status"] if event["status"] in _STATUSES else "unknown",
        "certainty": f"{event['certainty']:.2f}",
        "said_by": shown.source_of(event),
        "positions": [
            (who, status if status in _STATUSES else "unknown", words)
            for who, status, words in map(shown.position_words, event.get("positions") or ())
        ],
        "confidence": f"{event['confidence']:.2f}",
        "evidence": evidence,
        "notes": " · ".join(note for note in notes if note),
        **{f"no_{field}": shown.why_empty(event, field) for field in _MAY_BE_EMPTY},
    }


def _lists(coded: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Tables of what the marks only hint at: reachable without a mouse."""
    line = neutralised_line
    return [
        ("Actors", ("Words", "Who"), [(line(a["text"]), shown.actor_code(a)) for a in coded.get("actors") or ()]),
        ("Places", ("Words", "Where"), [(line(p["text"]), shown.place_words(p)) for p in coded.get("places") or ()]),
        ("Times", ("Words", "Value"), [
            (line(t["text"]), line(t["value"] or shown.reason_of(t))) for t in coded.get("times") or ()
        ]),
        ("Statements", ("Speaker", "Cue", "Kind", "Stance", "Content"), [
            (
                " ".join(filter(None, (shown.actor_words(s["speaker"]), shown.via_words(s.get("via") or ())))),
                line(s["cue"]["text"] if s["cue"] else ""), s["kind"], s.get("stance") or "",
                line(" … ".join(part["text"] for part in s["content"])),
            )
            for s in coded.get("statements") or ()
        ]),
    ]  # fmt: skip


def _safe_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
