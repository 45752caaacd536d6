"""Sources of sources: which statements lie in the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from tidings.records import Span, Statement

_DEEPEST = 8  # more sources in a row than any desk writes


def with_chains(statements: Sequence[Statement]) -> list[Statement]:
    """The same, each with the speakers around it, the outermost first.

    One pass over the stretches of content in their order; those that are open at a statement's cue are around it.
    """
    pieces = sorted(
        ((piece.start, -piece.end, at) for at, each in enumerate(statements) for piece in each.content),
    )
    anchors = sorted((_anchor(each).start, at) for at, each in enumerate(statements))
    via: dict[int, tuple[int, ...]] = {}
    opened: list[tuple[int, int]] = []
    place = 0
    for start, at in anchors:
        while place < len(pieces) and pieces[place][0] <= start:
            _, end, owner = pieces[place]
            opened = [(stop, one) for stop, one in opened if stop > pieces[place][0]][-_DEEPEST:]
            opened.append((-end, owner))
            place += 1
        end = _anchor(statements[at]).end
        around = [one for stop, one in opened if stop >= end and one != at]
        via[at] = tuple(dict.fromkeys(around))
    return [_with(each, [statements[one] for one in via[at]]) for at, each in enumerate(statements)]


def _anchor(statement: Statement) -> Span:
    return statement.cue or statement.content[0]


def _with(statement: Statement, around: Sequence[Statement]) -> Statement:
    speakers = tuple(each.speaker for each in around if each.speaker is not None)
    return statement.model_copy(update={"via": speakers}) if speakers else statement
