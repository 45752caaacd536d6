"""Types that no encoder was trained on: a word is typed by the examples of the ontology that lie nearest to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from tidings.encode import Encoded, Encoder
from tidings.encode.encoder import Floats
from tidings.events.candidates import Candidate, Matcher
from tidings.events.confidence import AS_SCORED
from tidings.events.examples import FEWEST, Row, Source, learnt_types, parts_of, rows_of, sources_of, thinned
from tidings.events.likeness import Numbers, Places, Weighing, best_threshold, calibrated, probability, weigh
from tidings.events.scorer import Chars, Frames, Scorer, TriggerScores

__all__ = ["FEWEST", "Learnt", "LeftOut", "NearestScorer", "codes_by_examples", "learn"]

# Shares in likeness of the word itself, of the words that hang on it, of the sentence's first state, of all its words.
_SHARES = (1.0, 1.0, 0.5, 1.0)
_WORD = 0.05  # what a word that nobody calls a near miss counts
_FULL = 12  # of a type with fewer examples each counts for more
_LEAST = 1e-6
_MODE = 2.0  # above every probability


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an example, or a counter-example, would be coded as if it did not stand in the ontology.

    Attributes:
        source: the example.
        type: the type of its surest word; None where no word reaches the threshold.
        probability: of that word.
        nearest: the type that its own trigger lies nearest to; of a counter-example that of its surest word.
    """

    source: Source
    type: str | None
    probability: float
    nearest: str

    @property
    def right(self) -> bool:
        """Whether an example is found, a counter-example is not coded as the type that it is no example of."""
        return self.type != self.source.type if self.source.counter else self.type == self.source.type


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the examples of an ontology teach.

    Attributes:
        types: those that are coded by examples.
        threshold: probability from which on a word is a trigger.
        left_out: every example and counter-example, judged without itself.
    """

    types: tuple[str, ...]
    threshold: float
    left_out: tuple[LeftOut, ...]
    weighing: Weighing
    curves: Numbers
    centres: tuple[Floats, ...]
    examples: Mapping[str, tuple[Numbers, tuple[str | None, ...]]]

    def vectors(self, parts: Sequence[Sequence[Floats]]) -> Numbers:
        """(words, width) of what the encoder says of each word."""
        return _vectors(parts, self.centres)

    def odds(self, vectors: Numbers) -> Numbers:
        """(words, types) log odds that a word reports an event of the type."""
        found: Numbers = self.weighing.scores(vectors) * self.curves[:, 0] + self.curves[:, 1]
        return found

    def mode(self, kind: str, vector: Numbers) -> str | None:
        """The mode of the nearest example of a type."""
        rows, modes = self.examples[kind]
        return modes[int((rows @ vector).argmax())] if modes else None


def codes_by_examples(matcher: Matcher, encoder: Encoder) -> bool:
    """Whether an ontology has a type with enough examples that the encoder was not trained on."""
    return bool(learnt_types(matcher.ontology, encoder.labels["types"]))


def learn(matcher: Matcher, encoder: Encoder, parse: Callable[[str], Doc]) -> Learnt:
    """Read the examples of an ontology; no training: one linear system is solved.

    Args:
        matcher: of the ontology.
        encoder: the shipped one, or a user's.
        parse: a text to a Doc with actors, by the pipeline that codes.
    """
    types = learnt_types(matcher.ontology, encoder.labels["types"])
    sources = sources_of(matcher.ontology, types)
    rows = thinned(rows_of(sources, parse, encoder, matcher.support))
    centres = tuple(np.mean([row.parts[at] for row in rows], 0) for at in range(len(_SHARES)))
    vectors = _vectors([row.parts for row in rows], centres)
    kinds: Places = np.array([_kind(row, sources[row.source], types) for row in rows], np.int64)
    worth: Numbers = np.array([_worth(row, kind, kinds) for row, kind in zip(rows, kinds, strict=True)], np.float64)
    places: Places = np.array([row.source for row in rows], np.int64)
    found = weigh(vectors, kinds, worth, places, len(types))
    # Ordinary news may report what a user's type is about: such words must not speak against it.
    alike = np.array([not sources[row.source].type for row in rows]) & (found.left_out.max(1) > 0)
    if alike.any():
        worth[alike] = _LEAST
        found = weigh(vectors, kinds, worth, places, len(types))
    best = _surest(places, found.left_out)
    right = [_is_right(sources[at], types[int(found.left_out[row].argmax())]) for at, row in best.items()]
    common = calibrated([float(found.left_out[row].max()) for row in best.values()], right)
    curves = np.array([_curve(found.left_out[:, at], places, sources, name, common) for at, name in enumerate(types)])
    sure = probability(found.left_out * curves[:, 0] + curves[:, 1])
    best = _surest(places, sure)
    right = [_is_right(sources[at], types[int(sure[row].argmax())]) for at, row in best.items()]
    total = sum(bool(source.type) and not source.counter for source in sources)
    threshold = best_threshold([float(sure[row].max()) for row in best.values()], right, total)
    examples = {name: _examples(vectors, kinds == at, rows, sources) for at, name in enumerate(types)}
    judged = _judged(rows, sources, sure, best, types, threshold)
    return Learnt(tuple(types), threshold, judged, found, curves, centres, examples)


class NearestScorer(Scorer):
    """A scorer of every type of an ontology.

    Types that the encoder was trained on are read by its heads, types with examples by the nearest of them, the rest
    by frames alone.
    """

    def __init__(self, encoder: Encoder, matcher: Matcher, lesson: Callable[[], Learnt]) -> None:
        """Keep what is needed; ``lesson`` is asked when the first sentence comes."""
        super().__init__(encoder, matcher)
        ontology, read = matcher.ontology, encoder.labels["types"]
        self._lesson = lesson
        own = learnt_types(ontology, read)
        self.types = [*ontology.types, "NONE"]
        self._own = [self.types.index(name) for name in own]
        self._frames_only = frozenset(ontology.types) - set(own) - set(read)
        self._known = [(self.types.index(name), read.index(name)) for name in ontology.types if name in read]
        moods = {f"{name}.{mode}" for name in own for mode in ontology.types[name].modes}
        self._read_modes = len(self.modes)
        self.modes = [*self.modes, *sorted(moods)]
        self.weights = {**dict.fromkeys(ontology.types, encoder.confidence), **dict.fromkeys(own, AS_SCORED)}
        self._shown = np.array([name in ontology.contexts for name in self.contexts])

    @property
    def learnt(self) -> Learnt:
        """What the examples teach."""
        return self._lesson()

    def ways(self) -> dict[str, str]:
        """Of every type of the ontology what codes it."""
        names = {**dict.fromkeys(self.types[:-1], "encoder"), **dict.fromkeys(self._frames_only, "frames")}
        return {**names, **{self.types[at]: "examples" for at in self._own}}

    def threshold(self, name: str, *, framed: bool) -> float:
        """Of a type that is coded by examples as these say that it is best."""
        usual = super().threshold(name, framed=framed)
        if name not in self.learnt.types:
            return usual
        return min(usual, self.learnt.threshold) if framed else self.learnt.threshold

    def triggers(self, encoded: Encoded, base: int, tokens: Sequence[Token], frames: Frames) -> TriggerScores:
        """As the encoder's, over the types of the ontology; the surer reading of a word wins."""
        learnt, read = self.learnt, super().triggers(encoded, base, tokens, frames)
        vectors = learnt.vectors([parts_of(encoded, base, token) for token in tokens])
        sure = probability(learnt.odds(vectors) + _by_frames(frames, learnt.types))
        none = np.prod(1 - sure, 1)
        types = np.zeros((len(tokens), len(self.types)), np.float32)
        types[:, self._own] = sure / np.maximum(sure.sum(1), _LEAST)[:, None] * (1 - none)[:, None]
        for place, column in self._known:
            types[:, place] = read.types[:, column] * none
        self._add_frames(types, frames)
        types[:, -1] = np.maximum(1 - types[:, :-1].sum(1), 0)
        modes = self._modes(learnt, vectors, read.modes)
        return TriggerScores(types, modes, read.statuses, read.contexts * self._shown)

    def _add_frames(self, types: Floats, frames: Frames) -> None:
        """Types that only frames know get what the others leave; changes ``types``."""
        for row, fitting in zip(types, frames, strict=True):
            for frame in fitting[:1]:
                if frame.type in self._frames_only:
                    row[self.types.index(frame.type)] = frame.pattern.frame.weight * max(1 - float(row.sum()), 0)

    def _modes(self, learnt: Learnt, vectors: Numbers, read: Floats) -> Floats:
        found = np.zeros((len(vectors), len(self.modes)), np.float32)
        found[:, : self._read_modes] = read
        for row, vector in zip(found, vectors, strict=True):
            for name in learnt.types:
                if mode := learnt.mode(name, vector):
                    row[self.modes.index(f"{name}.{mode}")] = _MODE
        return found

    def pair(self, encoded: Encoded, base: int, actor: Chars | None, recipient: Chars | None) -> Floats:
        """Of types that the encoder knows as it says; the others share what it leaves."""
        read = super().pair(encoded, base, actor, recipient)
        found = np.zeros(len(self.types), np.float32)
        for place, column in self._known:
            found[place] = read[column]
        rest = [at for at in range(len(self.types) - 1) if at not in {place for place, _ in self._known}]
        found[rest] = (1 - found.sum()) / len(rest)
        return found


