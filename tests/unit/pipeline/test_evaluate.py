"""Measuring a coder from Python."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

import tidings
from tidings.records import Article, CodedArticle, Event, GoldArticle, Span

WORDS = Span(start=0, end=5, text="Troop")


def made(article: Article, *types: str) -> CodedArticle:
    """An article with events of these types."""
    events = tuple(
        Event(id=name, type=name, quad=4, score=0, confidence=0.5, trigger=WORDS, evidence=WORDS) for name in types
    )
    return CodedArticle(article=article, events=events)


class Fake:
    """A coder that finds one ASSAULT in every article."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        """Code each."""
        return (made(article, "ASSAULT") for article in articles)


FAKE = cast("tidings.Coder", Fake())
ARTICLES = [Article(text=f"Troops {number}.") for number in range(3)]


def test_gold_may_be_articles() -> None:
    """Gold articles, and coded articles taken as the truth."""
    found = tidings.evaluate([made(ARTICLES[0], "ASSAULT"), GoldArticle(article=ARTICLES[1])], FAKE)
    assert isinstance(found, tidings.Evaluation)
    assert (found.articles, found.events.right, found.events.gold, found.events.predicted) == (2, 1, 1, 2)


@pytest.mark.parametrize("kind", [str, Path])
def test_gold_may_be_a_file(tmp_path: Path, kind: type[Any]) -> None:
    """By its path."""
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(made(each, "AID").to_dict()) + "\n" for each in ARTICLES), "utf-8")
    found = tidings.evaluate(kind(file), coder=FAKE)
    assert [(each.gold, each.predicted, each.count) for each in found.confusion] == [("AID", "ASSAULT", 3)]


def test_progress_is_told_after_each_article() -> None:
    """How many are coded, and how many there are."""
    said: list[tuple[int, int]] = []
    tidings.evaluate([made(each) for each in ARTICLES], FAKE, progress=lambda done, total: said.append((done, total)))
    assert said == [(1, 3), (2, 3), (3, 3)]


def test_a_coder_agrees_with_itself(coder: tidings.Coder) -> None:
    """The default coder on what it coded."""
    coded = list(
        coder.pipe(["Iran condemned Israel on Friday.", "Talks between India and Pakistan were held in Dubai."])
    )
    found = tidings.evaluate(coded, coder)
    assert (found.events.f1, found.who_whom.f1, found.errors) == (1.0, 1.0, ())
