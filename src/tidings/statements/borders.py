"""Where a stretch of tokens begins and ends: without marks at its ends, within its paragraph, over whole quotations."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc

from tidings.parse.tokens import token_at
from tidings.statements.quotes import Quote, Quotes

Bounds = tuple[int, int]
_TRIM_FIRST = frozenset({",", ".", ";", ":", "-", "–", "—", "that", "''", ")"})
_TRIM_LAST = frozenset({",", ".", ";", ":", "-", "–", "—", "(", "and", "but"})
_STOPS = frozenset({".", "!", "?", "”", '"', "''", "…"})


def in_paragraph(doc: Doc, bounds: Bounds, place: int) -> Bounds:
    """What of the bounds stands in the paragraph of a token: the parser joins a heading and what follows."""
    ends = _paragraph_ends(doc)
    at = bisect_left(ends, place)
    start = ends[at - 1] + 1 if at else 0
    end = ends[at] if at < len(ends) else len(doc)
    return max(bounds[0], start), min(bounds[1], end)


def _paragraph_ends(doc: Doc) -> list[int]:
    """Blank lines, and line ends after a sentence, as tokens."""
    found: list[int] | None = doc.user_data.get("tidings_paragraph_ends")
    if found is None:
        found = doc.user_data["tidings_paragraph_ends"] = [
            token.i
            for token in doc
            if "\n" in token.text and (token.text.count("\n") > 1 or (token.i and doc[token.i - 1].text in _STOPS))
        ]
    return found


def stretched(doc: Doc, bounds: Bounds, cue: Bounds, quotes: Quotes) -> Bounds:
    """Over the whole of a quotation that it covers half of or that covers half of it, but not over the cue."""
    start, end = bounds
    if end <= start:
        return bounds
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    for quote in quotes.between(first, last):
        inside = min(last, quote.end) - max(first, quote.start)
        if inside * 2 >= min(quote.end - quote.start, last - first):
            first, last = min(first, quote.start), max(last, quote.end)
    if (first, last) == (doc[start].idx, doc[end - 1].idx + len(doc[end - 1])):
        return bounds
    wide = _token_range(doc, first, last)
    return wide if wide[1] <= cue[0] or wide[0] >= cue[1] else bounds


def trimmed(doc: Doc, bounds: Bounds) -> Bounds:
    """Without commas, blanks and "that" at its ends; "that" alone stays ("denied that")."""
    start, end = bounds
    if end - start == 1 and doc[start].lower_ == "that":
        return bounds
    while start < end and (doc[start].lower_ in _TRIM_FIRST or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].lower_ in _TRIM_LAST or doc[end - 1].is_space):
        end -= 1
    return start, end


def token_bounds(doc: Doc, quote: Quote) -> Bounds:
    """A quotation in tokens."""
    return _token_range(doc, quote.start, quote.end)


def _token_range(doc: Doc, start: int, end: int) -> Bounds:
    first, last = token_at(doc, start), token_at(doc, max(start, end - 1))
    return (first.i, last.i + 1) if first is not None and last is not None else (0, 0)
