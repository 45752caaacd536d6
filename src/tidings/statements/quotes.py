"""Quotations: where they begin and end, of every style of mark, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

# Two apostrophes open where a word follows and none precedes. A line that opens with a mark, after one that ends a
# sentence, is a new paragraph also without an empty line between them.
_MARK = re.compile(
    r"[\"“”„«»‟‹›]|``|''|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)|\n\s*\n|(?<=[.!?…])\s*\n\s*(?=[\"“„«]|``|'')"
)
_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "``": "''", "''": "''", '"': '"”', "‘": "’", "'": "'"}
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
    inner = False
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if opened is None:
            if sign in _PAIRS and _may_open(text, mark):
                opened, inner = (mark.start(), sign), False
            continue
        start, first = opened
        if first == "“" and sign == '"':
            # Straight inside curly is a quotation of its own, unless it only closes: writers mix them.
            inner, closes = not inner, not inner and not _begins(text, mark)
        else:
            closes = sign in _PAIRS[first]
        if closes:
            if first not in _SINGLE or mark.end() - start >= _SHORT_SINGLE:
                found.append(Quote(start, mark.end()))
            opened = None
        elif "\n" in sign:
            if first not in _SINGLE and mark.start() - start > 1:
                found.append(Quote(start, mark.start()))
            opened = None
        elif mark.start() - start > LONGEST or (first in _SINGLE and sign not in _SINGLE):
            opened = (mark.start(), sign) if sign in _PAIRS else None
    return [quote for quote in found if quote.end - quote.start <= LONGEST]


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark that also closes can open here: a word follows it, and none ends before it."""
    if mark[0] not in {"''", "»", '"', "'"}:
        return True
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return bool(after) and not after.isspace() and (not before.isalnum() or mark[0] == '"')


def _begins(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark stands as one that opens: before a word, after a blank."""
    after = text[mark.end() : mark.end() + 1]
    return bool(after) and not after.isspace() and not text[mark.start() - 1 : mark.start()].strip(" \t\n([—–")


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

    def before(self, offset: int) -> Quote | None:
        """The last quotation that ends at or before a character."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self.all[index].end > offset:
            index -= 1
        return self.all[index] if index >= 0 else None

    def after(self, offset: int) -> Quote | None:
        """The first quotation that begins at or after a character."""
        index = bisect_left(self._starts, offset)
        return self.all[index] if index < len(self.all) else None

    def between(self, start: int, end: int) -> list[Quote]:
        """Quotations that touch a stretch of text."""
        index = max(0, bisect_right(self._starts, start) - 1)
        found = []
        while index < len(self.all) and self.all[index].start < end:
            if self.all[index].end > start:
                found.append(self.all[index])
            index += 1
        return found
