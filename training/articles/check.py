"""Check the articles: notation, variety, honesty; count what they cover.

usage: python -m training.articles.check [FILE.txt ...]

Without files: every file of this folder. Exit code 1 where a check fails. Variety and honesty as in ``training.check``:
no two articles share half of their 4-grams, and none shares eight words in a row with a file of the benchmark.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tidings.ontology import load_ontology
from training.articles.labels import LabelledArticle
from training.articles.notation import read_articles
from training.check import alike, copied
from training.notation import Item, NotationError

HERE = Path(__file__).parent
WORDS = (100, 480)


def main(arguments: list[str]) -> int:
    """Print what fails and what is covered."""
    ontology = load_ontology("plover")
    articles: list[LabelledArticle] = []
    failed = 0
    for path in map(Path, arguments) if arguments else sorted(HERE.glob("*.txt")):
        try:
            articles += read_articles(path, ontology)
        except NotationError as error:
            print(f"error: {error}", file=sys.stderr)
            failed = 1
    items = [Item(each.part, each.line, each.published, each.text, {}, (), ()) for each in articles]
    for first, second in alike(items):
        print(f"error: {first.part}:{first.line} and {second.part}:{second.line} are too alike", file=sys.stderr)
        failed = 1
    for item, words in copied(items):
        print(f"error: {item.part}:{item.line} shares {words!r} with the benchmark", file=sys.stderr)
        failed = 1
    for article in articles:
        count = len(article.text.split())
        if not WORDS[0] <= count <= WORDS[1]:
            where = f"{article.part}:{article.line}"
            print(f"error: {where} has {count} words, not {WORDS[0]} to {WORDS[1]}", file=sys.stderr)
            failed = 1
    _report(articles)
    return failed


def _report(articles: Iterable[LabelledArticle]) -> None:
    counts: dict[str, Counter[str]] = {
        "kinds": Counter(),
        "events": Counter(),
        "status": Counter(),
        "styles": Counter(),
    }
    totals: Counter[str] = Counter()
    for article in articles:
        counts["styles"][article.style] += 1
        counts["kinds"].update(quote.kind for quote in article.attributions)
        counts["events"].update(event.type for event in article.events)
        counts["status"].update(event.status for event in article.events)
        totals["articles"] += 1
        totals["chained"] += sum(bool(article.chain(quote.number)) for quote in article.attributions)
        totals["without cue"] += sum(not quote.cue for quote in article.attributions)
        totals["without speaker"] += sum(quote.speaker is None for quote in article.attributions)
        totals["times"] += len(article.times)
        totals["places"] += len(article.places)
    for name, counter in {"totals": totals, **counts}.items():
        print(f"{name}:", ", ".join(f"{key} {value}" for key, value in counter.most_common()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
