"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("tidings_actors", assigns=["doc._.tidings_actors"])
def make_actors(nlp: Language, name: str) -> Actors:
    """Build the stage."""
    return Actors()


class Actors:
    """The stage."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang what was found on the Doc."""
        return doc


def mentions_at(doc, token):
    """Every actor mention whose phrase is headed by ``token`` (several for "both leaders")."""
    return ()


def belongs_to(doc, token):
    """Whose a thing or a people is."""
    return ()
