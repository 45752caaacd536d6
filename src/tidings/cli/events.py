"""``tidings events``: events of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.options import Actor, Disputed, Recipient
from tidings.cli.output import listing, parties, source, via, write_json
from tidings.records import Position
from tidings.store import Store, StoredEvent

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    store: Annotated[Path, typer.Option(help="The store.")],
    actor: Actor = None,
    recipient: Recipient = None,
    type: Annotated[str | None, typer.Option(help="Event type, such as ASSAULT.")] = None,  # noqa: A002
    status: Annotated[str | None, typer.Option(help="occurred, ongoing, planned, possible or denied.")] = None,
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    said_by: Annotated[str | None, typer.Option(help="Code of the source that the report credits.")] = None,
    place: Annotated[str | None, typer.Option(help="Country code of where it happened.")] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Least confidence.")] = 0.0,
    disputed: Disputed = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Events of a store, by day, each with the words that prove it, and with what each of its sources says.

    Example: tidings events --store events.duckdb --disputed --since 2024-01-01

    Example: tidings events --store events.duckdb --actor RUS --recipient CHN --since 2024-05-01
    """
    with Store(store, read_only=True) as opened:
        found = opened.events(
            actor=actor, recipient=recipient, type=type, status=status, since=since, until=until, said_by=said_by,
            place=place, min_confidence=min_confidence, disputed=disputed or None, limit=limit,
        )  # fmt: skip
    if as_json:
        write_json([row.model_dump(mode="json") for row in found])
        return
    listing((_entry(row) for row in found), title=f"{len(found)} events")


def _entry(row: StoredEvent) -> tuple[tuple[object, ...], list[str]]:
    event = row.event
    kind = f"{event.type} {event.mode}" if event.mode else event.type
    day = event.date.value or (f"({row.published})" if row.published else "—")
    said_by = f"said by {parties((event.said_by,))}{via(event.chain[:-1])}" if event.said_by else ""
    who = parties(event.actors) + (f" → {parties(event.recipients)}" if event.recipients else "")
    words = [event.evidence.text, *map(_position, event.positions)]
    return (day, kind, who, event.status, f"{event.confidence:.2f}", said_by, row.source), words


def _position(position: Position) -> str:
    """What one of the sources that disagree says: "- Moscow (RUS): denied: “the accusation”"."""
    words = f": “{position.statement.text}”" if position.statement else ""
    return f"- {source(position.said_by)}: {position.status}{words}"
