"""``tidings ontology``: look at an ontology, check your own."""

from __future__ import annotations

from typing import Annotated

import typer

from tidings.cli.output import table, write_json
from tidings.ontology import EventType, Example, Problem, check_ontology, load_ontology
from tidings.records import Event

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Look at an ontology, check your own."
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Source = Annotated[str, typer.Option("--ontology", help="A name or a folder.")]


@app.command("list")
def list_types(ontology: Source = "plover", as_json: AsJson = False) -> None:
    """Types with quad class, score and modes.

    Example: tidings ontology list
    """
    found = load_ontology(ontology)
    if as_json:
        write_json(
            {
                name: kind.model_dump(mode="json", include={"quad", "score", "modes"})
                for name, kind in found.types.items()
            }
        )
        return
    rows = (
        (kind.type, kind.quad, kind.score, ", ".join(kind.modes), len(kind.frames)) for kind in found.types.values()
    )
    table(("type", "quad", "score", "modes", "frames"), rows, title=f"{found.name} {found.version}")


@app.command()
def show(type: str, ontology: Source = "plover", as_json: AsJson = False) -> None:  # noqa: A002
    """One type: definition, modes, examples, counter-examples.

    Example: tidings ontology show CONSULT
    """
    kind = load_ontology(ontology).types.get(type.upper())
    if kind is None:
        known = ", ".join(load_ontology(ontology).types)
        raise typer.BadParameter(f"{type!r} is no type. There are: {known}")
    if as_json:
        write_json(kind.model_dump(mode="json"))
        return
    typer.echo(f"{kind.type}: {kind.definition}\nquad {kind.quad}, score {kind.score}\n")
    table(("mode", "score", "definition"), ((name, mode.score, mode.definition) for name, mode in kind.modes.items()))
    table(("example", "mode"), ((example.text, example.mode) for example in kind.examples))
    table(("counter-example", "why"), ((example.text, example.why) for example in kind.counter_examples))


@app.command()
def check(
    folder: Annotated[str, typer.Argument(help="The folder of an ontology, or a name.")] = "plover",
    code: Annotated[bool, typer.Option(help="Also code the examples.")] = True,
    as_json: AsJson = False,
) -> None:
    """Every breach in an ontology: file, line, rule, fix. Its examples are coded as tests.

    Example: tidings ontology check ./my-ontology
    """
    found = check_ontology(folder)
    if not found and code:
        found = example_problems(folder)
    if as_json:
        write_json([problem.model_dump() for problem in found])
    elif found:
        for problem in found:
            typer.echo(f"{problem.where}: [{problem.rule}] {problem.what}. {problem.fix}")
    else:
        typer.echo(f"{folder}: sound")
    raise typer.Exit(1 if found else 0)


def example_problems(folder: str) -> list[Problem]:
    """Examples that are not coded as their type, counter-examples that are."""
    from tidings.pipeline import load  # noqa: PLC0415  costs a model, only when examples are coded

    # The examples are the tests of the frames: what an encoder has learnt elsewhere must not help them.
    coder = load(ontology=folder, options={"tidings_events": {"encoder": "none"}})
    ontology = load_ontology(folder)
    found = []
    for kind in ontology.types.values():
        for example in kind.examples:
            what = _miss(kind, example, list(coder.code(example.text).events))
            if what:
                where = f"{kind.type}: {example.text!r}"
                found.append(Problem(where=where, rule="example", what=what, fix="Mend its frames, or the example"))
        for counter in kind.counter_examples:
            if any(event.type == kind.type for event in coder.code(counter.text).events):
                where = f"{kind.type}: {counter.text!r}"
                found.append(
                    Problem(where=where, rule="counter-example", what=f"is coded {kind.type}", fix=counter.why)
                )
    return found


def _miss(kind: EventType, example: Example, events: list[Event]) -> str:
    same = [event for event in events if event.type == kind.type]
    if not same:
        others = ", ".join(sorted({event.type for event in events})) or "nothing"
        return f"is coded {others}, not {kind.type}"
    if example.mode and example.mode not in {event.mode for event in same}:
        return f"has mode {same[0].mode}, not {example.mode}"
    for name in ("actor", "recipient"):
        want = set(getattr(example, name))
        have = {party.code for event in same for party in getattr(event, f"{name}s")}
        if want and not want <= have:
            return f"has {name} {sorted(filter(None, have))}, not {sorted(want)}"
    return ""
