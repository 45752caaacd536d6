"""A coder's events against a gold coding: how many are found, how well they are filled, how far confidence is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tidings.analysis.matching import Matching, Pair, codes, match, sentence_of
from tidings.errors import UsageError
from tidings.records import CodedArticle, Event, GoldArticle, GoldEvent, Record, Span, Versions

BINS = 10
Kind = Literal["missed", "spurious", "confused", "differs"]


class Score(Record):
    """Precision, recall and their harmonic mean; None where nothing is there to be measured on."""

    right: int
    gold: int
    predicted: int
    precision: float | None
    recall: float | None
    f1: float | None


class Share(Record):
    """How many of the matched events have a field right; None where none says."""

    right: int
    of: int
    share: float | None


class Confusion(Record):
    """Gold events of one type whose sentence has a coded event of another; None is no event of either kind."""

    gold: str | None
    predicted: str | None
    count: int


class Bin(Record):
    """Coded events whose confidence lies from ``low`` to below ``high`` (1.0 is in the last bin).

    ``confidence`` is their mean, ``right`` the share of them that a gold event matches; None for an empty bin.
    """

    low: float
    high: float
    count: int
    confidence: float | None
    right: float | None


class Calibration(Record):
    """Whether of events at 0.8 confidence 80 % are right; ``error`` is the expected calibration error."""

    bins: tuple[Bin, ...]
    error: float | None


class Disagreement(Record):
    """One error.

    ``missed``: the gold event has no partner; ``spurious``: the coded one has none; ``confused``: both stand in one
    sentence but differ in type; ``differs``: they match, and ``fields`` names what is wrong.
    """

    kind: Kind
    article_id: str
    where: str = ""
    sentence: Span
    gold: GoldEvent | None = None
    predicted: Event | None = None
    fields: tuple[str, ...] = ()


class Evaluation(Record):
    """Everything measured; ``event_status`` is None where the gold gives no status.

    ``who_whom`` and ``event_status`` count a matched event as right only where those fields are right too; ``matched``
    has the share of matched events with the right mode, status, actors and recipients.
    """

    articles: int
    events: Score
    event_status: Score | None
    who_whom: Score
    by_type: dict[str, Score]
    matched: dict[str, Share]
    confusion: tuple[Confusion, ...]
    calibration: Calibration
    errors: tuple[Disagreement, ...]
    versions: Versions | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """One article: what must be found, what was, and which is which."""

    gold: GoldArticle
    coded: CodedArticle
    matching: Matching


# What is compared of two matched events; None where the gold does not say.
_FIELDS: dict[str, Callable[[GoldEvent, Event], bool | None]] = {
    "mode": lambda gold, event: gold.mode == event.mode,
    "status": lambda gold, event: None if gold.status is None else gold.status == event.status,
    "actors": lambda gold, event: codes(gold.actors) == codes(event.actors),
    "recipients": lambda gold, event: codes(gold.recipients) == codes(event.recipients),
}


def compare(gold: Iterable[GoldArticle], coded: Iterable[CodedArticle]) -> Evaluation:
    """Measure coded articles against gold ones, given in the same order.

    How events are matched is said in ``tidings.analysis.matching.match``. Counts are summed over all articles (micro).

    Raises:
        UsageError: there are more of one than of the other, or two texts differ: offsets would mean other words.
    """
    judged = list(_judged(gold, coded))
    pairs = [pair for each in judged for pair in each.matching.pairs]
    wanted = [event for each in judged for event in each.gold.events]
    found = [event for each in judged for event in each.coded.events]
    return Evaluation(
        articles=len(judged),
        events=_score(len(pairs), len(wanted), len(found)),
        event_status=_status_score(pairs, wanted, found),
        who_whom=_score(sum(_who_whom(pair) for pair in pairs), len(wanted), len(found)),
        by_type=_by_type(pairs, wanted, found),
        matched={name: _share([same(*pair) for pair in pairs]) for name, same in _FIELDS.items()},
        confusion=_confusion(judged),
        calibration=_calibration(_outcomes(judged)),
        errors=tuple(error for each in judged for error in _errors(each)),
        versions=next((each.coded.versions for each in judged if each.coded.versions), None),
    )


def _judged(gold: Iterable[GoldArticle], coded: Iterable[CodedArticle]) -> Iterator[_Judged]:
    found = iter(coded)
    for article in gold:
        other = next(found, None)
        if other is None:
            raise UsageError("there are fewer coded articles than gold ones", fix="Give one for each, in one order")
        if other.article.text != article.article.text:
            where = article.where or f"article {article.article.id}"
            raise UsageError("the coded text is another one", where=where, fix="Give both in the same order")
        yield _Judged(article, other, match(article.events, other))
    if next(found, None) is not None:
        raise UsageError("there are more coded articles than gold ones", fix="Give one for each, in one order")


def _score(right: int, gold: int, predicted: int) -> Score:
    return Score(
        right=right, gold=gold, predicted=predicted, precision=_ratio(right, predicted), recall=_ratio(right, gold),
        f1=_ratio(2 * right, gold + predicted),
    )  # fmt: skip


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _share(outcomes: Sequence[bool | None]) -> Share:
    said = [outcome for outcome in outcomes if outcome is not None]
    return Share(right=sum(said), of=len(said), share=_ratio(sum(said), len(said)))


def _who_whom(pair: Pair) -> bool:
    return all(_FIELDS[name](*pair) for name in ("actors", "recipients"))


def _status_score(pairs: Sequence[Pair], wanted: Sequence[GoldEvent], found: Sequence[Event]) -> Score | None:
    """Gold events without a status, and what was found for them, count neither way."""
    stated = sum(event.status is not None for event in wanted)
    outcomes = [_FIELDS["status"](*pair) for pair in pairs]
    return _score(outcomes.count(True), stated, len(found) - outcomes.count(None)) if stated else None


def _by_type(pairs: Sequence[Pair], wanted: Sequence[GoldEvent], found: Sequence[Event]) -> dict[str, Score]:
    right = Counter(gold.type for gold, _ in pairs)
    gold, predicted = Counter(event.type for event in wanted), Counter(event.type for event in found)
    return {name: _score(right[name], gold[name], predicted[name]) for name in sorted(gold | predicted)}


def _confusion(judged: Iterable[_Judged]) -> tuple[Confusion, ...]:
    """Every event without a match, counted once: the most frequent first."""
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for each in judged:
        counts.update((gold.type, event.type) for gold, event in each.matching.confused)
        counts.update((gold.type, None) for gold in each.matching.missed)
        counts.update((None, event.type) for event in each.matching.spurious)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0] or "", item[0][1] or ""))
    return tuple(Confusion(gold=gold, predicted=predicted, count=count) for (gold, predicted), count in ordered)


def _outcomes(judged: Iterable[_Judged]) -> Iterator[tuple[float, bool]]:
    """Confidence of each coded event, and whether a gold event matches it."""
    for each in judged:
        yield from ((event.confidence, True) for _, event in each.matching.pairs)
        yield from ((event.confidence, False) for _, event in each.matching.confused)
        yield from ((event.confidence, False) for event in each.matching.spurious)


def _calibration(outcomes: Iterable[tuple[float, bool]]) -> Calibration:
    """Ten bins of equal width and the expected calibration error.

    The error is the mean distance of confidence and share right over the bins, weighted by their events: sum over bins
    of count / all * |right - confidence|.

    Source: Naeini, M. P., Cooper, G. F., Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian
    binning. Proceedings of the 29th AAAI Conference on Artificial Intelligence, 2901-2907.
    """
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in outcomes:
        sorted_in[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    count = sum(map(len, sorted_in))
    gaps = (abs(sum(right - confidence for confidence, right in found)) for found in sorted_in)
    bins = tuple(_bin(number, found) for number, found in enumerate(sorted_in))
    return Calibration(bins=bins, error=sum(gaps) / count if count else None)


def _bin(number: int, found: Sequence[tuple[float, bool]]) -> Bin:
    count = len(found)
    return Bin(
        low=number / BINS, high=(number + 1) / BINS, count=count,
        confidence=sum(confidence for confidence, _ in found) / count if count else None,
        right=_ratio(sum(right for _, right in found), count),
    )  # fmt: skip


def _errors(judged: _Judged) -> list[Disagreement]:
    """The errors of an article in the order of its text."""
    matching = judged.matching
    found = [
        *(_error(judged, "differs", gold, event) for gold, event in matching.pairs if _wrong(gold, event)),
        *(_error(judged, "confused", gold, event) for gold, event in matching.confused),
        *(_error(judged, "missed", gold, None) for gold in matching.missed),
        *(_error(judged, "spurious", None, event) for event in matching.spurious),
    ]
    return sorted(found, key=_position)


def _error(judged: _Judged, kind: Kind, gold: GoldEvent | None, event: Event | None) -> Disagreement:
    return Disagreement(
        kind=kind, article_id=judged.coded.article.id, where=judged.gold.where,
        sentence=_shown(judged.coded, gold, event), gold=gold, predicted=event,
        fields=_wrong(gold, event) if gold and event and kind == "differs" else (),
    )  # fmt: skip


def _wrong(gold: GoldEvent, event: Event) -> tuple[str, ...]:
    return tuple(name for name, same in _FIELDS.items() if same(gold, event) is False)


def _shown(coded: CodedArticle, gold: GoldEvent | None, event: Event | None) -> Span:
    """The sentence that shows an error: the gold's, else the coded event's, else the whole text."""
    sentence = sentence_of(gold, coded) if gold else None
    if sentence is None and event is not None:
        sentence = event.evidence
    return sentence or Span(start=0, end=len(coded.article.text), text=coded.article.text)


def _position(error: Disagreement) -> tuple[int, int]:
    event = error.predicted or error.gold
    trigger = event.trigger if event else None
    return error.sentence.start, trigger.start if trigger else error.sentence.start
