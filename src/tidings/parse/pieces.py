"""Cut a very long text at paragraph ends, so that memory stays bounded."""

from __future__ import annotations

import re
from typing import NamedTuple

# A Doc of 100,000 characters takes about 150 MB while the parser works on it.
PIECE_CHARACTERS = 100_000
_BREAKS = tuple(re.compile(pattern) for pattern in (r"\n\s*\n", r"\n", r"[.!?][”\"’)]*\s", r"\s"))


class Piece(NamedTuple):
    """A stretch of text and where it begins."""

    offset: int
    text: str


def split_pieces(text: str, limit: int = PIECE_CHARACTERS) -> list[Piece]:
    """Cut ``text`` into pieces of at most ``limit`` characters whose concatenation is ``text``.

    Cuts fall after a blank line, else a line, else a sentence, else a blank, else at the limit.
    """
    pieces: list[Piece] = []
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        pieces.append(Piece(start, text[start:end]))
        start = end
    pieces.append(Piece(start, text[start:]))
    return pieces


def _cut(text: str, start: int, limit: int) -> int:
    floor = start + (limit - start) // 2
    for pattern in _BREAKS:
        ends = [found.end() for found in pattern.finditer(text, floor, limit)]
        if ends:
            return ends[-1]
    return limit
