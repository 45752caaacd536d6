"""A group of reports as a ``Story``: who, when, where, told by whom, and what they do not say alike."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from tidings.records import Disagreement, DisputedValue, Party, Story, StoryPlace
from tidings.stories.likeness import near
from tidings.stories.report import Report
from tidings.stories.weights import Weights

_Field = Literal["status", "place", "date", "dead"]


def tell(reports: Sequence[Report], how: Weights, countries: Mapping[str, str]) -> Story:
    """The story of one or more reports.

    Args:
        reports: all reports of one happening.
        how: the weights that joined them.
        countries: names by country code, for the parties.
    """
    found = sorted(reports, key=lambda report: report.order)
    head = found[0]
    published = [report.published for report in found if report.published]
    starts = [report.date_start for report in _dated(found) if report.date_start]
    ends = [report.date_end for report in _dated(found) if report.date_end]
    articles = {report.article_id: report for report in found}
    return Story(
        id=hashlib.sha256(head.id.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        type=_most(report.type for report in found), title=head.title or head.evidence,
        first=min(published, default=None), last=max(published, default=None),
        start=min(starts, default=None), end=max(ends, default=None),
        actors=_parties(found, lambda report: report.actors, countries),
        recipients=_parties(found, lambda report: report.recipients, countries),
        articles=len(articles), outlets=tuple(sorted({report.source for report in found if report.source})),
        independent=_independent(articles.values()), events=tuple(report.id for report in found),
        disagreements=tuple(_disagreements(found, how)), place=_place(found),
        score=sum(report.score for report in found) / len(found),
    )  # fmt: skip


def _dated(found: Sequence[Report]) -> list[Report]:
    """Reports with a day of their own; else those with a wider date."""
    exact = [report for report in found if report.date_start and report.date_start == report.date_end]
    return exact or list(found)


def _most(values: Iterable[str]) -> str:
    """The most frequent; of equals the first in the alphabet."""
    return min(Counter(values).items(), key=lambda item: (-item[1], item[0]))[0]


def _parties(
    found: Sequence[Report], codes: Callable[[Report], tuple[str, ...]], countries: Mapping[str, str]
) -> tuple[Party, ...]:
    """Each code once, the most frequent first."""
    counts = Counter(code for report in found for code in dict.fromkeys(codes(report)))
    names = Counter(pair for report in found for pair in report.names)
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(Party(code=code, name=countries.get(code) or _name(code, names)) for code in ordered)


def _name(code: str, names: Counter[tuple[str, str]]) -> str | None:
    own = {name: count for (of, name), count in names.items() if of == code}
    return min(own, key=lambda name: (-own[name], name)) if own else None


def _independent(articles: Iterable[Report]) -> int:
    """Sources that do not copy each other: articles of one outlet, and copies, are joined to one."""
    groups: list[set[str]] = []
    for report in articles:
        keys = {f"copy {report.copy_of}", f"outlet {report.source}" if report.source else f"copy {report.copy_of}"}
        touched = [group for group in groups if group & keys]
        groups = [group for group in groups if not group & keys] + [keys.union(*touched)]
    return len(groups)


def _place(found: Sequence[Report]) -> StoryPlace | None:
    """An exact place before a country; of equals the most frequent, then the earliest."""
    placed = [report for report in found if report.place]
    if not placed:
        return None
    counts = Counter(report.place for report in placed)
    best = min(placed, key=lambda report: (not report.exact, -counts[report.place], report.order))
    return StoryPlace(name=best.place or "", lat=best.lat, lon=best.lon, country=best.country)


def _disagreements(found: Sequence[Report], how: Weights) -> Iterable[Disagreement]:
    questions: tuple[tuple[_Field, Callable[[Report], str | None]], ...] = (
        ("status", _status),
        ("date", _date),
        ("dead", lambda report: None if report.dead is None else str(report.dead)),
    )
    for field, value in questions:
        values = [(report, value(report)) for report in found]
        if field == "status":
            values += [(report, each) for report in found if report.disputed for each in ("occurred", "denied")]
        given = _given(values)
        if len(given) > 1:
            yield _disagreement(field, given)
    given = _given((report, _place_value(report, found, how)) for report in found)
    if len(given) > 1:
        yield _disagreement("place", given)


def _given(values: Iterable[tuple[Report, str | None]]) -> dict[str, list[str]]:
    """Each value with the articles that give it."""
    given: dict[str, list[str]] = {}
    for report, value in values:
        if value is not None and report.article_id not in given.setdefault(value, []):
            given[value].append(report.article_id)
    return given


def _disagreement(field: _Field, given: Mapping[str, Sequence[str]]) -> Disagreement:
    ordered = sorted(given, key=lambda value: (-len(given[value]), value))
    return Disagreement(
        field=field, values=tuple(DisputedValue(value=value, articles=tuple(given[value])) for value in ordered)
    )


def _status(report: Report) -> str | None:
    """What goes on has occurred; what is left open, or planned before its day, contradicts nobody."""
    if report.status == "possible":
        return None
    if report.status == "planned" and (not report.published or not report.day or report.published <= report.day):
        return None
    return "occurred" if report.status == "ongoing" else report.status


def _date(report: Report) -> str | None:
    exact = report.basis == "stated" and report.date_start == report.date_end
    return str(report.date_start) if exact and report.date_start else None


def _place_value(report: Report, found: Sequence[Report], how: Weights) -> str | None:
    """The first named place that this one is the same as; a country says nothing against a place in it."""
    if not report.place:
        return None
    others = [other for other in found if other.place]
    if not report.exact and any(other.exact and other.country == report.country for other in others):
        return None
    same = next(other for other in others if other.exact == report.exact and near(other, report, how.values.near_km))
    return same.place
