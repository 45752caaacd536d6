"""How far a blind second reading of some articles agrees with the first.

usage: python -m training.articles.agreement

The second reading (``articles/second/*.txt``) has the same texts, marked by a reader who had not seen the first marks.
Statements are compared as the coder's are; events by type and trigger, times and places by their words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tidings.ontology import load_ontology
from tidings.records import ActorMention, Span, Statement
from training.articles.labels import Attribution, EventLabel, LabelledArticle, Piece, TimeLabel
from training.articles.notation import read_articles
from training.notation import NO_EVENT
from training.statements.measure import measure, merged

HERE = Path(__file__).parent


def as_statements(article: LabelledArticle) -> list[Statement]:
    """Marked attributions as the coder would give them."""
    return [_statement(article.text, each) for each in merged(article)]


def _statement(text: str, each: Attribution) -> Statement:
    def span(piece: Piece) -> Span:
        return Span(start=piece.start, end=piece.end, text=text[piece.start : piece.end])

    who = each.speaker
    speaker = (
        ActorMention(start=who.start, end=who.end, text=text[slice(*who)], reason="not looked up") if who else None
    )
    cue = span(Piece(each.cue[0].start, each.cue[-1].end)) if each.cue else None
    content, reason = tuple(map(span, each.content)), None if speaker else "not named"
    return Statement(speaker=speaker, cue=cue, content=content, kind=each.kind, reason=reason)


def same_events(one: LabelledArticle, two: LabelledArticle) -> list[tuple[EventLabel, EventLabel]]:
    """Events of both readings with one type and triggers that overlap, first mentions or later ones; each once."""
    left = [each for each in two.events if each.type != NO_EVENT]
    found = []
    for event in one.events:
        match = next((other for other in left if _alike(event, other)), None)
        if event.type != NO_EVENT and match is not None:
            left.remove(match)
            found.append((event, match))
    return found


def _alike(one: EventLabel, two: EventLabel) -> bool:
    mentions = [(a, b) for a in (one.trigger, *one.also) for b in (two.trigger, *two.also)]
    return one.type == two.type and any(a.start < b.end and b.start < a.end for a, b in mentions)


def same_words(one: Sequence[Piece], two: Sequence[Piece]) -> int:
    """How many of the first overlap one of the second, each once."""
    left, found = list(two), 0
    for piece in one:
        match = next((other for other in left if piece.start < other.end and other.start < piece.end), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found


def f1(both: int, first: int, second: int) -> float:
    """Of so many in the first reading and in the second."""
    return 2 * both / max(1, first + second)


def main() -> int:
    """Print agreement."""
    ontology = load_ontology("plover")
    firsts = {(a.title, a.text): a for path in sorted(HERE.glob("*.txt")) for a in read_articles(path, ontology)}
    seconds = [a for path in sorted((HERE / "second").glob("*.txt")) for a in read_articles(path, ontology)]
    pairs = [(firsts[a.title, a.text], a) for a in seconds if (a.title, a.text) in firsts]
    print(f"{len(pairs)} of {len(seconds)} articles of the second reading stand as they are in the first")
    print(f"statements: {measure([(one, as_statements(two)) for one, two in pairs])}")
    events = [both for pair in pairs for both in same_events(*pair)]
    counts = [sum(_count(pair[at].events) for pair in pairs) for at in (0, 1)]
    status = sum(one.status == two.status for one, two in events)
    who = sum((one.actors, one.recipients) == (two.actors, two.recipients) for one, two in events)
    shares = f"status {status / max(1, len(events)):.2f}, who-whom {who / max(1, len(events)):.2f}"
    print(f"events: F1 {f1(len(events), *counts):.2f}; of {len(events)} in both: {shares}")
    times = [([t.at for t in one.times], [t.at for t in two.times]) for one, two in pairs]
    places = [([p.at for p in one.places], [p.at for p in two.places]) for one, two in pairs]
    values = sum(_same_values(one.times, two.times) for one, two in pairs)
    shared = sum(same_words(*each) for each in times)
    print(f"times: F1 {_shared(times):.2f}, same value {values / max(1, shared):.2f}; places: F1 {_shared(places):.2f}")
    return 0


def _count(events: Iterable[EventLabel]) -> int:
    return sum(each.type != NO_EVENT for each in events)


def _shared(pairs: Sequence[tuple[list[Piece], list[Piece]]]) -> float:
    both = sum(same_words(one, two) for one, two in pairs)
    return f1(both, sum(len(one) for one, _ in pairs), sum(len(two) for _, two in pairs))


def _same_values(one: Sequence[TimeLabel], two: Sequence[TimeLabel]) -> int:
    return sum(
        any(
            each.at.start < other.at.end and other.at.start < each.at.end and each.value == other.value for other in two
        )
        for each in one
    )


if __name__ == "__main__":
    sys.exit(main())
