"""The page in a browser, over a real server and the sample archive: each view, as a person uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import ROOT, Watched, watched

AXE = (ROOT / "tests/data/axe/axe.min.js").read_text("utf-8")
VISIT = "harbour-gazette-2024-05-17-18"
VIEWS = {
    "start": "/",
    "relations": "/?a=RUS&b=CHN&since=2022-01-01",
    "map": "/map?here=45.75,126.65",
    "search": "/search?text=Putin",
    "statements": "/search?in=statements&speaker=RUS",
    "denials": "/search?in=statements&stance=denying",
    "disputed stories": "/search?in=stories&disputed=true",
    "reader": f"/article/{VISIT}?event={VISIT}%3A33-40%3ACONSULT",
    "try": "/try",
    "nothing": "/no-such-view",
    "no report": "/article/no-such-report",
}


@pytest.fixture
def page(browser: Browser, archive: str) -> Iterator[Watched]:
    """A page that fails the test when a script fails, the policy is broken, or another machine is asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    found = watched(context, archive)
    yield found
    context.close()
    assert found.wrong == []


def asked(page: Page) -> dict[str, str]:
    """The state that the address holds."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def choose(page: Page, label: str, typed: str, name: str) -> None:
    """Pick an actor by typing a part of its name."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.click()
    field.press_sequentially(typed)
    page.get_by_role("option").filter(has_text=re.compile(rf"^{name}(?!:)")).first.click()


def test_from_a_pair_to_the_sentence_the_speaker_the_map_and_a_link(page: Watched, browser: Browser) -> None:
    """Russia and China, May 2024, the visit to Harbin: evidence, what Putin said, the place, an address to share."""
    here = page.open("/")
    choose(here, "First actor", "russ", "Russia")
    choose(here, "Second actor", "chin", "China")
    expect(here.get_by_role("heading", name="Stories")).to_be_visible()
    here.get_by_label("From", exact=True).fill("2024-05-01")
    here.get_by_label("To", exact=True).fill("2024-05-31")
    assert asked(here) == {"a": "RUS", "b": "CHN", "since": "2024-05-01", "until": "2024-05-31"}
    visit = here.locator(".story-row").filter(has_text="Consult").filter(has_text="Harbin").first
    visit.get_by_role("heading").click()
    expect(
        here.locator(".story .evidence").filter(has_text="visited the northeastern Chinese city of Harbin").first
    ).to_be_visible()
    said = here.locator(".statement-row").filter(has_text="no plans to take the Ukrainian city of Kharkiv")
    expect(said).to_contain_text("Vladimir Putin")
    here.context.grant_permissions(["clipboard-read", "clipboard-write"])
    here.get_by_role("button", name="Copy link to this story").click()
    expect(here.get_by_text("Copied")).to_be_visible()
    shared = here.evaluate("navigator.clipboard.readText()")
    title = here.get_by_role("heading", level=1).inner_text()
    here.get_by_role("link", name="Find on the map").click()
    spot = here.locator(".spot.chosen")
    expect(spot).to_have_attribute("aria-label", re.compile("Harbin"))
    expect(here.locator(".beside .evidence").first).to_contain_text("Harbin")
    other = watched(browser.new_context(), page.base)
    other.page.goto(shared)
    expect(other.page.get_by_role("heading", level=1)).to_have_text(title)
    other.page.context.close()
    assert other.wrong == []


def test_the_watch_sees_what_must_not_happen(browser: Browser, archive: str) -> None:
    """Else the other tests would prove nothing."""
    context = browser.new_context()
    spied = watched(context, archive)
    spied.open("/")
    spied.page.evaluate("alert(1)")
    spied.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'alert(2)'}))"
    )
    spied.page.evaluate("fetch('http://127.0.0.2:9/').catch(() => 0)")
    spied.page.wait_for_timeout(300)
    context.close()
    assert "a dialog was opened" in spied.wrong
    assert (
        sum("Content Security Policy" in note or "content security policy" in note.lower() for note in spied.wrong) >= 2
    )


def test_a_drag_over_the_chart_narrows_the_time_and_back_undoes_it(page: Watched) -> None:
    """The period is in the address, so the browser's own way back works."""
    here = page.open("/?a=RUS&b=CHN")
    plot = here.locator(".u-over").first
    box = plot.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    here.mouse.move(box["x"] + box["width"] * 0.4, y)
    here.mouse.down()
    here.mouse.move(box["x"] + box["width"] * 0.6, y, steps=5)
    here.mouse.up()
    here.wait_for_url(re.compile("since="))
    narrowed = asked(here)
    assert "2021-06-16" < narrowed["since"] < narrowed["until"] < "2024-10-22"
    expect(here.get_by_label("From", exact=True)).to_have_value(narrowed["since"])
    here.go_back()
    assert asked(here) == {"a": "RUS", "b": "CHN"}


