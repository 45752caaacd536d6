"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tidings.encode import forget
from tidings.statements.find import find_statements
from tidings.statements.ranking import load_ranker


@Language.factory(
    "tidings_statements",
    requires=["token.dep"],
    assigns=["doc._.tidings_statements"],
    default_config={"encoder": "default"},
)
def make_statements(nlp: Language, name: str, encoder: str) -> Statements:
    """Build the stage.

    Args:
        nlp: the pipeline.
        name: the stage's name in it.
        encoder: "default", or "none": rankings by features alone.

    Raises:
        ModelError: a model file is missing.
        UsageError: there is no such encoder.
    """
    return Statements(encoder)


class Statements:
    """Finds attributions: who said what, in which words."""

    def __init__(self, encoder: str = "default") -> None:
        """Load the ranker, once a process."""
        self._ranker = load_ranker(encoder)

    def __call__(self, doc: Doc) -> Doc:
        """Hang the statements on the Doc, ordered by start."""
        doc._.tidings_statements = [each for each in find_statements(doc, self._ranker) if each.content]
        forget(doc)
        return doc
