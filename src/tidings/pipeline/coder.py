"""The coder: the public face of all stages."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Literal, overload

from pydantic import ValidationError
from spacy.language import Language
from spacy.tokens import Doc

import tidings
from tidings.config import Settings, load_settings
from tidings.errors import ArticleError, SpanError, UsageError
from tidings.gate import load_gate
from tidings.knowledge import knowledge_version
from tidings.ontology import load_ontology
from tidings.parse import split_pieces
from tidings.pipeline.assemble import build, join
from tidings.pipeline.threads import by_one_thread
from tidings.records import Actor, Article, CodedArticle, Identification, Place, Relation, Status, Versions, When

Chars = tuple[int, int]
NOT_POLITICAL = "no political event, by the relevance gate"


def load(file: str | os.PathLike[str] | None = None, **settings: Any) -> Coder:  # noqa: ANN401  any setting
    """Load a coder: the default one, or that of a coder file (TOML).

    Args:
        file: path of a coder file; None for the default coder.
        settings: single settings that override the file (``parser=...``, ``ontology=...``).

    Raises:
        ConfigError: the coder file or a stage in it is wrong; the message names file and line.
        ModelError: the parser is not installed.
        OntologyError, KnowledgeError: the chosen folder breaks a rule.
    """
    return Coder(load_settings(file, **settings))


class Coder:
    """Codes news reports. Build it once and reuse it: it holds the parser and all tables."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Load everything that ``settings`` names (default: the default coder)."""
        self.settings = settings or Settings()
        self.ontology = load_ontology(self.settings.ontology)
        self._nlp: Language = build(self.settings)

    @property
    def parser_name(self) -> str:
        """Package name of the spaCy pipeline."""
        return self.settings.parser

    @cached_property
    def versions(self) -> Versions:
        """What coded an article: versions of coder, ontology, knowledge and parser."""
        meta = self._nlp.meta
        return Versions(
            coder=tidings.__version__,
            ontology=f"{self.ontology.name} {self.ontology.version}",
            knowledge=knowledge_version(self.settings.knowledge),
            parser=f"{self.parser_name} {meta.get('version', '')}".strip(),
        )

    def code(self, article: Article | str, **about: Any) -> CodedArticle:  # noqa: ANN401  fields of Article
        """Code one article: a record, or a text with ``published=``, ``title=``, ``source=``, ``url=``.

        Raises:
            ArticleError: the article is malformed or longer than ``max_characters``.
        """
        record = as_article(article, **about)
        self._refuse_too_long(record)
        if self._stopped(record):
            return CodedArticle(article=record, versions=self.versions, reason=NOT_POLITICAL)
        return join(record, by_one_thread(self._nlp.pipe(self._docs(record))), self.versions)

    def pipe(self, articles: Iterable[Article | str], *, workers: int = 1) -> Iterator[CodedArticle]:
        """Code many articles, in the order given, in batches; ``workers`` > 1 uses that many processes.

        Raises:
            ArticleError: as ``code``; catch it by coding one by one, or use ``tidings.pipeline.ingest``,
                which sets such articles aside.
        """
        if workers > 1:
            from tidings.pipeline.workers import pipe_in_processes  # noqa: PLC0415  costs nothing unless used

            yield from pipe_in_processes(self.settings, articles, workers)
            return
        stream = iter(articles)
        while batch := list(islice(stream, self.settings.batch_size)):
            yield from self._code_batch([as_article(article) for article in batch])

    def _code_batch(self, articles: Sequence[Article]) -> Iterator[CodedArticle]:
        for article in articles:
            self._refuse_too_long(article)
        docs = [None if self._stopped(article) else list(self._docs(article)) for article in articles]
        flat = [doc for pieces in docs for doc in pieces or ()]
        done = by_one_thread(self._nlp.pipe(flat, batch_size=self.settings.batch_size))
        for article, pieces in zip(articles, docs, strict=True):
            if pieces is None:
                yield CodedArticle(article=article, versions=self.versions, reason=NOT_POLITICAL)
            else:
                yield join(article, islice(done, len(pieces)), self.versions)

    def _stopped(self, article: Article) -> bool:
        """Whether the relevance gate is on and lets the article not pass."""
        return self.settings.gate and not load_gate().passes(f"{article.title or ''}\n{article.text}")

    def relation(self, text: str, *, actor: Chars | None, recipient: Chars | None) -> list[Relation]:
        """How the actor acts on the recipient, over every type of the ontology, best first.

        Args:
            text: one or a few sentences.
            actor: half-open code points of the mention of who acts; None where nobody is named.
            recipient: the same of whom it is done to.
        """
        _check_spans(text, [span for span in (actor, recipient) if span])
        found: list[Relation] = self._asked("relation")(self.parsed(text), actor, recipient)
        return found

    def status(self, text: str, spans: Sequence[Chars]) -> list[Status]:
        """Whether the text presents each given event word as happened."""
        _check_spans(text, spans)
        found: list[Status] = self._asked("status")(self.parsed(text), spans)
        return found

    def when(self, text: str, spans: Sequence[Chars], *, published: str | dt.date | None = None) -> list[When | None]:
        """When each given event word happened; None where the text does not say."""
        _check_spans(text, spans)
        found: list[When | None] = self._asked("when")(self.parsed(text, published=published), spans)
        return found

    @overload
    def locate(self, text: str, spans: Sequence[Chars], *, top: None = None) -> list[Place | None]: ...

    @overload
    def locate(self, text: str, spans: Sequence[Chars], *, top: int) -> list[tuple[Place, ...]]: ...

    def locate(
        self, text: str, spans: Sequence[Chars], *, top: int | None = None
    ) -> list[Place | None] | list[tuple[Place, ...]]:
        """Which place of the gazetteer each given toponym is; None where it has none.

        Args:
            text: the whole text; its other names are context.
            spans: half-open code points of each toponym.
            top: give that many of the likeliest places of each, with their ``probability``, the likeliest first.
        """
        _check_spans(text, spans)
        if top is None:
            found: list[Place | None] = self._asked("locate")(text, spans)
            return found
        ranked: list[tuple[Place, ...]] = self._asked("candidates")(text, spans, max(1, top))
        return ranked

    @overload
    def identify(
        self, text: str, context: str = "", on: str | dt.date | None = None, *, explain: Literal[False] = False
    ) -> Actor | None: ...

    @overload
    def identify(
        self, text: str, context: str = "", on: str | dt.date | None = None, *, explain: Literal[True]
    ) -> Identification: ...

    def identify(
        self, text: str, context: str = "", on: str | dt.date | None = None, *, explain: bool = False
    ) -> Actor | Identification | None:
        """Who an actor string is on a date; None where nothing is known of it.

        Args:
            text: the mention, such as "Russian President Vladimir Putin".
            context: words around it, which may name the country.
            on: the date at which offices are looked up (ISO 8601); None: any date.
            explain: also return each known word with the table row that was read for it.
        """
        question = "explain" if explain else "identify"
        found: Actor | Identification | None = self._asked(question)(text, context, _day(on))
        return found

    def _docs(self, article: Article) -> Iterator[Doc]:
        for offset, text in split_pieces(article.text):
            doc = self._nlp.make_doc(text)
            doc._.tidings_article, doc._.tidings_offset = article, offset
            yield doc

    def stage(self, name: str) -> Any:  # noqa: ANN401  the stages are the user's to choose
        """The stage of that name, as the pipeline holds it."""
        return self._nlp.get_pipe(name)

    def parsed(self, text: str, **about: Any) -> Doc:  # noqa: ANN401  fields of Article
        """One Doc through all stages, however long: single questions need one parse."""
        article = as_article(text, **about)
        self._refuse_too_long(article)
        doc = self._nlp.make_doc(text)
        doc._.tidings_article = article
        return next(by_one_thread(self._nlp.pipe([doc])))

    def _asked(self, question: str) -> Any:  # noqa: ANN401  the stages are the user's to choose
        for _, stage in reversed(self._nlp.pipeline):
            if callable(method := getattr(stage, f"answer_{question}", None)):
                return method
        raise UsageError(f"no stage of this coder answers {question!r}", fix="Add the stage to the coder file")

    def _refuse_too_long(self, article: Article) -> None:
        limit = self.settings.max_characters
        if len(article.text) > limit:
            raise ArticleError(
                f"the text has {len(article.text):,} characters, more than {limit:,}", where=f"article {article.id}",
                fix="Split it, or raise max_characters in the coder file",
            )  # fmt: skip


def as_article(article: Article | str, **about: Any) -> Article:  # noqa: ANN401  fields of Article
    """An Article from a record or a text.

    Raises:
        ArticleError: a field is wrong, such as a date that is no date.
    """
    if isinstance(article, Article):
        record = article.model_copy(update=about) if about else article
    else:
        try:
            record = Article(text=article, **about)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "article"
            raise ArticleError(str(first["msg"]).removeprefix("Value error, "), where=where) from None
    _refuse_surrogates(record)
    return record


def _refuse_surrogates(article: Article) -> None:
    """Half a character, left by a wrong decoding, is in no text that can be written down again."""
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"character {error.start} is half of a surrogate pair", where=f"article {article.id}",
            fix="Decode the file as what it is (UTF-16, perhaps), or replace such characters",
        ) from None  # fmt: skip


def _day(value: str | dt.date | None) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        raise UsageError(f"{value!r} is not a date", where="on", fix="Write it as YYYY-MM-DD") from None


def _check_spans(text: str, spans: Sequence[Chars]) -> None:
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            raise SpanError(
                f"({start}, {end}) does not lie in a text of {len(text)} characters",
                fix="Spans are half-open code points, 0 <= start <= end",
            )
