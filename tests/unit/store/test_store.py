"""The store keeps what it is given, once, and says clearly what it cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import tidings
from tidings.analysis import dyad
from tidings.errors import StoreError, UsageError
from tidings.pipeline import ingest
from tidings.read import Quarantined

Coded = list[tidings.CodedArticle]
TEXTS = ("Iran condemned Israel on Friday.", "Israeli troops shelled Syria.", "Iran and Iraq held talks in Baghdad.")


@pytest.fixture(scope="module")
def coded(coder: tidings.Coder) -> list[tidings.CodedArticle]:
    """Three short reports."""
    return [coder.code(text, published="2024-05-17", id=f"a{n}", source="Wire") for n, text in enumerate(TEXTS)]


def test_what_goes_in_comes_out(tmp_path: Path, coded: Coded) -> None:
    """Every article, unchanged."""
    with tidings.Store(tmp_path / "s.duckdb") as store:
        assert store.add(coded) == 3
        assert list(store) == coded


def test_the_same_again_changes_nothing_and_a_change_replaces(tmp_path: Path, coded: Coded) -> None:
    """Idempotent; an article whose content changed has only its new rows."""
    with tidings.Store(tmp_path / "s.duckdb") as store:
        store.add(coded)
        before = store.count()
        assert store.add(coded) == 0
        assert store.count() == before
        changed = coded[0].model_copy(
            update={"article": coded[0].article.model_copy(update={"title": "New"}), "events": ()}
        )
        assert store.add([changed]) == 1
        assert store.count()["events"] == before["events"] - len(coded[0].events)


def test_filters_bind_their_values(tmp_path: Path, coded: Coded) -> None:
    """Each condition narrows; quotes in a value are a value."""
    with tidings.Store(tmp_path / "s.duckdb") as store:
        store.add(coded)
        assert {row.event.type for row in store.events(actor="IRN", recipient="ISR")} == {"ACCUSE"}
        assert {row.event.type for row in store.events(actor="isr:mil")} == {"ASSAULT"}
        assert not store.events(since="2024-06-01")
        assert not store.events(actor="x' or true --")
        with pytest.raises(UsageError, match="no status"):
            store.events(status="maybe")
        with pytest.raises(UsageError, match=r"no event type.*ASSAULT"):
            store.events(type="BATTLE")
        with pytest.raises(UsageError, match="YYYY-MM-DD"):
            store.events(since="May")


def test_a_dyad_counts_meetings_both_ways_and_scores_by_plover(tmp_path: Path, coded: Coded) -> None:
    """A meeting has no recipient: each other actor is the counterpart."""
    with tidings.Store(tmp_path / "s.duckdb") as store:
        store.add(coded)
        (there,), (back,) = dyad(store, "IRN", "IRQ"), dyad(store, "IRQ", "IRN")
        assert (there.types, there.mean_score) == (back.types, back.mean_score) == ({"CONSULT": 1}, 2.5)
        (accused,) = dyad(store, "IRN", "ISR", every="year")
        assert (accused.verbal_conflict, accused.mean_score) == (1, -2.0)
        assert not dyad(store, "ISR", "IRN")


def test_wrong_files_are_one_clear_line(tmp_path: Path) -> None:
    """Not a database, another database, a missing folder, a newer schema."""
    junk, other, newer = tmp_path / "junk", tmp_path / "other.duckdb", tmp_path / "newer.duckdb"
    junk.write_bytes(b"x" * 20_000)
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table t (x integer)")
    with tidings.Store(newer) as store:
        store.connection.execute("update meta set value = '99'")
    for path, says in (
        (junk, "not a DuckDB file"),
        (other, "not of tidings"),
        (newer, "newer than"),
        (tmp_path / "no" / "s", "folder"),
    ):
        with pytest.raises(StoreError, match=says):
            tidings.Store(path)
    with pytest.raises(StoreError, match="no such store"):
        tidings.Store(tmp_path / "none", read_only=True)


def test_a_failed_write_leaves_nothing_half_done(tmp_path: Path, coded: Coded, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle of a batch: the error is ours, the store is as before."""
    with tidings.Store(tmp_path / "s.duckdb") as store:
        insert = store._insert

        def full(table: str, rows: list[dict[str, object]]) -> None:
            if table == "statements":
                raise duckdb.IOException("Could not write file: No space left on device")
            insert(table, rows)

        monkeypatch.setattr(store, "_insert", full)
        with pytest.raises(StoreError, match="No space left"):
            store.add(coded)
        assert store.count() == {"articles": 0, "events": 0, "statements": 0, "stories": 0, "quarantine": 0}


def test_one_bad_article_does_not_cost_the_batch(tmp_path: Path, coder: tidings.Coder) -> None:
    """It is set aside with its reason; the others are coded."""
    long = tidings.Article(text="word " * 300_000, id="long")
    items = [tidings.Article(text=TEXTS[0], id="a"), long, Quarantined(path="x.txt", reason="the file is empty")]
    with tidings.Store(tmp_path / "s.duckdb") as store:
        report = ingest(coder, items, store)
        assert (report.coded, report.quarantined) == (1, 2)
        assert [path for path, *_ in store.quarantined()] == ["long", "x.txt"]


RUN = """
import sys, tidings
from importlib import import_module
room = import_module("tidings.pipeline.ingest")
room.BATCH = 4
articles = [tidings.Article(text=f"Iran condemned Israel, note {n}.", id=f"k{n:03d}") for n in range(160)]
with tidings.Store(sys.argv[1]) as store:
    room.ingest(tidings.load(), articles, store, progress=lambda report: print(report.coded, flush=True))
"""


@pytest.mark.slow
def test_a_killed_run_goes_on_to_the_rows_of_an_unbroken_one(tmp_path: Path) -> None:
    """Kill -9 in the middle: whole batches are there, and a second run ends with exactly the same rows."""
    script, broken, whole = tmp_path / "run.py", tmp_path / "broken.duckdb", tmp_path / "whole.duckdb"
    script.write_text(RUN)
    with subprocess.Popen([sys.executable, str(script), str(broken)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = next(int(line) for line in process.stdout if int(line) >= 20)
        process.kill()
    with tidings.Store(broken) as store:
        stored = store.count()["articles"]
        assert told <= stored < 160
        assert stored % 4 == 0
    for path in (broken, whole):
        subprocess.run([sys.executable, str(script), str(path)], check=True, capture_output=True)
    with tidings.Store(broken) as one, tidings.Store(whole) as two:
        assert list(one) == list(two)
        assert one.count() == two.count()
