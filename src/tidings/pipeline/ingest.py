"""Code a stream of articles into a store: what is there already costs nothing, what fails is set aside."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from tidings.errors import TidingsError
from tidings.pipeline.coder import Coder
from tidings.read import Quarantined
from tidings.records import Article, CodedArticle, Record
from tidings.store import Store
from tidings.store.rows import digest_of

# Articles a transaction: a run that is killed loses at most the coding of so many.
BATCH = 64
# That another process may need to copy a big store, or to write a batch of its own.
_WAIT_SECONDS = 120.0


class IngestReport(Record):
    """What a run did."""

    coded: int = 0
    unchanged: int = 0
    quarantined: int = 0
    events: int = 0
    statements: int = 0
    seconds: float = 0.0


def ingest(
    coder: Coder,
    articles: Iterable[Article | Quarantined],
    store: Store,
    *,
    workers: int = 1,
    progress: Callable[[IngestReport], None] | None = None,
) -> IngestReport:
    """Code articles and store them, a transaction a batch.

    A run that is killed and started again ends with exactly the rows of an unbroken run. The store's file is held only
    while a batch is written: others read it while the next one is coded.

    Args:
        coder: what codes.
        articles: as ``read_articles`` yields them.
        store: an open store.
        workers: processes that code.
        progress: called after each batch with what is done so far.

    Raises:
        StoreError: the store cannot be written; what was stored before stays.
    """
    report, known = IngestReport(), store.digests()
    store.release()
    try:
        for report in _batches(coder, iter(articles), store, known, workers):
            if progress:
                progress(report)
    finally:
        store.hold(_WAIT_SECONDS)
    return report


def _batches(
    coder: Coder, stream: Iterator[Article | Quarantined], store: Store, known: dict[str, str], workers: int
) -> Iterator[IngestReport]:
    """What is done after each batch; the store is held only while a batch is written."""
    started, report = time.monotonic(), IngestReport()
    while batch := list(islice(stream, BATCH * max(1, workers))):
        unread = [item for item in batch if isinstance(item, Quarantined)]
        read = [item for item in batch if isinstance(item, Article)]
        fresh = [article for article in read if known.get(article.id) != digest_of(article, coder.versions)]
        coded, failed = _coded(coder, fresh, workers)
        if fresh or unread:
            _write(store, coded, [*unread, *failed])
        report = report.model_copy(
            update={
                "coded": report.coded + len(coded),
                "unchanged": report.unchanged + len(read) - len(fresh),
                "quarantined": report.quarantined + len(unread) + len(failed),
                "events": report.events + sum(len(each.events) for each in coded),
                "statements": report.statements + sum(len(each.statements) for each in coded),
                "seconds": time.monotonic() - started,
            }
        )
        yield report


def _write(store: Store, coded: list[CodedArticle], set_aside: list[Quarantined]) -> None:
    store.hold(_WAIT_SECONDS)
    try:
        store.add(coded)
        for item in set_aside:
            store.quarantine(item.path, item.reason, item.article_id)
    finally:
        store.release()


def _coded(coder: Coder, articles: Sequence[Article], workers: int) -> tuple[list[CodedArticle], list[Quarantined]]:
    """The whole batch at once; when an article breaks it, one by one, so that only that article is set aside."""
    try:
        return list(coder.pipe(articles, workers=workers)), []
    except Exception:  # noqa: BLE001  whatever one article breaks must not cost the others; it is named below
        outcomes = list(_one_by_one(coder, articles))
    done = [each for each in outcomes if isinstance(each, CodedArticle)]
    return done, [each for each in outcomes if isinstance(each, Quarantined)]


def _one_by_one(coder: Coder, articles: Iterable[Article]) -> Iterator[CodedArticle | Quarantined]:
    for article in articles:
        try:
            yield coder.code(article)
        except TidingsError as error:
            yield Quarantined(path=article.url or article.id, reason=error.what, article_id=article.id)
        except Exception as error:  # noqa: BLE001  a defect of ours: kept with its name, shown by `tidings quarantine`
            reason = f"internal error: {type(error).__name__}: {error}"
            yield Quarantined(path=article.url or article.id, reason=reason, article_id=article.id)
