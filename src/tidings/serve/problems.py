"""Every error as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from tidings.errors import ArticleError, TidingsError, UsageError
from tidings.records import Record
from tidings.serve.reading import TooSlowError

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2
_SHOWN = 5  # wrong parameters named in one answer
_log = logging.getLogger("tidings.serve")


class Problem(Record):
    """What went wrong: ``type`` names the kind, ``detail`` says what, where and what to do."""

    type: str
    title: str
    status: int
    detail: str


def problem(
    status: int, detail: str, *, kind: str = "about:blank", headers: Mapping[str, str] | None = None
) -> Response:
    """An answer that says what went wrong."""
    found = Problem(type=kind, title=HTTPStatus(status).phrase, status=status, detail=detail)
    body = json.dumps(found.model_dump(), ensure_ascii=True).encode()
    more = {"Retry-After": str(RETRY_SECONDS)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Response(body, status, {"Cache-Control": "no-store", **more, **(headers or {})}, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of ``app`` be answered as a problem."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(TooSlowError, _slow)
    app.add_exception_handler(TidingsError, _known)
    app.add_exception_handler(Exception, _unknown)


def _invalid(_: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    said = "; ".join(f"{_place(each['loc'])}: {_reason(each)}" for each in found[:_SHOWN])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said or "the request is malformed", kind="/problems/invalid")


def _reason(found: Mapping[str, Any]) -> str:
    """Why a value is refused; in words of ours where those of the library speak of something else."""
    if found["type"] == "extra_forbidden":
        return "there is no such parameter here"
    return str(found["msg"]).removeprefix("Value error, ")


def _place(parts: Sequence[object]) -> str:
    return ".".join(str(part) for part in parts if part not in {"query", "body", "path"}) or "body"


def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
    headers = error.headers if isinstance(error, HTTPException) else None
    detail = error.detail if isinstance(error, HTTPException) else ""
    return problem(status, detail, headers=headers)


def _slow(_: Request, error: Exception) -> Response:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), kind="/problems/too-slow")


def _known(_: Request, error: Exception) -> Response:
    usage = isinstance(error, UsageError | ArticleError)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if usage else HTTPStatus.SERVICE_UNAVAILABLE
    slug = error.slug if isinstance(error, TidingsError) else "error"
    if not usage:
        _log.error("%s", error)
    # Where a failure of ours lies, such as a path of this machine, is for the log alone.
    said = str(error) if usage else getattr(error, "what", "the store cannot be read")
    return problem(status, said, kind=f"/problems/{slug}")


def _unknown(request: Request, error: Exception) -> Response:
    _log.error("%s failed", request.url.path, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "a defect of the server; its log says more")
