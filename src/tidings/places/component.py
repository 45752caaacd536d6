"""The stage: which places a text names and where they are, hung on the Doc."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from tidings.knowledge.gazetteer import Gazetteer, load_gazetteer, name_key
from tidings.places.lookup import Lookup
from tidings.places.resolve import Resolver, Toponym
from tidings.places.surroundings import hint_at
from tidings.records import Place

Chars = tuple[int, int]


@Language.factory(
    "tidings_places",
    assigns=["doc._.tidings_places"],
    default_config={"knowledge": "default"},
)
def make_places(nlp: Language, name: str, knowledge: str) -> Places:
    """Build the stage.

    Args:
        nlp: the pipeline.
        name: the stage's name in it.
        knowledge: "default" or a folder of tables.

    Raises:
        KnowledgeError: the gazetteer is missing or a table breaks a rule.
    """
    return Places(load_gazetteer(knowledge))


class Places:
    """Finds the places that a text names and which places of the gazetteer they are."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Keep the gazetteer."""
        self.gazetteer = gazetteer
        self.lookup = Lookup(gazetteer)
        self.resolver = Resolver(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        """Hang what was found on the Doc."""
        return doc

    def toponym(self, text: str, start: int, end: int) -> Toponym:
        """A mention with what its words and surroundings say."""
        written = text[start:end]
        reading = self.lookup.read(written)
        hint = hint_at(text, start, end, reading, self.lookup)
        inside = hint.inside
        if reading.inside and not inside:
            inside = tuple(each.place for each in self.lookup.read(reading.inside).candidates)
        return Toponym(name_key(written), reading, inside, hint.beside, hint.kinds)

    def answer_locate(self, text: str, spans: Sequence[Chars]) -> list[Place | None]:
        """Which place each given toponym is; None where the gazetteer has none."""
        toponyms = [self.toponym(text, start, end) for start, end in spans]
        chosen = self.resolver.resolve(toponyms)
        return [self.gazetteer.record(each.place) if each else None for each in chosen]
