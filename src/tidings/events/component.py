"""The spaCy component of this room."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tidings.events.build import Builder
from tidings.events.candidates import matcher_for
from tidings.events.contexts import ContextFinder
from tidings.events.merge import merged
from tidings.events.noise import is_sport, noisy_sentences
from tidings.events.relation import Chars, relations
from tidings.events.when import whens
from tidings.parse.tokens import sentence_of
from tidings.records import Relation, When

VERBAL_CONFLICT = 3


@Language.factory(
    "tidings_events",
    requires=["token.dep", "doc._.tidings_actors", "doc._.tidings_times", "doc._.tidings_places"],
    assigns=["doc._.tidings_events"],
    default_config={"ontology": "plover"},
)
def make_events(nlp: Language, name: str, ontology: str) -> Events:
    """Build the stage: ``ontology`` is a name or a folder."""
    return Events(ontology)


class Events:
    """Finds events by the frames of an ontology."""

    def __init__(self, ontology: str) -> None:
        """Compile the ontology, once a process."""
        self.matcher = matcher_for(ontology)
        types = self.matcher.ontology.types.values()
        self._speech = frozenset(kind.type for kind in types if kind.absorbs or kind.quad == VERBAL_CONFLICT)
        self._builder = Builder(self.matcher.ontology, ContextFinder(self.matcher.ontology))

    def __call__(self, doc: Doc) -> Doc:
        """Hang the article's events on the Doc, each once, ordered by trigger."""
        if is_sport(doc):
            doc._.tidings_events = []
            return doc
        noisy = noisy_sentences(doc)
        candidates = (each for each in self.matcher.candidates(doc) if sentence_of(each.trigger).start not in noisy)
        built = (self._builder.event(doc, candidate) for candidate in candidates)
        doc._.tidings_events = merged(doc, [event for event in built if event], self._speech)
        return doc

    def answer_relation(self, doc: Doc, actor: Chars | None, recipient: Chars | None) -> list[Relation]:
        """Every type with its probability, best first."""
        return relations(doc, self.matcher, actor, recipient)

    def answer_when(self, doc: Doc, spans: Sequence[Chars]) -> list[When | None]:
        """When each given event word happened."""
        return whens(doc, spans)
