"""``tidings stories``: what several reports tell of one happening."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidings.cli.options import Actor, Recipient
from tidings.cli.output import listing, table, write_json
from tidings.records import Disagreement, Party, Story
from tidings.store import Store, StoryReport

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_OLD = (
    "note: another version of tidings told some of these stories; "
    "`tidings stories --store {store} --regroup` tells them anew"
)


@app.command()
def command(
    store: Annotated[Path, typer.Option(help="The store.")],
    story: Annotated[str | None, typer.Argument(help="The id of a story: shows each of its reports.")] = None,
    actor: Actor = None,
    recipient: Recipient = None,
    type: Annotated[str | None, typer.Option(help="Event type, such as ASSAULT.")] = None,  # noqa: A002
    place: Annotated[str | None, typer.Option(help="Country code of where it happened.")] = None,
    text: Annotated[str | None, typer.Option(help="Words of the title or of a sentence that reports it.")] = None,
    since: Annotated[str | None, typer.Option(help="First day (YYYY-MM-DD).")] = None,
    until: Annotated[str | None, typer.Option(help="Last day (YYYY-MM-DD).")] = None,
    min_articles: Annotated[int, typer.Option(min=1, help="At least so many articles.")] = 1,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only stories whose reports disagree.")] = False,
    regroup: Annotated[
        bool, typer.Option("--regroup", help="Group the stories of the whole store anew, after an update of tidings.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Stories of a store, by day: how many articles and independent outlets tell them, and where they disagree.

    Example: tidings stories --store events.duckdb --min-articles 2 --since 2024-05-01

    Example: tidings stories --store events.duckdb --regroup
    """
    if regroup:
        _regroup(store)
        return
    with Store(store, read_only=True) as opened:
        current = opened.grouped_by_present_rules()
        found = opened.stories(
            id=story, actor=actor, recipient=recipient, type=type, place=place, text=text, since=since, until=until,
            min_articles=min_articles, disputed=disputed or None, limit=limit,
        )  # fmt: skip
        reports = opened.reports(story) if story else []
    if not current:
        typer.echo(_OLD.format(store=store), err=True)
    if as_json:
        plain = [each.model_dump(mode="json") for each in found]
        write_json(
            [{**each, "reports": [report.model_dump(mode="json") for report in reports]} for each in plain]
            if story
            else plain
        )
        return
    listing((_entry(each) for each in found), title=f"{len(found)} stories")
    if story:
        table(("published", "outlet", "status", "article", "words"), (_report(report) for report in reports))


def _regroup(path: Path) -> None:
    """Writes, where the command only reads else; nothing is coded again."""
    with Store(path) as opened:
        changed = opened.regroup()
        stories = opened.count()["stories"]
    typer.echo(f"{stories:,} stories, {changed:,} of them new or told otherwise")


def _entry(story: Story) -> tuple[tuple[object, ...], list[str]]:
    who = _names(story.actors) + (f" → {_names(story.recipients)}" if story.recipients else "")
    place = story.place.name if story.place else ""
    told = f"{story.articles} articles, {story.independent} independent" if story.articles > 1 else "1 article"
    words = "; ".join([story.title or "", *(_disagreement(each) for each in story.disagreements)])
    return (story.start or story.first or "—", story.type, who, place, told, story.id), [words]


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(party.code for party in parties) or "—"


def _disagreement(found: Disagreement) -> str:
    values = " / ".join(f"{each.value} ({len(each.articles)})" for each in found.values)
    return f"{found.field}: {values}"


def _report(report: StoryReport) -> tuple[object, ...]:
    copied = (
        f"{report.article_id} (copy of {report.copy_of})" if report.copy_of != report.article_id else report.article_id
    )
    return report.published, report.source, report.event.status, copied, report.event.evidence.text
