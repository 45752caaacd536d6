"""``tidings times``: the time expressions of texts, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidings.cli.one_stage import OneStage
from tidings.cli.output import table, write_csv, write_json
from tidings.errors import UsageError
from tidings.records import CodedArticle

if TYPE_CHECKING:
    from tidings import Coder

_COLUMNS = ("article", "start", "end", "type", "value", "reason", "text")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


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

    With --json, "title_times" has those of the title, with offsets of the title.

    What cannot be read is named on standard error, and the exit code is 1.

    Example: tidings times report.txt --published 2024-05-17

    Example: tidings times archive/*.jsonl --csv --output times.csv
    """
    if as_json and (as_csv or output):
        raise UsageError("--json and --csv exclude each other", fix="Give one of them")

    def load() -> Coder:
        import tidings  # noqa: PLC0415  the parser costs a second; wrong usage should not

        options = {"tidings_times": {"ages": ages, "impossible": True}}
        return tidings.load(stages=("tidings_times",), options=options)

    stage = OneStage(load)
    found = (coded for _, coded in stage.code(files, published))
    if as_json:
        write_json([_fields(*each) for each in stage.code(files, published)])
    elif as_csv or output:
        write_csv(_COLUMNS, _rows(found), output)
    else:
        shown = list(found)
        if len(shown) > 1:
            table(_COLUMNS, _rows(shown))
        elif shown:
            table(_COLUMNS[1:], (row[1:] for row in _rows(shown)))
    stage.finish()


def _rows(found: Iterable[CodedArticle]) -> Iterator[tuple[object, ...]]:
    for coded in found:
        name = coded.article.title or coded.article.id
        for each in coded.times:
            yield name, each.start, each.end, each.type, each.value, each.reason, each.text


def _fields(coder: Coder, found: CodedArticle) -> dict[str, object]:
    article = found.article
    title = coder.code(article.title, published=article.published).times if article.title else ()
    return {
        "article": article.id,
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "times": [each.model_dump(mode="json") for each in found.times],
        "title_times": [each.model_dump(mode="json") for each in title],
    }
