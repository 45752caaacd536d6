"""The date of a report in its own first lines, where nobody gave one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from tidings.times.anchors import Context
from tidings.times.grammar import load_grammar
from tidings.times.make import MAKERS, Made

_HEAD = 600  # characters
_LINES = 12
_SHORTEST, _LONGEST = 6, 48  # characters: "3/5/24", "Wednesday, the 25th of September 2024"
_EXPLICIT = frozenset({"iso", "slashed", "month-day-year", "day-month"})
_LABEL = re.compile(
    r"^\W*(?:last )?(?:date|dated|published|posted|updated|filed|released|issued|pub-?date)\b[:\s]*(?:on\s)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[,\s]*(?:T|at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}|[+-]\d\d:?\d\d|Z)?\W*$",
    re.IGNORECASE,
)
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # "LONDON, May 17, 2024 (Reuters) -", "PARIS, 17 May 2024 --"
        r"^[A-Z][\w .'’-]{1,40}, (?:[A-Z][\w .]{1,30}, )?(?P<date>[^()\n]{6,40}?) ?(?:\([^()\n]{2,30}\)|--|–|—|_| - )",
        # "(Reuters) - May 17, 2024:", "WASHINGTON (AP) May 17, 2024 --"
        r"^(?:[A-Z][\w .,'’-]{1,40} )?\([A-Z][\w /.]{1,30}\)[ –—-]{1,4}(?P<date>[^()\n]{6,40}?) ?(?::|--|–|—|_| - )",
        # "By John Smith, May 17, 2024"
        r"^By [A-Z][\w .'’-]{1,60}, (?P<date>[^()\n]{6,40})$",
        # "(11/02/98 14:32) The envoy"
        r"^[(\[](?P<date>[^()\n]{6,40})[)\]] ",
    )
)
_COLUMNS = re.compile(r"\s*[|•·]\s*")
_WEEKDAY = re.compile(r"[,\s(]+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\W*$")


class TextDay(NamedTuple):
    """The day of a text by its own first lines, and where it says so."""

    day: dt.date
    start: int
    end: int


def date_of_text(at: Context) -> TextDay | None:
    """The day that stands alone on one of the first lines, after "Date:", or in the dateline; None where none does.

    A line that says more than its date is not taken: it may tell of another day.
    """
    offset = 0
    for line in at.text[:_HEAD].splitlines(keepends=True)[:_LINES]:
        for part in _parts(line.strip()):
            day = _whole_date(part, at)
            if day is not None:
                start = offset + line.index(part)
                return TextDay(day, start, start + len(part))
        offset += len(line)
    return None


def _parts(line: str) -> Iterator[str]:
    """What of a line may be its date."""
    leads = (lead["date"] for shape in _SHAPES if (lead := shape.match(line)))
    for part in (*_COLUMNS.split(line), *leads):
        yield _WEEKDAY.sub("", _CLOCK.sub("", _LABEL.sub("", part))).strip(" \t,.()[]")


def _whole_date(text: str, at: Context) -> dt.date | None:
    """The day that a few words name, all of them and with the year."""
    if not _SHORTEST <= len(text) <= _LONGEST:
        return None
    grammar = load_grammar()
    words, letters = grammar.lexicon.read(text)
    for match in grammar.at(words, letters, 0, len(words)):
        is_whole = match.end == len(words) and (match.has("year") or match.rule.name in {"iso", "slashed"})
        if is_whole and match.rule.name in _EXPLICIT:
            made = MAKERS[match.rule.make](match, at)
            if isinstance(made, Made) and made.value:
                return dt.date.fromisoformat(made.value[:10])
    return None
