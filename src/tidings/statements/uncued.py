"""Quotations that no cue attributes: speech that goes on, speech after a colon, or no speech at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tidings.parse.syntax import SUBJECTS
from tidings.parse.tokens import text_of, token_at
from tidings.statements.features import of_person, size
from tidings.statements.quotes import Quote
from tidings.statements.ranking import Question

_AFTER = re.compile(r"\s{0,3}[―—–-]{1,2}\s{0,3}(?=[A-Z])")
_BEFORE = re.compile(r"(\w[\w.'’ -]{0,60}?):\s{0,3}$")
_REACH = 30
_WINDOW = 90
_FAR = 600  # characters: a statement farther away has no part in a quotation


@dataclass(frozen=True, slots=True)
class Source:
    """Who may have said a quotation: a head and the cue's bounds; "previous" and "next" are other statements'."""

    way: str
    head: Token | None = None
    cue: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """A quotation and who may have said it."""

    quote: Quote
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The statements before and after a quotation.

    Attributes:
        previous: the character where the one before ends.
        following: the character where the one after begins.
        same_before, same_after: whether they stand in the quotation's paragraph.
        direct: whether the one before is quoted.
    """

    previous: int | None
    following: int | None
    same_before: bool
    same_after: bool
    direct: bool


def quote_question(doc: Doc, quote: Quote, around: Around) -> Question:
    """Whether a quotation is speech, and whose."""
    sources = tuple(_sources(doc, quote, around))
    shared = [*_of_quote(doc, quote, around), *(f"has {source.way}" for source in sources)]
    answers = [list(_of_source(doc, source, around)) for source in sources]
    return Question("quote", shared, [*answers, ["bias"]], QuoteChoice(quote, sources))


def _sources(doc: Doc, quote: Quote, around: Around) -> Iterator[Source]:
    if around.previous is not None:
        yield Source("previous")
    if around.following is not None and around.same_after:
        yield Source("next")
    text = text_of(doc)
    dash = _AFTER.match(text, quote.end, quote.end + _WINDOW)
    if dash is not None:
        mark, name = token_at(doc, dash.end() - 2), token_at(doc, dash.end())
        if mark is not None and name is not None:
            yield Source("dash", _head_from(name), (mark.i, mark.i + 1))
    colon = _BEFORE.search(text[max(0, quote.start - _WINDOW) : quote.start])
    first = token_at(doc, quote.start)
    if first is None:
        return
    if colon is not None:
        at = next((at for at in range(first.i - 1, max(-1, first.i - 4), -1) if doc[at].text == ":"), None)
        if at is not None and at > 0:
            yield Source("colon", doc[at - 1], (at, at + 1))
    subject = next(
        (doc[at] for at in range(first.i - 1, max(-1, first.i - _REACH), -1) if doc[at].dep_ in SUBJECTS), None
    )
    if subject is not None:
        yield Source("subject", subject)


def _head_from(token: Token) -> Token:
    """The last word of the name that begins here."""
    while token.dep_ == "compound" and token.head.i > token.i and token.head.i - token.i < _REACH:
        token = token.head
    return token


def _of_quote(doc: Doc, quote: Quote, around: Around) -> Iterator[str]:
    text = text_of(doc)
    inner = text[quote.start + 1 : quote.end - 1].strip()
    words = size(len(inner.split()))
    yield f"words {words}"
    before = text[max(0, quote.start - 40) : quote.start]
    last = before.split()[-1].lower() if before.split() and not before.rstrip(" ").endswith("\n") else "edge"
    yield f"before {last}"
    yield f"mark before {before.rstrip()[-1:] if before.strip() else 'edge'} {words}"
    paragraph = not before.strip() or "\n" in before[len(before.rstrip()) :]
    yield f"paragraph {paragraph} {words}"
    yield f"after {text[quote.end : quote.end + 1]} {text[quote.end - 2 : quote.end - 1]}"
    yield f"capital {inner[:1].isupper()} stop {inner[-1:] in '.!?,'} {words}"
    yield f"title {sum(word[:1].isupper() for word in inner.split()) * 2 > len(inner.split())} {words}"
    yield f"same {around.same_before} {around.same_after} direct {around.direct} {words}"
    yield f"same {around.same_before} paragraph {paragraph} direct {around.direct}"
    gap = quote.start - around.previous if around.previous is not None else 10_000
    yield f"gap {size(gap // 5)} {around.same_before}"


def _of_source(doc: Doc, source: Source, around: Around) -> Iterator[str]:
    yield source.way
    yield f"{source.way} {around.same_before} {around.same_after}"
    if source.head is not None:
        for name in of_person(doc, source.head):
            yield f"{source.way} {name}"


def around_of(text: str, quote: Quote, spans: Sequence[tuple[int, int, bool]], index: int) -> Around:
    """What stands around a quotation.

    Args:
        text: the article.
        quote: the quotation.
        spans: start, end and directness of each statement, by start.
        index: how many of them begin before the quotation.
    """
    before = spans[index - 1] if index else None
    after = spans[index] if index < len(spans) else None
    same_before = before is not None and "\n" not in text[max(before[1], quote.start - _FAR) : quote.start]
    same_after = after is not None and "\n" not in text[quote.end : min(after[0], quote.end + _FAR)]
    near = before is not None and quote.start - before[1] < _FAR
    return Around(
        before[1] if before else None, after[0] if after else None, bool(same_before and near),
        bool(same_after and after is not None and after[0] - quote.end < _FAR), bool(before and before[2]),
    )  # fmt: skip
