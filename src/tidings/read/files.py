"""Paths, folders, globs and standard input to articles."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tidings import registry
from tidings.errors import ReadError
from tidings.read.decode import decode
from tidings.read.fields import day_of
from tidings.read.formats import Item
from tidings.records import Article, Record

# Which reader reads which ending; readers of other packages take the ending of their own name.
READERS = {
    ".txt": "text", ".text": "text", ".md": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip


class Quarantined(Record):
    """An item that could not be read or coded, with where it stands and why."""

    path: str
    reason: str
    article_id: str | None = None


def read_articles(
    paths: Iterable[str | Path], *, published: object = None, title: str | None = None, source: str | None = None
) -> Iterator[Article | Quarantined]:
    """Read files, folders (every file of a known ending), globs, or "-" for standard input.

    Args:
        paths: what to read, in this order.
        published: the date of articles that have none of their own.
        title: the title, likewise.
        source: the outlet, likewise.

    Yields: an Article, or what could not be read with its reason; an id that comes twice with another text is one.

    Raises:
        ReadError: ``published`` is not a date or lies in the future.
    """
    defaults = {"published": day_of(published, "published"), "title": title, "source": source}
    seen: dict[str, Article] = {}
    for path in paths:
        for item in _of_path(str(path), defaults):
            yield _judged(item, str(path), seen)


def _judged(item: Item, path: str, seen: dict[str, Article]) -> Article | Quarantined:
    if isinstance(item, ReadError):
        return Quarantined(
            path=item.where or path, reason=f"{item.what}. {item.fix}".rstrip(". ") if item.fix else item.what
        )
    known = seen.setdefault(item.id, item)
    if known != item:
        return Quarantined(path=path, reason=f"the id {item.id!r} came before with other content", article_id=item.id)
    return item


def _of_path(path: str, defaults: Mapping[str, Any]) -> Iterator[Item]:
    if path == "-":
        yield from _of_data(sys.stdin.buffer.read(), "standard input", ".txt", defaults)
        return
    files = _expanded(path)
    if not files:
        yield ReadError("no such file or folder", where=path)
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            yield ReadError(f"cannot be read: {error.strerror}", where=str(file))
            continue
        yield from _of_data(data, str(file), file.suffix.lower(), defaults)


def _expanded(path: str) -> list[Path]:
    plain = Path(path)
    if plain.is_dir():
        return sorted(file for file in plain.rglob("*") if file.is_file() and file.suffix.lower() in READERS)
    if plain.exists():
        return [plain]
    found = glob.glob(path, recursive=True)  # noqa: PTH207  Path.glob refuses absolute patterns
    return sorted(Path(each) for each in found if Path(each).is_file())


def _of_data(data: bytes, where: str, suffix: str, defaults: Mapping[str, Any]) -> Iterator[Item]:
    try:
        text = decode(data, where)
    except ReadError as error:
        yield error
        return
    if where == "standard input":
        suffix = _guessed(text)
    reader = registry.find("reader", READERS.get(suffix) or _own_reader(suffix))
    yield from reader(text, where, defaults)


def _own_reader(suffix: str) -> str:
    name = suffix.removeprefix(".")
    return name if name in registry.names("reader") else "text"


def _guessed(text: str) -> str:
    """What comes through a pipe has no ending: look at its first character."""
    start = text.lstrip()[:20].lower()
    if start.startswith(("<!doctype", "<html")):
        return ".html"
    return ".json" if start.startswith(("{", "[{")) else ".txt"
