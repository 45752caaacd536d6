"""Clock times and parts of days join the day beside them: "10 p.m. Wednesday", "Friday night", "noon on 3 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tidings.times.anchors import Context
from tidings.times.make import NO_DATE, Made

_BETWEEN = frozenset({",", "on", "at", "in", "the", "(", "local", "time", "around", "about", "of", "by", "from"})
_WORDS_BETWEEN = 2
_BACK = 40  # sentences


class Draft(NamedTuple):
    """An expression before joining: ``words[start:end]``; ``made`` None for words that are known to be no time."""

    start: int
    end: int
    made: Made | None
    rule: str


def joined(drafts: Sequence[Draft], at: Context) -> Iterator[Draft]:
    """The drafts in order, each loose time with its day."""
    kept = [draft for draft in drafts if draft.made is not None]
    place = 0
    while place < len(kept):
        draft = kept[place]
        following = kept[place + 1] if place + 1 < len(kept) else None
        both = _together(draft, following, at) if following else None
        if both:
            kept[place + 1] = both
        elif (alone := _alone(draft, at)) is not None:
            yield alone
        place += 1


def _together(first: Draft, second: Draft, at: Context) -> Draft | None:
    one, two = first.made, second.made
    if one is None or two is None or one.loose == two.loose or not _is_beside(first, second, at):
        return None
    loose, day = (one, two) if one.loose else (two, one)
    if day.type != "DATE" or loose.value is None:
        return None
    if day.value is None:
        return Draft(first.start, second.end, Made("TIME", None, day.reason), second.rule)
    if len(day.value) != len("2024-05-17") or "W" in day.value:
        return None
    return Draft(first.start, second.end, Made("TIME", day.value + loose.value, mod=loose.mod or day.mod), second.rule)


def _is_beside(first: Draft, second: Draft, at: Context) -> bool:
    between = at.words[first.end : second.start]
    if at.sentence(at.words[first.start].start) != at.sentence(at.words[second.start].start):
        return False
    return len(between) <= _WORDS_BETWEEN and all(word.lower in _BETWEEN for word in between)


def _alone(draft: Draft, at: Context) -> Draft | None:
    """A loose time without a day beside it: on the day told in its sentence, else on the day of publication."""
    made = draft.made
    if made is None or not made.loose:
        return draft
    if made.weak:
        return None
    sentence = at.sentence(at.words[draft.start].start)
    day = at.days.get(sentence) or at.published
    if day is None:
        day = next((at.days[each] for each in range(sentence, sentence - _BACK, -1) if each in at.days), None)
    if day is None:
        return draft._replace(made=made._replace(value=f"XXXX-XX-XX{made.value}", reason=NO_DATE))
    return draft._replace(made=made._replace(value=f"{day.isoformat()}{made.value}"))
