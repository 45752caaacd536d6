"""``tidings ontology``: look at an ontology, check your own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tidings.cli.output import table, write_json
from tidings.markup import neutralised_line
from tidings.ontology import check_ontology, load_ontology

if TYPE_CHECKING:
    from tidings.pipeline.examples import OntologyStats

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

    Of a type that is coded by its examples, those that lie nearer to another type are listed as advice.

    Example: tidings ontology check ./my-ontology
    """
    found = check_ontology(folder)
    summary = ""
    if not found and code:
        from tidings.pipeline import load  # noqa: PLC0415  costs a model
        from tidings.pipeline.examples import example_problems, ontology_stats  # noqa: PLC0415

        coder = load(ontology=folder)
        found = example_problems(folder, coder)
        summary = _left_out(ontology_stats(folder, coder))
    broken = any(problem.severity == "error" for problem in found)
    if as_json:
        write_json([problem.model_dump() for problem in found])
        raise typer.Exit(1 if broken else 0)
    for problem in found:
        words = f"{problem.where}: [{problem.rule}] {problem.what}. {problem.fix}"
        typer.echo(neutralised_line(words if problem.severity == "error" else f"{words} (advice)"))
    if not broken:
        typer.echo(neutralised_line(f"{folder}: sound{summary}"))
    raise typer.Exit(1 if broken else 0)


def _left_out(found: OntologyStats) -> str:
    """How far the types that are coded by their examples hold when each example is left out."""
    own = [kind for kind in found.types if kind.coded_by == "examples"]
    if not own:
        return ""
    right, near = sum(kind.found or 0 for kind in own), sum(kind.kept_out or 0 for kind in own)
    return (
        f"; left out one by one, {right} of {sum(kind.examples for kind in own)} examples are coded as their type"
        f" and {near} of {sum(kind.counter_examples for kind in own)} counter-examples are not"
    )


@app.command()
def stats(
    folder: Annotated[str, typer.Argument(help="The folder of an ontology, or a name.")] = "plover",
    as_json: AsJson = False,
) -> None:
    """How each type is coded, and what its examples teach: each is judged as if it were not there.

    Example: tidings ontology stats energy
    """
    from tidings.pipeline.examples import ontology_stats  # noqa: PLC0415  costs a model

    found = ontology_stats(folder)
    if as_json:
        write_json(found.model_dump(mode="json"))
        return
    rows = (
        (
            kind.type, kind.coded_by, kind.frames, kind.examples, kind.found, kind.nearer, kind.counter_examples,
            kind.kept_out, kind.wrongly,
        )
        for kind in found.types
    )  # fmt: skip
    head = ("type", "coded by", "frames", "examples", "found", "nearer to another", "counter-examples", "kept out")
    table((*head, "wrongly coded so"), rows, title=f"{found.name} {found.version}")
    if found.threshold is not None:
        typer.echo(f"coded by examples from a probability of {found.threshold:.2f} on; every figure is leave-one-out")
