"""What every request passes first: where it comes from, how much it costs, and the headers that every answer has."""

from __future__ import annotations

import asyncio
import hmac
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tidings.serve.limits import Limits
from tidings.serve.problems import problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; report-uri /api/csp"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin", "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
# A browser sends its reports on the content policy without a token.
_OPEN = frozenset({"/api/csp"})


class Guard:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp, *, limits: Limits, token: str | None, hosts: frozenset[str] | None) -> None:
        """``hosts`` are the names under which the server may be called; None for any."""
        self.app, self.limits, self.hosts, self._running = app, limits, hosts, 0
        self._token = token.encode() if token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope, Headers(scope=scope))
        if refused is not None:
            await problem(
                *refused, headers={"WWW-Authenticate": "Bearer"} if refused[0] == HTTPStatus.UNAUTHORIZED else None
            )(scope, receive, sealed)
            return
        self._running += 1
        try:
            await self.app(scope, _Metered(receive, self.limits), sealed)
        finally:
            self._running -= 1

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Status and reason, when the request is refused."""
        path = scope["path"]
        if self.hosts is not None and _host(headers.get("host", "")) not in self.hosts:
            # A page of another site can make its own name point here (DNS rebinding); only the name tells them apart.
            return HTTPStatus.MISDIRECTED_REQUEST, "this server does not answer to that name; call it localhost"
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > self.limits.target_characters:
            return (
                HTTPStatus.REQUEST_URI_TOO_LONG,
                f"the address is longer than {self.limits.target_characters} characters",
            )
        if self._token and path.startswith("/api/") and path not in _OPEN and not self._known(headers):
            return HTTPStatus.UNAUTHORIZED, "send the server's token as `Authorization: Bearer TOKEN`"
        if scope["method"] == "POST" and headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return HTTPStatus.FORBIDDEN, "pages of other sites may not ask"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.limits.body_bytes:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is bigger than {self.limits.body_bytes:,} bytes"
        if self._running >= self.limits.in_flight and path != "/api/health":
            return HTTPStatus.SERVICE_UNAVAILABLE, "too many requests at once; try again soon"
        return None

    def _known(self, headers: Headers) -> bool:
        kind, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip().encode("utf-8", "replace")
        return kind.lower() == "bearer" and self._token is not None and hmac.compare_digest(given, self._token)


class _Metered:
    """The body of a request, up to a size and a pause."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self.receive, self.limits, self.bytes, self.whole = receive, limits, 0, False

    async def __call__(self) -> Message:
        if self.whole:  # what comes now is that the client has gone: it may take long
            return await self.receive()
        try:
            async with asyncio.timeout(self.limits.body_seconds):
                message = await self.receive()
        except TimeoutError:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly") from None
        self.bytes += len(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        if self.bytes > self.limits.body_bytes:
            raise HTTPException(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body is bigger than {self.limits.body_bytes:,} bytes"
            )
        return message


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    name = header.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.rpartition(":")[0] if name.count(":") == 1 else name