def _vectors(parts: Sequence[Sequence[Floats]], centres: Sequence[Floats]) -> Numbers:
    columns = []
    for at, (share, centre) in enumerate(zip(_SHARES, centres, strict=True)):
        states = np.stack([part[at] for part in parts]).astype(float) - centre
        columns.append(share**0.5 * states / np.maximum(np.linalg.norm(states, axis=1, keepdims=True), _LEAST))
    found: Numbers = np.concatenate(columns, 1) / sum(_SHARES) ** 0.5
    return found


def _kind(row: Row, source: Source, types: Sequence[str]) -> int:
    return types.index(source.type) if row.is_trigger and source.type and not source.counter else -1


def _worth(row: Row, kind: int, kinds: Places) -> float:
    if kind < 0:
        return 1.0 if row.is_trigger else _WORD
    return max(1.0, _FULL / float((kinds == kind).sum()))


def _curve(
    scores: Numbers, places: Places, sources: Sequence[Source], name: str, common: tuple[float, float]
) -> tuple[float, float]:
    """Of one type, near what holds for all."""
    best = {int(at): float(scores[places == at].max()) for at in np.unique(places)}
    return calibrated(list(best.values()), [_is_right(sources[at], name) for at in best], common)


def _surest(places: Places, scores: Numbers) -> dict[int, int]:
    """Of every source its surest row."""
    return {
        int(at): int(max(np.flatnonzero(places == at), key=lambda row: float(scores[row].max())))
        for at in np.unique(places)
    }


