"""The scorer of who is meant: it reads marks strictly and counts links as its page says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2] / "evaluation" / "coreference"
sys.path.insert(0, str(HERE))

from score import MarkedArticle, baseline_links, coder_links, gold_links, read_articles  # noqa: E402  not a package

from tidings.records import ActorMention, Span  # noqa: E402

LINE = "2014-03-21 | [a:FRA.GOV Jane Doe] met [b:ITA.GOV Ada Rossi]. [a She] thanked [b her]; [a+b both] left.\n"


def article_of(tmp_path: Path, line: str = LINE) -> MarkedArticle:
    """The one article of a file."""
    path = tmp_path / "one.txt"
    path.write_text(line, "utf-8")
    (found,) = read_articles(path)
    return found


def mention(article: MarkedArticle, index: int, antecedent: int | None) -> ActorMention:
    """A coder's mention at a marked span."""
    own = article.mentions[index]
    first = article.mentions[antecedent] if antecedent is not None else None
    span = Span(start=first.start, end=first.end, text=first.text) if first else None
    return ActorMention(start=own.start, end=own.end, text=own.text, antecedent=span)


def test_later_mentions_are_links_and_joint_ones_count_for_each(tmp_path: Path) -> None:
    """The first mention of a letter is none."""
    article = article_of(tmp_path)
    assert article.text == "Jane Doe met Ada Rossi. She thanked her; both left."
    assert len(gold_links(article)) == 4


def test_right_and_wrong_antecedents_are_told_apart(tmp_path: Path) -> None:
    """ "She" for Jane is right, "her" for Jane is wrong."""
    article = article_of(tmp_path)
    found = coder_links(article, [mention(article, 2, 0), mention(article, 3, 0)])
    assert len(found & gold_links(article)) == 1
    assert len(found - gold_links(article)) == 1


def test_the_baseline_takes_the_last_mention(tmp_path: Path) -> None:
    """ "She" is taken for Ada, the last one named."""
    article = article_of(tmp_path)
    assert (article.mentions[2].start, "b") in baseline_links(article)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no date\n", "no date"),
        ("2014-03-21 | [a He] left.\n", "before it says"),
        ("2014-03-21 | [a:FRA x.\n", "bracket"),
    ],
)
def test_broken_marks_are_refused_with_their_line(tmp_path: Path, line: str, message: str) -> None:
    """A mark that is no mark would silently be text."""
    with pytest.raises(ValueError, match=message):
        article_of(tmp_path, line)


def test_our_articles_are_read_whole() -> None:
    """Each file keeps the notation."""
    assert all(gold_links(article) for path in HERE.glob("*.txt") for article in read_articles(path))
