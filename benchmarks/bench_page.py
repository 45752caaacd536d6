"""The page in Chromium over a million generated events: until each view can be used, against an empty page.

usage: bench_page.py [STORE]     a store that is there instead (it is copied, never changed)
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench_serve import EVENTS, generate, serving
from playwright.sync_api import Browser, sync_playwright

ROUNDS = 5
_FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
_EMPTY = ("data:text/html,<h1>x</h1>", "h1")
# A view, and what is there when one can go on: pairs to choose from, all charts of a pair, places, the first results.
_VIEWS = {
    "first view": ("/", ".pairs a"),
    "a pair with its charts": ("/?a=RUS&b=CHN", ".dyads canvas >> nth=2"),
    "map": ("/map", ".spot"),
    "search": ("/search?actor=RUS", ".row"),
}


def measure() -> str:
    """Milliseconds until each view can be used: the first time ever, and the median of further browsers."""
    with tempfile.TemporaryDirectory(prefix="tidings-bench-") as folder:
        store = Path(folder) / "events.duckdb"
        generate(store, EVENTS)
        return measure_store(store)


def measure_store(store: Path) -> str:
    """The same over a store that is there."""
    program = shutil.which("chromium")
    if program is None:
        return "no Chromium: apt-get install chromium"
    with serving(store) as (address, _), sync_playwright() as playwright:
        with urllib.request.urlopen(f"{address}/api/health") as answer:  # noqa: S310  our own server
            events = json.load(answer)["events"]
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        empty = statistics.median(_once(browser, *_EMPTY) for _ in range(ROUNDS))
        told = [_view(browser, name, f"{address}{path}", wanted) for name, (path, wanted) in _VIEWS.items()]
        browser.close()
    return f"{events:,} events: {'; '.join(told)}; an empty page {empty:.0f} ms"


def _view(browser: Browser, name: str, address: str, wanted: str) -> str:
    first, *others = [_once(browser, address, wanted) for _ in range(ROUNDS)]
    return f"{name} {statistics.median(others):.0f} ms (first {first:.0f})"


def _once(browser: Browser, address: str, wanted: str) -> float:
    """Milliseconds in a browser that remembers nothing."""
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(wanted, state="attached", timeout=60_000)
    taken = (time.perf_counter() - started) * 1000
    context.close()
    return taken


if __name__ == "__main__":
    print(measure_store(Path(sys.argv[1])) if len(sys.argv) > 1 else measure())
