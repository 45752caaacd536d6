"""``tidings serve``: the HTTP API and the page over a store."""

from __future__ import annotations

import ipaddress
import logging
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from tidings.errors import UsageError
from tidings.serve import make_app
from tidings.serve.guard import LOOPBACK

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_TOKEN_LEAST = 16


@app.command()
def command(
    store: Annotated[Path, typer.Option(help="The store; `tidings ingest` may go on filling it.")],
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8377,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="TIDINGS_TOKEN", help="What clients must send as Bearer; the variable keeps it off the screen."
        ),
    ] = None,
    coder: Annotated[Path | None, typer.Option(help="A coder file (TOML) for reports that are pasted.")] = None,
) -> None:
    """Show a store: the page and the HTTP API, read-only, on this machine unless told otherwise.

    Example: tidings serve --store events.duckdb
    """
    local = _is_loopback(host)
    if token is not None and len(token) < _TOKEN_LEAST:
        raise UsageError(f"has fewer than {_TOKEN_LEAST} characters", where="--token", fix="Choose a long random one")
    if not local and token is None:
        raise UsageError(
            f"{host} can be reached from other machines", where="--host",
            fix="Give a --token, or set TIDINGS_TOKEN, that clients must send",
        )  # fmt: skip
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    served = make_app(store, coder=coder, token=token, hosts=LOOPBACK if local else None)
    server = _Server(uvicorn.Config(
        served, host=host, port=port, log_level="warning", server_header=False, access_log=False, timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
    ))  # fmt: skip
    try:
        server.run()
    except SystemExit:
        raise UsageError(
            f"cannot listen on {host}:{port}", where="--port", fix="Choose another, or 0 for a free one"
        ) from None


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        for each in self.servers:
            for socket in each.sockets:
                address, port = socket.getsockname()[:2]
                name = f"[{address}]" if ":" in address else address
                typer.echo(f"Open http://{name}:{port} (stop with Ctrl-C)")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
