"""Scores a coder on gold cases: one short text each, with what must be found in it.

A case is a JSON object: ``id``, ``phenomenon``, ``text``, ``published``, and any of

- ``events``: ``type``, ``status``, ``trigger`` (a word of the text), ``actors`` and ``recipients`` (codes), and where
  they matter ``mode``, ``date``, ``place`` (country code), ``said_by`` (words of the speaker). Events that are not
  listed count as errors.
- ``statements``: ``speaker``, ``cue``, ``content`` as words of the text (null where there is none).
- ``times``: ``text``, ``value``. ``places``: ``text``, ``country``. ``actors``: ``text``, ``code``, ``sectors``.

A list that is left out is not measured in that case; an empty list says that there must be none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import tidings

Case = dict[str, Any]
Counts = dict[str, list[int]]


def score(coder: tidings.Coder, cases: list[Case]) -> tuple[dict[str, float], list[str]]:
    """F1 of each measure over all cases, and a line for every miss.

    Returns: measures by name, each in [0, 1]; and the errors as text.
    """
    counts: Counts = defaultdict(lambda: [0, 0, 0])
    errors: list[str] = []
    articles = [
        tidings.Article(text=case["text"], published=case.get("published"), title=case.get("title"), id=case["id"])
        for case in cases
    ]
    for case, coded in zip(cases, coder.pipe(articles), strict=True):
        for name, pairs in MEASURES.items():
            gold, found = pairs(case, coded)
            _count(counts[name], gold, found)
            for kind, items in (("missed", gold - found), ("spurious", found - gold)):
                errors += [
                    f"{case['id']} [{case['phenomenon']}] {name} {kind}: {item}" for item in sorted(items, key=str)
                ]
    return {name: _f1(*counts[name]) for name in MEASURES}, errors


def _count(tally: list[int], gold: set[Any], found: set[Any]) -> None:
    tally[0] += len(gold & found)
    tally[1] += len(found - gold)
    tally[2] += len(gold - found)


def _f1(right: int, spurious: int, missed: int) -> float:
    return 2 * right / (2 * right + spurious + missed) if right else 0.0


def _events(*fields: str) -> Callable[[Case, tidings.CodedArticle], tuple[set[Any], set[Any]]]:
    def pairs(case: Case, coded: tidings.CodedArticle) -> tuple[set[Any], set[Any]]:
        if "events" not in case:
            return set(), set()
        gold = {(event["type"], *_gold_fields(event, fields)) for event in case["events"]}
        return gold, {(event.type, *_found_fields(event, fields)) for event in coded.events}

    return pairs


def _gold_fields(event: Case, fields: tuple[str, ...]) -> Iterator[Any]:
    for name in fields:
        value = event.get(name)
        yield tuple(sorted(value or ())) if name in {"actors", "recipients"} else value


def _found_fields(event: tidings.Event, fields: tuple[str, ...]) -> Iterator[Any]:
    for name in fields:
        value = getattr(event, name)
        yield tuple(sorted({each.code for each in value if each.code})) if name in {"actors", "recipients"} else value


def _stated(
    name: str, read: Callable[[tidings.Event], Any]
) -> Callable[[Case, tidings.CodedArticle], tuple[set[Any], set[Any]]]:
    """A field of events that only some cases state: measured on the events found there."""

    def pairs(case: Case, coded: tidings.CodedArticle) -> tuple[set[Any], set[Any]]:
        stated = {(event["type"], event[name]) for event in case.get("events", ()) if name in event}
        types = {kind for kind, _ in stated}
        return stated, {(event.type, read(event)) for event in coded.events if event.type in types}

    return pairs


def _said_by(event: tidings.Event) -> str | None:
    return event.said_by.text if event.said_by else None


def _statements(case: Case, coded: tidings.CodedArticle) -> tuple[set[Any], set[Any]]:
    if "statements" not in case:
        return set(), set()
    gold = {(each["speaker"], each["cue"], _bare(each["content"])) for each in case["statements"]}
    found = {
        (
            s.speaker.text if s.speaker else None,
            s.cue.text if s.cue else None,
            _bare(" ".join(span.text for span in s.content)),
        )
        for s in coded.statements
    }
    return gold, found


def _bare(text: str) -> str:
    return text.strip(" .,;:\"'“”‘’«»")


def _mentions(name: str, *fields: str) -> Callable[[Case, tidings.CodedArticle], tuple[set[Any], set[Any]]]:
    def pairs(case: Case, coded: tidings.CodedArticle) -> tuple[set[Any], set[Any]]:
        if name not in case:
            return set(), set()
        gold = {tuple(_hashable(item.get(field)) for field in ("text", *fields)) for item in case[name]}
        found = {tuple(_hashable(getattr(item, field)) for field in ("text", *fields)) for item in getattr(coded, name)}
        texts = {item[0] for item in gold}
        # Actors are listed as a sample: only mentions of the same words are compared.
        return gold, {item for item in found if item[0] in texts} if name == "actors" else found

    return pairs


def _hashable(value: Any) -> Any:  # noqa: ANN401  any JSON value
    return tuple(sorted(value)) if isinstance(value, list | tuple) else value


MEASURES: dict[str, Callable[[Case, tidings.CodedArticle], tuple[set[Any], set[Any]]]] = {
    "event": _events(),
    "event+status": _events("status"),
    "who-whom": _events("actors", "recipients"),
    "mode": _stated("mode", lambda event: event.mode),
    "date": _stated("date", lambda event: event.date.value),
    "place": _stated("place", lambda event: event.place.country if event.place else None),
    "said_by": _stated("said_by", _said_by),
    "statement": _statements,
    "times": _mentions("times", "value"),
    "places": _mentions("places", "country"),
    "actors": _mentions("actors", "code", "sectors"),
}
