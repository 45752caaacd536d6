"""Attributions of a Doc: speaker, cue, content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tidings.actors import mentions_at
from tidings.parse.syntax import phrase_of
from tidings.parse.tokens import span_of, text_of
from tidings.records import ActorMention, Span, Statement, StatementKind
from tidings.statements.borders import Bounds, token_bounds, trimmed
from tidings.statements.candidates import find_cues
from tidings.statements.chains import with_chains
from tidings.statements.contents import Content, Cue
from tidings.statements.cues import Cues, load_cues
from tidings.statements.features import content_question
from tidings.statements.quotes import Quote, Quotes
from tidings.statements.ranking import Ranker, load_ranker
from tidings.statements.speakers import SpeakerChoice, speaker_question
from tidings.statements.uncued import QuoteChoice, around_of, quote_question

_FEWEST_WORDS = 4  # a quotation without a cue is speech only from so many words on
_GAP = 300  # characters between a cue and where its quotation goes on
_WORDS_BETWEEN = 60


@dataclass(slots=True)
class Found:
    """One attribution, in tokens; content as token bounds."""

    speaker: Token | None
    cue: Bounds | None
    content: list[Bounds]
    lemma: str = ""


def find_statements(doc: Doc, ranker: Ranker | None = None) -> list[Statement]:
    """Statements ordered by where they begin.

    Args:
        doc: parsed, with its actors.
        ranker: chooses among the candidates; the one that ships, with its encoder, where none is given.

    Raises:
        ModelError: the ranker that ships is missing.
    """
    ranker, cues, quotes = ranker or load_ranker(), load_cues(), Quotes(text_of(doc))
    found = _cued(doc, ranker, cues, quotes)
    taken = _go_on(doc, quotes, found)
    found += _uncued(doc, ranker, quotes, taken, found)
    records = [_record(doc, attribution, cues, quotes) for attribution in found]
    return with_chains(sorted(records, key=lambda statement: (_first(statement), statement.content[0].start)))


def _cued(doc: Doc, ranker: Ranker, cues: Cues, quotes: Quotes) -> list[Found]:
    candidates = list(find_cues(doc, cues, quotes))
    chosen = ranker.choose([content_question(cue, cues, quotes) for cue in candidates])
    kept: list[tuple[Cue, Content]] = [
        (cue, cue.contents[at]) for cue, at in zip(candidates, chosen, strict=True) if at < len(cue.contents)
    ]
    questions = [speaker_question(cue, content, cues, quotes) for cue, content in kept]
    found = []
    for (cue, content), question, at in zip(kept, questions, ranker.choose(questions), strict=True):
        about = question.about
        heads = about.heads if isinstance(about, SpeakerChoice) else ()
        found.append(Found(heads[at] if at < len(heads) else None, cue.bounds, list(content.spans), cue.lemma))
    return found


def _go_on(doc: Doc, quotes: Quotes, found: list[Found]) -> set[Quote]:
    """Give each quotation that goes on after its cue to it; the quotations that have an attribution then."""
    taken = {
        quote
        for each in found
        for start, end in each.content
        for quote in quotes.between(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        # What is said inside a quotation does not make the quotation itself attributed.
        if each.cue is None or quotes.at(doc[each.cue[0]].idx) != quote
    }
    text = text_of(doc)
    for each in found:
        if each.cue is None or each.content[0][0] > each.cue[0] or quotes.at(doc[each.content[0][0]].idx) is None:
            continue
        end = each.cue[1] if each.speaker is None else max(each.cue[1], phrase_of(each.speaker)[1])
        last = doc[end - 1].idx + len(doc[end - 1])
        quote = quotes.after(last)
        if quote is None or quote in taken or quote.start - last > _GAP or "\n" in text[last : quote.start]:
            continue
        start, stop = token_bounds(doc, quote)
        if (
            not any(doc[at].is_sent_start for at in range(end, start))
            and text[last : quote.start].strip()[-1:] in ",.:;—–"
        ):
            each.content.append(trimmed(doc, (start, stop)))
            taken.add(quote)
    return taken


def _uncued(doc: Doc, ranker: Ranker, quotes: Quotes, taken: set[Quote], found: Sequence[Found]) -> Iterator[Found]:
    """Quotations without a cue of their own that are speech nevertheless."""
    text = text_of(doc)
    ordered = sorted(found, key=lambda each: each.content[0][0])
    spans = [_extent(doc, each, quotes) for each in ordered]
    starts = [start for start, _, _ in spans]
    free = [quote for quote in quotes.all if quote not in taken and _may_be_speech(text[quote.start : quote.end])]
    places = [bisect_right(starts, quote.start) for quote in free]
    questions = [
        quote_question(doc, quote, around_of(text, quote, spans, at)) for quote, at in zip(free, places, strict=True)
    ]
    last: Found | None = None
    for quote, place, question, at in zip(free, places, questions, ranker.choose(questions), strict=True):
        about = question.about
        if not isinstance(about, QuoteChoice) or at >= len(about.sources):
            continue
        source = about.sources[at]
        speaker, before = source.head, ordered[place - 1] if place else None
        if source.way == "previous":
            if last is not None and (before is None or last.content[0][0] > before.content[0][0]):
                before = last
            speaker = before.speaker if before else None
        elif source.way == "next":
            speaker = ordered[place].speaker
        bounds = trimmed(doc, token_bounds(doc, quote))
        if speaker is None or bounds[1] <= bounds[0]:
            continue
        if source.way == "previous" and before is not None and _adjoins(doc, before, bounds, quotes):
            before.content.append(bounds)
            continue
        last = Found(speaker, source.cue, [bounds])
        yield last


def _may_be_speech(words: str) -> bool:
    """Some words, and no title: most of its words in capitals and no mark that ends a sentence."""
    found = words.strip("\"'“”„«»‘’`").split()
    capitals = sum(word[:1].isupper() for word in found)
    titled = capitals * 2 > len(found) and found[-1][-1:].isalnum()
    return len(found) >= _FEWEST_WORDS and not titled


def _adjoins(doc: Doc, before: Found, bounds: Bounds, quotes: Quotes) -> bool:
    """Whether a quotation goes on right after the sentence of the statement before, in the same paragraph."""
    end = max(before.content[-1][1], before.cue[1] if before.cue else 0)
    if quotes.at(doc[before.content[-1][1] - 1].idx) is None and quotes.at(doc[before.content[0][0]].idx) is None:
        return False
    if bounds[0] - end > _WORDS_BETWEEN:
        return False
    return not any(doc[at].is_sent_start or "\n" in doc[at].text for at in range(end, bounds[0]))


def _extent(doc: Doc, found: Found, quotes: Quotes) -> tuple[int, int, bool]:
    """First and last character of a statement's content and cue, and whether it is quoted."""
    first, end = found.content[0][0], max(found.content[-1][1], found.cue[1] if found.cue else 0)
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1]), quotes.at(doc[first].idx) is not None


