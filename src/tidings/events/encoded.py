"""Events by the encoder: every word of a sentence that may be a trigger is typed, every party given its part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SentenceSpan

from tidings.actors import mentions_at
from tidings.encode import Encoded, Encoder, encoded_stretch, stretches
from tidings.encode.encoder import Floats
from tidings.events.arguments import heads_in, political, supporting_verb
from tidings.events.candidates import Candidate, Matcher, content_of
from tidings.events.features import Party, parties_in, triggers_in
from tidings.events.noise import is_blind, is_sport, noisy_sentences
from tidings.events.parties import Parties, distinct, others, parties_of, usual_parties
from tidings.events.scorer import Frames, Scorer
from tidings.events.tense import will_not
from tidings.parse.syntax import is_passive, own_subject
from tidings.records import StatusName

ACTOR, RECIPIENT = 0.35, 0.15
_LIKELIEST = 0.08  # what the likeliest recipient needs where there is no other
_FRAME = 0.5  # what a frame's word for a type counts beside the encoder's probability
_CONTEXT, _MOST_CONTEXTS = 0.35, 3
_LEAST = 1e-6
_NOUNS = frozenset({"NOUN", "PROPN"})
_FORCE = 4  # quad class in which one may be both actor and recipient


@dataclass(slots=True)
class Plan:
    """A sentence that is worth encoding."""

    sentence: SentenceSpan
    triggers: list[Token]
    parties: list[Party]


@dataclass(slots=True)
class Proposal:
    """An event that the encoder sees.

    Attributes:
        trigger: its word.
        type: the likeliest type.
        probability: that of the type.
        parties: mean probability of those who were taken.
        frame: whether a frame of the same type fits.
        contexts: None where the ontology has such as the encoder does not know.
    """

    trigger: Token
    type: str
    probability: float
    parties: float = 0.5
    frame: bool = False
    mode: str | None = None
    status: StatusName = "occurred"
    contexts: tuple[str, ...] | None = ()
    actors: Parties = ()
    recipients: Parties = ()


class EncodedCoder:
    """Proposes events with an encoder and the frames of an ontology as its features."""

    def __init__(self, encoder: Encoder, matcher: Matcher, scorer: Scorer | None = None) -> None:
        """Keep both; ``scorer`` is another one than that of the encoder's own types."""
        self.encoder, self.matcher = encoder, matcher
        self.scorer = scorer or Scorer(encoder, matcher)
        self._reads_contexts = set(matcher.ontology.contexts) <= set(self.scorer.contexts)
        self._absorbing = frozenset(name for name, kind in matcher.ontology.types.items() if kind.absorbs)

    def plans(self, doc: Doc) -> list[Plan]:
        """The sentences in which somebody political may do something."""
        if is_sport(doc):
            return []
        noisy = noisy_sentences(doc)
        found = []
        for sentence in stretches(doc, without=noisy):
            parties = parties_in(doc, sentence)
            if any(political(party.mentions) for party in parties):
                triggers = triggers_in(doc, sentence)
                if triggers:
                    found.append(Plan(sentence, triggers, parties))
        return found

    def proposals_in(self, doc: Doc) -> list[Proposal]:
        """The events of a Doc, ordered by trigger."""
        encoder = self.encoder
        return [
            made for plan in self.plans(doc) for made in self.proposals(plan, encoded_stretch(encoder, plan.sentence))
        ]

    def proposals(self, plan: Plan, encoded: Encoded) -> list[Proposal]:
        """The events of one sentence, ordered by trigger."""
        base = plan.sentence.start_char
        frames = self.scorer.frames(plan.triggers)
        scores = self.scorer.triggers(encoded, base, plan.triggers, frames)
        self._join_support(plan.triggers, frames, scores.types)
        found: dict[int, Proposal] = {}
        for row, (token, fitting) in enumerate(zip(plan.triggers, frames, strict=True)):
            kind = self._kind(scores.types[row, :-1], fitting)
            if 1 - scores.types[row, -1] < self.scorer.threshold(self.scorer.types[kind], framed=bool(fitting)):
                continue
            parts = self.scorer.parties(encoded, base, token, plan.parties, next(iter(fitting), None))
            made = Proposal(token, self.scorer.types[kind], float(scores.types[row, kind]))
            own = next((each for each in fitting if each.type == made.type), None)
            made.frame = own is not None
            made.mode = self._mode(made.type, own, scores.modes[row])
            made.status = self._status(own, scores.statuses[row])
            made.contexts = self._contexts(scores.contexts[row])
            if (refusal := self.matcher.ontology.types[made.type].refused_as) and will_not(token):
                made.type, made.mode, made.status = refusal, None, "occurred"  # "will not lift": a refusal is an act
            if self._fill(made, own, parts, plan.parties):
                found[token.i] = made
        by_token = {token.i: own for token, own in zip(plan.triggers, frames, strict=True)}
        for made in list(found.values()):
            self._move_to_cause(made, found, by_token)
        gone = self._absorbed(found) | _repeated(list(found.values()))
        return [found[place] for place in sorted(found) if place not in gone]

    def _join_support(self, triggers: Sequence[Token], frames: Frames, types: Floats) -> None:
        """What verb and noun of "held talks" say together is said by the noun; changes ``types``."""
        rows = {token.i: row for row, token in enumerate(triggers)}
        for row, token in enumerate(triggers):
            verb = supporting_verb(token, self.matcher.support) if token.pos_ in _NOUNS else None
            other = rows.get(verb.i) if verb is not None else None
            if other is None or (frames[other] and not frames[row]):
                continue
            if types[row, :-1].argmax() != types[other, :-1].argmax():
                continue
            none = types[row, -1] * types[other, -1]
            both = types[row, :-1] + types[other, :-1]
            types[row, :-1] = both / max(float(both.sum()), _LEAST) * (1 - none)
            types[row, -1], types[other] = none, 0
            types[other, -1] = 1

    def _kind(self, row: Floats, fitting: Sequence[Candidate]) -> int:
        """The likeliest type, the best frame's word added to the encoder's."""
        mixed = row.copy()
        for frame in fitting[:1]:
            mixed[self.scorer.types.index(frame.type)] += _FRAME * frame.pattern.frame.weight
        return int(mixed.argmax())

    def _mode(self, name: str, frame: Candidate | None, row: Floats) -> str | None:
        """The mode of the frame of that type where one fits, else the encoder's."""
        if frame is not None and frame.pattern.frame.mode is not None:
            return frame.pattern.frame.mode
        own = [
            (value, mode.partition(".")[2])
            for value, mode in zip(row, self.scorer.modes, strict=True)
            if not mode or mode.startswith(f"{name}.")
        ]
        return max(own)[1] or None

    def _status(self, frame: Candidate | None, row: Floats) -> StatusName:
        """How such words present the event by themselves: as the frame says, else planned where the encoder sees it.

        What the sentence around them says of it is for the status stage to find.
        """
        if frame is not None and frame.pattern.frame.status is not None:
            return frame.pattern.frame.status
        return "planned" if self.scorer.statuses[int(row.argmax())] == "planned" else "occurred"

    def _contexts(self, row: Floats) -> tuple[str, ...] | None:
        if not self._reads_contexts:
            return None
        order = np.argsort(-row)[:_MOST_CONTEXTS]
        return tuple(self.scorer.contexts[at] for at in order if row[at] >= _CONTEXT)

    def _fill(self, made: Proposal, frame: Candidate | None, parts: Floats, parties: Sequence[Party]) -> bool:
        """Give a proposal its parties; False where nobody political takes part, or a storm does it."""
        acting = [at for at in range(len(parties)) if parts[at, 0] >= ACTOR and parts[at, 0] >= parts[at, 1]]
        suffering = [at for at in range(len(parties)) if parts[at, 1] >= RECIPIENT and at not in acting]
        if any(is_blind(parties[at].token) for at in acting):
            return False
        if not suffering and not self.matcher.ontology.types[made.type].reciprocal:
            suffering = _likeliest(parts, parties, acting)
        if self._is_reciprocal(made):
            acting, suffering = sorted(acting + suffering), []
        actors = distinct(mention for at in acting for mention in parties[at].mentions)
        recipients = distinct(mention for at in suffering for mention in parties[at].mentions)
        if frame is not None:
            actors, recipients = self._by_frame(frame, actors, recipients)
        if made.type not in self.encoder.labels["types"]:
            if any(is_blind(head) for head in heads_in(made.trigger, "subject", self.matcher.support)):
                return False
            actors, recipients = self._by_grammar(made.trigger, actors, recipients)
        made.actors, made.recipients = actors, others(recipients, actors)
        sure = [float(parts[at, 0]) for at in acting] + [float(parts[at, 1]) for at in suffering]
        made.parties = sum(sure) / len(sure) if sure else 0.5
        if not actors and _of_nobody(made.trigger):
            return False
        return bool(political(actors) or political(recipients))

    def _is_reciprocal(self, made: Proposal) -> bool:
        """Whether all who take part are actors."""
        kind = self.matcher.ontology.types[made.type]
        return kind.reciprocal and not (made.mode in kind.modes and kind.modes[made.mode].one_sided)

    def _by_frame(self, frame: Candidate, actors: Parties, recipients: Parties) -> tuple[Parties, Parties]:
        """Whom a frame of the same type names goes before whom the encoder sees: its slots are grammar."""
        acting, suffering = (political(parties) for parties in parties_of(frame, self.matcher.ontology))
        actors, recipients = acting or actors, suffering or recipients
        if self.matcher.ontology.types[frame.type].quad == _FORCE:
            return actors, recipients
        taken = {(mention.start, mention.end) for mention in actors}
        return actors, tuple(mention for mention in recipients if (mention.start, mention.end) not in taken)

    def _by_grammar(self, trigger: Token, actors: Parties, recipients: Parties) -> tuple[Parties, Parties]:
        """Who acts by grammar where the encoder, which does not know the type, sees nobody."""
        if political(actors):
            return actors, recipients
        acting, suffering = usual_parties(trigger, self.matcher.support)
        taken = {(mention.start, mention.end) for mention in acting}
        rest = tuple(mention for mention in recipients if (mention.start, mention.end) not in taken)
        return acting or actors, rest or suffering

    def _move_to_cause(
        self, made: Proposal, found: dict[int, Proposal], fitting: Mapping[int, Sequence[Candidate]]
    ) -> None:
        """In "the attack killed twelve" the verb tells what the attack did: one event, at the noun."""
        subject = own_subject(made.trigger) if made.trigger.pos_ == "VERB" else None
        if subject is None or subject.pos_ not in _NOUNS:
            return
        frame = next((each for each in fitting.get(subject.i, ()) if each.type == made.type), None)
        cause = found.get(subject.i)
        if frame is None or (cause is not None and cause.type != made.type):
            return
        del found[made.trigger.i]
        if cause is not None:
            cause.recipients = cause.recipients or made.recipients
            return
        made.trigger = subject
        made.actors, made.recipients = self._by_frame(frame, made.actors, made.recipients)
        found[subject.i] = made

    def _absorbed(self, found: dict[int, Proposal]) -> set[int]:
        """What is only promised, asked for, refused or threatened."""
        gone: set[int] = set()
        for made in found.values():
            if made.type in self._absorbing:
                gone.update(token.i for token in content_of(made.trigger) if token.i in found)
        return gone


