"""Code in several processes, each with its own coder, results in the order given."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from tidings.config import Settings
from tidings.records import Article, CodedArticle

if TYPE_CHECKING:
    from tidings.pipeline.coder import Coder

_AHEAD = 3  # batches in flight a worker: enough to keep it busy, few enough to bound memory
_coder: Coder | None = None


def pipe_in_processes(settings: Settings, articles: Iterable[Article | str], workers: int) -> Iterator[CodedArticle]:
    """Yield coded articles in the order of ``articles``. Memory is bounded by the batches in flight."""
    stream = iter(articles)
    waiting: deque[Future[list[CodedArticle]]] = deque()
    # spawn: a fork of a process with threads (DuckDB, BLAS) can hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (settings,)) as pool:
        while True:
            while len(waiting) < workers * _AHEAD and (batch := list(islice(stream, settings.batch_size))):
                waiting.append(pool.submit(_code, batch))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _start(settings: Settings) -> None:
    global _coder  # noqa: PLW0603  one coder a process, loaded once
    from tidings.pipeline.coder import Coder  # noqa: PLC0415  the coder's room imports this one

    _coder = Coder(settings)


def _code(batch: list[Article | str]) -> list[CodedArticle]:
    if _coder is None:
        message = "worker used before it was started"
        raise RuntimeError(message)
    return list(_coder.pipe(batch))
