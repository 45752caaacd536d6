"""The application: the endpoints, the page, and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

import tidings
from tidings.serve import about, actors, coding, events, problems, relations, statements, static_files, stories
from tidings.serve.guard import LOOPBACK, Guard
from tidings.serve.limits import Limits
from tidings.serve.replies import Kept
from tidings.serve.snapshot import Snapshots

if TYPE_CHECKING:
    from tidings.pipeline import Coder

_ABOUT = """Political events of a store: who did or said what to whom, when, where, according to whom, and whether it
happened.

Lists come in parts: `next_cursor` (and the `Link` header) lead to the next one, and new events move nothing that was
shown. Every answer has an `ETag`; errors are `application/problem+json`. Offsets in records are code points of the
article's text.
"""


def make_app(
    store: str | Path,
    *,
    coder: str | Path | None = None,
    token: str | None = None,
    hosts: frozenset[str] | None = LOOPBACK,
    limits: Limits | None = None,
    static: Path = static_files.STATIC,
) -> FastAPI:
    """An ASGI application that shows a store; the first copy of the store is made at once.

    Args:
        store: the DuckDB file; it is copied, never held.
        coder: a coder file (TOML) for ``POST /api/code``; None for the default coder.
        token: what a client must send as Bearer; None: nothing.
        hosts: names under which the server may be called; None: any.
        limits: how much a request may cost.
        static: folder of the built page.

    Raises:
        StoreError: there is no such store, it is none, or another process holds it.
    """
    bounds = limits or Limits()
    snapshots = Snapshots(store, query_seconds=bounds.query_seconds)
    desk = coding.CodingDesk(lambda: _load(coder), bounds.coding)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()
        snapshots.close()

    # Its own pages on /docs would load scripts from elsewhere.
    app = FastAPI(
        title="tidings", version=tidings.__version__, description=_ABOUT, openapi_url="/api/openapi.json",
        docs_url=None, redoc_url=None, lifespan=life,
    )  # fmt: skip
    app.state.snapshots, app.state.coding, app.state.kept = snapshots, desk, Kept(bounds.cache_bytes)
    app.state.static, app.state.policy_reports = static, 0
    for room in (events, statements, stories, relations, actors, about, coding):
        app.include_router(room.router, prefix="/api")
    app.include_router(static_files.router)
    problems.install(app)
    app.add_middleware(Guard, limits=bounds, token=token, hosts=hosts)
    return app


def _load(file: str | Path | None) -> Coder:
    from tidings.pipeline import load  # noqa: PLC0415  a model loads only when a report comes

    return load(file)
