"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tidings.statements.find import find_statements


@Language.factory("tidings_statements", requires=["token.dep"], assigns=["doc._.tidings_statements"])
def make_statements(nlp: Language, name: str) -> Statements:
    """Build the stage."""
    return Statements()


class Statements:
    """Finds attributions: who said what, in which words."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang the statements on the Doc, ordered by start."""
        doc._.tidings_statements = [statement for statement in find_statements(doc) if statement.content]
        return doc
