"""Tables for people, JSON for programs, progress for those who wait."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tidings.errors import UsageError
from tidings.markup import neutralised_line
from tidings.records import ActorMention

_PIPED_WIDTH = 140
# Controls that JSON allows as they are, bidirectional and invisible characters, lone surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def console() -> Console:
    """Standard output; wide enough for a table where it is no terminal."""
    found = Console(soft_wrap=False, highlight=False)
    return (
        found if found.is_terminal else Console(soft_wrap=False, highlight=False, width=max(found.width, _PIPED_WIDTH))
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print a table; cells are plain text, never markup. Only the last column is wrapped."""
    shown = Table(title=_text(title) if title else None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold", no_wrap=column != columns[-1])
    for row in rows:
        shown.add_row(*(_text(cell) for cell in row))
    console().print(shown)


def listing(entries: Iterable[tuple[Sequence[object], Sequence[str]]], *, title: str) -> None:
    """Print entries: fields in columns, below them the words that prove them, a line each."""
    found = [([_text(field) for field in fields], Text("\n").join(map(_text, words))) for fields, words in entries]
    widths = [max(map(cell_len, map(str, column))) for column in zip(*(fields for fields, _ in found), strict=True)]
    out = console()
    out.print(_text(title), style="bold")
    for fields, words in found:
        line = Text("  ").join(_padded(field, width) for field, width in zip(fields, widths, strict=True))
        out.print(line, no_wrap=True, overflow="ellipsis")
        out.print(Padding(words, (0, 0, 0, 4)), style="dim")


def _text(value: object) -> Text:
    return Text(neutralised_line("" if value is None else str(value)))


def _padded(field: Text, width: int) -> Text:
    return field + Text(" " * (width - cell_len(str(field))))


def write_json(found: Any) -> None:  # noqa: ANN401  any JSON value
    """Print JSON, indented."""
    with target(None) as stream:
        stream.write(dumped(found, indent=1) + "\n")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], output: Path | None = None) -> None:
    """Print a CSV table; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    with target(output) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


@contextmanager
def target_bytes(output: Path) -> Iterator[BinaryIO]:
    """A file that appears only when it is complete."""
    if output.is_dir():
        raise UsageError("cannot write: it is a folder", where=str(output), fix="Name a file that you may write")
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(output)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot write: {reason}", where=str(output), fix="Name a file that you may write") from None
    finally:
        part.unlink(missing_ok=True)


def dumped(data: Any, indent: int | None = None) -> str:  # noqa: ANN401  any JSON value
    """JSON; what UTF-8 cannot hold, or a terminal would obey, stays escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, default=str)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@contextmanager
def target(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears only when it is complete."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        sys.stdout.flush()
        return
    with target_bytes(output) as stream:
        text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="\n")
        yield text
        text.detach()  # which writes all of it; the file itself is closed by its owner


def parties(mentions: Iterable[ActorMention]) -> str:
    """Who, in a cell: code and sectors, else the words."""
    found = dict.fromkeys(_party(mention) for mention in mentions)
    return ", ".join(found) or "—"


def via(chain: Iterable[ActorMention]) -> str:
    """Who passed it on, the nearest to the article last in the chain of words: " via officials via Reuters"."""
    return "".join(f" via {parties((each,))}" for each in reversed(list(chain)))


def source(mention: ActorMention | None) -> str:
    """Whose word it is: "Moscow (RUS)"; "the article" where nobody is credited."""
    if mention is None:
        return "the article"
    known = parties((mention,))
    return known if known.startswith("“") else f"{mention.text} ({known})"


def _party(mention: ActorMention) -> str:
    if not mention.code and not mention.sectors:
        return f"“{mention.text}”"
    return " ".join(part for part in (mention.code, "/".join(mention.sectors)) if part)
