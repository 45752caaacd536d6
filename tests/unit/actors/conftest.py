"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from tidings.actors import mentions_at
from tidings.records import ActorMention, Article

Code = Callable[..., Doc]


@pytest.fixture(scope="session")
def code(nlp: Any) -> Code:
    """Run the pipeline over a text."""

    def run(text: str, published: str | None = "2022-03-01") -> Doc:
        doc = nlp.make_doc(text)
        doc._.tidings_article = Article(text=text, published=published)
        return nlp(doc)

    return run


def at(doc: Doc, word: str, which: int = 0) -> tuple[ActorMention, ...]:
    """The mentions headed by a word."""
    return mentions_at(doc, [token for token in doc if token.text == word][which])
