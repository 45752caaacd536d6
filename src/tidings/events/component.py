"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("tidings_events")
def make_events(nlp: Language, name: str) -> Stage:
    """Build the stage."""
    return Stage()


class Stage:
    """The stage."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang what was found on the Doc."""
        return doc
