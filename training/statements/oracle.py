"""The marked answers to what the statements stage asks of its ranker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tidings.actors import mentions_at
from tidings.parse.syntax import phrase_of
from tidings.statements.borders import Bounds
from tidings.statements.contents import Cue
from tidings.statements.ranking import Question
from tidings.statements.speakers import SpeakerChoice
from tidings.statements.uncued import QuoteChoice
from training.articles.labels import Attribution, LabelledArticle, Piece

_WORD = re.compile(r"\w+")
_ENOUGH = 0.5
_ALIKE = 0.03


@dataclass
class Lesson:
    """A question and its right answers."""

    question: Question
    right: list[int]


@dataclass
class Oracle:
    """Gives the marked answers and remembers the questions that can be learnt from."""

    article: LabelledArticle
    doc: Doc
    lessons: list[Lesson] = field(default_factory=list)
    _of_cue: dict[int, Attribution] = field(default_factory=dict)

    def choose(self, questions: Sequence[Question]) -> list[int]:
        """The right places, or that of "none of them"."""
        if questions and isinstance(questions[0].about, Cue):
            self._assign(questions)
        return [self._answer(question) for question in questions]

    def _answer(self, question: Question) -> int:
        about = question.about
        if isinstance(about, Cue):
            right = self._contents(about)
        elif isinstance(about, SpeakerChoice):
            right = self._speakers(about)
        else:
            right = self._sources(about) if isinstance(about, QuoteChoice) else None
        none = len(question.answers) - 1
        if right is None:
            return none
        self.lessons.append(Lesson(question, right or [none]))
        return right[0] if right else none

    def _assign(self, questions: Sequence[Question]) -> None:
        """Each attribution goes to the candidate cue whose best content is most like its own."""
        cues = [question.about for question in questions if isinstance(question.about, Cue)]
        pairs = [
            (max(self._likenesses(cue, attribution), default=0.0), -at, attribution)
            for at, cue in enumerate(cues)
            for attribution in self.article.attributions
            if any(self._touches(cue.bounds, piece) for piece in attribution.cue)
        ]
        done: set[int] = set()
        for _, at, attribution in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
            token = cues[-at].token.i
            if attribution.number not in done and token not in self._of_cue:
                done.add(attribution.number)
                self._of_cue[token] = attribution

    def _contents(self, cue: Cue) -> list[int] | None:
        attribution = self._of_cue.get(cue.token.i)
        if attribution is None:
            return []
        likenesses = self._likenesses(cue, attribution)
        best = max(likenesses)
        if best < _ENOUGH:
            return None
        order = sorted(range(len(likenesses)), key=lambda at: -likenesses[at])
        return [at for at in order if likenesses[at] >= best - _ALIKE]

    def _likenesses(self, cue: Cue, attribution: Attribution) -> list[float]:
        own = self._words(attribution.content)
        found = []
        for content in cue.contents:
            words = self._words([self._piece(bounds) for bounds in content.spans])
            found.append(len(own & words) / max(1, len(own | words)))
        return found

    def _speakers(self, about: SpeakerChoice) -> list[int] | None:
        attribution = self._of_cue.get(about.cue.token.i)
        if attribution is None:
            return None
        if attribution.speaker is None:
            return []
        return [at for at, head in enumerate(about.heads) if self._names(head, attribution.speaker)] or None

    def _names(self, head: Token, piece: Piece) -> bool:
        mentions = mentions_at(self.doc, head)
        start, end = phrase_of(head)
        own = Piece(mentions[0].start, mentions[0].end) if mentions else self._piece((start, end))
        return own.start < piece.end and piece.start < own.end and piece.start <= head.idx < piece.end

    def _sources(self, about: QuoteChoice) -> list[int] | None:
        ordered = sorted(self.article.attributions, key=lambda each: each.content[0])
        for place, attribution in enumerate(ordered):
            covered = sum(
                max(0, min(piece.end, about.quote.end) - max(piece.start, about.quote.start))
                for piece in attribution.content
            )
            if covered * 2 <= about.quote.end - about.quote.start:
                continue
            if attribution.speaker is None:
                return None
            earlier = [each for each in ordered[:place] if each.content[0].start < attribution.content[0].start]
            later = [each for each in ordered[place + 1 :] if each.cue]
            right = []
            for at, source in enumerate(about.sources):
                if source.head is not None:
                    fits = self._names(source.head, attribution.speaker)
                else:
                    others = earlier[-1:] if source.way == "previous" else later[:1]
                    fits = bool(others) and _same_speaker(others[0], attribution)
                if fits:
                    right.append(at)
            return right or None
        return []

    def _piece(self, bounds: Bounds) -> Piece:
        last = self.doc[bounds[1] - 1]
        return Piece(self.doc[bounds[0]].idx, last.idx + len(last))

    def _touches(self, bounds: Bounds, piece: Piece) -> bool:
        own = self._piece(bounds)
        return own.start < piece.end and piece.start < own.end

    def _words(self, pieces: Sequence[Piece]) -> set[int]:
        text = self.article.text
        return {match.start() for piece in pieces for match in _WORD.finditer(text, piece.start, piece.end)}


def _same_speaker(one: Attribution, other: Attribution) -> bool:
    if one.speaker is not None and one.speaker == other.speaker:
        return True
    return bool(one.actors) and one.actors == other.actors
