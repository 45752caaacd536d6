"""Stages into one spaCy pipeline; what they leave on the Doc into one CodedArticle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from tidings import registry
from tidings.config import Settings
from tidings.errors import ConfigError
from tidings.parse import load_parser
from tidings.records import Article, CodedArticle, Event, Record, Span, Versions

R = TypeVar("R", bound=Record)


def build(settings: Settings) -> Language:
    """Load the parser and add each stage, handing it the settings that it declares.

    Raises:
        ConfigError: a stage is unknown, or needs what no stage before it gives.
        ModelError: the parser is not installed.
    """
    nlp = load_parser(settings.parser)
    known = registry.names("stage")
    for name in settings.stages:
        if name not in known:
            raise ConfigError(f"no stage is called {name!r}", fix=f"There are: {', '.join(known)}")
        nlp.add_pipe(name, config=_stage_config(nlp, name, settings))
    _refuse_unmet_needs(nlp)
    return nlp


def _stage_config(nlp: Language, name: str, settings: Settings) -> dict[str, Any]:
    declared = dict(nlp.get_factory_meta(name).default_config or {}) if _registered(nlp, name) else {}
    shared = {"ontology": settings.ontology, "knowledge": settings.knowledge}
    chosen = {key: value for key, value in shared.items() if key in declared}
    own = settings.options.get(name, {})
    unknown = [key for key in own if key not in declared]
    if unknown:
        raise ConfigError(
            f"stage {name!r} has no option {unknown[0]!r}", where=f"[stages.{name}]",
            fix=f"Its options are: {', '.join(declared) or 'none'}",
        )  # fmt: skip
    return chosen | own


def _registered(nlp: Language, name: str) -> bool:
    registry.find("stage", name)  # importing the room registers the factory
    return nlp.has_factory(name)


def _refuse_unmet_needs(nlp: Language) -> None:
    problems = (nlp.analyze_pipes(keys=["requires"]) or {"problems": {}})["problems"]
    for stage, found in problems.items():
        needs = [need for need in found if need.startswith("doc._.tidings_")]
        if needs:
            raise ConfigError(
                f"stage {stage!r} needs {', '.join(needs)}, which no stage before it gives",
                fix="Put the stage that assigns it earlier in `stages`",
            )


def join(article: Article, docs: Iterable[Doc], versions: Versions) -> CodedArticle:
    """One coded article from the Docs of its pieces, spans shifted to ``article.text``."""
    lists: dict[str, list[Any]] = {
        name: [] for name in ("sentences", "actors", "places", "times", "events", "statements")
    }
    for doc in docs:
        by = doc._.tidings_offset
        lists["sentences"] += [
            Span(start=sent.start_char + by, end=sent.end_char + by, text=sent.text)
            for sent in doc.sents
            if sent.text.strip()
        ]
        for name in ("actors", "places", "times", "events", "statements"):
            lists[name] += [shifted(record, by) for record in getattr(doc._, f"tidings_{name}")]
    events = [with_id(event, article) for event in lists.pop("events")]
    return CodedArticle(
        article=article,
        versions=versions,
        events=tuple(events),
        **{name: tuple(found) for name, found in lists.items()},
    )


def with_id(event: Event, article: Article) -> Event:
    """An event under its lasting id: article, trigger, type."""
    name = f"{article.id}:{event.trigger.start}-{event.trigger.end}:{event.type}"
    return event.model_copy(update={"id": name})


def shifted(record: R, by: int) -> R:
    """The same record with every span in it moved right by ``by`` characters."""
    if not by:
        return record
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(record, Span) and name in {"start", "end"}:
            changes[name] = value + by
        elif isinstance(value, Record):
            changes[name] = shifted(value, by)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            changes[name] = tuple(shifted(item, by) for item in value)
    return record.model_copy(update=changes)
