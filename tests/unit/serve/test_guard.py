"""What a request must pass, and what every answer carries."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tidings.records import Article, CodedArticle
from tidings.serve import Limits, make_app
from tidings.serve.reading import Reading

TOKEN = "a-token-" * 3


def problem(answer: Any) -> tuple[int, str]:
    """Status and detail of an answer that must be a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body.keys() == {"type", "title", "status", "detail"}
    assert body["status"] == answer.status_code
    return body["status"], body["detail"]


@pytest.mark.parametrize("path", ["/", "/api/events", "/api/nothing", "/api/events?limit=0", "/relations"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    """Errors too; nothing allows another origin."""
    headers = client.get(path, headers={"Origin": "https://evil.example"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8377", "", "192.168.1.7"])
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    """A page that makes its own name point here (DNS rebinding) reads nothing."""
    assert problem(client.get("/api/events", headers={"Host": host}))[0] == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8377", "127.0.0.1:9", "[::1]:8377"])
def test_this_machines_names_are_known(client: TestClient, host: str) -> None:
    """With and without port."""
    assert client.get("/api/health", headers={"Host": host}).status_code == 200


@pytest.fixture
def guarded(store: Path) -> Iterator[TestClient]:
    """A server that asks for a token, under any name."""
    with TestClient(make_app(store, token=TOKEN, hosts=None), base_url="http://anywhere.example") as found:
        yield found


def test_with_a_token_only_its_owner_reads(guarded: TestClient) -> None:
    """Missing, wrong, of another kind: 401 that says how."""
    assert problem(guarded.get("/api/events"))[0] == 401
    for given in ("Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer", "Bearer \u00e9"):
        answer = guarded.get("/api/events", headers={"Authorization": given.encode("latin-1")})
        assert problem(answer)[0] == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert guarded.get("/api/events", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.get("/").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=501", "limit=x", "since=17.5.2024", "since=2024-02-30", "status=maybe", "type=NONSENSE",
     "min_confidence=nan", "min_confidence=2", "format=xml", "actr=RUS",
     "text=a%00b", f"text={'x' * 201}", "actor=nobody",
     "text=" + "a+" * 20],
)  # fmt: skip
def test_what_makes_no_sense_is_a_problem(client: TestClient, query: str) -> None:
    """Named is the parameter, in one sentence; nothing is guessed."""
    status, detail = problem(client.get(f"/api/events?{query}"))
    assert status == 422
    assert query.partition("=")[0] in detail


@pytest.mark.parametrize("path", ["events/none", "stories/none", "articles/none", "nothing", ""])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    """Below /api no page stands in."""
    assert problem(client.get(f"/api/{path}"))[0] == 404


def test_nothing_can_be_written(client: TestClient) -> None:
    """The API is read-only."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert problem(client.request(method, "/api/events"))[0] == 405


def test_an_address_without_end_is_refused(client: TestClient) -> None:
    """414 before anything is read."""
    assert problem(client.get("/api/events?text=" + "x" * 5_000))[0] == 414


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    """413 by its length, and by what comes when the length is not told."""
    big = b'{"text":"' + b"x" * 300_000 + b'"}'
    assert problem(client.post("/api/code", content=big, headers={"Content-Type": "application/json"}))[0] == 413
    parts = client.post(
        "/api/code", content=iter([big[:1000], big[1000:]]), headers={"Content-Type": "application/json"}
    )
    assert problem(parts)[0] == 413


def test_a_page_of_another_site_may_not_post(client: TestClient) -> None:
    """Browsers say where a request comes from."""
    answer = client.post("/api/code", json={"text": "Iran condemned Israel."}, headers={"Sec-Fetch-Site": "cross-site"})
    assert problem(answer)[0] == 403


def test_what_is_known_already_is_not_sent_again(client: TestClient) -> None:
    """An ETag stands for store and question; weak ones and lists of them are understood."""
    first = client.get("/api/events?actor=RUS&limit=1")
    tag = first.headers["etag"]
    for given in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = client.get("/api/events?limit=1&actor=RUS", headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/api/events?actor=RUS&limit=2", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/api/events?actor=RUS&limit=1").content == first.content


def test_a_question_without_end_is_stopped(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 that says what to do; the server answers the next question."""
    app = make_app(store, limits=Limits(query_seconds=0.2))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        real = Reading.fetch
        endless = "select count(*) from range(10_000_000) a, range(10_000_000) b where a.range * b.range % 7 = 3"
        monkeypatch.setattr(Reading, "fetch", lambda self, query, values=(): real(self, endless))
        answer = client.get("/api/meta")
        monkeypatch.undo()
        status, detail = problem(answer)
        assert (status, answer.headers["retry-after"]) == (503, "2")
        assert "narrow it" in detail
        assert client.get("/api/meta").status_code == 200


def test_a_failure_of_ours_tells_nothing_of_the_machine(own: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 as a problem, with the security headers, without a path or a traceback."""

    def broken(*_: object) -> None:
        message = "/secret/path"
        raise RuntimeError(message)

    monkeypatch.setattr(Reading, "fetch", broken)
    answer = own.get("/api/meta")
    assert problem(answer)[0] == 500
    assert "secret" not in answer.text


class _SlowCoder:
    """Codes when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def code(self, article: Article) -> CodedArticle:
        self.go.wait(20)
        return CodedArticle(article=article)


def test_beyond_a_bound_reports_do_not_wait(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is coded, one waits, the third is told to come back; then the first two have their answers."""
    slow = _SlowCoder()
    monkeypatch.setattr("tidings.serve.app._load", lambda _: slow)
    app = make_app(store, limits=Limits(coding=2))
    answers: list[Any] = []
    with TestClient(app, base_url="http://localhost") as client:
        asking = [
            threading.Thread(target=lambda: answers.append(client.post("/api/code", json={"text": "x"})))
            for _ in range(2)
        ]
        for each in asking:
            each.start()
        while app.state.coding._waiting < 2:
            pass
        third = client.post("/api/code", json={"text": "x"})
        assert (problem(third)[0], third.headers["retry-after"]) == (503, "2")
        slow.go.set()
        for each in asking:
            each.join()
    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_report_is_coded(own: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record comes out; half a character, an empty text or an unknown field is a problem."""
    slow = _SlowCoder()
    slow.go.set()
    monkeypatch.setattr(own.app.state.coding, "_load", lambda: slow)  # type: ignore[attr-defined]  FastAPI's own state
    found = own.post("/api/code", json={"text": "Iran condemned Israel.", "published": "2024-05-17"}).json()
    assert (found["article"]["text"], found["article"]["published"]) == ("Iran condemned Israel.", "2024-05-17")
    for body in (
        '{"text":"\\ud800"}',
        '{"text":""}',
        '{"text":"a","source":"b"}',
        "{",
        '{"text":"a","published":"soon"}',
    ):
        answer = own.post("/api/code", content=body, headers={"Content-Type": "application/json"})
        assert problem(answer)[0] == 422, body


def test_breaches_of_the_content_policy_are_counted(own: TestClient) -> None:
    """A browser reports them without a token; what they say cannot write into a terminal."""
    assert own.get("/api/csp").json() == {"reports": 0}
    assert own.post("/api/csp", content=b'{"csp-report":"\x1b[31m"}').status_code == 204
    assert own.get("/api/csp").json() == {"reports": 1}
