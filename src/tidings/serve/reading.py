"""What one request reads of the server's copy: with a clock, and with the copy's own tables."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import duckdb

from tidings.store import Store

if TYPE_CHECKING:
    from tidings.serve.snapshot import Snapshot
    from tidings.store.who import Who

_SPREAD = """
select (sum(squares) - sum(total) ** 2 / sum(events)) / nullif(sum(events) - 1, 0)
from serve.scores where list_contains(?, status)
"""
_PAIRS, _PAIR_OF_CODES = (
    files("tidings").joinpath(f"serve/{name}.sql").read_text("utf-8") for name in ("pairs", "pair_of_codes")
)


class TooSlowError(Exception):
    """A question to the store took longer than a request may."""


class Reading:
    """What one request reads: every cursor of it is interrupted when its time is over. Close it."""

    def __init__(self, snapshot: Snapshot, seconds: float) -> None:
        """Start the clock."""
        self.snapshot, self.seconds = snapshot, seconds
        self._ends = time.monotonic() + seconds
        self._lock, self._cursors, self.late = threading.Lock(), list[duckdb.DuckDBPyConnection](), False

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of the copy, under the clock.

        Raises:
            TooSlowError: the time is over already.
        """
        with self._lock:
            if self.late:
                raise self._too_slow()
            self._cursors.append(self.snapshot.store.connection.cursor())
            return self._cursors[-1]

    def fetch(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question.

        Raises:
            TooSlowError: the time is over.
        """
        with self.timed():
            return self.cursor().execute(query, list(values)).fetchall()

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Say what an interruption means.

        Raises:
            TooSlowError: the time is over.
        """
        try:
            yield
        except duckdb.InterruptException:
            raise self._too_slow() from None

    @property
    def store(self) -> Store:
        """The copy as a store whose questions stand under the clock too: for the functions of ``tidings.analysis``."""
        found = object.__new__(_Copy)
        vars(found).update(vars(self.snapshot.store))
        found.connection, found.spreads = cast("duckdb.DuckDBPyConnection", _Watched(self)), self.snapshot.spreads
        return found

    def interrupt_if_late(self, now: float) -> None:
        """Interrupt every cursor when the time is over."""
        if now < self._ends:
            return
        with self._lock:
            self.late = True
            for cursor in self._cursors:
                cursor.interrupt()

    def close(self) -> None:
        """Let the cursors go."""
        with self._lock:
            for cursor in self._cursors:
                cursor.close()
            self._cursors.clear()

    def _too_slow(self) -> TooSlowError:
        return TooSlowError(f"the question took more than {self.seconds:g} s; narrow it by days, actors or types")


class _Watched:
    """A connection that gives cursors of a reading only."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self._reading.cursor()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a connection has
        return getattr(self._reading.cursor(), name)


class _Copy(Store):
    """The copy: a pair's events, and the variance of all scores, are found in the server's own tables."""

    spreads: dict[tuple[str, ...], float | None]

    def pair(self, who: Who, whom: Who) -> tuple[str, dict[str, Any]]:
        if who.is_group or whom.is_group or who.members[0].code == whom.members[0].code:
            return _PAIRS, {**who.values("a"), **whom.values("b")}
        return _PAIR_OF_CODES, {
            "a_code": who.members[0].code, "a_sector": who.sector, "b_code": whom.members[0].code,
            "b_sector": whom.sector,
        }  # fmt: skip

    def spread(self, statuses: Sequence[str]) -> float | None:
        key = tuple(statuses)
        if key not in self.spreads:
            (row,) = self.connection.cursor().execute(_SPREAD, [list(statuses)]).fetchall()
            self.spreads[key] = row[0]
        return self.spreads[key]
