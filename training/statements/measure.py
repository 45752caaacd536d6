"""How well statements agree with marked attributions.

An attribution is right when its content shares half of the words (Jaccard) and its cue and its speaker share a word
with the marked ones, or both have none. A quotation that goes on in its paragraph without a cue belongs to the
attribution before it, as the stage has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tidings.records import Statement
from training.articles.labels import Attribution, LabelledArticle, Piece

_WORD = re.compile(r"\w+")
_ENOUGH = 0.5


@dataclass(frozen=True)
class _Sets:
    speaker: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True)
class Figures:
    """Shares of 1; ``recall`` by kind of content."""

    marked: int
    found: int
    precision: float
    recall: float
    f1: float
    content_f1: float
    speaker: float
    kinds: dict[str, float]

    def __str__(self) -> str:
        """In one line."""
        kinds = " ".join(f"{kind} {share:.2f}" for kind, share in self.kinds.items())
        return (
            f"{self.marked} marked, {self.found} found: P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}, "
            f"content words F1 {self.content_f1:.3f}, speaker {self.speaker:.3f}; recall {kinds}"
        )


def measure(pairs: Iterable[tuple[LabelledArticle, Sequence[Statement]]]) -> Figures:
    """Over several articles."""
    counts = dict.fromkeys(("marked", "found", "right", "speakers", "matched", "words", "marked words", "both"), 0)
    kinds = {kind: [0, 0] for kind in ("direct", "mixed", "indirect")}
    for article, statements in pairs:
        text = article.text
        marked = [(_marked(text, each), each.kind) for each in merged(article)]
        found = [_found(text, each) for each in statements]
        words = frozenset[int]().union(*(each.content for each, _ in marked))
        own = frozenset[int]().union(*(each.content for each in found))
        counts["words"] += len(own)
        counts["marked words"] += len(words)
        counts["both"] += len(own & words)
        counts["marked"] += len(marked)
        counts["found"] += len(found)
        for at, other in _pairs([each for each, _ in marked], found):
            one, kind = marked[at]
            alike = found[other]
            if one.speaker:
                counts["matched"] += 1
                counts["speakers"] += bool(one.speaker & alike.speaker)
            if _agree(one.cue, alike.cue) and _agree(one.speaker, alike.speaker):
                counts["right"] += 1
                kinds[kind][0] += 1
        for _, kind in marked:
            kinds[kind][1] += 1
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["marked"])
    return Figures(
        counts["marked"], counts["found"], precision, recall, 2 * precision * recall / max(1e-9, precision + recall),
        2 * counts["both"] / max(1, counts["words"] + counts["marked words"]),
        counts["speakers"] / max(1, counts["matched"]),
        {kind: right / max(1, count) for kind, (right, count) in kinds.items()},
    )  # fmt: skip


def merged(article: LabelledArticle) -> list[Attribution]:
    """Attributions with the quotations that go on in the same paragraph."""
    found: list[Attribution] = []
    for each in sorted(article.attributions, key=lambda one: one.content[0]):
        last = found[-1] if found else None
        gap = article.text[last.content[-1].end : each.content[0].start] if last else "\n"
        if last is None or each.cue or each.kind != "direct" or last.actors != each.actors or "\n" in gap:
            found.append(each)
        else:
            content = tuple(sorted((*last.content, *each.content)))
            found[-1] = Attribution(last.number, last.kind, last.speaker, last.cue, content, last.actors)
    return found


def _pairs(marked: Sequence[_Sets], found: Sequence[_Sets]) -> list[tuple[int, int]]:
    likely = sorted(
        (
            (
                -len(one.content & other.content) / len(one.content | other.content),
                not _agree(one.cue, other.cue),
                at,
                place,
            )
            for at, one in enumerate(marked)
            for place, other in enumerate(found)
            if one.content & other.content
        )
    )
    pairs: list[tuple[int, int]] = []
    for share, _, at, place in likely:
        if -share >= _ENOUGH and all(at != one and place != other for one, other in pairs):
            pairs.append((at, place))
    return pairs


def _agree(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one & other) or (not one and not other)


def _marked(text: str, each: Attribution) -> _Sets:
    return _Sets(
        _words(text, [each.speaker] if each.speaker else []), _words(text, each.cue), _words(text, each.content)
    )


def _found(text: str, each: Statement) -> _Sets:
    def pieces(*spans: object) -> list[Piece]:
        return [Piece(span.start, span.end) for span in spans if span]  # type: ignore[attr-defined]

    return _Sets(
        _words(text, pieces(each.speaker)), _words(text, pieces(each.cue)), _words(text, pieces(*each.content))
    )


def _words(text: str, pieces: Iterable[Piece]) -> frozenset[int]:
    return frozenset(match.start() for piece in pieces for match in _WORD.finditer(text, piece.start, piece.end))
