"""One reader a source format. Each yields articles, or the ReadError of an item that it cannot read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from tidings.errors import ReadError
from tidings.read.fields import article_of
from tidings.records import Article

Item = Article | ReadError
Defaults = Mapping[str, Any]


def read_text(text: str, where: str, defaults: Defaults) -> Iterator[Item]:
    """The whole file is one article."""
    yield _item({"text": text}, where, defaults)


def read_jsonl(text: str, where: str, defaults: Defaults) -> Iterator[Item]:
    """One JSON object a line."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _parsed(line, f"{where}:{number}", defaults)


def read_json(text: str, where: str, defaults: Defaults) -> Iterator[Item]:
    """One object, or a list of objects; else one object a line."""
    try:
        found = json.loads(text)
    except ValueError:
        yield from read_jsonl(text, where, defaults)
        return
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        yield _object(row, f"{where}:{number}", defaults)


def read_csv(text: str, where: str, defaults: Defaults) -> Iterator[Item]:
    """A table with a header row, separated by commas, semicolons or tabs."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(max(len(text), 131_072))
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            yield _object(row, f"{where}:{rows.line_num}", defaults)
    except csv.Error as error:
        yield ReadError(f"not CSV: {error}", where=f"{where}:{rows.line_num}")


def read_html(text: str, where: str, defaults: Defaults) -> Iterator[Item]:
    """A web page: its main text, title, date and site, without menus and scripts."""
    import trafilatura  # noqa: PLC0415  costs an eighth of a second, which only pages are worth
    from trafilatura.settings import use_config  # noqa: PLC0415

    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")  # a signal timer does not work outside the main thread
    page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, config=config)
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        yield ReadError("no article text found in the page", where=where)
        return
    fields = {"text": page.text, "title": page.title, "published": page.date, "source": page.sitename, "url": page.url}
    yield _item(fields, where, defaults)


def _parsed(line: str, where: str, defaults: Defaults) -> Item:
    try:
        return _object(json.loads(line), where, defaults)
    except ValueError as error:
        return ReadError(f"not JSON: {error}", where=where)


def _object(row: object, where: str, defaults: Defaults) -> Item:
    if not isinstance(row, dict):
        return ReadError("not a JSON object", where=where)
    return _item(row, where, defaults)


def _item(row: Mapping[str, Any], where: str, defaults: Defaults) -> Item:
    try:
        return article_of(row, where, defaults)
    except ReadError as error:
        return error
