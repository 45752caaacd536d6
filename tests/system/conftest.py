"""A real server over a real store, and a real browser that watches what the page does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"]


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """The address of `tidings serve` over a store, while it runs."""
    command = [sys.executable, "-m", "tidings", "serve", "--store", str(store), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            seen = []
            for line in server.stdout:
                seen.append(line)
                if found := re.search(r"http://[\w.:\[\]]+:\d+", line):
                    yield found[0]
                    return
            pytest.fail("tidings serve stopped: " + "".join(seen))
        finally:
            server.terminate()
            server.communicate(timeout=20)


@dataclass
class Watched:
    """A page, and everything about it that must not happen."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go to an address of the server and wait for its heading."""
        self.page.goto(self.base + address)
        self.page.wait_for_selector("h1", timeout=30_000)
        return self.page

    def note_console(self, message: ConsoleMessage) -> None:
        """Errors of scripts and breaches of the content policy come here."""
        if message.type == "error" or "Content Security Policy" in message.text:
            self.wrong.append(f"console: {message.text}")

    def note_request(self, request: Request) -> None:
        """Nothing may be asked of another machine."""
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.wrong.append(f"request: {request.url}")


def watched(context: BrowserContext, base: str) -> Watched:
    """A new page of a context, watched from its first moment."""
    found = Watched(context.new_page(), base)
    found.page.on("console", found.note_console)
    found.page.on("pageerror", lambda error: found.wrong.append(f"error: {error}"))
    found.page.on("request", found.note_request)

    def dialog(shown: object) -> None:
        found.wrong.append("a dialog was opened")
        shown.dismiss()  # type: ignore[attr-defined]

    found.page.on("dialog", dialog)
    context.on("page", lambda other: found.wrong.append(f"window: {other.url}") if other != found.page else None)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium was found: `apt-get install chromium`, then run these tests again")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the sample archive."""
    store = tmp_path_factory.mktemp("archive") / "events.duckdb"
    reports = sorted(str(path) for path in (ROOT / "examples/archive").glob("*.jsonl"))
    done = subprocess.run(
        [sys.executable, "-m", "tidings", "ingest", *reports, "--store", str(store)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with serving(store) as address:
        yield address
