"""The page of an evaluation: measures, confusion, reliability diagram, errors. Works on plain data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from tidings.markup import view as shown
from tidings.markup.html import FOLDER, environment
from tidings.markup.neutral import neutralised_line
from tidings.markup.spans import Mark, Segment, segments

Plain = Mapping[str, Any]
NONE = "none"
KINDS = {
    "missed": "no coded event matches",
    "spurious": "no gold event matches",
    "confused": "coded as another type",
    "differs": "found, but a field differs",
}
MEASURES = {"events": "event", "event_status": "event+status", "who_whom": "who-whom"}
_NEAR = 600  # characters of the sentence on each side of the trigger
_STEPS = 4  # shades of the confusion table
# The plot of the diagram in the units of its drawing: the left and lower corner, and the side.
_LEFT, _FLOOR, _SIDE = 46, 284, 270


def evaluation_page(evaluation: Plain, *, gold: str = "", limit: int | None = None) -> str:
    """One HTML file of an evaluation (``Evaluation.model_dump(mode="json")``): nothing is loaded, nothing is executed.

    Everything from the texts is escaped; control and bidirectional characters are shown by name.

    Args:
        evaluation: what was measured.
        gold: the name of the gold file, for the title.
        limit: at most so many errors.
    """
    style = "".join((FOLDER / name).read_text("utf-8") for name in ("style.css", "page.css", "evaluation.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    errors = evaluation["errors"][:limit]
    return environment().get_template("evaluation.html.j2").render(
        title=neutralised_line(f"Evaluation on {gold}" if gold else "Evaluation"),
        style=Markup(style), style_hash=f"sha256-{digest}",  # noqa: S704  our own files
        articles=evaluation["articles"],
        versions=shown.versions_words(evaluation),
        scores=[(name, evaluation[key]) for key, name in MEASURES.items() if evaluation[key]],
        types=[(neutralised_line(name), score) for name, score in evaluation["by_type"].items()],
        matched=evaluation["matched"],
        confusion=confusion_table(evaluation["confusion"]),
        calibration=evaluation["calibration"],
        diagram=_diagram(evaluation["calibration"]["bins"]),
        errors=[_error(error, number) for number, error in enumerate(errors, 1)],
        all_errors=len(evaluation["errors"]),
        kinds=KINDS,
    )  # fmt: skip


def confusion_table(confusion: Sequence[Plain]) -> dict[str, Any]:
    """The counts as a table: a row for each gold type, a column for each coded one, "none" last.

    Returns: ``columns``, and ``rows`` of a name and cells (count, shade 0-4 by the share of the largest count).
    """
    counts = {(each["gold"], each["predicted"]): each["count"] for each in confusion}
    rows = sorted({gold for gold, _ in counts}, key=_none_last)
    columns = sorted({predicted for _, predicted in counts}, key=_none_last)
    most = max(counts.values(), default=1)
    return {
        "columns": [neutralised_line(name or NONE) for name in columns],
        "rows": [
            (neutralised_line(row or NONE), [_cell(counts.get((row, column), 0), most) for column in columns])
            for row in rows
        ],
    }


def party_words(party: Plain) -> str:
    """Words and code of an actor of the gold: "rebels (KEN REB)"."""
    codes = " ".join(word for word in (party["code"], *party["sectors"]) if word)
    words = f"{party['text']} ({codes})" if party["text"] and codes else party["text"] or codes
    return neutralised_line(words) or shown.NOBODY


def sentence_segments(error: Plain) -> list[Segment]:
    """The sentence of an error, cut where the gold's trigger and the coded one begin and end."""
    sentence = error["sentence"]
    offset, text = sentence["start"], sentence["text"]
    marks = [
        Mark(event["trigger"]["start"] - offset, event["trigger"]["end"] - offset, kind)
        for kind, event in (("gold", error["gold"]), ("trigger", error["predicted"]))
        if event and event["trigger"]
    ]
    at = max(0, min((mark.start for mark in marks), default=0))
    start, end = max(0, at - _NEAR), min(len(text), at + _NEAR)
    before = [Segment(start, "… ", ())] if start else []
    after = [Segment(end, " …", ())] if end < len(text) else []
    return [*before, *segments(text, marks, start, end), *after]


def _none_last(name: str | None) -> tuple[bool, str]:
    return name is None, name or ""


def _cell(count: int, most: int) -> tuple[int, int]:
    return count, -(-_STEPS * count // most)


def _error(error: Plain, number: int) -> dict[str, Any]:
    gold, predicted = error["gold"], error["predicted"]
    return {
        "number": number,
        "kind": error["kind"] if error["kind"] in KINDS else "differs",
        "article": neutralised_line(error["article_id"]),
        "where": neutralised_line(error["where"]),
        "sentence": sentence_segments(error),
        "wrong": error["fields"] or (["type"] if error["kind"] == "confused" else []),
        "events": list(_rows(gold, predicted)),
    }


def _rows(gold: Plain | None, predicted: Plain | None) -> Iterator[dict[str, Any]]:
    """The gold event and the coded one, each as a row of the same cells; None where there is none."""
    for name, event, words in (("gold", gold, party_words), ("coded", predicted, shown.actor_words)):
        yield {
            "name": name,
            "event": event and {
                "type": neutralised_line(event["type"]),
                "mode": neutralised_line(event["mode"] or shown.UNKNOWN),
                "actors": [words(each) for each in event["actors"]],
                "recipients": [words(each) for each in event["recipients"]],
                "status": event["status"] or "not given",
                "confidence": _two_decimals(event.get("confidence")),
            },
        }  # fmt: skip


def _two_decimals(value: float | None) -> str:
    return shown.UNKNOWN if value is None else f"{value:.2f}"


def _diagram(bins: Sequence[Plain]) -> dict[str, Any]:
    """Where the parts of the reliability diagram stand: a bar and a point for each bin that has events."""
    filled = [each for each in bins if each["count"]]
    return {
        "left": _LEFT,
        "floor": _FLOOR,
        "side": _SIDE,
        "ticks": [(f"{step / 5:.1f}", _across(step / 5), _up(step / 5)) for step in range(6)],
        "bars": [
            {
                "x": round(_across(each["low"]) + 1, 1),
                "y": _up(each["right"]),
                "width": round(_SIDE * (each["high"] - each["low"]) - 2, 1),
                "height": round(_FLOOR - _up(each["right"]), 1),
                "middle": _across((each["low"] + each["high"]) / 2),
                "point": _across(each["confidence"]),
                "count": each["count"],
                "words": _bin_words(each),
            }
            for each in filled
        ],
    }


def _bin_words(found: Plain) -> str:
    return f"{found['count']} at mean confidence {found['confidence']:.2f}: {found['right']:.2f} right"


def _across(value: float) -> float:
    return round(_LEFT + _SIDE * value, 1)


def _up(value: float) -> float:
    return round(_FLOOR - _SIDE * value, 1)
