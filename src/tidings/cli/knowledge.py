"""``tidings knowledge``: look at who and where things are, check your own tables."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Annotated

import typer

from tidings.actors.strings import explain
from tidings.cli.output import table, write_json
from tidings.errors import UsageError
from tidings.knowledge import Name, load_knowledge
from tidings.knowledge.look import Entry, contradictions, search, stats
from tidings.knowledge.tables import folders
from tidings.markup import neutralised_line

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Look at who is who, check your own tables."
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Source = Annotated[str, typer.Option("--knowledge", help='"default", or a folder whose tables add to ours.')]
Day = Annotated[str | None, typer.Option("--on", help="Only what holds on this date, YYYY-MM-DD.")]


@app.command("search")
def search_names(
    words: str,
    knowledge: Source = "default",
    on: Day = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Names that contain the words: code, sectors, term.

    Example: tidings knowledge search putin
    """
    found = search(load_knowledge(knowledge), words, _day(on))
    if as_json:
        write_json([_fields(entry) for entry in found[:limit]])
        return
    columns = ("name", "kind", "code", "sectors", "from", "to", "afterwards", "who")
    table(columns, (tuple(_fields(entry).values()) for entry in found[:limit]))
    if len(found) > limit:
        typer.echo(f"{len(found) - limit} more; --limit shows them")


@app.command()
def who(
    words: str,
    knowledge: Source = "default",
    on: Day = None,
    context: Annotated[str, typer.Option(help="Words around it, which may name the country.")] = "",
    as_json: AsJson = False,
) -> None:
    """Who an actor string is, and which words of it say so.

    Example: tidings knowledge who "Russian President Vladimir Putin" --on 2024-05-17
    """
    found = explain(words, context, _day(on), load_knowledge(knowledge))
    if as_json:
        write_json(found.model_dump(mode="json"))
        return
    actor = found.actor
    said = "nobody known" if actor is None else " ".join((actor.code or "-", *actor.sectors, actor.name or ""))
    typer.echo(neutralised_line(f"{said} ({actor.reason})" if actor and actor.reason else said))
    rows = (
        (word.text, word.kind, word.code or "", " ".join(word.sectors), word.since or "", word.until or "", word.others)
        for word in found.words
    )
    table(("words", "kind", "code", "sectors", "from", "to", "others"), rows)


@app.command("stats")
def count_rows(knowledge: Source = "default", as_json: AsJson = False) -> None:
    """Rows by table and kind.

    Example: tidings knowledge stats
    """
    rows = stats(knowledge)
    if as_json:
        write_json([{"table": name, "kind": kind, "rows": count} for name, kind, count in rows])
        return
    table(("table", "kind", "rows"), rows)


@app.command()
def check(folder: Annotated[str, typer.Argument(help="Your folder of tables.")] = "default") -> None:
    """Read every table; say what breaks a rule and which rows contradict each other.

    Example: tidings knowledge check my-actors/
    """
    load_knowledge(folder)
    found = list(contradictions(folder))
    for problem in found:
        typer.echo(f"{problem.first} and {problem.second}: {problem.what}")
    if found:
        raise typer.Exit(1)
    typer.echo("sound")


@app.command()
def export(folder: Path, knowledge: Source = "default") -> None:
    """Copy the tables into a folder, to read or to change; files that are there stay.

    Example: tidings knowledge export my-actors/
    """
    folder.mkdir(parents=True, exist_ok=True)
    for source in folders(knowledge):
        for path in sorted(source.glob("*.csv")):
            if (folder / path.name).exists():
                raise UsageError("the file is there already", where=str(folder / path.name), fix="Give an empty folder")
            shutil.copyfile(path, folder / path.name)
    typer.echo(f"tables written to {folder}")


def _fields(entry: Entry) -> dict[str, object]:
    name: Name = entry.name
    return {
        "name": entry.text,
        "kind": name.office or name.kind,
        "code": name.code or "",
        "sectors": " ".join(name.sectors),
        "from": "" if name.since == dt.date.min else name.since.isoformat(),
        "to": "" if name.until == dt.date.max else name.until.isoformat(),
        "afterwards": " ".join(name.after),
        "who": name.name,
    }


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{text!r} is not a date", where="--on", fix="Write YYYY-MM-DD") from None
