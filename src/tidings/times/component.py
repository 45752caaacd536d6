"""The spaCy component of this room."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tidings.times.find import Options, find_times


@Language.factory(
    "tidings_times",
    requires=["token.dep"],
    assigns=["doc._.tidings_times"],
    default_config={"ages": False, "impossible": False},
)
def make_times(nlp: Language, name: str, ages: bool, impossible: bool) -> Times:  # noqa: FBT001  spaCy hands settings so
    """Build the stage.

    Args:
        nlp: the pipeline.
        name: of the stage in it.
        ages: whether "the 22-year-old" is a time expression (a duration); most users want none.
        impossible: whether a day that does not exist ("31 February") is told, without a value and with the reason.
    """
    return Times(Options(ages=ages, impossible=impossible))


class Times:
    """Finds time expressions and resolves them against the publication date and each other."""

    def __init__(self, options: Options) -> None:
        """Keep what counts as a time expression."""
        self._options = options

    def __call__(self, doc: Doc) -> Doc:
        """Hang the time expressions on the Doc, ordered by start."""
        article = doc._.tidings_article
        doc._.tidings_times = find_times(doc, article.published if article else None, self._options)
        return doc
