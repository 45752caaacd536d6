"""The spaCy component of this room."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tidings.encode import load_encoder
from tidings.errors import UsageError
from tidings.events.build import Builder
from tidings.events.candidates import matcher_for
from tidings.events.contexts import ContextFinder
from tidings.events.encoded import EncodedCoder
from tidings.events.merge import merged
from tidings.events.nearest import Learnt, LeftOut, NearestScorer, codes_by_examples, learn
from tidings.events.noise import is_sport, noisy_sentences
from tidings.events.relation import Chars, encoded_relations, relations
from tidings.events.when import whens
from tidings.parse.tokens import sentence_of
from tidings.records import Article, Event, Relation, When

VERBAL_CONFLICT = 3
# What the examples of an ontology teach, by ontology, encoder and parser: read when the first article comes.
_LESSONS: dict[tuple[str, str, str], Learnt] = {}


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
    return Events(ontology, encoder, nlp)


class Events:
    """Finds events by the frames of an ontology and by the encoder.

    Types that the encoder was trained on are read by it, others by their examples, where there are enough.
    """

    def __init__(self, ontology: str, encoder: str = "default", nlp: Language | None = None) -> None:
        """Compile the ontology, load the encoder, once a process; ``nlp`` parses the examples of a user's types."""
        self.matcher = matcher_for(ontology)
        self.encoded: EncodedCoder | None = None
        self._nlp = nlp
        self._key = (ontology, encoder, str(nlp.path or nlp.meta["name"]) if nlp else "")
        if encoder != "none":
            model = load_encoder(encoder)
            if set(self.matcher.ontology.types) == set(model.labels["types"][:-1]):
                self.encoded = EncodedCoder(model, self.matcher)
            elif nlp and codes_by_examples(self.matcher, model):
                self.encoded = EncodedCoder(model, self.matcher, NearestScorer(model, self.matcher, self._learnt))
        types = self.matcher.ontology.types.values()
        self._speech = frozenset(kind.type for kind in types if kind.absorbs or kind.quad == VERBAL_CONFLICT)
        self._builder = Builder(self.matcher.ontology, ContextFinder(self.matcher.ontology))

    def __call__(self, doc: Doc) -> Doc:
        """Hang the article's events on the Doc, each once, ordered by trigger."""
        if self.encoded is None:
            events = self._by_frames(doc)
        else:
            weights = self.encoded.scorer.weights
            events = [self._builder.proposed(doc, made, weights[made.type]) for made in self.encoded.proposals_in(doc)]
        doc._.tidings_events = merged(doc, events, self._speech)
        return doc

    def _by_frames(self, doc: Doc) -> list[Event]:
        if is_sport(doc):
            return []
        noisy = noisy_sentences(doc)
        candidates = (each for each in self.matcher.candidates(doc) if sentence_of(each.trigger).start not in noisy)
        return [event for each in candidates if (event := self._builder.event(doc, each))]

    def _learnt(self) -> Learnt:
        """What the examples teach, read once a process."""
        if self._key not in _LESSONS:
            _LESSONS[self._key] = learn(self.matcher, load_encoder(self._key[1]), self._parsed)
        return _LESSONS[self._key]

    def _parsed(self, text: str) -> Doc:
        """A text through the stages before this one."""
        nlp = self._nlp
        if nlp is None:
            raise UsageError("examples need a pipeline that parses them", fix="Build the stage by nlp.add_pipe")
        doc = nlp.make_doc(text)
        doc._.tidings_article = Article(text=text)
        for _, stage in nlp.pipeline:
            if stage is self:
                break
            doc = stage(doc)
        return doc

    def ways(self) -> dict[str, str]:
        """Of every type what codes it: "encoder", "examples" or "frames"."""
        types = self.matcher.ontology.types
        if self.encoded is None:
            return dict.fromkeys(types, "frames")
        if isinstance(self.encoded.scorer, NearestScorer):
            return self.encoded.scorer.ways()
        return dict.fromkeys(types, "encoder")

    def left_out(self) -> tuple[LeftOut, ...]:
        """Every example of a type that is coded by examples, judged without itself; empty without such a type."""
        scorer = self.encoded.scorer if self.encoded else None
        return scorer.learnt.left_out if isinstance(scorer, NearestScorer) else ()

    def threshold(self) -> float | None:
        """The probability from which on a type is coded by its examples; None without such a type."""
        scorer = self.encoded.scorer if self.encoded else None
        return scorer.learnt.threshold if isinstance(scorer, NearestScorer) else None

    def answer_relation(self, doc: Doc, actor: Chars | None, recipient: Chars | None) -> list[Relation]:
        """Every type with its probability, best first."""
        if self.encoded is not None:
            return encoded_relations(doc, self.encoded, actor, recipient)
        return relations(doc, self.matcher, actor, recipient)

    def answer_when(self, doc: Doc, spans: Sequence[Chars]) -> list[When | None]:
        """When each given event word happened."""
        return whens(doc, spans)
