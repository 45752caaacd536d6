"""``tidings dyad``: how one actor acts on another over time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidings.analysis import DyadPeriod, dyad
from tidings.cli.output import table, write_json
from tidings.store import Store
from tidings.store.queries import day

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    actor: Annotated[str, typer.Argument(help="Code of who acts, such as RUS.")],
    recipient: Annotated[str, typer.Argument(help="Code of whom it is done to, such as CHN.")],
    store: Annotated[Path, typer.Option(help="The store.")],
    every: Annotated[str, typer.Option(help="day, week, month, quarter or year.")] = "month",
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Events of one actor towards another in each period: counts by quad class, mean PLOVER score (-10 to 10).

    Only events that occurred or are going on count. One without a date of its own counts on its day of publication.

    Example: tidings dyad RUS CHN --store events.duckdb --every month
    """
    with Store(store, read_only=True) as opened:
        found = dyad(opened, actor, recipient, every=every, since=day(since, "since"), until=day(until, "until"))
    if as_json:
        write_json([period.model_dump(mode="json") for period in found])
        return
    columns = (
        every,
        "events",
        "reports",
        "score",
        "verbal coop.",
        "material coop.",
        "verbal conf.",
        "material conf.",
        "types",
    )
    table(columns, (_row(period) for period in found), title=f"{actor.upper()} -> {recipient.upper()}")


def _row(period: DyadPeriod) -> tuple[object, ...]:
    types = ", ".join(f"{name} {count}" for name, count in sorted(period.types.items(), key=lambda item: -item[1]))
    quads = (period.verbal_cooperation, period.material_cooperation, period.verbal_conflict, period.material_conflict)
    return period.start, period.events, period.articles, f"{period.mean_score:+.1f}", *quads, types
