"""Time expressions of a Doc: where they stand, what they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from tidings.parse.tokens import text_of
from tidings.records import Span, TimeMention
from tidings.times import guards, guards_spans, make_dates, make_relative, make_seasons, make_spans  # noqa: F401  they register
from tidings.times.anchors import Context
from tidings.times.dateline import date_of_text
from tidings.times.grammar import Match, load_grammar
from tidings.times.guard import GUARDS
from tidings.times.join import Draft, joined
from tidings.times.make import MAKERS, NO_SUCH_DAY, Made
from tidings.times.mods import first_word, modifier
from tidings.times.words import Word, cues


@dataclass(frozen=True, slots=True)
class Options:
    """What counts as a time expression where users differ."""

    ages: bool = False  # "the 22-year-old" as a length
    impossible: bool = False  # "31 February", without a value and with the reason


def find_times(doc: Doc, published: dt.date | None, options: Options | None = None) -> list[TimeMention]:
    """Time expressions ordered by start, none overlapping.

    Args:
        doc: a parsed text; tense and word classes are taken from the parse where there is one.
        published: the day from which relative expressions are counted. None: the date in the first lines of the text,
            else what the text told before; expressions that still have none keep no value, with a reason.
        options: what counts.
    """
    text = text_of(doc)
    words, letters = load_grammar().lexicon.read(text)
    at = Context(doc, words, letters, published)
    if published is None and (own := date_of_text(at)):
        at.published = own.day
        doc.user_data["tidings_text_day"] = Span(start=own.start, end=own.end, text=text[own.start : own.end]), own.day
    drafts = [draft for match in _matches(at, options or Options()) for draft in match]
    return [_mention(text, at, draft) for draft in joined(drafts, at)]


def _matches(at: Context, options: Options) -> Iterator[list[Draft]]:
    grammar = load_grammar()
    for start, end in grammar.stretches(at.letters):
        place = start
        while place < end:
            drafts = next(
                filter(None, (_drafts(m, at, options) for m in grammar.at(at.words, at.letters, place, end))), None
            )
            if drafts:
                yield drafts
                place = drafts[-1].end
            else:
                place += 1


def _drafts(match: Match, at: Context, options: Options) -> list[Draft]:
    """What a match becomes; nothing where its guard or its maker refuses it."""
    rule = match.rule
    if rule.guard and not GUARDS[rule.guard](match, at):
        return []
    if rule.make == "nothing" or (rule.make == "age" and not options.ages and _is_persons(match, at)):
        return [Draft(match.start, match.end, None, rule.name)]
    made = MAKERS[rule.make](match, at)
    if made is None:
        return []
    drafts = []
    for each in [made] if isinstance(made, Made) else made:
        end = _without_stop(match.words, match.end if each.end is None else each.end)
        start = first_word(match) if each.start is None else each.start
        is_told = each.reason != NO_SUCH_DAY or options.impossible
        known = each._replace(mod=modifier(match, each, start)) if is_told else None
        draft = Draft(start, end, known, rule.name)
        if each.type == "DATE":
            at.tell(each.value, at.words[draft.start].start, compared=each.compared)
        drafts.append(draft)
    return drafts


def _is_persons(match: Match, at: Context) -> bool:
    """An age in years is mostly a person's; in months, only of a small child: "the 8-month-old truce" is a length."""
    return match.value("unit") == "Y" or at.after(match) in cues("child")


def _without_stop(words: Sequence[Word], end: int) -> int:
    """The end of an expression without the full stop of its sentence; "Nov." keeps its own."""
    if words[end - 1].lower == "." and "abbreviation" not in words[end - 2].values:
        return end - 1
    return end


def _mention(text: str, at: Context, draft: Draft) -> TimeMention:
    start, end = at.words[draft.start].start, at.words[draft.end - 1].end
    made = draft.made
    assert made is not None, "joined() keeps none without"
    return TimeMention(
        start=start, end=end, text=text[start:end], type=made.type, value=made.value, reason=made.reason,
        mod=made.mod, quant=made.quant, freq=made.freq,
    )  # fmt: skip
