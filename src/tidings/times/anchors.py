"""From which time an expression counts: the publication, or what the text told before."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tidings.parse.tokens import text_of, token_at
from tidings.times.calendar import Period, period_of, quarter_of, shifted
from tidings.times.grammar import Match
from tidings.times.words import Word, cues

_OF_CLOCKS = frozenset({"clock", "hh", "meridiem", "zone", "tightclock", "hourname", "weekday"})
_OF_NOUNS = frozenset({"compound", "nmod", "amod", "poss"})
_HAVE = frozenset({"had", "has", "have", "'d", "'ve"})
_CLIMB = 12
_BACK = 40
_NARRATIVE_YEARS = 5
_BRITISH, _AMERICAN = re.compile(r"\b(1[3-9]|2\d|3[01])/\d{1,2}/\d"), re.compile(r"\b\d{1,2}/(1[3-9]|2\d|3[01])/\d")


class Told(NamedTuple):
    """A calendar time that the text told, in which sentence, and whether only to compare ("a year earlier")."""

    period: Period
    sentence: int
    compared: bool = False


@dataclass
class Context:
    """What decides the value of an expression besides its words."""

    doc: Doc
    words: Sequence[Word]
    letters: str
    published: dt.date | None
    told: list[Told] = field(default_factory=list)
    days: dict[int, dt.date] = field(default_factory=dict)  # the last day told in each sentence
    quarters: set[dt.date] = field(default_factory=set)  # first days of the quarters told

    @cached_property
    def text(self) -> str:
        """The text of the Doc."""
        return text_of(self.doc)

    @cached_property
    def _is_parsed(self) -> bool:
        return self.doc.has_annotation("DEP")

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.doc.sents] if self.doc.has_annotation("SENT_START") else [0]

    def sentence(self, offset: int) -> int:
        """Number of the sentence at a character."""
        return bisect_right(self._sentence_starts, offset)

    def tell(self, value: str | None, offset: int, *, compared: bool = False) -> None:
        """Remember a value that later expressions may count from; ``compared`` where it only served to compare."""
        period = period_of(value)
        if period is None:
            return
        sentence = self.sentence(offset)
        self.told.append(Told(period, sentence, compared))
        if period.unit == "D":
            self.days[sentence] = period.day
        elif period.unit == "Q" and not compared:
            self.quarters.add(period.day)

    @cached_property
    def is_narrative(self) -> bool:
        """Whether the text tells history: dates without a year belong to the time told, not to the publication."""
        if self.published is None:
            return True
        years = [int(word.lower) for word in self.words if "yyyy" in word.values]
        past = sum(year < self.published.year - 1 for year in years)
        days = sum("weekday" in word.values or "today" in word.values for word in self.words)
        return past >= _NARRATIVE_YEARS and past > 6 * days and past > len(years) // 2

    @property
    def now(self) -> dt.date | None:
        """The day that "last week" counts from: that of publication, and no other."""
        return self.published

    @property
    def narrated(self) -> dt.date | None:
        """The day that "in spring" counts from: in a narrative that of the last time told, else that of publication."""
        return self.told[-1].period.day if self.is_narrative and self.told else self.published

    def quarter(self) -> Period | None:
        """The quarter that is reported on: the latest one told that is over, else that has begun."""
        over = shifted(self.now, "Q", -1) if self.now else None
        for latest in (over, self.now, dt.date.max):
            begun = [day for day in self.quarters if latest and day <= latest]
            if begun:
                return Period("Q", max(begun))
        return Period("Q", dt.date(over.year, quarter_of(over) * 3 - 2, 1)) if over else None

    def then(self, unit: str | None = None, *, compared: bool = True) -> Period | None:
        """The last time told (of a unit); without one, the day of publication.

        Args:
            unit: None for any.
            compared: whether times that only served to compare count: nothing goes on from "up from 5 a year earlier".
        """
        for told in reversed(self.told[-_BACK:]):
            if (unit is None or told.period.unit == unit) and (compared or not told.compared):
                return told.period
        return Period("D", self.published) if self.published and unit in {None, "D"} else None

    def quarter_told(self, offset: int) -> bool:
        """Whether this sentence told a quarter: "in the quarter ended Sept. 29"."""
        sentence = self.sentence(offset)
        return any(told.period.unit == "Q" for told in self.told[-_BACK:] if told.sentence == sentence)

    def last_in_sentence(self, offset: int, back: int = 0, *, compared: bool = True) -> Period | None:
        """The last time told in this sentence, or in one of so many before it; ``compared`` as in :meth:`then`."""
        first = self.sentence(offset) - back
        for told in reversed(self.told[-_BACK:]):
            if told.sentence < first:
                return None
            if compared or not told.compared:
                return told.period
        return None

    def token(self, match: Match) -> Token | None:
        """The spaCy token of the last word of a match, not of a full stop behind it; None where there is no parse."""
        if not self._is_parsed:
            return None
        last = match.end - 1
        while last > match.start and match.words[last].lower in {".", "'s", ")"}:
            last -= 1
        return token_at(self.doc, match.words[last].start)

    def direction(self, match: Match) -> int:
        """Tense of the clause: 1 where it lies ahead, -1 where behind, 0 where nothing says so."""
        before = self._cue(match)
        if before in cues("behind"):
            return -1
        token = _whole_day(self.token(match))
        if token is None or token.dep_ in _OF_NOUNS or self.after(match) == "'s":
            return 0
        place = token.i
        for _ in range(_CLIMB):
            if token.pos_ in {"VERB", "AUX"} and (tense := _tense(token, place)):
                return 1 if before in cues("until") and not _is_pluperfect(token) else tense
            if token.lower_ in cues("intends") and token.pos_ not in {"VERB", "AUX"}:
                return 1
            if token.head == token:
                break
            token = token.head
        return 1 if before in cues("until") else 0

    def is_scheduled(self, match: Match) -> bool:
        """Whether the clause tells a plan in the present tense: "they meet on Monday", not "he says on Monday"."""
        token = self.token(match)
        for _ in range(_CLIMB):
            if token is None or token.pos_ in {"VERB", "AUX"} or token.head is token:
                break
            token = token.head
        if token is None or token.pos_ != "VERB" or token.lemma_ in cues("says") or token.lower_ in cues("same_past"):
            return False
        return token.tag_ in {"VBZ", "VBP"}

    def _cue(self, match: Match) -> str:
        """The word before a match and the clock time or weekday that stand before it."""
        place = match.start - 1
        floor = place - _CLIMB
        while place > max(0, floor) and not _OF_CLOCKS.isdisjoint(self.words[place].values):
            place -= 1
        return self.words[place].lower if place >= 0 else ""

    def before(self, match: Match, count: int = 1) -> str:
        """The word so many places before a match; "" at the start of the text."""
        place = match.start - count
        return self.words[place].lower if place >= 0 else ""

    def after(self, match: Match, count: int = 0) -> str:
        """The word so many places after a match; "" at its end."""
        place = match.end + count
        return self.words[place].lower if place < len(self.words) else ""

    @cached_property
    def is_day_first(self) -> bool:
        """Whether 3/5/2024 is the third of May here: by other dates in digits, else by dates in words."""
        if _BRITISH.search(self.text):
            return True
        if _AMERICAN.search(self.text):
            return False
        pairs = list(zip(self.words, self.words[1:], strict=False))
        british = sum("dd" in one.values and "monthname" in two.values for one, two in pairs)
        return british > sum("monthname" in one.values and "dd" in two.values for one, two in pairs)


def _whole_day(token: Token | None) -> Token | None:
    """ "Tuesday" in "Tuesday morning" hangs where the morning does."""
    if token is not None and token.dep_ in _OF_NOUNS and token.head.lower_ in cues("day_parts"):
        return token.head
    return token


def _tense(verb: Token, place: int) -> int:
    """-1 behind, 1 ahead, 0 where this verb does not say; ``place`` is the token that tells the time."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & cues("ahead") or verb.tag_ == "MD":
        return _tense_of_modal(verb, auxiliaries)
    if "to" in auxiliaries and verb.tag_ in {"VB", "VBN"}:
        return _tense_of_infinitive(verb)
    perfect = bool(auxiliaries & _HAVE) and not auxiliaries & cues("passive")
    if verb.lemma_ in cues("intends") and _is_intended(verb, place, is_past=perfect or verb.tag_ == "VBD"):
        return 1
    if verb.tag_ == "VBN" and auxiliaries & {"is", "are", "'s", "be"}:
        return 0
    if verb.tag_ == "VBN" and verb.dep_ == "xcomp" and not auxiliaries & (_HAVE | {"was", "were"}):
        return 0
    if verb.tag_ in {"VBD", "VBN"} or auxiliaries & (_HAVE | {"was", "were", "did"}):
        return -1
    return 0


