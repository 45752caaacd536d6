"""Quotations: where they begin and end, of every style of mark, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„«»‟]|``|''|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)|\n\s*\n")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "‘": "’", "'": "'"}
_SINGLE = frozenset("‘'")
LONGEST = 4000  # characters; a mark without its partner does not swallow an article
_SHORT_SINGLE = 15  # single marks around less are an apostrophe or a title


class Quote(NamedTuple):
    """Half-open characters of a quotation, its marks included."""

    start: int
    end: int


def find_quotes(text: str) -> list[Quote]:
    """Quotations ordered by start, none inside another.

    An unclosed one ends with its paragraph; a paragraph that opens with a mark continues the one before.
    """
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if opened is None:
            if sign in _PAIRS:
                opened = (mark.start(), sign)
            continue
        start, first = opened
        if sign in _PAIRS[first]:
            if first not in _SINGLE or mark.end() - start >= _SHORT_SINGLE:
                found.append(Quote(start, mark.end()))
            opened = None
        elif sign[0] == "\n":
            if first not in _SINGLE and mark.start() - start > 1:
                found.append(Quote(start, mark.start()))
            opened = None
        elif mark.start() - start > LONGEST or (first in _SINGLE and sign not in _SINGLE):
            opened = (mark.start(), sign) if sign in _PAIRS else None
    return [quote for quote in found if quote.end - quote.start <= LONGEST]


class Quotes:
    """Quotations of a text, to be asked by position."""

    def __init__(self, text: str) -> None:
        """Find them once."""
        self.all = find_quotes(text)
        self._starts = [quote.start for quote in self.all]

    def at(self, offset: int) -> Quote | None:
        """The quotation that holds a character."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.all[index].end:
            return self.all[index]
        return None

    def between(self, start: int, end: int) -> list[Quote]:
        """Quotations that touch a stretch of text."""
        index = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while index < len(self.all) and self.all[index].start < end:
            if self.all[index].end > start:
                found.append(self.all[index])
            index += 1
        return found
