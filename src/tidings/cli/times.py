"""``tidings times``: the time expressions of texts, and what they mean."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from tidings.cli.output import table, write_csv, write_json
from tidings.errors import ArticleError, ReadError, UsageError
from tidings.markup import neutralised_line
from tidings.read import Quarantined, read_articles
from tidings.records import Article, TimeMention

FAILED = 1
_COLUMNS = ("article", "start", "end", "type", "value", "reason", "text")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Found(NamedTuple):
    """An article and its time expressions."""

    article: Article
    times: tuple[TimeMention, ...]


@app.command()
def command(
    files: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    *,
    published: Annotated[
        str | None, typer.Option(help="Publication date (YYYY-MM-DD) of texts without one of their own.")
    ] = None,
    ages: Annotated[bool, typer.Option("--ages", help='Ages too ("the 22-year-old").')] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the CSV there instead of printing it.")
    ] = None,
) -> None:
    """Time expressions with their TimeML type and value: dates, clock times, durations, sets.

    What cannot be read is named on standard error, and the exit code is 1.

    Example: tidings times report.txt --published 2024-05-17

    Example: tidings times archive/*.jsonl --csv --output times.csv
    """
    if as_json and (as_csv or output):
        raise UsageError("--json and --csv exclude each other", fix="Give one of them")
    failures: list[str] = []
    found = _found(files, published, failures, ages=ages)
    if as_json:
        write_json([_fields(each) for each in found])
    elif as_csv or output:
        write_csv(_COLUMNS, _rows(found), output)
    else:
        shown = list(found)
        if len(shown) > 1:
            table(_COLUMNS, _rows(shown))
        elif shown:
            table(_COLUMNS[1:], (row[1:] for row in _rows(shown)))
    if failures:
        raise typer.Exit(FAILED)


def _found(files: Iterable[str], published: str | None, failures: list[str], *, ages: bool) -> Iterator[Found]:
    """Articles in the order of the files, with only the parser and this one stage loaded."""
    import tidings  # noqa: PLC0415  the parser costs a second; wrong usage should not

    coder = None
    for article in _read(files, published):
        if isinstance(article, Quarantined):
            _fail(failures, article.path, article.reason)
            continue
        options = {"tidings_times": {"ages": ages, "impossible": True}}
        coder = coder or tidings.load(stages=("tidings_times",), options=options)
        try:
            yield Found(article, coder.code(article).times)
        except ArticleError as error:
            _fail(failures, error.where, f"{error.what}. {error.fix}")


def _read(files: Iterable[str], published: str | None) -> Iterator[Article | Quarantined]:
    try:
        yield from read_articles(files, published=published)
    except ReadError as error:  # only the option can be wrong here: files that are go to quarantine
        raise UsageError(error.what, where=f"--{error.where}", fix=error.fix) from None


def _fail(failures: list[str], where: str, reason: str) -> None:
    failures.append(where)
    print(f"error: {neutralised_line(f'{where}: {reason}')}", file=sys.stderr)


def _rows(found: Iterable[Found]) -> Iterator[tuple[object, ...]]:
    for article, times in found:
        name = article.title or article.id
        for each in times:
            yield name, each.start, each.end, each.type, each.value, each.reason, each.text


def _fields(found: Found) -> dict[str, object]:
    article = found.article
    return {
        "article": article.id,
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "times": [each.model_dump(mode="json") for each in found.times],
    }
