"""The HTTP API over a million generated events: single questions, and many at once, against its bare health answer."""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import httpx

from tidings.store import Store

EVENTS = 1_000_000
RATE, SECONDS = 50, 20  # questions a second, for so long
_TOP = ("USA", "RUS", "CHN", "UKR", "GBR", "FRA", "DEU", "ISR", "IRN", "IND", "PAK", "TUR", "SYR", "IRQ", "JPN", "KOR")
_SCRIPT = Path(__file__).with_name("serve_store.sql")


def measure(events: int = EVENTS) -> str:
    """Milliseconds of a dyad, of a search, none asked for twice; and of 19 in 20 answers at 50 questions a second."""
    with tempfile.TemporaryDirectory(prefix="tidings-bench-") as folder:
        store = Path(folder) / "events.duckdb"
        generate(store, events)
        return measure_store(store)


def measure_store(store: Path, seconds: int = SECONDS) -> str:
    """The same over a store that ``generate`` has made."""
    started = time.perf_counter()
    with serving(store) as (url, process):
        ready = time.perf_counter() - started
        events = httpx.get(f"{url}/api/health").json()["events"]
        dyad = _each(url, _dyads())
        search = _each(url, _searches())
        before = _processor_ms(process)
        mixed = asyncio.run(_load(url, list(_mixed(random.Random(7), RATE * seconds))))  # noqa: S311  a seed
        cost = (_processor_ms(process) - before) / len(mixed)
        bare = asyncio.run(_load(url, ["/api/health"] * RATE * (seconds // 4)))
    return (
        f"{events:,} events, ready after {ready:.0f} s: dyad {_words(dyad)}; search {_words(search)}; "
        f"at {RATE} questions/s {cost:.0f} ms of a processor an answer, p95 {_p95(mixed):.0f} ms, "
        f"median {statistics.median(mixed):.0f} ms, "
        f"{_p95(mixed) / _p95(bare):.1f} of /api/health's {_p95(bare):.0f} ms"
    )


def generate(store: Path, events: int) -> None:
    """Fill a store with made-up events, the same ones for the same number."""
    with Store(store) as opened:
        opened.connection.execute(_SCRIPT.read_text("utf-8").replace("$events", str(int(events))))


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, int]]:
    """The address of a server over a store, and its process."""
    command = [sys.executable, "-m", "tidings", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603  our own command
        try:
            line = server.stdout.readline() if server.stdout else ""
            yield line.split()[1], server.pid
        finally:
            server.terminate()


def _processor_ms(process: int) -> float:
    """Time that a process has had of any processor: what holds on a machine where others work too. Linux only."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _each(url: str, paths: list[str]) -> list[float]:
    found = []
    with httpx.Client(base_url=url, timeout=60) as client:
        for path in paths:
            started = time.perf_counter()
            client.get(path).raise_for_status()
            found.append((time.perf_counter() - started) * 1000)
    return found


async def _load(url: str, paths: list[str]) -> list[float]:
    """Milliseconds of each answer, from the moment at which it was due to be asked for: a queue counts."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        begun = time.perf_counter()

        async def ask(number: int, path: str) -> float:
            due = begun + number / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            answer = await client.get(path)
            # An answer that was refused counts as one that never came.
            return (time.perf_counter() - due) * 1000 if answer.is_success else float("inf")

        return await asyncio.gather(*(ask(number, path) for number, path in enumerate(paths)))


def _dyads() -> list[str]:
    pairs = [*pairwise(_TOP), ("EU", "RUS"), ("NATO", "CHN"), ("BRICS", "G7")]
    return [f"/api/dyads?actor={one}&recipient={other}&every=month" for one, other in pairs]


def _searches() -> list[str]:
    """Words that are rare, frequent, or in no text at all."""
    words = ["report 1234", "Outlet 17", "zzzz", "official", "verlas", "remit", "conlaning", "sateral"]
    return [f"/api/events?text={word}" for word in words]


def _mixed(dice: random.Random, count: int) -> Iterator[str]:
    """What people at the page ask, most of it only once."""
    for _ in range(count):
        one, other = dice.sample(_TOP, 2)
        year = dice.randrange(2000, 2025)
        days = f"since={year}-01-01&until={year + 1}-01-01"
        yield dice.choice((
            f"/api/events?actor={one}&recipient={other}&{days}", f"/api/dyads?actor={one}&recipient={other}&{days}",
            f"/api/stories?actor={one}&recipient={other}&{days}", f"/api/events?text=report+{dice.randrange(9999)}",
            f"/api/places?actor={one}&{days}&limit=200", f"/api/actors?q={one[:2]}",
            f"/api/statements?speaker={one}&{days}", f"/api/articles/gen-{dice.randrange(1000):07d}",
        ))  # fmt: skip


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _words(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ms (slowest of {len(values)}: {max(values):.0f})"


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else str(EVENTS)  # how many events, or a store that is there
    print(measure(int(given)) if given.isdecimal() else measure_store(Path(given)))
