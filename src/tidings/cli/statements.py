"""``tidings statements``: who said what."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.output import listing, parties, via, write_json
from tidings.store import Store, StoredStatement

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    store: Annotated[Path, typer.Option(help="The store.")],
    speaker: Annotated[
        str | None, typer.Option(help="A code (RUS, RUS:GOV), a group (EU), or words of the name.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="A code or a group that the statement concerns, or words that it has.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="First day of publication (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of publication (YYYY-MM-DD).")] = None,
    stance: Annotated[
        str | None,
        typer.Option(help="What the cue makes of it: neutral, asserting, doubting, demanding, denying or accusing."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="direct, indirect or mixed.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Statements of a store, by day of publication: date, speaker, cue, stance, article, and the words themselves.

    Who only passes on what another says stands behind "via", the nearest to the speaker first.

    A code or a group is written in capitals (UKR, RUS:MIL, EU); anything else is words.

    Example: tidings statements --store events.duckdb --speaker RUS --about UKR --since 2024-01-01

    Example: tidings statements --store events.duckdb --speaker RUS --stance denying
    """
    with Store(store, read_only=True) as opened:
        found = opened.statements(
            speaker=speaker, about=about, since=since, until=until, stance=stance, kind=kind, limit=limit
        )
    if as_json:
        write_json([row.model_dump(mode="json") for row in found])
        return
    listing((_entry(row) for row in found), title=f"{len(found)} statements")


def _entry(row: StoredStatement) -> tuple[tuple[object, ...], list[str]]:
    said = row.statement
    who = parties((said.speaker,)) if said.speaker else "—"
    speaker, cue = said.speaker.text if said.speaker else "", said.cue.text if said.cue else ""
    fields = (row.published, f"{who}{via(said.via)}", speaker, cue, said.kind, said.stance, row.source)
    return (*fields, row.title or row.article_id), [" … ".join(span.text for span in said.content)]
