"""``POST /api/code``: the coding of a report, in one thread, with a bound on how many wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from tidings.errors import ArticleError
from tidings.records import Article, CodedArticle
from tidings.serve.asked import ReportAsked
from tidings.serve.problems import problem
from tidings.serve.shapes import listing

if TYPE_CHECKING:
    from tidings.pipeline import Coder

router = APIRouter(tags=["code"])


class CodingDesk:
    """One coder, loaded when the first report comes."""

    def __init__(self, load: Callable[[], Coder], most: int) -> None:
        """``most`` reports may be coded or wait at once."""
        self._load, self._most, self._waiting = load, most, 0
        self._coder: Coder | None = None
        self._lock, self._pool = threading.Lock(), ThreadPoolExecutor(1, "tidings-code")

    async def code(self, article: Article) -> CodedArticle | None:
        """The coding of an article; None when too many wait.

        Raises:
            ArticleError: it cannot be coded.
        """
        with self._lock:
            if self._waiting >= self._most:
                return None
            self._waiting += 1
        # Whoever asks may go away; the place is taken until the work itself is done.
        work = self._pool.submit(self._run, article)
        return await asyncio.shield(asyncio.wrap_future(work))

    def _run(self, article: Article) -> CodedArticle:
        try:
            if self._coder is None:
                self._coder = self._load()
            return self._coder.code(article)
        finally:
            with self._lock:
                self._waiting -= 1

    def close(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)


@router.post("/code", response_model=CodedArticle, responses=listing(body=True))
async def code(asked: ReportAsked, request: Request) -> Response:
    """The coding of a report; nothing is stored."""
    desk: CodingDesk = request.app.state.coding
    try:
        article = Article(text=asked.text, title=asked.title or None, published=asked.published)
        asked.text.encode("utf-8")
    except UnicodeEncodeError:
        raise ArticleError("holds half of a surrogate pair", where="text", fix="Send whole characters") from None
    found = await desk.code(article)
    if found is None:
        return problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many reports wait to be coded; try again soon")
    return Response(found.model_dump_json(), headers={"Cache-Control": "no-store"}, media_type="application/json")
