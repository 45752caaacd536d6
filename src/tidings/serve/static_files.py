"""The built page at ``/``: hashed files for a year, the page itself never from memory."""

from __future__ import annotations

import logging
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse

from tidings.markup import neutralised_line
from tidings.serve.shapes import PolicyReports

router = APIRouter()
STATIC = Path(str(files("tidings"))) / "serve" / "static"
_NO_PAGE = (
    "tidings serves the API at /api (its description: /api/openapi.json).\n"
    "The page itself is not part of this installation.\n"
)
_LOGGED = 300  # characters of a report
_log = logging.getLogger("tidings.serve")


@router.post("/api/csp", status_code=HTTPStatus.NO_CONTENT, include_in_schema=False)
async def policy_breach(request: Request) -> Response:
    """A browser reports that something on the page broke the content policy."""
    body = await request.body()
    request.app.state.policy_reports += 1
    _log.warning("content policy: %s", neutralised_line(body[:_LOGGED].decode("utf-8", "replace")))
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.get("/api/csp", tags=["about"], response_model=PolicyReports)
async def policy_breaches(request: Request) -> PolicyReports:
    """How often a browser has reported a breach of the content policy."""
    return PolicyReports(reports=request.app.state.policy_reports)


@router.get("/{path:path}", include_in_schema=False)
def page(path: str, request: Request) -> Response:
    """A file of the page; the page itself for every address that it routes on its own."""
    root: Path = request.app.state.static
    if path == "api" or path.startswith("api/"):
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such endpoint")
    index = root / "index.html"
    if not index.is_file():
        return PlainTextResponse(_NO_PAGE, headers={"Cache-Control": "no-store"})
    found = _inside(root, path)
    if found is not None:
        hashed = found.parent != root
        cache = "public, max-age=31536000, immutable" if hashed else "no-cache"
        return FileResponse(found, headers={"Cache-Control": cache})
    if path.startswith("assets/"):
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such file")
    return FileResponse(index, headers={"Cache-Control": "no-cache"})


def _inside(root: Path, path: str) -> Path | None:
    """The file of a path below ``root``; None when there is none, or it lies elsewhere."""
    if not path or "\0" in path:
        return None
    try:
        found = (root / path).resolve()
        return found if found.is_relative_to(root.resolve()) and found.is_file() else None
    except OSError:  # a name that is too long for a file
        return None
