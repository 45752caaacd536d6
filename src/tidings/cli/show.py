"""A coded article in a terminal: the text with its marks, a table of events, their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tidings.markup import neutralised, neutralised_line
from tidings.markup import view as shown
from tidings.markup.spans import Segment

# The later style wins where marks overlap. None is told by colour alone: weight, line and number say it too.
_STYLES = {
    "statement": "italic",
    "cue": "italic magenta",
    "time": "yellow underline",
    "place": "green underline",
    "actor": "cyan underline",
    "trigger": "bold black on yellow",
}
_MAY_BE_EMPTY = {"actors": "actor", "recipients": "recipient", "date": "date", "place": "place"}
_COLUMNS = ("#", "Event", "Who", "Whom", "When", "Where", "Status", "Said by", "Conf.")
_WIDE = 100


def show_article(coded: Mapping[str, Any], console: Console) -> None:
    """Print one coded article (``CodedArticle.to_dict()``); nothing of its text is obeyed by the terminal."""
    console.print(Text(shown.title_words(coded), style="bold"))
    console.print(Text(shown.source_words(coded), style="dim"))
    console.print()
    console.print(_marked(shown.text_segments(coded), numbers=True))
    console.print()
    console.print(_legend())
    events = coded.get("events") or ()
    console.print()
    if not events:
        console.print(Text("No event was found.", style="dim"))
    else:
        _show_events(events, console)
        _show_evidence(coded, console)
    _show_statements(coded, console)


def _marked(segments: Iterable[Segment], *, numbers: bool) -> Text:
    text = Text(overflow="fold")
    for segment in segments:
        styles = [style for kind, style in _STYLES.items() if kind in segment.kinds]
        text.append(neutralised(segment.text), style=" ".join(styles[-1:]) or None)
        if numbers and segment.events:
            text.append("".join(f"[{number}]" for number in segment.events), style="bold")
    text.rstrip()
    return text


def _legend() -> Text:
    legend = Text("Marks: ", style="dim")
    for kind, name in shown.KINDS.items():
        legend.append(name, style=_STYLES[kind])
        legend.append("[number]  " if kind == "trigger" else "  ")
    return legend


def _show_events(events: Sequence[Mapping[str, Any]], console: Console) -> None:
    """A table, or below 100 columns a block an event."""
    rows = [_cells(number, event) for number, event in enumerate(events, 1)]
    console.print(Text("Events", style="bold"))
    if console.width < _WIDE:
        for row in rows:
            console.print(_block(row))
        return
    table = Table(pad_edge=False)
    for name in _COLUMNS:
        short = name in {"#", "Status", "Conf."}
        table.add_column(name, no_wrap=short, overflow="fold", justify="right" if name in {"#", "Conf."} else "left")
    for row in rows:
        table.add_row(*(Text(cell) if cell else Text("-", style="dim") for cell in row))
    console.print(table)


def _cells(number: int, event: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        str(number), shown.type_words(event), "\n".join(shown.listed(event["actors"])),
        "\n".join(shown.listed(event["recipients"])), shown.date_words(event), shown.place_words(event["place"]),
        event["status"], shown.source_of(event), f"{event['confidence']:.2f}",
    )  # fmt: skip


def _block(row: Sequence[str]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True, min_width=9)
    grid.add_column(overflow="fold")
    grid.add_row(f"[{row[0]}]", Text(row[1], style="bold"))
    for name, cell in zip(_COLUMNS[2:], row[2:], strict=True):
        if cell:
            grid.add_row(name.lower(), Text(cell))
    return grid


def _show_evidence(coded: Mapping[str, Any], console: Console) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for number, event in enumerate(coded["events"], 1):
        line = _marked(shown.evidence_segments(coded, event), numbers=False)
        if size := shown.size_words(event):
            line.append(f" ({size})", style="dim")
        grid.add_row(f"[{number}]", line)
        for position in event.get("positions") or ():
            grid.add_row("", _position(position))
    console.print()
    console.print(Text("Evidence", style="bold"))
    console.print(grid)
    for reason in _reasons(coded["events"]):
        console.print(Text(reason, style="dim"))


def _position(position: Mapping[str, Any]) -> Text:
    who, status, words = shown.position_words(position)
    line = Text("  ").append(f"{who}: ", style="cyan").append(status, style="bold")
    return line.append(f", “{words}”", style="italic") if words else line


def _reasons(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """Why columns of the table are empty: "no place [1][3]: two candidates"."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, event in enumerate(events, 1):
        for field, name in _MAY_BE_EMPTY.items():
            filled = (event["date"] or {}).get("value") if field == "date" else event[field]
            if not filled and (reason := shown.why_empty(event, field)) != "not given":
                numbers.setdefault((name, reason), []).append(number)
    return [f"no {name} {_ranges(found)}: {reason}" for (name, reason), found in numbers.items()]


def _ranges(numbers: list[int]) -> str:
    """Numbers in brackets, runs of them as [1-4]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(f"[{run[0]}]" if len(run) == 1 else f"[{run[0]}-{run[-1]}]" for run in runs)


def _show_statements(coded: Mapping[str, Any], console: Console) -> None:
    statements = coded.get("statements") or ()
    if not statements:
        return
    console.print()
    console.print(Text("Statements", style="bold"))
    for statement in statements:
        line = Text(f"  {shown.actor_words(statement['speaker'])} ", style="cyan")
        if via := shown.via_words(statement.get("via") or ()):
            line.append(f"{via} ", style="dim")
        line.append(neutralised_line(statement["cue"]["text"]) if statement["cue"] else "-", style="magenta")
        content = " … ".join(part["text"] for part in statement["content"])
        line.append(f" ({_manner(statement)}): {neutralised_line(content)}", style="default")
        console.print(line)


def _manner(statement: Mapping[str, Any]) -> str:
    """Kind, and stance where the cue takes one: "indirect, denying"."""
    stance = statement.get("stance") or "neutral"
    return f"{statement['kind']}, {stance}" if stance != "neutral" else str(statement["kind"])
