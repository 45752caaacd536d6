"""The server's own copy of the store."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from fastapi.testclient import TestClient

from tidings.errors import StoreError
from tidings.serve import make_app
from tidings.serve.reading import TooSlowError
from tidings.serve.snapshot import Snapshots
from tidings.store import Store

from .conftest import coding


def test_what_is_written_meanwhile_is_shown_after_a_refresh(own: TestClient, store: Path) -> None:
    """The store is never held: a writer opens it at once; ETags change with the articles."""
    snapshots = own.app.state.snapshots  # type: ignore[attr-defined]  FastAPI's own state
    tag = own.get("/api/events").headers["etag"]
    with Store(store, wait_seconds=0) as opened:
        opened.add([coding("new", day="2024-07-01")])
    snapshots.refresh()
    after = own.get("/api/events")
    assert after.headers["etag"] != tag
    assert "new" in [item["article"]["id"] for item in after.json()["items"]]
    assert own.get("/api/health").json()["articles"] == 6


def test_an_unchanged_store_is_not_copied_again(store: Path) -> None:
    """Looking costs a glance at the file."""
    snapshots = Snapshots(store, query_seconds=5, poll_seconds=60)
    assert snapshots.refresh() is False
    snapshots.close()


def test_who_reads_an_old_copy_may_finish(store: Path) -> None:
    """It goes when its last reader has gone."""
    snapshots = Snapshots(store, query_seconds=5, poll_seconds=60)
    with snapshots.reading() as reading:
        with Store(store) as opened:
            opened.add([coding("new")])
        assert snapshots.refresh() is True
        assert reading.fetch("select count(*) from articles") == [(5,)]
        old = reading.snapshot
        with snapshots.reading() as later:
            assert later.fetch("select count(*) from articles") == [(6,)]
    with pytest.raises(duckdb.ConnectionException, match="closed"):
        old.store.connection.execute("select 1")
    folder = old.path.parent
    snapshots.close()
    assert not folder.exists()


def test_equal_articles_have_equal_tags_whatever_copy(client: TestClient, store: Path) -> None:
    """A server started anew does not make clients load everything again."""
    with TestClient(make_app(store), base_url="http://localhost") as other:
        assert other.get("/api/events").headers["etag"] == client.get("/api/events").headers["etag"]


def test_a_store_that_is_damaged_later_leaves_the_last_copy(own: TestClient, store: Path) -> None:
    """What was read is still true of its time."""
    store.write_bytes(b"no database" * 1000)
    snapshots = own.app.state.snapshots  # type: ignore[attr-defined]
    with pytest.raises(StoreError):
        snapshots.refresh()
    assert own.get("/api/events").json()["total"] == 5
    store.unlink()
    assert snapshots.refresh() is False


@pytest.mark.parametrize("content", [None, b"not a database, but long enough to be looked at" * 99, b""])
def test_what_is_no_store_is_refused_at_once(tmp_path: Path, content: bytes | None) -> None:
    """Missing, another file, an empty one: named is the file as the user gave it."""
    path = tmp_path / "x.duckdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=r"x\.duckdb"):
        Snapshots(path, query_seconds=1)


def test_another_database_is_refused(tmp_path: Path) -> None:
    """Its tables are not touched."""
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("create table mine as select 1 as x")
    with pytest.raises(StoreError, match="not of tidings"):
        Snapshots(path, query_seconds=1)


def test_a_copy_can_neither_be_written_nor_read_files(store: Path) -> None:
    """Should a question ever be forged, it still reaches nothing but the copy."""
    snapshots = Snapshots(store, query_seconds=5)
    with snapshots.reading() as reading:
        for forged in (
            "delete from events",
            "select * from read_text('/etc/hostname')",
            "set enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                reading.fetch(forged)
    snapshots.close()


def test_a_late_reading_asks_nothing_more(store: Path) -> None:
    """The time is the request's, not that of one question."""
    snapshots = Snapshots(store, query_seconds=5)
    with snapshots.reading() as reading:
        reading.interrupt_if_late(float("inf"))
        with pytest.raises(TooSlowError):
            reading.fetch("select 1")
    snapshots.close()
