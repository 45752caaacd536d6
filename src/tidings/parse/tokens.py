"""From characters to tokens and back."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SentenceSpan

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
    text = text_of(doc)
    first = doc[start].idx if start < len(doc) else len(text)
    last = doc[end - 1].idx + len(doc[end - 1]) if end > start else first
    return Span(start=first, end=last, text=text[first:last])


def text_of(doc: Doc) -> str:
    """``doc.text``, which spaCy joins anew each time it is asked, kept with the Doc."""
    found: str | None = doc.user_data.get("tidings_text")
    if found is None:
        found = doc.user_data["tidings_text"] = doc.text
    return found


def sentence_of(token: Token) -> SentenceSpan:
    """The token's sentence in constant time; ``token.sent`` walks to its ends."""
    doc = token.doc
    found: list[SentenceSpan] | None = doc.user_data.get("tidings_sentences")
    if found is None:
        found = [sentence for sentence in doc.sents for _ in range(len(sentence))]
        doc.user_data["tidings_sentences"] = found
    return found[token.i]


def _starts(doc: Doc) -> list[int]:
    """Where each token begins, computed once a Doc."""
    found: list[int] | None = doc.user_data.get("tidings_starts")
    if found is None:
        found = doc.user_data["tidings_starts"] = [token.idx for token in doc]
    return found
