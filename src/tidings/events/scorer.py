"""What the encoder says of a sentence: the type of each trigger, the part of each party, how two parties relate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Token

from tidings.encode import Encoded, Encoder
from tidings.encode.encoder import Floats
from tidings.events.candidates import Candidate, Matcher
from tidings.events.features import Party, party_features, trigger_features

Chars = tuple[int, int]
Frames = Sequence[Sequence[Candidate]]
# From which probability on a word is a trigger: where a frame fits it, and where the encoder is alone.
FRAMED, ALONE = 0.4, 0.6


@dataclass(frozen=True, slots=True)
class TriggerScores:
    """Of one trigger: ``types`` (every type, NONE last), ``modes``, ``statuses``, ``contexts``, as probabilities."""

    types: Floats
    modes: Floats
    statuses: Floats
    contexts: Floats


class Scorer:
    """Runs the heads over encoded sentences."""

    def __init__(self, encoder: Encoder, matcher: Matcher) -> None:
        """Keep encoder and frames."""
        self.encoder, self.matcher = encoder, matcher
        labels = encoder.labels
        self.types, self.modes = labels["types"], labels["modes"]
        self.statuses, self.contexts = labels["statuses"], labels["contexts"]
        # By type, what `confidence` weighs its features with.
        self.weights: dict[str, tuple[float, ...]] = dict.fromkeys(self.types, encoder.confidence)

    def threshold(self, name: str, *, framed: bool) -> float:  # noqa: ARG002  of other scorers it depends on the type
        """From which probability on a word is a trigger that would be of a type; ``framed``: a frame fits it."""
        return FRAMED if framed else ALONE

    def triggers(self, encoded: Encoded, base: int, tokens: Sequence[Token], frames: Frames) -> TriggerScores:
        """Scores of the candidate triggers of a sentence that starts at character ``base``; one row a token.

        ``frames`` are those that fit each token, the most specific first.
        """
        types = self.encoder.labels["types"][:-1]
        patterns = [[found.pattern for found in fitting] for fitting in frames]
        own = [trigger_features(token, found, types) for token, found in zip(tokens, patterns, strict=True)]
        words = [encoded.mean(encoded.pieces(token.idx - base, token.idx + len(token) - base)) for token in tokens]
        sentence = np.broadcast_to(encoded.states[0], (len(tokens), encoded.states.shape[1]))
        x = np.concatenate([np.stack(words), sentence, np.stack(own)], 1)
        kind, mode, status, contexts = self.encoder.heads.run("trigger", x, "type", "mode", "status", "contexts")
        return TriggerScores(softmax(kind), softmax(mode), softmax(status), sigmoid(contexts))

    def parties(
        self, encoded: Encoded, base: int, trigger: Token, parties: Sequence[Party], frame: Candidate | None
    ) -> Floats:
        """(parties, 3): probability that each is actor, recipient, source of the event at a trigger.

        ``frame`` is the most specific that fits the trigger.
        """
        if not parties:
            return np.zeros((0, 3), np.float32)
        word = encoded.mean(encoded.pieces(trigger.idx - base, trigger.idx + len(trigger) - base))
        own = np.stack([encoded.mean(encoded.pieces(party.start - base, party.end - base)) for party in parties])
        words = np.broadcast_to(word, own.shape)
        hung = party_features(trigger, parties, frame, self.matcher.support)
        x = np.concatenate([words, own, words * own, hung], 1)
        return sigmoid(self.encoder.heads.run("party", x, "roles")[0])

    def frames(self, tokens: Sequence[Token]) -> list[list[Candidate]]:
        """The frames that fit each token, the most specific first."""
        return [list(self.matcher.all_at(token)) for token in tokens]

    def pair(self, encoded: Encoded, base: int, actor: Chars | None, recipient: Chars | None) -> Floats:
        """Probability of every type (NONE last) between two mentions of a sentence."""
        one = encoded.pieces(actor[0] - base, actor[1] - base) if actor else (0, 0)
        two = encoded.pieces(recipient[0] - base, recipient[1] - base) if recipient else (0, 0)
        between = (min(one[1], two[1]), max(one[0], two[0]))
        if not actor or not recipient or between[0] >= between[1]:
            between = (0, 0)
        nobody = self.encoder.heads.nobody
        parts = [
            encoded.mean(one) if one[1] else nobody[0],
            encoded.mean(two) if two[1] else nobody[1],
            encoded.mean(between),
            encoded.states[0],
        ]
        found: Floats = softmax(self.encoder.heads.run("pair", np.concatenate(parts)[None], "type")[0])[0]
        return found


def softmax(logits: Floats) -> Floats:
    """Over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    found: Floats = raised / raised.sum(-1, keepdims=True)
    return found


def sigmoid(logits: Floats) -> Floats:
    """Each by itself."""
    found: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return found
