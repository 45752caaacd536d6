"""``tidings quarantine``: what could not be read or coded, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.output import table, write_json
from tidings.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    store: Annotated[Path, typer.Option(help="The store.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Items that could not be read or coded, each with its reason.

    Example: tidings quarantine --store events.duckdb
    """
    with Store(store, read_only=True) as opened:
        found = opened.quarantined()
    if as_json:
        write_json([{"path": path, "reason": reason, "article_id": article} for path, reason, article in found])
        return
    table(("item", "reason"), ((path, reason) for path, reason, _ in found), title=f"{len(found)} items")