def _likeliest(parts: Floats, parties: Sequence[Party], acting: Sequence[int]) -> list[int]:
    """The likeliest recipient among those who do not act, if it is likely at all."""
    rest = [at for at in range(len(parties)) if at not in acting and political(parties[at].mentions)]
    best = max(rest, key=lambda at: float(parts[at, 1]), default=None)
    return [best] if best is not None and parts[best, 1] >= _LIKELIEST else []


def _of_nobody(trigger: Token) -> bool:
    """Whether the words name who does it, and that is no political actor ("the West condemned")."""
    subject = own_subject(trigger)
    if subject is None or is_passive(trigger):
        return False
    mentions = mentions_at(trigger.doc, subject)
    return bool(mentions) and not political(mentions)


def _repeated(found: list[Proposal]) -> set[int]:
    """Of two words of a sentence for one act the less sure one: same type and actors, no other recipient."""
    gone: set[int] = set()
    for place, one in enumerate(found):
        for two in found[place + 1 :]:
            same = one.type == two.type and _spans(one.actors) == _spans(two.actors)
            if same and (not one.recipients or not two.recipients or _spans(one.recipients) == _spans(two.recipients)):
                gone.add(min(one, two, key=lambda made: (bool(made.recipients), made.probability)).trigger.i)
    return gone


def _spans(mentions: Parties) -> set[tuple[int, int]]:
    return {(mention.start, mention.end) for mention in mentions}
