"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("tidings_places", assigns=["doc._.tidings_places"])
def make_places(nlp: Language, name: str) -> Places:
    """Build the stage."""
    return Places()


class Places:
    """The stage."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang what was found on the Doc."""
        return doc