def _is_right(source: Source, kind: str) -> bool:
    return not source.counter and source.type == kind


def _examples(
    vectors: Numbers, chosen: NDArray[np.bool_], rows: Sequence[Row], sources: Sequence[Source]
) -> tuple[Numbers, tuple[str | None, ...]]:
    places = [int(at) for at in np.flatnonzero(chosen)]
    return vectors[places], tuple(sources[rows[at].source].mode for at in places)


def _judged(
    rows: Sequence[Row], sources: Sequence[Source], sure: Numbers, best: Mapping[int, int], types: Sequence[str],
    threshold: float,
) -> tuple[LeftOut, ...]:  # fmt: skip
    triggers = {row.source: at for at, row in enumerate(rows) if row.is_trigger}
    found = []
    for place, at in best.items():
        if source_type := sources[place].type:
            likeliest, reached = types[int(sure[at].argmax())], float(sure[at].max())
            own = at if sources[place].counter else triggers.get(place, at)
            nearest = types[int(sure[own].argmax())] if source_type in types else likeliest
            found.append(LeftOut(sources[place], likeliest if reached >= threshold else None, reached, nearest))
    return tuple(found)


def _by_frames(frames: Frames, types: Sequence[str]) -> Numbers:
    """(words, types) log odds that the most specific frame of a word adds to its type, and takes from the others."""
    found = np.zeros((len(frames), len(types)))
    for at, fitting in enumerate(frames):
        for frame in fitting[:1]:
            found[at] -= _odds(frame)
            if frame.type in types:
                found[at, types.index(frame.type)] += 2 * _odds(frame)
    return found


def _odds(frame: Candidate) -> float:
    weight = min(frame.pattern.frame.weight, 0.95)
    return max(float(np.log(weight / (1 - weight))), 0.0)
