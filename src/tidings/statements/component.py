"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("tidings_statements", assigns=["doc._.tidings_statements"])
def make_statements(nlp: Language, name: str) -> Statements:
    """Build the stage."""
    return Statements()


class Statements:
    """The stage."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang what was found on the Doc."""
        return doc
