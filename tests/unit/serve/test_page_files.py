"""The built page's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tidings.serve import make_app


@pytest.fixture
def page(store: Path, tmp_path: Path) -> TestClient:
    """A server with a page of two files."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<title>page</title>")
    (static / "assets" / "app-1a2b.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    return TestClient(make_app(store, static=static), base_url="http://localhost")


def test_every_route_of_the_page_is_the_page(page: TestClient) -> None:
    """A permalink opened anew works; the page itself is asked for each time, its hashed files never again."""
    for path in ("/", "/index.html", "/article/some.id", "/story/1?event=2"):
        answer = page.get(path)
        assert (answer.text, answer.headers["cache-control"]) == ("<title>page</title>", "no-cache"), path
    script = page.get("/assets/app-1a2b.js")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "javascript" in script.headers["content-type"]
    assert page.get("/assets/gone.js").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd", "/%00", "/" + "x" * 3000],
)
def test_nothing_outside_the_page_is_served(page: TestClient, path: str) -> None:
    """Whatever the address looks like."""
    answer = page.get(path)
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in {200, 404}


def test_without_built_files_a_plain_page_says_so(store: Path, tmp_path: Path) -> None:
    """Not an error: the API works."""
    client = TestClient(make_app(store, static=tmp_path / "none"), base_url="http://localhost")
    answer = client.get("/")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "/api" in answer.text