def _first(statement: Statement) -> int:
    starts = [span.start for span in (statement.speaker, statement.cue, *statement.content) if span]
    return min(starts)


def _record(doc: Doc, found: Found, cues: Cues, quotes: Quotes) -> Statement:
    content = tuple(span_of(doc, start, end) for start, end in sorted(found.content))
    speaker = _speaker_mention(doc, found.speaker)
    return Statement(
        speaker=speaker, cue=span_of(doc, *found.cue) if found.cue else None, content=content,
        kind=_kind(content, quotes), stance=cues.stance(found.lemma), reason=None if speaker else "no speaker is named",
    )  # fmt: skip


def _speaker_mention(doc: Doc, speaker: Token | None) -> ActorMention | None:
    if speaker is None:
        return None
    known = mentions_at(doc, speaker)
    if known:
        return known[0]
    span = span_of(doc, *phrase_of(speaker))
    return ActorMention(start=span.start, end=span.end, text=span.text, reason="not a known actor")


def _kind(content: tuple[Span, ...], quotes: Quotes) -> StatementKind:
    """Direct: all in quotation marks; mixed: a part of it; indirect: none."""
    total = sum(span.end - span.start for span in content)
    quoted = sum(
        max(0, min(span.end, quote.end) - max(span.start, quote.start))
        for span in content
        for quote in quotes.between(span.start, span.end)
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total * 0.95 else "mixed"
