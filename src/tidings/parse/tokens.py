"""From characters to tokens and back."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from tidings.records import Span


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that covers a character of ``doc.text``; a blank belongs to the token before it."""
    if not len(doc) or offset < 0:
        return None
    index = bisect_right(_starts(doc), offset) - 1
    return doc[index] if index >= 0 else None


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """The token of a span that governs the others; None for a span without tokens."""
    first, last = token_at(doc, start), token_at(doc, max(start, end - 1))
    if first is None or last is None:
        return None
    return doc[first.i : last.i + 1].root


def span_of(doc: Doc, start: int, end: int) -> Span:
    """The record for the tokens ``doc[start:end]``, without blanks at its ends."""
    while end > start and doc[end - 1].is_space:
        end -= 1
    while start < end and doc[start].is_space:
        start += 1
    first = doc[start].idx if start < len(doc) else len(doc.text)
    last = doc[end - 1].idx + len(doc[end - 1]) if end > start else first
    return Span(start=first, end=last, text=doc.text[first:last])


def _starts(doc: Doc) -> list[int]:
    """Where each token begins, computed once a Doc."""
    found: list[int] | None = doc.user_data.get("tidings_starts")
    if found is None:
        found = doc.user_data["tidings_starts"] = [token.idx for token in doc]
    return found
