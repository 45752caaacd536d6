"""The spaCy component of this room."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tidings.encode import load_encoder
from tidings.events.build import Builder
from tidings.events.candidates import matcher_for
from tidings.events.contexts import ContextFinder
from tidings.events.encoded import EncodedCoder
from tidings.events.merge import merged
from tidings.events.noise import is_sport, noisy_sentences
from tidings.events.relation import Chars, encoded_relations, relations
from tidings.events.when import whens
from tidings.parse.tokens import sentence_of
from tidings.records import Event, Relation, When

VERBAL_CONFLICT = 3


@Language.factory(
    "tidings_events",
    requires=["token.dep", "doc._.tidings_actors", "doc._.tidings_times", "doc._.tidings_places"],
    assigns=["doc._.tidings_events"],
    default_config={"ontology": "plover", "encoder": "default"},
)
def make_events(nlp: Language, name: str, ontology: str, encoder: str) -> Events:
    """Build the stage.

    Args:
        nlp: the pipeline.
        name: the stage's name in it.
        ontology: a name or a folder.
        encoder: "default", a folder that `make train` wrote, or "none": frames alone.

    Raises:
        ModelError: there is no such encoder.
    """
    return Events(ontology, encoder)


class Events:
    """Finds events by the frames of an ontology and by the encoder, where it knows the ontology's types."""

    def __init__(self, ontology: str, encoder: str = "default") -> None:
        """Compile the ontology, load the encoder, once a process."""
        self.matcher = matcher_for(ontology)
        self.encoded = None
        if encoder != "none":
            model = load_encoder(encoder)
            if set(self.matcher.ontology.types) == set(model.labels["types"][:-1]):
                self.encoded = EncodedCoder(model, self.matcher)
        types = self.matcher.ontology.types.values()
        self._speech = frozenset(kind.type for kind in types if kind.absorbs or kind.quad == VERBAL_CONFLICT)
        self._builder = Builder(self.matcher.ontology, ContextFinder(self.matcher.ontology))

    def __call__(self, doc: Doc) -> Doc:
        """Hang the article's events on the Doc, each once, ordered by trigger."""
        if self.encoded is None:
            events = self._by_frames(doc)
        else:
            weights = self.encoded.encoder.confidence
            events = [self._builder.proposed(doc, made, weights) for made in self.encoded.proposals_in(doc)]
        doc._.tidings_events = merged(doc, events, self._speech)
        return doc

    def _by_frames(self, doc: Doc) -> list[Event]:
        if is_sport(doc):
            return []
        noisy = noisy_sentences(doc)
        candidates = (each for each in self.matcher.candidates(doc) if sentence_of(each.trigger).start not in noisy)
        return [event for each in candidates if (event := self._builder.event(doc, each))]

    def answer_relation(self, doc: Doc, actor: Chars | None, recipient: Chars | None) -> list[Relation]:
        """Every type with its probability, best first."""
        if self.encoded is not None:
            return encoded_relations(doc, self.encoded, actor, recipient)
        return relations(doc, self.matcher, actor, recipient)

    def answer_when(self, doc: Doc, spans: Sequence[Chars]) -> list[When | None]:
        """When each given event word happened."""
        return whens(doc, spans)
