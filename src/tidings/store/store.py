"""Open, fill and ask a store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
from tenacity import Retrying, retry_if_exception_message, stop_after_delay, wait_exponential

from tidings.errors import StoreError
from tidings.records import CodedArticle
from tidings.store import rows
from tidings.store.dyads import Dyads
from tidings.store.grouping import Grouping, grouping_digest
from tidings.store.queries import Queries
from tidings.store.stories import Stories

SCHEMA_VERSION = 3
# Articles that are looked at together when an older store is brought up to date.
_MIGRATED_AT_ONCE = 256
_STORIES_SCRIPT = "0002_stories.sql"
_TABLES: dict[str, Callable[[CodedArticle], Iterable[rows.Row]]] = {
    "articles": lambda coded: [rows.article_row(coded)],
    "events": rows.event_rows,
    "event_actors": rows.actor_rows,
    "statements": rows.statement_rows,
}


class Store(Queries, Stories, Dyads):
    """A DuckDB file of coded articles; one process owns it while it writes.

    For example::

        with Store("events.duckdb") as store:
            store.add(coder.pipe(articles))
            for row in store.events(actor="RUS", recipient="CHN"):
                print(row.event.type, row.event.evidence.text)
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, wait_seconds: float = 5.0) -> None:
        """Open a store, or make it; waits up to ``wait_seconds`` for another process to let it go.

        Raises:
            StoreError: it is not a DuckDB file, its folder is missing, another process holds it, it is of a newer
                version; with ``read_only``, it does not exist. A store of an older version is brought up to date first.
        """
        self.path, self._read_only, self._wait_seconds = Path(path), read_only, wait_seconds
        self._check_path(read_only=read_only)
        self.connection = self._connect(wait_seconds, read_only=read_only)
        try:
            if read_only and 0 < self._version() < SCHEMA_VERSION:
                self.connection.close()
                Store(self.path, wait_seconds=wait_seconds).close()
                self.connection = self._connect(wait_seconds, read_only=True)
            self._migrate(read_only=read_only)
        except StoreError:
            self.connection.close()
            raise

    def _connect(self, wait_seconds: float, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        waits = Retrying(
            retry=retry_if_exception_message(match=r"(?s).*Conflicting lock.*"), stop=stop_after_delay(wait_seconds),
            wait=wait_exponential(0.05, max=0.5), reraise=True,
        )  # fmt: skip
        try:
            return waits(duckdb.connect, str(self.path), read_only=read_only)
        except duckdb.Error as error:
            raise _explained(error, self.path) from None

    def _check_path(self, *, read_only: bool) -> None:
        if not self.path.parent.is_dir():
            raise StoreError("its folder does not exist", where=str(self.path), fix=f"Make {self.path.parent} first")
        if self.path.is_dir():
            raise StoreError("is a folder, not a store", where=str(self.path))
        if read_only and not self.path.exists():
            raise StoreError(
                "no such store", where=str(self.path), fix="Fill one with `tidings ingest FILES --store FILE`"
            )

    def _migrate(self, *, read_only: bool) -> None:
        have = self._version()
        if have > SCHEMA_VERSION:
            raise StoreError(
                f"is of schema {have}, newer than {SCHEMA_VERSION}", where=str(self.path), fix="Update tidings"
            )
        if have == SCHEMA_VERSION:
            return
        if read_only:
            raise StoreError("is not a store of tidings", where=str(self.path), fix="Fill one with `tidings ingest`")
        folder = files("tidings").joinpath("store/schema")
        for script in sorted(folder.iterdir(), key=lambda entry: entry.name)[have:]:
            with self.transaction():
                self.connection.execute(script.read_text("utf-8"))
                if script.name == _STORIES_SCRIPT:
                    self._fill_stories()

    def _fill_stories(self) -> None:
        """What a store of schema 1 does not have: whom its statements are about, copies and stories."""
        grouping = Grouping(self.connection, self._insert)
        self.connection.execute("create temp table about_of (article_id text, position integer, about text[])")
        everything = iter(self)
        while coded := list(islice(everything, _MIGRATED_AT_ONCE)):
            said = [row for each in coded for row in rows.statement_rows(each)]
            self._insert("about_of", [{key: row[key] for key in ("article_id", "position", "about")} for row in said])
            grouping.welcome(coded)
        self.connection.execute(
            "update statements s set about = o.about from about_of o "
            "where o.article_id = s.article_id and o.position = s.position"
        )
        self.connection.execute("drop table about_of")
        self._note_grouping()

    def _note_grouping(self) -> None:
        self.connection.execute("insert or replace into meta values ('grouping', ?)", [grouping_digest()])

    def regroup(self) -> int:
        """Group all stories anew: after an update of tidings that groups or names otherwise.

        Nothing is coded again. Articles that come in are always grouped by the present rules; stories that no new
        report belongs to stay as they were told, until this is called.

        Returns: how many stories are not as they were.

        Raises:
            StoreError: the store cannot be written; the stories are as before then.
        """
        with self.transaction():
            changed = Grouping(self.connection, self._insert).renew()
            self._note_grouping()
        return changed

    def grouped_by_present_rules(self) -> bool:
        """Whether every story is told by the rules and names of this version of tidings; else ``regroup`` helps."""
        found = self.connection.execute("select value from meta where key = 'grouping'").fetchone()
        return found is not None and found[0] == grouping_digest()

    def _version(self) -> int:
        tables = {
            name for (name,) in self.connection.execute("select table_name from information_schema.tables").fetchall()
        }
        if not tables:
            return 0
        if "meta" not in tables:
            raise StoreError("holds tables that are not of tidings", where=str(self.path), fix="Name another file")
        found = self.connection.execute("select value from meta where key = 'schema_version'").fetchone()
        return int(found[0]) if found else 0

    def add(self, coded: Iterable[CodedArticle]) -> int:
        """Write articles with all their rows, in one transaction; unchanged ones are left as they are.

        Their events are joined to stories at once, with those that are there already.

        Returns: how many articles were written.

        Raises:
            StoreError: the disk is full, or another writer is in the way; nothing of this call is stored then.
        """
        known = self.digests()
        fresh = {c.article.id: c for c in coded if known.get(c.article.id) != rows.digest_of(c.article, c.versions)}
        if not fresh:
            return 0
        with self.transaction():
            grouping = Grouping(self.connection, self._insert)
            touched = grouping.forget(list(fresh)) if known.keys() & fresh.keys() else []
            self._delete(list(fresh))
            for table, make in _TABLES.items():
                self._insert(table, [row for each in fresh.values() for row in make(each)])
            grouping.welcome(fresh.values(), touched)
        return len(fresh)

    def quarantine(self, path: str, reason: str, article_id: str | None = None) -> None:
        """Keep what could not be read or coded, with its reason; a later reason replaces an earlier one."""
        with self.transaction():
            self.connection.execute("insert or replace into quarantine values (?, ?, ?)", [path, article_id, reason])

    def digests(self) -> dict[str, str]:
        """Digest of each stored article by id."""
        return dict(self.connection.execute("select id, digest from articles").fetchall())

    def _delete(self, ids: list[str]) -> None:
        self.connection.execute("delete from articles where id in (select unnest(?))", [ids])
        for table in ("events", "event_actors", "statements"):
            self.connection.execute(f"delete from {table} where article_id in (select unnest(?))", [ids])  # noqa: S608  own names

    def _insert(self, table: str, found: list[rows.Row]) -> None:
        """Many rows by one statement: DuckDB reads them as JSON, typed by the table's columns."""
        if not found:
            return
        described = self.connection.execute(f"describe {table}").fetchall()
        shape = json.dumps([{name: _json_type(kind) for name, kind, *_ in described}])
        query = f"insert into {table} select r.* from (select unnest(from_json(?, ?)) as r)"  # noqa: S608  own names
        self.connection.execute(query, [json.dumps(found, ensure_ascii=False), shape])

    def transaction(self) -> _Transaction:
        """All or nothing; database errors come out as StoreError."""
        return _Transaction(self.connection, self.path)

    def release(self) -> None:
        """Let the file go until ``hold``, so that others can read it while this process does something else."""
        if self.path.exists():  # a store in memory would be lost
            self.connection.close()

    def hold(self, wait_seconds: float | None = None) -> None:
        """Take the file again after ``release``; waits as opening does, or as long as given.

        Raises:
            StoreError: another process holds it.
        """
        if self.path.exists():
            self.connection = self._connect(
                self._wait_seconds if wait_seconds is None else wait_seconds, read_only=self._read_only
            )

    def close(self) -> None:
        """Let the file go."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[CodedArticle]:
        """Every coded article, by date of publication."""
        cursor = self.connection.cursor().execute("select coded from articles order by published, id")
        while found := cursor.fetchmany(100):
            yield from (CodedArticle.model_validate_json(text) for (text,) in found)


class _Transaction:
    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection, self.path = connection, path

    def __enter__(self) -> None:
        self.connection.begin()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None:
            try:
                self.connection.commit()
            except duckdb.Error as failure:
                raise _explained(failure, self.path) from None
            return
        self.connection.rollback()
        if isinstance(error, duckdb.Error):
            raise _explained(error, self.path) from None


def _json_type(kind: str) -> Any:  # noqa: ANN401  a name or a list of one
    if kind.endswith("[]"):
        return [kind[:-2]]
    # JSON text is stored as text: parsed and written again it would change.
    return "VARCHAR" if kind == "JSON" else kind


def _explained(error: duckdb.Error, path: Path) -> StoreError:
    text = str(error)
    if "not a valid DuckDB database" in text or "not a DuckDB" in text:
        return StoreError("is not a DuckDB file", where=str(path), fix="Name another file, or a new one")
    if "Conflicting lock" in text:
        return StoreError("another process holds the store", where=str(path), fix="Wait for it, or stop it")
    if "newer version" in text or "version number" in text:
        return StoreError("was written by another version of DuckDB", where=str(path), fix="Update tidings")
    return StoreError(text.split("\n", 1)[0], where=str(path))
