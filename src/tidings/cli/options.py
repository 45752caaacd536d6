"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from tidings.store import check_actor


def _actor(asked: str | None) -> str | None:
    if asked is not None:
        check_actor(asked)
    return asked


Actor = Annotated[
    str | None,
    typer.Option(help="Who acts: a code, with a sector if you like (RUS, RUS:MIL), or a group (EU).", callback=_actor),
]
Disputed = Annotated[
    bool, typer.Option("--disputed", help="Only events that one source of the report denies and another reports.")
]
Recipient = Annotated[str | None, typer.Option(help="Whom it is done to.", callback=_actor)]