def test_every_figure_of_the_charts_is_in_a_table(page: Watched) -> None:
    """Who does not see the charts reads them."""
    here = page.open("/?a=RUS&b=CHN&since=2024-05-01&until=2024-05-31&every=month")
    here.get_by_text("The charts as a table").click()
    rows = here.locator(".dyads tbody tr")
    expect(rows.first).to_contain_text("May 2024")
    expect(rows.first).to_contain_text("Russia towards China")


def test_search_finds_events_and_statements_by_every_condition_and_gives_more(page: Watched) -> None:
    """Conditions are in the address; another page of results comes on asking."""
    here = page.open("/search")
    rows = here.locator(".row")
    expect(rows).to_have_count(30)
    here.get_by_role("button", name="More events").click()
    expect(rows).to_have_count(60)
    here.get_by_label("Words in the title or the evidence").fill("Harbin")
    choose(here, "Actor", "russ", "Russia")
    here.get_by_label("Type").select_option("CONSULT")
    here.get_by_label("Status").select_option("occurred")
    expect(rows.first).to_contain_text("Harbin")
    assert asked(here) == {"text": "Harbin", "actor": "RUS", "type": "CONSULT", "status": "occurred"}
    here.get_by_role("link", name="Statements").click()
    here.get_by_label("Words of what was said").fill("Kharkiv")
    choose(here, "Speaker", "russ", "Russia")
    expect(here.locator(".statement-row").first).to_contain_text("Vladimir Putin")


def test_what_is_not_there_is_said(page: Watched) -> None:
    """An empty result and an unknown address are no blank pages."""
    here = page.open("/search?text=zzzzzz")
    expect(here.get_by_text("No event fits all of these.")).to_be_visible()
    here = page.open("/no-such-view")
    expect(here.get_by_text("This address leads to no view.")).to_be_visible()
    here = page.open("/article/no-such-report")
    expect(here.get_by_text("The store has no report at this address.")).to_be_visible()
    # The browser itself notes that the report was not found.
    page.wrong = [note for note in page.wrong if "404" not in note]


def test_the_reader_shows_every_field_with_its_evidence_or_the_reason_why_it_is_empty(page: Watched) -> None:
    """By keyboard alone: go to the event's word in the text, press Enter, read the fields."""
    here = page.open(f"/article/{VISIT}")
    trigger = here.locator(".report a", has_text="visited")
    trigger.focus()
    here.keyboard.press("Enter")
    expect(trigger).to_have_attribute("aria-current", "true")
    fields = here.locator(".fields")
    for words in (
        "Consult",
        "Vladimir Putin",
        "17 May 2024",
        "Harbin",
        "Occurred",
        "the article asserts it",
        "Harbour Gazette",
    ):
        expect(fields).to_contain_text(words)
    expect(here.locator(".report .m-evidence").first).to_be_visible()
    here.reload()
    expect(here.locator(".fields")).to_contain_text("Harbin")


def test_an_event_has_an_address_of_its_own(page: Watched) -> None:
    """It leads to its report with the event chosen."""
    here = page.page
    here.goto(f"{page.base}/event/{VISIT}%3A33-40%3ACONSULT")
    here.wait_for_url(re.compile(rf"/article/{VISIT}\?event="))
    expect(here.locator(".fields")).to_contain_text("Harbin")


def test_days_are_written_as_the_reader_writes_them_and_never_moved(browser: Browser, archive: str) -> None:
    """A German far west of Greenwich still reads the seventeenth, in German."""
    context = browser.new_context(locale="de-DE", timezone_id="America/Los_Angeles")
    here = watched(context, archive).open(f"/article/{VISIT}?event={VISIT}%3A33-40%3ACONSULT")
    expect(here.locator(".fields")).to_contain_text("17. Mai 2024")
    context.close()


