"""The server's own copy of a store: made while nobody writes, swapped when the store has changed.

DuckDB lets one process own a file. A server that held the store's file would lock out every ``tidings ingest``, so it
never does, but for the moment of copying.
"""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

import duckdb
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from tidings.errors import StoreError
from tidings.serve.reading import Reading
from tidings.store import Store

_log = logging.getLogger("tidings.serve")
_TICK_SECONDS, _POLL_SECONDS = 0.02, 0.5
# A big store is copied less often: copying may take a sixth of the time.
_REST_PER_WORK = 5
_FIRST_WAIT_SECONDS = 60.0


class _BusyError(Exception):
    """Another process writes just now."""


class Totals:
    """How many items some lists have: known until the store changes."""

    _MOST = 4_000

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._found: dict[tuple[str, str, str], int] = {}

    def get(self, asked: tuple[str, str, str]) -> int | None:
        """The total of a question, if it is known."""
        return self._found.get(asked)

    def put(self, asked: tuple[str, str, str], total: int) -> None:
        """Remember a total; the oldest ones are forgotten."""
        with suppress(KeyError, RuntimeError, StopIteration):  # another thread has forgotten it first
            if len(self._found) >= self._MOST:
                del self._found[next(iter(self._found))]
        self._found[asked] = total


class Snapshot:
    """A copy that is only read. ``digest`` is of the articles in it: equal digest, equal answers."""

    def __init__(self, path: Path, made_at: dt.datetime) -> None:
        """Add what the server needs to the copy, and open it for reading."""
        self.path, self.made_at, self.readers, self.retired = path, made_at, 0, False
        with Store(path) as store:
            for script in sorted(files("tidings").joinpath("serve/derive").iterdir(), key=lambda entry: entry.name):
                store.connection.execute(script.read_text("utf-8"))
        self.store = Store(path, read_only=True)
        self.store.connection.execute("set enable_external_access = false; set lock_configuration = true")
        # Stories that are grouped anew are other answers about the same articles.
        query = """
            select printf('%x-%d%s', coalesce(bit_xor(hash(id, digest)), 0), count(*),
                coalesce((select '-' || value from meta where key = 'grouping'), ''))
            from articles
        """
        found = self.store.connection.execute(query).fetchone()
        self.digest = str(found[0]) if found else ""
        self.counts = self.store.count()
        self.totals, self.spreads = Totals(), dict[tuple[str, ...], float | None]()
        # Open, it stays readable without a name: a server that is killed leaves nothing behind. Not so on Windows.
        with suppress(OSError):
            path.unlink()

    def close(self) -> None:
        """Close and remove the copy."""
        self.store.close()
        self.path.unlink(missing_ok=True)


class Snapshots:
    """Always one copy to read; a thread watches the store and swaps the copy when it has changed."""

    def __init__(self, path: str | Path, *, query_seconds: float, poll_seconds: float = _POLL_SECONDS) -> None:
        """Make the first copy.

        Raises:
            StoreError: there is no such store, it is none, or another process holds it for too long.
        """
        self.source, self.query_seconds, self.poll_seconds = Path(path), query_seconds, poll_seconds
        if not self.source.is_file():
            raise StoreError("no such store", where=str(path), fix="Fill one with `tidings ingest FILES --store FILE`")
        self._folder = tempfile.TemporaryDirectory(prefix="tidings-serve-")
        self._lock, self._readings, self._count = threading.Lock(), set[Reading](), 0
        self._closed = threading.Event()
        waits = Retrying(
            retry=retry_if_exception_type(_BusyError), stop=stop_after_delay(_FIRST_WAIT_SECONDS), wait=wait_fixed(0.2),
            reraise=True,
        )  # fmt: skip
        try:
            self._seen, self._current = waits(self._copied)
        except _BusyError:
            self._folder.cleanup()
            raise StoreError(
                "another process holds the store", where=str(path), fix="Wait for it, or stop it"
            ) from None
        except BaseException:
            self._folder.cleanup()
            raise
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._watch, self._keep_time)]
        for thread in self._threads:
            thread.start()

    @property
    def digest(self) -> str:
        """Of the copy that is read now."""
        return self._current.digest

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read the present copy; it stays, even when a newer one comes meanwhile."""
        with self._lock:
            snapshot = self._current
            snapshot.readers += 1
            reading = Reading(snapshot, self.query_seconds)
            self._readings.add(reading)
        try:
            yield reading
        finally:
            with self._lock:
                self._readings.discard(reading)
                snapshot.readers -= 1
                gone = snapshot.retired and not snapshot.readers
            reading.close()
            if gone:
                snapshot.close()

    def refresh(self) -> bool:
        """Swap the copy if the store has changed and nobody writes just now; whether it was swapped."""
        if self._fingerprint() in {self._seen, None}:
            return False
        try:
            seen, fresh = self._copied()
        except _BusyError:
            return False
        with self._lock:
            old, self._current, self._seen = self._current, fresh, seen
            old.retired = True
            unread = not old.readers
        if unread:
            old.close()
        return True

    def close(self) -> None:
        """Stop watching, remove the copy."""
        self._closed.set()
        for thread in self._threads:
            thread.join(timeout=10)
        self._current.close()
        self._folder.cleanup()

    def _watch(self) -> None:
        pause = self.poll_seconds
        while not self._closed.wait(pause):
            started = time.monotonic()
            try:
                self.refresh()
            except (StoreError, duckdb.Error, OSError) as error:
                # The store was damaged, moved or replaced: what was read before is still true of its time.
                _log.warning("the store cannot be copied, the last copy stays: %s", error)
            pause = max(self.poll_seconds, _REST_PER_WORK * (time.monotonic() - started))

    def _keep_time(self) -> None:
        while not self._closed.wait(_TICK_SECONDS):
            with self._lock:
                running = list(self._readings)
            now = time.monotonic()
            for reading in running:
                reading.interrupt_if_late(now)

    def _fingerprint(self) -> tuple[object, ...] | None:
        """Changes whenever the store is written; None when it is not there."""
        try:
            stats = [path.stat() for path in (self.source, _wal(self.source)) if path.exists()]
        except OSError:
            return None
        return tuple((stat.st_ino, stat.st_size, stat.st_mtime_ns) for stat in stats) or None

    def _copied(self) -> tuple[tuple[object, ...] | None, Snapshot]:
        self._count += 1
        path = Path(self._folder.name) / f"{self._count}.duckdb"
        try:
            seen, made_at = self._copy(path)
            return seen, Snapshot(path, made_at)
        except BaseException:
            for part in (path, _wal(path)):
                part.unlink(missing_ok=True)
            raise

    def _copy(self, path: Path) -> tuple[tuple[object, ...] | None, dt.datetime]:
        """Copy the file while DuckDB's shared lock keeps writers away."""
        try:
            held = duckdb.connect(str(self.source), read_only=True)
        except duckdb.ConnectionException:  # this very process writes
            raise _BusyError from None
        except duckdb.Error as error:
            if "Conflicting lock" in str(error):
                raise _BusyError from None
            known = "not a valid DuckDB database" in str(error)
            what = "is not a DuckDB file" if known else f"cannot be read: {type(error).__name__}"
            raise StoreError(what, where=str(self.source), fix="Name a store of tidings") from None
        try:
            seen, wal = self._fingerprint(), _wal(self.source)
            if wal.exists():
                shutil.copyfile(wal, _wal(path))
            # Last: when this process closes the file, the system forgets the lock that DuckDB has taken on it.
            shutil.copyfile(self.source, path)
            return seen, dt.datetime.now(dt.UTC)
        finally:
            held.close()


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
