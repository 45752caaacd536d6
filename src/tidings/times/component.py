"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tidings.times.find import find_times


@Language.factory("tidings_times", requires=["token.dep"], assigns=["doc._.tidings_times"])
def make_times(nlp: Language, name: str) -> Times:
    """Build the stage."""
    return Times()


class Times:
    """Finds time expressions and resolves them against the publication date."""

    def __call__(self, doc: Doc) -> Doc:
        """Hang the time expressions on the Doc, ordered by start."""
        article = doc._.tidings_article
        doc._.tidings_times = find_times(doc, article.published if article else None)
        return doc
