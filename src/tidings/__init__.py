"""tidings: news reports in, evidence-backed political events out.

>>> import tidings
>>> coder = tidings.load()
>>> coded = coder.code("Iran condemned Israel on Friday.", published="2024-05-17")
>>> [(event.type, event.actors[0].code, event.recipients[0].code) for event in coded.events]
[('ACCUSE', 'IRN', 'ISR')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidings.analysis import Evaluation
    from tidings.errors import (
        ArticleError,
        ConfigError,
        KnowledgeError,
        ModelError,
        OntologyError,
        ReadError,
        SpanError,
        StoreError,
        TidingsError,
        UsageError,
    )
    from tidings.pipeline import Coder, load
    from tidings.pipeline.evaluate import evaluate
    from tidings.records import (
        Actor,
        ActorMention,
        Article,
        CodedArticle,
        Disagreement,
        DisputedValue,
        Event,
        GoldArticle,
        GoldEvent,
        Party,
        Place,
        PlaceMention,
        Position,
        Relation,
        Size,
        Span,
        Statement,
        Status,
        Story,
        StoryPlace,
        TimeMention,
        Versions,
        When,
    )
    from tidings.store import Store

__version__ = "0.1.0"

# Lazy, so that looking at stored events costs neither spaCy nor a model.
_HOMES = {
    "tidings.records": "Actor ActorMention Article CodedArticle Disagreement DisputedValue Event GoldArticle GoldEvent "
    "Party Place PlaceMention Position Relation Size Span Statement Status Story StoryPlace TimeMention Versions "
    "When",
    "tidings.errors": "ArticleError ConfigError KnowledgeError ModelError OntologyError ReadError SpanError "
    "StoreError TidingsError UsageError",
    "tidings.pipeline": "Coder evaluate load",
    "tidings.analysis": "Evaluation",
    "tidings.store": "Store",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [  # noqa: RUF022  grouped by use, not by alphabet
    "load", "Coder", "Store", "evaluate", "Evaluation", "__version__",
    "Article", "CodedArticle", "Event", "Statement", "Span", "ActorMention", "Actor", "PlaceMention", "Place",
    "TimeMention", "When", "Relation", "Status", "Position", "Size", "Versions", "GoldArticle", "GoldEvent",
    "Story", "Disagreement", "DisputedValue", "StoryPlace", "Party",
    "TidingsError", "ConfigError", "OntologyError", "KnowledgeError", "ModelError", "ReadError", "ArticleError",
    "SpanError", "StoreError", "UsageError",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401  a module attribute has no narrower type
    if name not in _HOME_OF:
        message = f"module 'tidings' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
