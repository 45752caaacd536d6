"""Whose word it is, on the page: sources that disagree, who passes it on, what a cue makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tidings import Store
from tidings.records import ActorMention, Article, CodedArticle, Event, Position, Span, Statement, When

from .conftest import Watched, serving, watched

TEXT = (
    "Ukraine said Russia shelled Sumy on Friday. Russia denied shelling the town.\n\n"
    "Reuters quoted Ukrainian officials as saying that troops had attacked Kharkiv."
)
S = TypeVar("S", bound=Span)


def span(words: str, record: type[S] = Span, /, **about: object) -> S:  # type: ignore[assignment]
    """The first occurrence of words as a record."""
    start = TEXT.index(words)
    return record(start=start, end=start + len(words), text=words, **about)


def report() -> CodedArticle:
    """A shelling that one side reports and the other denies, an attack that officials tell an agency."""
    kyiv = span("Ukraine", ActorMention, code="UKR", sectors=("GOV",), name="Ukraine")
    moscow = span("Russia", ActorMention, code="RUS", sectors=("GOV",), name="Russia")
    agency = span("Reuters", ActorMention, code="GBR", sectors=("JRN",), name="Reuters")
    officials = span("Ukrainian officials", ActorMention, code="UKR", sectors=("GOV",))
    day = When(value="2024-05-17", start="2024-05-17", end="2024-05-17", basis="stated")
    claim, denial, told = (
        span("Russia shelled Sumy on Friday"),
        span("shelling the town"),
        span("troops had attacked Kharkiv"),
    )
    shelled = Event(
        id="r:20-27:ASSAULT", type="ASSAULT", quad=4, score=-9.0, actors=(moscow,), recipients=(kyiv,), date=day,
        said_by=kyiv, chain=(kyiv,), trigger=span("shelled"), confidence=0.9,
        evidence=span("Ukraine said Russia shelled Sumy on Friday."),
        positions=(
            Position(said_by=kyiv, status="occurred", certainty=1.0, statement=claim),
            Position(said_by=moscow, status="denied", certainty=0.7, statement=denial),
        ),
    )  # fmt: skip
    attacked = Event(
        id="r:140-148:ASSAULT", type="ASSAULT", quad=4, score=-9.0, actors=(moscow,), recipients=(kyiv,), date=day,
        said_by=officials, chain=(agency, officials), trigger=span("attacked"), evidence=span(TEXT.split("\n\n")[1]),
        confidence=0.9,
    )  # fmt: skip
    return CodedArticle(
        article=Article(id="r", text=TEXT, title="Claims over Sumy", published="2024-05-18", source="Gazette"),
        actors=(kyiv, moscow, agency, officials), events=(shelled, attacked), statements=(
            Statement(speaker=kyiv, cue=span("said"), content=(claim,), kind="indirect"),
            Statement(speaker=moscow, cue=span("denied"), content=(denial,), kind="indirect", stance="denying"),
            Statement(speaker=officials, cue=span("saying"), content=(told,), kind="indirect", via=(agency,)),
        ),
    )  # fmt: skip


@pytest.fixture(name="address", scope="module")
def address_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over that one report."""
    path: Path = tmp_path_factory.mktemp("sources") / "events.duckdb"
    with Store(path) as store:
        store.add([report()])
    with serving(path) as found:
        yield found


@pytest.fixture(name="page")
def page_fixture(browser: Browser, address: str) -> Iterator[Watched]:
    """A page that must not do what no page may."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    found = watched(context, address)
    yield found
    context.close()
    assert found.wrong == []


def query(page: Page) -> str:
    """The state that the address holds."""
    return page.url.partition("?")[2]


def test_from_a_search_for_disputes_to_the_words_of_both_sides(page: Watched) -> None:
    """The row says who says what; the fields have both positions, whose words lead to their place in the text."""
    here = page.open("/search")
    expect(here.locator(".row")).to_have_count(2)
    here.get_by_label("Only where sources disagree").check()
    expect(here.locator(".row")).to_have_count(1)
    assert query(here) == "disputed=true"
    row = here.locator(".row")
    expect(row).to_contain_text("Sources disagree: Ukraine: occurred; Russia: denied")
    expect(row).to_contain_text("according to Ukraine")
    row.locator(".cover").click()
    expect(here.locator(".choice.open")).to_contain_text("Sources disagree")
    positions = here.locator(".positions li")
    expect(positions).to_have_count(2)
    expect(positions.nth(0)).to_contain_text(re.compile(r"Ukraine.*Occurred.*certainty 100%"))
    expect(positions.nth(1)).to_contain_text(re.compile(r"Russia.*Denied.*certainty 70%"))
    expect(here.locator(".report .m-evidence", has_text="shelling the town")).to_be_visible()
    positions.nth(1).get_by_role("link").click()
    expect(here).to_have_url(re.compile(rf"said={TEXT.index('shelling the town')}$"))
    expect(here.locator(".statements li.open")).to_contain_text("Denying")
    expect(positions).to_have_count(2)


def test_an_event_shows_who_passed_it_on(page: Watched) -> None:
    """The source and those on the way to it, each with the words of the text."""
    here = page.open("/article/r?event=r%3A140-148%3AASSAULT")
    fields = here.locator(".fields")
    expect(fields.locator("div", has_text="According to")).to_contain_text("Ukrainian officials")
    expect(fields.locator("div", has_text="Passed on by")).to_contain_text("Reuters")
    expect(fields).not_to_contain_text("Sources disagree")


def test_statements_show_stance_and_via_and_can_be_searched_by_stance(page: Watched) -> None:
    """A statement of the list leads to its words in the text."""
    here = page.open("/search?in=statements")
    expect(here.locator(".statement-row").filter(has_text="via Reuters")).to_contain_text("Ukrainian officials")
    here.get_by_label("Stance").select_option("denying")
    rows = here.locator(".statement-row")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Denying")
    assert query(here) == "in=statements&stance=denying"
    rows.locator(".cover").click()
    expect(here.locator(".report .m-evidence")).to_have_text("shelling the town")
    here.locator(".statements li").nth(2).get_by_role("link").click()
    expect(here.locator(".report .m-evidence").first).to_contain_text("troops had")
    expect(here.locator(".statements li.open")).to_contain_text("via Reuters")


def test_stories_can_be_searched(page: Watched) -> None:
    """By the same words and actors as events; where one report has both sides, its story is disputed."""
    here = page.open("/search?text=Sumy")
    here.get_by_role("link", name="Stories", exact=True).click()
    expect(here.locator(".story-row")).to_contain_text("Claims over Sumy")
    here.get_by_label("Only where reports differ").check()
    expect(here.locator(".story-row")).to_contain_text("Reports differ on the status")
    assert query(here) == "text=Sumy&in=stories&disputed=true"
    here.get_by_label("Words in a title or a sentence that reports it").fill("Odessa")
    expect(here.get_by_text("No story fits all of these.")).to_be_visible()
