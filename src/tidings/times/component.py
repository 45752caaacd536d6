"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("tidings_times", assigns=["doc._.tidings_times"])
def make_times(nlp: Language, name: str) -> Times:
    """Build the stage."""
    return Times()


class Times:
    """The stage."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang what was found on the Doc."""
        return doc
