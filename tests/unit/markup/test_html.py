"""HTML of coded articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from tidings.markup import fragment, page
from tidings.records import Article, CodedArticle

Calls = Callable[[Callable[[], object]], int]


class Reader(HTMLParser):
    """Collects tags, attributes and text, and complains of what is left open."""

    def __init__(self, html: str) -> None:
        """Parse a page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end closes what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text by the tag that it stands in."""
        self.text[self.open[-1] if self.open else ""] = self.text.get(self.open[-1] if self.open else "", "") + data

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [value or "" for _, key, value in self.attributes if key == name]


@pytest.fixture(params=[page, fragment])
def html(request: pytest.FixtureRequest, coded: dict[str, Any]) -> str:
    """The sample as page and as fragment."""
    made: str = request.param(coded)
    return made


def test_hostile_text_never_becomes_markup(html: str) -> None:
    """Scripts, tags and quotes in text, title, id and names are shown as they are written."""
    found = Reader(html)
    assert not found.open
    assert "script" not in found.tags
    assert "b" not in found.tags
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    assert "&lt;b&gt;Ruiz&lt;/b&gt;" in html


def test_characters_that_hide_or_reorder_are_shown_by_name(html: str) -> None:
    """Bidirectional overrides, escapes, NUL and lone surrogates; right-to-left text and emoji stay."""
    assert "⟦U+202E⟧gnp.exe⟦U+202C⟧" in html
    assert "␛[31mred ␀" in html
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]", html)
    assert "قال الرئيس 🕊️" in html
    html.encode("utf-8")


def test_a_page_loads_and_runs_nothing(coded: dict[str, Any]) -> None:
    """A strict content security policy, no script, no address but the article's own."""
    html = page(coded)
    found = Reader(html)
    assert "default-src 'none'" in html
    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)
    assert not found.values("src")
    assert {link for link in found.values("href") if not link.startswith("#")} == {"https://example.org/1"}
    assert "url(" not in html
    assert "@import" not in html


def test_only_the_page_s_own_style_is_allowed(coded: dict[str, Any]) -> None:
    """The policy names the digest of the style sheet, and no style stands in an attribute."""
    html = page(coded)
    assert re.search(r"style-src 'sha256-[\w+/]+='", html)
    assert not Reader(html).values("style")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x", "ftp://x", "//x", ""])
def test_only_web_addresses_become_links(make: Callable[..., CodedArticle], url: str) -> None:
    """An article's address is the article's word."""
    html = page(make(url=url).to_dict())
    assert all(link.startswith("#") for link in Reader(html).values("href"))


def test_links_lead_from_trigger_to_row_and_back(html: str) -> None:
    """Every inner link has its target, each id stands once: all is reachable by keyboard."""
    found = Reader(html)
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in found.values("href") if link.startswith("#")} <= set(ids)
    assert all(re.fullmatch(r"[\w-]+", name) for name in ids)


def test_the_table_says_what_is_known_and_why_the_rest_is_not(html: str) -> None:
    """Type, mode, actors with their code, date, place, status, source, confidence; a reason where there is nothing."""
    for words in (
        "CONSULT visit", "President Ruiz (ESP GOV)", "2024-05-17", "Harbin, CHN", "nobody is named", "denied",
        "Police (KEN COP)", "no time expression", "Kisumu (no gazetteer entry)", "0.60", "12 dead", "3 displaced",
    ):  # fmt: skip
        assert words in html, words


def test_evidence_shows_its_trigger(html: str) -> None:
    """The words that made the event stand out in its sentence."""
    assert re.search(r'<mark class="trigger">shelled</mark>', html)


def test_pages_of_many_articles_have_a_list_of_them(make: Callable[..., CodedArticle]) -> None:
    """Each by its title and number of events; ids do not clash."""
    html = page([make(title="One").to_dict(), make(title="Two").to_dict()])
    ids = Reader(html).values("id")
    assert len(ids) == len(set(ids))
    assert html.count("2 events</span>") == 2
    assert "<h1>2 coded articles</h1>" in html


def test_a_long_sentence_is_shown_near_the_trigger(coded: dict[str, Any]) -> None:
    """A page with many events of one huge sentence stays small."""
    words = "word " * 10_000
    coded["article"]["text"] = text = f"{coded['article']['text']} {words}"
    for event in coded["events"]:
        event["evidence"] = {"start": 0, "end": len(text), "text": text}
    html = page(coded)
    assert len(html) < 2 * len(text)
    assert '<mark class="trigger">shelled</mark>' in html


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\u202e", "<", "🕊️" * 50])
def test_articles_without_anything_are_shown(text: str) -> None:
    """No event, no title: a page all the same."""
    html = page(CodedArticle(article=Article(text=text)).to_dict())
    assert "No event was found." in html
    Reader(html)


def test_no_article_makes_a_page_that_says_so() -> None:
    """An empty run is shown as one."""
    assert "No article was coded." in page([])


def test_the_record_shows_itself_in_a_notebook(make: Callable[..., CodedArticle]) -> None:
    """``_repr_html_`` is the fragment."""
    assert make()._repr_html_() == fragment(make().to_dict())


def test_a_long_article_takes_little_more_work(make: Callable[..., CodedArticle], calls: Calls) -> None:
    """A megabyte with the sample's marks: what is not marked costs next to nothing."""

    def long(words: int) -> int:
        article = Article(text=make().article.text + "word " * words)
        return calls(lambda: page(make().model_copy(update={"article": article}).to_dict()))

    long(10)  # the template is compiled
    assert long(200_000) < 2 * long(10)
