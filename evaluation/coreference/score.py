"""Score who is meant in our own short articles, beside a most-recent-match baseline.

usage: score.py [--errors] [FILE ...]

A line is an article: "2014-03-21 | [a:RUS.GOV Vladimir Putin] said ... [a He] met [b:UKR Kyiv's envoy]; [a+b both]".
The first mention of a letter says who it is; each later one is a link to be found. A link is right when the coder's
antecedent, or an earlier mention that it takes for the same actor, is a mention of that letter. Links that the coder
makes from other words to an actor of the article are wrong. The baseline is told all marked spans: a name is linked to
the last mention that shares a word with it, anything else to the last mention before it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tidings
from tidings.records import ActorMention

HERE = Path(__file__).parent
STAGES = ("tidings_times", "tidings_places", "tidings_actors")  # who is meant needs no more
_HEAD = re.compile(r"(?P<date>\d{4}-\d\d-\d\d) \| (?P<text>.+)")
_MARK = re.compile(
    r"\[(?P<letters>[a-z](?:\+[a-z])*)(?P<who>:[A-Z]{0,3}(?:\.[A-Z]{3}(?:\+[A-Z]{3})*)?)? (?P<words>[^\[\]]+)\]"
)
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_NO_NAMES = frozenset({"The", "He", "She", "It", "They", "His", "Her", "Its", "Their", "Both"})


@dataclass(frozen=True)
class Mention:
    """A marked span: half-open code points of the bare text, and the letters it stands for."""

    start: int
    end: int
    text: str
    letters: frozenset[str]


@dataclass(frozen=True)
class MarkedArticle:
    """An article with its marks. ``who`` is the code and sectors by letter, as written."""

    where: str
    published: str
    text: str
    mentions: tuple[Mention, ...]
    who: dict[str, str]


def read_articles(path: Path) -> Iterator[MarkedArticle]:
    """All articles of a file.

    Raises:
        ValueError: a line breaks the notation; the message names file and line.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head = _HEAD.fullmatch(line)
        if head is None:
            raise ValueError(f"{path}:{number}: no date before the article")
        yield _article(f"{path.name}:{number}", head["date"], head["text"])


def _article(where: str, published: str, marked: str) -> MarkedArticle:
    text, last, mentions, who = "", 0, [], {}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        letters = frozenset(mark["letters"].split("+"))
        if mark["who"]:
            who[mark["letters"]] = mark["who"][1:]
        if unknown := letters - who.keys():
            raise ValueError(f"{where}: {', '.join(unknown)} is used before it says who it is")
        mentions.append(Mention(len(text), len(text) + len(mark["words"]), mark["words"], letters))
        text, last = text + mark["words"], mark.end()
    text += marked[last:]
    if "[" in text or "]" in text:
        raise ValueError(f"{where}: a bracket is left over: {text[max(0, text.find('[')) :][:40]!r}")
    return MarkedArticle(where, published, text, tuple(mentions), who)


def gold_links(article: MarkedArticle) -> set[tuple[int, str]]:
    """(start of a mention, letter) of every mention after the letter's first."""
    seen: set[str] = set()
    links = set()
    for mention in article.mentions:
        links |= {(mention.start, letter) for letter in mention.letters & seen}
        seen |= mention.letters
    return links


def baseline_links(article: MarkedArticle) -> set[tuple[int, str]]:
    """Links of the most recent match, over the marked spans."""
    links = set()
    for place, mention in enumerate(article.mentions):
        earlier = article.mentions[:place][::-1]
        names = set(_CAPITAL.findall(mention.text)) - _NO_NAMES
        fits = [other for other in earlier if names & set(_CAPITAL.findall(other.text))] if names else earlier
        if fits:
            links |= {(mention.start, letter) for letter in fits[0].letters}
    return links


def coder_links(article: MarkedArticle, found: list[ActorMention]) -> set[tuple[int, str]]:
    """Links of the coder: those from unmarked words keep their own start."""
    links = set()
    before: list[ActorMention] = []
    for each in sorted(found, key=lambda mention: (mention.start, mention.end)):
        own = _marked(article, each.start, each.end)
        start = own.start if own else each.start
        if each.antecedent is not None:
            meant = _marked(article, each.antecedent.start, each.antecedent.end)
        else:
            meant = next((_marked(article, other.start, other.end) for other in before if _same(other, each)), None)
        before.append(each)
        if meant is not None and meant.start < start:
            links |= {(start, letter) for letter in _letters(meant, each, article)}
    return links


def _letters(meant: Mention, each: ActorMention, article: MarkedArticle) -> frozenset[str]:
    """Of a joint antecedent only the letters of the same country."""
    own = {letter for letter in meant.letters if article.who[letter][:3] == (each.code or "")}
    return frozenset(own) if len(meant.letters) > 1 and own else meant.letters


def _same(first: ActorMention, second: ActorMention) -> bool:
    if first.name and second.name and first.name != second.name:
        return False
    same_name = bool(first.name) and first.name == second.name
    return first.code == second.code and (same_name or (first.text.lower() == second.text.lower()))


def _marked(article: MarkedArticle, start: int, end: int) -> Mention | None:
    """The marked span that a span shares most with."""
    best = max(article.mentions, key=lambda mention: min(end, mention.end) - max(start, mention.start), default=None)
    return best if best and min(end, best.end) > max(start, best.start) else None


def main(arguments: list[str]) -> int:
    """Print F1 of the coder and of the baseline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    articles = [each for path in options.files or sorted(HERE.glob("*.txt")) for each in read_articles(path)]
    coder = tidings.load(stages=STAGES)
    counts = {"coder": [0, 0, 0], "most recent match": [0, 0, 0]}
    for article in articles:
        gold = gold_links(article)
        coded = coder.code(article.text, published=article.published)
        found = {"coder": coder_links(article, list(coded.actors)), "most recent match": baseline_links(article)}
        for name, links in found.items():
            for place, number in enumerate((len(links & gold), len(links - gold), len(gold - links))):
                counts[name][place] += number
        if options.errors:
            _show(article, gold, found["coder"])
    for name, (right, wrong, missed) in counts.items():
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{name:20} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(f"{len(articles)} articles, {sum(counts['coder'][::2])} links")
    return 0


def _show(article: MarkedArticle, gold: set[tuple[int, str]], found: set[tuple[int, str]]) -> None:
    spans = {mention.start: mention.text for mention in article.mentions}
    for sign, links in (("missed", gold - found), ("wrong", found - gold)):
        for start, letter in sorted(links):
            words = spans.get(start, article.text[start : start + 20])
            print(f"{article.where} {sign}: {words!r} -> {letter} | {article.text[max(0, start - 60) : start + 40]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
