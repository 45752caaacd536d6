"""``tidings evaluate``: how far a coder agrees with a gold coding."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from tidings.cli.output import console, table, target, write_json
from tidings.errors import UsageError
from tidings.markup import evaluation_page, neutralised, neutralised_line
from tidings.markup.evaluation import KINDS, MEASURES, NONE, party_words, sentence_segments
from tidings.markup.view import NOBODY, actor_words, decimals, type_words

if TYPE_CHECKING:
    from tidings.analysis.evaluate import Disagreement, Evaluation, Score

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def command(
    gold: Annotated[str, typer.Argument(help="Gold file, or - : coded articles or PLOVER records, as JSON (Lines).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a page with a reliability diagram and every error.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Show each error in its sentence.")] = False,
    coder: Annotated[Path | None, typer.Option(metavar="FILE", help="Coder file (TOML).")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Show at most so many errors; implies --errors.")] = None,
) -> None:
    """Code the texts of a gold file and compare: precision, recall, F1, fields, confusion, calibration, errors.

    An event is found when a coded one of its type has its trigger in the same sentence. GOLD is what `tidings code
    --format jsonl` or `--format plover` writes, corrected by hand. The measures count every error; --limit only says
    how many of them are shown, printed or listed in JSON.

    Example: tidings evaluate gold.jsonl --errors --html evaluation.html
    """
    if html and Path(gold).exists() and html.resolve() == Path(gold).resolve():
        raise UsageError("the page would overwrite the gold file", where=str(html), fix="Name another file")
    with target(html) if html else nullcontext() as page:
        found = _evaluated(gold, coder)
        if page:
            name = Path(gold).name if gold != "-" else ""
            page.write(evaluation_page(found.model_dump(mode="json"), gold=name, limit=limit))
    if as_json:
        write_json(found.model_copy(update={"errors": found.errors[:limit]}).model_dump(mode="json"))
    else:
        _show(found)
        if errors or limit:
            _show_errors(found, limit)
    if html:
        print(f"page: {neutralised_line(str(html))}", file=sys.stderr)


def _evaluated(gold: str, coder: Path | None) -> Evaluation:
    from tidings.pipeline import evaluate  # noqa: PLC0415  costs a model: not for --help or a wrong path

    with _progress() as advance:
        return evaluate(gold, coder, progress=advance)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """On standard error, and only on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _show(found: Evaluation) -> None:
    head = ("measure", "right", "gold", "coded", "precision", "recall", "F1")
    scores = [(name, getattr(found, key)) for key, name in MEASURES.items()]
    table(head, (_row(name, score) for name, score in scores if score), title=_many(found.articles, "article"))
    shares = ((name, share.right, share.of, decimals(share.share)) for name, share in found.matched.items())
    table(("field", "right", "of", "share"), shares, title="Of matched events")
    table(("type", *head[1:]), (_row(name, score) for name, score in found.by_type.items()), title="By type")
    if found.confusion:
        confusion = ((each.gold or NONE, each.predicted or NONE, each.count) for each in found.confusion)
        table(("gold type", "coded in its sentence", "events"), confusion, title="Events without a match")
    bins = (
        (f"{each.low:.1f}-{each.high:.1f}", each.count, decimals(each.confidence), decimals(each.right))
        for each in found.calibration.bins
        if each.count
    )
    title = f"Calibration: expected error {decimals(found.calibration.error)}"
    table(("confidence", "events", "mean confidence", "share right"), bins, title=title)


def _row(name: str, score: Score) -> tuple[object, ...]:
    figures = (decimals(score.precision), decimals(score.recall), decimals(score.f1))
    return name, score.right, score.gold, score.predicted, *figures


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _show_errors(found: Evaluation, limit: int | None) -> None:
    shown = found.errors[:limit]
    counts = ", ".join(f"{sum(each.kind == kind for each in found.errors)} {kind}" for kind in KINDS)
    more = f"; the first {len(shown)} of them" if len(shown) < len(found.errors) else ""
    out = console()
    title = f"{_many(len(found.errors), 'error')} ({counts}){more}. Gold trigger <so>, coded trigger [so]"
    out.print(Text(title, style="bold"))
    for number, error in enumerate(shown, 1):
        _show_error(out, number, error)


def _show_error(out: Console, number: int, error: Disagreement) -> None:
    """What is wrong and where, the sentence, the gold event, the coded event."""
    plain = error.model_dump(mode="json")
    fields = f": {', '.join(error.fields)}" if error.fields else ""
    where = neutralised_line(error.where or error.article_id)
    out.print(Text.assemble("\n", (f"{number}  {error.kind}{fields}", "bold"), "  ", (where, "dim")))
    gold, coded = _event_words(plain["gold"], party_words), _event_words(plain["predicted"], actor_words)
    for words in (_sentence(plain), Text(f"gold   {gold}"), Text(f"coded  {coded}")):
        out.print(Padding(words, (0, 0, 0, 4), expand=False))


def _sentence(error: dict[str, Any]) -> Text:
    text = Text()
    for segment in sentence_segments(error):
        words = neutralised(segment.text).replace("\n", " ")
        if "trigger" in segment.kinds:
            words = f"[{words}]"
        if "gold" in segment.kinds:
            words = f"<{words}>"
        text.append(words, style="bold" if segment.kinds else "dim")
    return text


def _event_words(event: dict[str, Any] | None, words: Callable[[dict[str, Any]], str]) -> str:
    """One line: type, mode, who to whom, status, confidence."""
    if event is None:
        return "no event"
    who, whom = (", ".join(map(words, event[key])) for key in ("actors", "recipients"))
    parts = (type_words(event), f"{who or NOBODY} → {whom}" if whom else who or NOBODY, event["status"])
    confidence = (f"{event['confidence']:.2f}",) if "confidence" in event else ()
    return "  ".join(part for part in (*parts, *confidence) if part)
