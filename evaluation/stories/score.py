"""How well reports of one happening are joined: B-cubed of stories against happenings found by hand.

``truth.csv`` names, by a clause of the article, each report of every happening that is reported more than once; what is
coded outside of all its clauses is a happening of its own. Scored are the events that the coder finds.

    python evaluation/stories/score.py [--json] [--show]

Source: Bagga, A., Baldwin, B. (1998). Algorithms for scoring coreference chains. LREC workshop on linguistic
coreference.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

import tidings
from tidings.read import read_articles

HERE = Path(__file__).parent
SETS = {
    "sample archive of the demo": sorted((HERE.parents[1] / "examples/archive").glob("*.jsonl")),
    "dispatches of its own": [HERE / "articles.jsonl"],
}
Labels = Mapping[str, Hashable]


def main() -> None:
    """Code both sets, join, print the scores."""
    parser = argparse.ArgumentParser(description="B-cubed of stories")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--show", action="store_true", help="list stories that are not one happening")
    asked = parser.parse_args()
    coder = tidings.load()
    figures = {}
    for name, files in SETS.items():
        coded = list(
            coder.pipe(each for each in read_articles([str(path) for path in files]) if not hasattr(each, "reason"))
        )
        figures[name] = measure(coded, show=asked.show)
    if asked.json:
        print(json.dumps(figures, indent=1))
        return
    for name, found in figures.items():
        print(
            f"{name}: {found['articles']} articles, {found['events']} events, "
            f"{found['reported_again']} of them reported more than once"
        )
        for title, key in (
            ("stories", "stories"),
            ("same day, type and actors", "baseline"),
            ("each its own", "singletons"),
        ):
            score, again = found[key], found[f"{key}_again"]
            print(
                f"  {title:28} P {score[0]:.3f} R {score[1]:.3f} F1 {score[2]:.3f}   reported again: F1 {again[2]:.3f}"
            )


def measure(coded: list[tidings.CodedArticle], *, show: bool = False) -> dict[str, object]:
    """Scores of stories, of the baseline and of no joining at all, over all events and over those reported again."""
    with tempfile.TemporaryDirectory() as folder, tidings.Store(Path(folder) / "s.duckdb") as store:
        store.add(coded)
        stories = {event: story.id for story in store.stories() for event in story.events}
        if show:
            _show(coded, stories)
    truth = happenings(coded)
    counts: dict[Hashable, int] = defaultdict(int)
    for label in truth.values():
        counts[label] += 1
    again = {event for event, label in truth.items() if counts[label] > 1}
    baseline = {event.id: _day_type_actors(event) for each in coded for event in each.events}
    found: dict[str, object] = {"articles": len(coded), "events": len(truth), "reported_again": len(again)}
    for name, labels in (("stories", stories), ("baseline", baseline), ("singletons", {key: key for key in truth})):
        found[name] = b_cubed(labels, truth, truth)
        found[f"{name}_again"] = b_cubed(labels, truth, again)
    return found


def b_cubed(labels: Labels, truth: Labels, of: Iterable[str]) -> tuple[float, float, float]:
    """Precision, recall and F1: how much of each event's group belongs there, how much of its happening is there."""
    groups, wanted = _groups(labels), _groups(truth)
    precision, recall = [], []
    for event in of:
        group, happening = groups[labels[event]], wanted[truth[event]]
        precision.append(len(group & happening) / len(group))
        recall.append(len(group & happening) / len(happening))
    if not precision:
        return (0.0, 0.0, 0.0)
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return (p, r, 2 * p * r / (p + r))


def happenings(coded: Iterable[tidings.CodedArticle]) -> dict[str, Hashable]:
    """The happening of each coded event."""
    clauses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with (HERE / "truth.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            clauses[row["article"]].append((row["happening"], row["clause"]))
    found: dict[str, Hashable] = {}
    for each in coded:
        spans = [(name, each.article.text.index(clause), len(clause)) for name, clause in clauses[each.article.id]]
        for event in each.events:
            at = event.trigger.start
            found[event.id] = next((name for name, start, size in spans if start <= at < start + size), event.id)
    return found


def _groups(labels: Labels) -> dict[Hashable, set[str]]:
    groups: dict[Hashable, set[str]] = defaultdict(set)
    for event, label in labels.items():
        groups[label].add(event)
    return groups


def _day_type_actors(event: tidings.Event) -> Hashable:
    codes = frozenset(party.code for party in (*event.actors, *event.recipients) if party.code)
    return (event.type, event.date.value, codes) if event.date.value else event.id


def _show(coded: list[tidings.CodedArticle], stories: Labels) -> None:
    truth = happenings(coded)
    events = {event.id: event for each in coded for event in each.events}
    for label, members in sorted(_groups(truth).items(), key=str):
        homes = {stories[key] for key in members}
        if len(homes) > 1:
            print("SPLIT", label, [(key, events[key].trigger.text, stories[key]) for key in sorted(members)])
    for story, members in sorted(_groups(stories).items(), key=str):
        labels = {truth[key] for key in members}
        if len(labels) > 1:
            print("MIXED", story, [(key, truth[key] if truth[key] != key else "own") for key in sorted(members)])


if __name__ == "__main__":
    main()
