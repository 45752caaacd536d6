"""``tidings ingest``: code reports into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tidings.cli.output import write_json
from tidings.pipeline import IngestReport, ingest, load
from tidings.read import read_articles
from tidings.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    files: Annotated[
        list[str], typer.Argument(help='Files, folders, globs, or "-": text, HTML, JSON Lines, JSON, CSV.')
    ],
    store: Annotated[Path, typer.Option(help="The DuckDB file to fill.")],
    published: Annotated[str | None, typer.Option(help="Date of reports that do not say theirs (YYYY-MM-DD).")] = None,
    source: Annotated[str | None, typer.Option(help="Outlet of reports that do not say theirs.")] = None,
    coder: Annotated[Path | None, typer.Option(help="A coder file (TOML).")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that code.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Code reports into a store. Reports that are there already, unchanged, cost nothing; what fails is set aside.

    Example: tidings ingest archive/*.jsonl --store events.duckdb
    """
    articles = read_articles(files, published=published, source=source)
    with Store(store) as opened, _progress() as bar:
        task = bar.add_task("coding")
        report = ingest(
            load(coder), articles, opened, workers=workers,
            progress=lambda so_far: bar.update(task, description=_line(so_far)),
        )  # fmt: skip
    if as_json:
        write_json(report.model_dump())
        return
    typer.echo(_line(report))
    if report.quarantined:
        typer.echo(f"set aside: {report.quarantined}; `tidings quarantine --store {store}` says why", err=True)


def _progress() -> Progress:
    """On standard error, and only on a terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _line(report: IngestReport) -> str:
    return (
        f"{report.coded} coded, {report.unchanged} unchanged, {report.quarantined} set aside: "
        f"{report.events} events, {report.statements} statements in {report.seconds:.1f} s"
    )
