"""``tidings code``: code articles and show, print or write what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tidings.cli.output import dumped, target
from tidings.errors import ArticleError, ReadError, UsageError
from tidings.markup import neutralised_line, page
from tidings.read import Quarantined, read_articles
from tidings.records import Article, CodedArticle

FAILED = 1
_PIPED_WIDTH = 140


class Format(StrEnum):
    """What ``--format`` takes."""

    terminal = "terminal"
    json = "json"
    jsonl = "jsonl"
    plover = "plover"
    html = "html"


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def code(
    files: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    *,
    published: Annotated[
        str | None, typer.Option(help="Publication date (YYYY-MM-DD) of articles without one of their own.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of articles without one of their own.")] = None,
    source: Annotated[str | None, typer.Option(help="Outlet of articles without one of their own.")] = None,
    coder: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Coder file (TOML): stages, ontology, knowledge.")
    ] = None,
    format: Annotated[  # noqa: A002  the option's own name
        Format, typer.Option("--format", "-f", help="Terminal view, or data to standard output or --output.")
    ] = Format.terminal,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of printing.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Code articles: who did or said what to whom, when, where, according to whom, and whether it happened.

    Prints the article with its marks and a table of events with their evidence. What cannot be read or coded is
    named on standard error, and the exit code is 1.

    Example: tidings code report.txt --published 2024-05-17

    Example: tidings code dispatches.jsonl --format html --output dispatches.html
    """
    if as_json and format not in {Format.terminal, Format.json}:
        raise UsageError(f"--json and --format {format} exclude each other", fix="Give one of them")
    run = _Run(published=published, title=title, source=source, coder=coder)
    _write(run.coded(files), Format.json if as_json else format, output)
    if run.failures:
        raise typer.Exit(FAILED)


class _Run:
    """One call of the command: what it codes with, and how many articles failed."""

    def __init__(self, *, published: str | None, title: str | None, source: str | None, coder: Path | None) -> None:
        self.failures = 0
        self._defaults = {"published": published, "title": title, "source": source}
        self._file = coder

    def coded(self, files: Iterable[str]) -> Iterator[CodedArticle]:
        """Coded articles in the order of the files; what fails is named and counted."""
        coder: Any = None
        for article in self._read(files):
            if isinstance(article, Quarantined):
                self._fail(article.path, article.reason)
                continue
            if coder is None:
                coder = _load(self._file)
            try:
                yield coder.code(article)
            except ArticleError as error:
                self._fail(error.where, f"{error.what}. {error.fix}")

    def _read(self, files: Iterable[str]) -> Iterator[Article | Quarantined]:
        try:
            yield from read_articles(files, **self._defaults)
        except ReadError as error:  # only an option can be wrong here: files that are go to quarantine
            raise UsageError(error.what, where=f"--{error.where}", fix=error.fix) from None

    def _fail(self, where: str, reason: str) -> None:
        self.failures += 1
        print(f"error: {neutralised_line(f'{where}: {reason}')}", file=sys.stderr)


def _load(file: Path | None) -> Any:  # noqa: ANN401  the coder's room costs a second to import
    import tidings  # noqa: PLC0415

    return tidings.load(str(file) if file else None)


def _write(articles: Iterator[CodedArticle], chosen: Format, output: Path | None) -> None:
    with target(output) as stream:
        counted = _with_progress(articles, show=output is not None or not sys.stdout.isatty())
        match chosen:
            case Format.terminal:
                _write_terminal(counted, stream)
            case Format.json:
                _write_json(counted, stream)
            case Format.jsonl:
                for article in counted:
                    stream.write(dumped(article.to_dict()) + "\n")
            case Format.plover:
                from tidings.exchange import plover  # noqa: PLC0415

                plover.write(counted, stream)
            case Format.html:
                stream.write(page([article.to_dict() for article in counted]))


def _with_progress(articles: Iterator[CodedArticle], *, show: bool) -> Iterator[CodedArticle]:
    """Count on standard error while nothing else is to be seen; silent when that is no terminal."""
    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("{task.completed:.0f} articles coded"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not (show and console.is_terminal)) as progress:
        task = progress.add_task("code", total=None)
        for article in articles:
            yield article
            progress.advance(task)


def _write_terminal(articles: Iterator[CodedArticle], stream: TextIO) -> None:
    from tidings.cli.show import show_article  # noqa: PLC0415

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    for number, article in enumerate(articles):
        if number:
            console.rule()
        show_article(article.to_dict(), console)


def _write_json(articles: Iterator[CodedArticle], stream: TextIO) -> None:
    """One article is an object, several are a list; nothing coded is an empty list."""
    first = next(articles, None)
    second = next(articles, None)
    if first is None:
        stream.write("[]\n")
    elif second is None:
        stream.write(dumped(first.to_dict(), indent=2) + "\n")
    else:
        stream.write(f"[\n{dumped(first.to_dict())},\n{dumped(second.to_dict())}")
        stream.writelines(f",\n{dumped(article.to_dict())}" for article in articles)
        stream.write("\n]\n")
