"""Tables for people, JSON for programs, progress for those who wait."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tidings.markup import neutralised_line
from tidings.records import ActorMention

_PIPED_WIDTH = 140


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


def listing(entries: Iterable[tuple[Sequence[object], str]], *, title: str) -> None:
    """Print entries of two lines: fields in columns, below them the words that prove them."""
    found = [([_text(field) for field in fields], _text(words)) for fields, words in entries]
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
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n")


def write_jsonl(found: Iterable[Any]) -> None:
    """Print one JSON object a line."""
    for each in found:
        sys.stdout.write(json.dumps(each, ensure_ascii=False, default=str) + "\n")


def parties(mentions: Iterable[ActorMention]) -> str:
    """Who, in a cell: code and sectors, else the words."""
    found = dict.fromkeys(_party(mention) for mention in mentions)
    return ", ".join(found) or "—"


def _party(mention: ActorMention) -> str:
    if not mention.code and not mention.sectors:
        return f"“{mention.text}”"
    return " ".join(part for part in (mention.code, "/".join(mention.sectors)) if part)
