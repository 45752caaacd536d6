"""The page and its server: what is ingested meanwhile, and a server that asks for a token."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tidings.records import Article, CodedArticle
from tidings.store import Store

from .conftest import serving, watched


def test_new_reports_come_when_the_reader_wants_them(browser: Browser, tmp_path: Path) -> None:
    """What is ingested while the page is open is announced, and shown on asking; nothing jumps by itself."""
    articles = [
        CodedArticle(article=Article(id=name, text="Nothing.", title=name, published="2024-05-17"))
        for name in ("one", "two")
    ]
    store = tmp_path / "events.duckdb"
    with Store(store) as opened:
        opened.add(articles[:1])
    with serving(store) as address:
        context = browser.new_context()
        spied = watched(context, address)
        here = spied.open("/article/one")
        here.wait_for_load_state("networkidle")
        with Store(store, wait_seconds=20) as opened:
            opened.add(articles[1:])
        while here.request.get(f"{address}/api/health").json()["articles"] < 2:
            here.wait_for_timeout(100)
        here.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        here.get_by_role("button", name="Show what is new").click()
        expect(here.get_by_role("button", name="Show what is new")).to_have_count(0)
        expect(here.get_by_role("heading", level=1)).to_have_text("one")
        context.close()
        assert spied.wrong == []


def test_a_server_with_a_token_asks_the_reader_for_it(browser: Browser, tmp_path: Path) -> None:
    """Once given it holds for this window; without it nothing of the store is shown."""
    store = tmp_path / "events.duckdb"
    with Store(store) as opened:
        opened.add([CodedArticle(article=Article(id="one", text="Nothing.", title="one"))])
    with serving(store, "--token", "a-token-that-is-long-enough") as address:
        context = browser.new_context()
        here = context.new_page()
        here.goto(f"{address}/article/one")
        here.get_by_label("Token").fill("a-token-that-is-long-enough")
        here.get_by_role("button", name="Enter").click()
        expect(here.get_by_role("heading", level=1)).to_have_text("one")
        context.close()