def test_the_map_and_its_timeline_show_the_same_time(page: Watched) -> None:
    """Narrowed by dates, the map has fewer places, and the figures stand in a list and a table too."""
    here = page.open("/map")
    status = here.locator(".map-foot [role=status]")
    expect(status).to_contain_text("events at")
    whole = status.inner_text()
    here.get_by_label("From", exact=True).fill("2024-05-01")
    here.get_by_label("To", exact=True).fill("2024-05-31")
    expect(status).not_to_have_text(whole)
    expect(here.locator(".border.disputed")).to_have_count(1)
    here.get_by_role("button", name=re.compile("^Harbin")).last.focus()
    here.keyboard.press("Enter")
    expect(here.locator(".beside .row").first).to_contain_text("Harbin")
    here.get_by_text("The chart as a table").click()
    expect(here.locator(".timeline tbody tr").first).to_contain_text("2024")


def test_the_map_asks_once_for_its_timeline_and_shows_the_events_of_one_place(page: Watched) -> None:
    """The newest first, as many as the place has, none of another place."""
    seen: list[str] = []
    page.page.on("request", lambda request: seen.append(request.url))
    here = page.open("/map?here=45.75,126.65&until=2024-12-31")
    expect(here.locator(".timeline tbody tr")).not_to_have_count(0)
    place = here.locator(".places button[aria-pressed=true]")
    shown = here.locator(".beside p[role=status]").filter(has_text="event")
    expect(shown).to_have_text(re.compile(r"^\d+ events?$"))
    events = int(shown.inner_text().split()[0])
    expect(place).to_contain_text(f"{events} ")
    expect(here.locator(".beside .row")).to_have_count(min(events, 20))
    asked_for = [urlsplit(url) for url in seen]
    assert sum(url.path == "/api/timeline" for url in asked_for) == 1
    assert ["geonames_id" in url.query for url in asked_for if url.path == "/api/events"] == [True]


def test_stories_of_a_pair_come_newest_first(page: Watched) -> None:
    """What happened last is what one looks for."""
    here = page.open("/?a=RUS&b=CHN")
    rows = here.locator(".story-row")
    expect(rows.first).to_be_visible()
    years = [int(found[-1]) for text in rows.all_inner_texts() if (found := re.findall(r"\b20\d\d\b", text))]
    assert years[0] == max(years)


def test_the_charts_say_how_the_time_is_narrowed_without_a_mouse(page: Watched) -> None:
    """By the fields for the days, which the keyboard reaches."""
    here = page.open("/?a=RUS&b=CHN")
    chart = here.get_by_role("img").first
    expect(chart).to_have_attribute("aria-label", re.compile("fields From and To narrow the time"))
    here.get_by_label("From", exact=True).focus()
    here.get_by_label("From", exact=True).fill("2024-05-01")
    expect(here).to_have_url(re.compile("since=2024-05-01"))


def test_a_pasted_report_is_coded_with_offsets_beyond_the_basic_plane(page: Watched) -> None:
    """Offsets count code points, JavaScript counts UTF-16: the marks stand on the right words after an emoji."""
    here = page.open("/try")
    here.get_by_label("Report").fill("\U0001f600\U0001f600 Iran condemned Israel on Friday.")
    here.get_by_role("button", name="Code it").click()
    trigger = here.locator(".report a").first
    expect(trigger).to_have_text("condemned", timeout=90_000)
    trigger.click()
    expect(here.locator(".fields mark")).to_have_text("condemned")


def test_the_reader_of_the_page_is_taken_along(page: Watched) -> None:
    """After a change of view the focus stands on the new heading, and the window has its name."""
    here = page.open("/search")
    here.get_by_role("link", name="Map", exact=True).click()
    heading = here.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    expect(here).to_have_title(re.compile("^Map"))
    here.get_by_label("Colours").select_option("dark")
    expect(here.locator("html")).to_have_css("color-scheme", "dark")
    here.reload()
    expect(here.locator("html")).to_have_css("color-scheme", "dark")


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_has_a_serious_obstacle(browser: Browser, archive: str, scheme: str, width: int) -> None:
    """No finding of axe is serious in any view; nothing is wider than a phone."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    found = []
    stories = context.request.get(f"{archive}/api/stories?actor=RUS&recipient=CHN&since=2024-05-01&limit=1").json()
    views = VIEWS | {"story": f"/story/{stories['items'][0]['id']}"}
    for name, address in views.items():
        here = context.new_page()
        here.goto(archive + address)
        here.wait_for_selector("h1")
        here.wait_for_load_state("networkidle")
        here.evaluate(AXE)
        result = here.evaluate("axe.run(document)")
        assert result["passes"], name
        found += [
            f"{name}: {each['id']} {[node['target'] for node in each['nodes'][:3]]}"
            for each in result["violations"]
            if each["impact"] in {"serious", "critical"}
        ]
        if here.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than {width}")
        here.close()
    context.close()
    assert found == []
