"""The page in Chromium over the sample archive: until it can be used, against an empty page of the same browser."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
ROUNDS = 5
_FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


def measure() -> str:
    """Milliseconds until actors can be chosen, and until the charts of a pair are drawn; medians of cold starts."""
    program = shutil.which("chromium")
    if program is None:
        return "no Chromium: apt-get install chromium"
    with tempfile.TemporaryDirectory(prefix="tidings-bench-") as folder:
        store = Path(folder) / "events.duckdb"
        reports = sorted(str(path) for path in (ROOT / "examples/archive").glob("*.jsonl"))
        tidings = [sys.executable, "-m", "tidings"]
        subprocess.run([*tidings, "ingest", *reports, "--store", str(store)], check=True, capture_output=True)  # noqa: S603  our own command
        command = [*tidings, "serve", "--store", str(store), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
            try:
                found = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
                if found is None:
                    return "tidings serve did not start"
                return _in_browser(program, found[0])
            finally:
                server.terminate()


def _in_browser(program: str, address: str) -> str:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        empty = _median(browser, "data:text/html,<h1>x</h1>", "h1")
        start = _median(browser, f"{address}/", ".pairs a")
        pair = _median(browser, f"{address}/?a=RUS&b=CHN", ".dyads canvas >> nth=2")
        browser.close()
    ratio = f"{start / empty:.1f} of an empty page's {empty:.0f} ms"
    return f"first view {start:.0f} ms ({ratio}); a pair with its charts {pair:.0f} ms"


def _median(browser: Browser, address: str, wanted: str) -> float:
    return statistics.median(_once(browser, address, wanted) for _ in range(ROUNDS))


def _once(browser: Browser, address: str, wanted: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(wanted, state="attached")
    taken = (time.perf_counter() - started) * 1000
    context.close()
    return taken
