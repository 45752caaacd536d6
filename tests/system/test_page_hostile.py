"""Hostile text in every field of an article, through every view: nothing of it may run, and nothing may hang."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tidings.records import (
    ActorMention,
    Article,
    CodedArticle,
    Event,
    PlaceMention,
    Position,
    Span,
    Statement,
    TimeMention,
    When,
)
from tidings.store import Store

from .conftest import Watched, serving, watched

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"><svg onload=alert(3)><a href='javascript:alert(4)'>x</a>",
    "javascript:alert(5)",
    "</title></textarea></style><iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "\u202egnirts lived\u202c \u2066\u2067\u202d",
    "{{constructor.constructor('alert(7)')()}} ${alert(8)}",
    "<style>*{display:none}</style><base href=https://example.org/><meta http-equiv=refresh content='0;url=https://example.org'>",
    "<img src=https://example.org/pixel.png><link rel=stylesheet href=//example.org/a.css>",
)
LONG = 1_000_000
LEFT_BEHIND = "#app script, iframe, #app style, base, #app img, [onerror], [onload], [onclick]"
ALL = " ".join(ATTACKS)


def hostile(name: str, evil: str, *, url: str | None) -> CodedArticle:
    """An article with the same hostile words in every field that text can reach."""
    text = f"{evil}\nIran condemned Israel. {evil}"
    start = text.index("Iran condemned")
    first, last = Span(start=0, end=len(text), text=text), Span(start=start + 5, end=start + 14, text="condemned")

    def actor(code: str, at: int, words: str) -> ActorMention:
        return ActorMention(
            start=at, end=at + len(words), text=words, code=code, sectors=("GOV",), name=evil, wikidata=evil,
            reason=evil, antecedent=first, country_from=first,
        )  # fmt: skip

    place = PlaceMention(
        start=start, end=start + 4, text="Iran", name=evil, lat=32.0, lon=53.0, country="IRN", province=evil,
        geonames_id=1, kind="city", reason=evil,
    )  # fmt: skip
    iran, israel = actor("IRN", start, "Iran"), actor("ISR", start + 15, "Israel")
    day = When(value="2024-05-17", start="2024-05-17", end="2024-05-17", basis="stated", mention=first, reason=evil)
    positions = (
        Position(said_by=iran, status="occurred", certainty=1.0, statement=first),
        Position(said_by=None, status="denied", certainty=0.7, statement=last),
    )
    event = Event(
        id=f"{name}:{start + 5}-{start + 14}:ACCUSE", type="ACCUSE", mode=evil, quad=3, score=-2.0, contexts=(evil,),
        actors=(iran,), recipients=(israel,), date=day, place=place, said_by=iran, trigger=last, evidence=first,
        also=(first,), confidence=0.5, chain=(israel, iran), positions=positions,
        reasons={evil: evil, "size": evil, "mode": evil},
    )  # fmt: skip
    return CodedArticle(
        article=Article(id=name, text=text, title=evil, published="2024-05-17", source=evil, url=url, language="en"),
        sentences=(first,), actors=(iran, israel), places=(place,),
        times=(TimeMention(start=0, end=2, text=text[:2], type="DATE", value=evil, reason=evil),), events=(event,),
        statements=(
            Statement(
                speaker=iran, cue=last, content=(first,), kind="direct", reason=evil, stance="denying", via=(israel,),
            ),
        ), reason=evil,
    )  # fmt: skip


ARTICLES = [hostile(f"h{at}/<b>&?#\"'", evil, url=evil) for at, evil in enumerate(ATTACKS)]
ARTICLES += [
    hostile("all", ALL, url="javascript:alert(9)"),
    hostile("data", ALL, url="data:text/html,<script>alert(10)</script>"),
    hostile("long", "A" * LONG, url="https://example.org/" + "a" * LONG),
    hostile("long-markup", "<b onclick=alert(11)>\u202e\U0001f600" * (LONG // 24), url=None),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the hostile store."""
    store = tmp_path_factory.mktemp("hostile") / "events.duckdb"
    with Store(store) as opened:
        opened.add(ARTICLES)
    with serving(store) as address:
        yield address


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Watched]:
    """Fails the test on a dialog, a script error, a breach of the policy, a request elsewhere, or another window."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    found = watched(context, server)
    yield found
    assert found.page.url.startswith(server)
    context.close()
    assert found.wrong == []


def stories(page: Watched) -> list[str]:
    """The ids of all stories."""
    reply = page.page.request.get(f"{page.base}/api/stories?limit=100")
    return [story["id"] for story in reply.json()["items"]]


def calm(page: Watched) -> None:
    """What hostile markup would leave behind is not there; the page still answers."""
    assert page.page.locator(LEFT_BEHIND).count() == 0
    links = page.page.evaluate("[...document.links].map(link => link.protocol)")
    assert set(links) <= {"http:", "https:"}
    page.page.wait_for_timeout(150)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?a=IRN&b=ISR",
        "/?a=IRN&b=ISR&by=event&every=day",
        "/map?here=32,53",
        "/search",
        "/search?in=statements",
        "/search?in=stories",
        "/search?disputed=true",
    ],
)
def test_lists_show_hostile_text_as_text(page: Watched, address: str) -> None:
    """Titles, names, outlets, places and sentences are words, whatever they look like."""
    page.open(address)
    page.page.wait_for_load_state("networkidle")
    calm(page)


@pytest.mark.parametrize("at", range(len(ARTICLES)))
def test_the_reader_shows_hostile_text_as_text(page: Watched, at: int) -> None:
    """The report, every field of its event, its statements; links lead to the web or nowhere."""
    coded = ARTICLES[at]
    here = page.open(f"/article/{quote(coded.article.id, safe='')}?event={quote(coded.events[0].id, safe='')}")
    expect(here.locator(".fields mark")).to_have_text("condemned")
    calm(page)


def test_stories_show_hostile_text_as_text(page: Watched) -> None:
    """Titles, disagreements, reports."""
    for story in stories(page):
        page.open(f"/story/{quote(story, safe='')}")
        page.page.wait_for_load_state("networkidle")
        calm(page)


def test_a_pasted_report_and_a_hostile_address_run_nothing(page: Watched) -> None:
    """What comes from the reader, or from a link somebody sent, is text too."""
    here = page.open("/try")
    here.get_by_label("Report").fill(f"Iran condemned Israel on Friday. {ALL}")
    here.get_by_role("button", name="Code it").click()
    expect(here.locator(".report a").first).to_be_visible(timeout=90_000)
    calm(page)
    for evil in ATTACKS:
        sent = quote(evil, safe="")
        page.open(f"/?a={sent}&b={sent}&since={sent}&every={sent}")
        page.open(f"/search?text={sent}&actor={sent}")
        page.open(f"/map?at={sent}&z={sent}&here={sent}")
        calm(page)
    # A question that makes no sense is refused by the server, which the browser notes.
    page.wrong = [note for note in page.wrong if not re.search(r"status of 4\d\d", note)]


def test_a_line_of_a_megabyte_is_cut_and_said_so(page: Watched) -> None:
    """The reader draws a part, names the whole, and still answers to a click."""
    here = page.open("/article/long")
    expect(here.get_by_role("note")).to_contain_text("characters")
    assert len(here.locator(".report").inner_text()) < 100_000
    here.get_by_label("Statements").uncheck()
    expect(here.get_by_label("Statements")).not_to_be_checked()


def test_an_override_of_direction_ends_with_its_field(page: Watched) -> None:
    """What stands beside hostile text keeps its own direction."""
    at = next(index for index, evil in enumerate(ATTACKS) if "\u202e" in evil)
    here = page.open(f"/article/{quote(ARTICLES[at].article.id, safe='')}")
    assert here.evaluate("getComputedStyle(document.querySelector('h1 bdi')).unicodeBidi") == "isolate"
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", here.title())


def test_the_browser_reported_no_breach_of_the_policy(page: Watched) -> None:
    """The server counts what browsers report."""
    page.open("/")
    assert page.page.request.get(f"{page.base}/api/csp").json() == {"reports": 0}
