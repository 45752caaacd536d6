"""``tidings serve`` as a user runs it: a process of its own over a real store."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import SkipTest

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from tidings.store import Store

TIDINGS = [sys.executable, "-m", "tidings"]
TOKEN = "a-token-" * 3


def reports(path: Path, names: dict[str, str]) -> str:
    """A file of reports, one line each, by id."""
    rows = [
        {"id": key, "text": text, "date": "2024-05-17", "title": key, "source": "Wire"} for key, text in names.items()
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def ingest(store: Path, file: str) -> None:
    """Code a file into a store, by the command."""
    subprocess.run([*TIDINGS, "ingest", file, "--store", str(store)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two reports."""
    folder = tmp_path_factory.mktemp("serve")
    store = folder / "events.duckdb"
    ingest(store, reports(folder / "r.jsonl", {
        "a": "Iran condemned Israel on Friday.", "b": "Russian President Vladimir Putin visited China on Thursday.",
    }))  # fmt: skip
    return store


@contextmanager
def serving(store: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server, and its process."""
    command = [*TIDINGS, "serve", "--store", str(store), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()
            assert line.startswith("Open http://"), server.stderr.read() if server.stderr else line
            yield line.split()[1], server
        finally:
            server.kill()


def until(found: Callable[[], Any]) -> Any:
    """What comes true soon."""
    for _ in range(600):
        if value := found():
            return value
        time.sleep(0.1)
    pytest.fail("it did not come")


def test_a_store_that_is_served_can_be_filled(filled: Path, tmp_path: Path) -> None:
    """The new events show by themselves; the one that fills it is never refused."""
    with serving(filled) as (url, _):
        assert {item["article"]["id"] for item in httpx.get(f"{url}/api/events").json()["items"]} == {"a", "b"}
        ingest(filled, reports(tmp_path / "new.jsonl", {"c": "Ukraine thanked Poland on Friday."}))
        until(lambda: "c" in {item["article"]["id"] for item in httpx.get(f"{url}/api/events").json()["items"]})
        assert httpx.get(f"{url}/api/health").json()["articles"] == 3


def test_a_server_starts_and_reads_while_a_store_is_being_filled(filled: Path) -> None:
    """Between two batches the file is free; while one is written the server waits for it."""
    with Store(filled) as held:
        command = [*TIDINGS, "serve", "--store", str(filled), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            time.sleep(1)
            held.release()
            line = server.stdout.readline()
            held.hold()
            assert httpx.get(f"{line.split()[1]}/api/health").json()["status"] == "ok"
            server.kill()


def test_what_a_killed_writer_left_is_read(tmp_path: Path) -> None:
    """Committed rows that still stand in the write-ahead log beside the file are in the copy."""
    store = tmp_path / "events.duckdb"
    Store(store).close()
    script = (
        "import os, sys, tidings\nfrom tidings.records import Article, CodedArticle\n"
        f"store = tidings.Store({str(store)!r})\nstore.connection.execute(\"set checkpoint_threshold = '1GB'\")\n"
        "store.add([CodedArticle(article=Article(id='x', text='y'))])\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert store.with_name("events.duckdb.wal").exists()
    with serving(store) as (url, _):
        assert httpx.get(f"{url}/api/articles/x").status_code == 200


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_stopped_leaves_nothing_behind(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: int
) -> None:
    """Its copy goes with it; the store is as it was."""
    before = filled.read_bytes()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving(filled) as (url, server):
        httpx.get(f"{url}/api/events")
        assert list(tmp_path.iterdir())
        server.send_signal(how)
        server.wait(30)
    assert not list(tmp_path.iterdir())
    assert filled.read_bytes() == before


def test_a_killed_server_leaves_the_store_whole(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It never wrote into it, holds no lock, and its copy takes no room any more."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving(filled) as (url, server):
        httpx.get(f"{url}/api/events")
        server.kill()
        server.wait()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    with Store(filled, wait_seconds=0) as opened:
        assert opened.count()["articles"] >= 2


def test_other_machines_need_a_token(filled: Path) -> None:
    """Without one the server does not start; a short one is refused; with one it must be sent."""
    refused = subprocess.run(
        [*TIDINGS, "serve", "--store", str(filled), "--host", "0.0.0.0"],  # noqa: S104  that it is refused is the test
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "--token" in refused.stderr
    short = subprocess.run(
        [*TIDINGS, "serve", "--store", str(filled), "--token", "x"], capture_output=True, text=True, check=False
    )
    assert short.returncode == 2
    with serving(filled, "--host", "0.0.0.0", "--token", TOKEN) as (url, _):  # noqa: S104
        here = url.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert httpx.get(f"{here}/api/events").status_code == 401
        assert httpx.get(f"{here}/api/events", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_what_cannot_be_served_is_one_clear_line(tmp_path: Path, filled: Path) -> None:
    """A missing store is exit code 1, a port that is taken 2; no traceback."""
    missing = subprocess.run(
        [*TIDINGS, "serve", "--store", str(tmp_path / "no.duckdb")], capture_output=True, text=True, check=False
    )
    assert (missing.returncode, missing.stderr.count("\n"), "no such store" in missing.stderr) == (1, 1, True)
    with serving(filled) as (url, _):
        port = url.rpartition(":")[2]
        taken = subprocess.run(
            [*TIDINGS, "serve", "--store", str(filled), "--port", port], capture_output=True, text=True, check=False
        )
    assert taken.returncode == 2
    assert "Traceback" not in taken.stderr
    assert f"cannot listen on 127.0.0.1:{port}" in taken.stderr


def test_a_pasted_report_is_coded(filled: Path) -> None:
    """The coder loads with the first report; nothing is stored."""
    with serving(filled) as (url, _):
        answer = httpx.post(
            f"{url}/api/code", json={"text": "Iran condemned Israel on Friday.", "published": "2024-05-17"}, timeout=120
        )
        assert [event["type"] for event in answer.json()["events"]] == ["ACCUSE"]
        hostile = httpx.post(f"{url}/api/code", json={"text": "\u202e<script>\x1b[31m Iran\r\n" * 200}, timeout=120)
        assert hostile.status_code == 200


@pytest.fixture(scope="module")
def schema(filled: Path) -> Iterator[Any]:
    """The OpenAPI document of a running server."""
    with serving(filled) as (url, _):
        yield schemathesis.openapi.from_url(f"{url}/api/openapi.json")


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_makes_the_server_fail(schema: Any, mode: GenerationMode) -> None:
    """Whatever the OpenAPI document allows, or does not, is answered without a 5xx."""
    asked = 0
    for found in schema.get_all_operations():

        @settings(
            max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
        )
        @given(case=found.ok().as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=[not_a_server_error])

        # Some operations have nothing that could be wrong.
        with suppress(Unsatisfiable, SkipTest):
            ask()
    assert asked > 100