def _tense_of_modal(verb: Token, auxiliaries: set[str]) -> int:
    """ "Could not be reached Friday" and "may have fled on Friday" are behind, "could meet on Friday" is ahead."""
    is_denied = any(child.dep_ == "neg" or child.lower_ == "neither" for child in verb.subtree if child.i < verb.i)
    if "have" in auxiliaries or (is_denied and "could" in auxiliaries):
        return -1
    return 1


def _tense_of_infinitive(verb: Token) -> int:
    """ "Flew to Cairo to meet": as the flight is; "planned to meet": ahead; "the first to meet": as its clause."""
    above = verb.head
    if any(child.lower_ in cues("foremost") for child in above.children if child.i < verb.i):
        return 0
    is_told = above != verb and above.pos_ == "VERB" and above.lemma_ not in cues("intends")
    return -1 if is_told and above.tag_ == "VBD" and verb.dep_ == "advcl" else 1


def _is_intended(verb: Token, place: int, *, is_past: bool) -> bool:
    """Whether a verb of intention lays what it governs ahead: "is set for Friday", "planned a march on Friday"."""
    if is_past:
        return verb.lemma_ in cues("foresees") and any(
            child.dep_ == "dobj" and verb.i < child.i < place for child in verb.children
        )
    if verb.lemma_ in cues("intends_for"):
        return any(child.lower_ == "for" or child.dep_ == "xcomp" for child in verb.children)
    return verb.tag_ in {"VBN", "VBZ", "VBP", "VBG"}


def _is_pluperfect(verb: Token) -> bool:
    return any(child.lower_ in {"had", "'d"} for child in verb.children if child.dep_ == "aux")
