"""The page of an evaluation."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tidings.analysis import compare
from tidings.markup import evaluation_page
from tidings.markup.evaluation import confusion_table, sentence_segments
from tidings.records import Article, CodedArticle, Event, GoldArticle, GoldEvent, GoldParty, Span

TEXT = 'Rebels <img src=x onerror="alert(1)"> shelled \u202eKisumu\u202c & left \x1b[31m.'


def span(words: str) -> Span:
    """The first occurrence of words."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def plain(
    coded: str = "ASSAULT", gold: str = "ASSAULT", confidence: float = 0.83, words: str = "shelled"
) -> dict[str, Any]:
    """An evaluation of one article with one gold event and one coded one."""
    event = Event(id="e", type=coded, quad=4, score=0, trigger=span(words), evidence=span(TEXT), confidence=confidence)
    wanted = GoldEvent(
        type=gold, mode="<u>", trigger=span("shelled"), evidence=span(TEXT), status="denied",
        actors=(GoldParty(code="KEN", sectors=("REB",), text="<s>Rebels</s>"),),
    )  # fmt: skip
    article = Article(text=TEXT, id='"><b>')
    return compare(
        [GoldArticle(article=article, events=(wanted,), where="<gold>:1")],
        [CodedArticle(article=article, events=(event,))],
    ).model_dump(mode="json")


class Reader(HTMLParser):
    """Collects tags and attributes, and complains of what is left open."""

    def __init__(self, html: str) -> None:
        """Parse a page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.handle_startendtag(tag, attrs)
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that is closed in itself."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Every end closes what was opened last."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("coded", ["ASSAULT", "<i>AID</i>"])
def test_nothing_from_texts_becomes_markup(coded: str) -> None:
    """Text, type, mode, actors, article, file name: all shown as they are written."""
    html = evaluation_page(plain(coded), gold="<em>gold</em>.jsonl")
    found = Reader(html)
    assert not found.open
    assert not {"img", "i", "b", "s", "u", "em", "script", "gold"} & set(found.tags)
    assert not [name for _, name, _ in found.attributes if name.startswith("on") or name == "style"]
    for shown in (
        "&lt;img src=x",
        "&lt;s&gt;Rebels&lt;/s&gt; (KEN REB)",
        "&lt;u&gt;",
        "&lt;gold&gt;:1",
        "⟦U+202E⟧Kisumu",
        "␛[31m",
    ):
        assert shown in html, shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", html)


def test_the_page_loads_and_runs_nothing() -> None:
    """A strict content security policy with the digest of its own style; no link leads out."""
    html = evaluation_page(plain())
    found = Reader(html)
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/]+='", html)
    assert not {"script", "link", "img", "iframe", "object", "image", "use"} & set(found.tags)
    assert all(value and value.startswith("#") for _, name, value in found.attributes if name in {"href", "src"})
    assert "url(" not in html


def test_ids_stand_once_and_links_lead_to_them() -> None:
    """Also in the diagram."""
    found = Reader(evaluation_page(plain("AID")))
    ids = [value for _, name, value in found.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {
        value.removeprefix("#") for _, name, value in found.attributes if name in {"href", "aria-labelledby"} and value
    }
    assert links <= set(ids)


def test_the_diagram_has_a_bar_for_each_bin_with_events() -> None:
    """As high as the share right, as its words say; the point at the mean confidence."""
    right, wrong = evaluation_page(plain()), evaluation_page(plain("AID"))
    assert right.count('class="bar"') == right.count('class="point"') == 1
    assert "1 at mean confidence 0.83: 1.00 right" in right
    assert re.search(r'class="bar" x="263.0" y="14.0" width="25.0" height="270.0"', right)
    assert re.search(r'class="point" cx="270.1" cy="14.0"', right)
    assert re.search(r'class="bar" x="263.0" y="284.0" width="25.0" height="0.0"', wrong)


def test_both_triggers_are_marked() -> None:
    """The gold's and the coded one; where they are the same words, as both."""
    assert '<mark class="gold trigger">shelled</mark>' in evaluation_page(plain())
    html = evaluation_page(plain("AID", words="left"))
    assert '<mark class="gold">shelled</mark>' in html
    assert '<mark class="trigger">left</mark>' in html


def test_what_differs_is_marked_in_words_too() -> None:
    """Not by colour alone."""
    html = evaluation_page(plain())
    assert "differs</strong>: mode, status, actors" in html
    assert html.count("≠") == 6


def test_confusion_is_a_table_with_none_last() -> None:
    """A row a gold type, a column a coded type; the shade goes by the largest count."""
    made = confusion_table([
        {"gold": "AID", "predicted": None, "count": 8},
        {"gold": None, "predicted": "COERCE", "count": 1},
        {"gold": "ASSAULT", "predicted": "COERCE", "count": 4},
    ])  # fmt: skip
    assert made["columns"] == ["COERCE", "none"]
    assert made["rows"] == [("AID", [(0, 0), (8, 4)]), ("ASSAULT", [(4, 2), (0, 0)]), ("none", [(1, 1), (0, 0)])]


def test_a_limit_shows_so_many_errors_and_says_so() -> None:
    """The page of a large evaluation stays small."""
    many = plain()
    many["errors"] *= 5
    html = evaluation_page(many, limit=2)
    assert html.count('<li class="error') == 2
    assert "5 errors, the first 2 of them" in html


def test_an_evaluation_of_nothing_is_shown() -> None:
    """No event, no error: the page says so."""
    html = evaluation_page(compare([], []).model_dump(mode="json"))
    Reader(html)
    for words in ("No event stands in the gold", "Every event has its match", "None.", "0 articles"):
        assert words in html


def test_a_long_text_is_shown_near_the_trigger() -> None:
    """Without a trigger, its beginning."""
    error = plain()["errors"][0]
    error["sentence"] = {"start": 0, "end": len(TEXT) + 9000, "text": TEXT + " word" * 1800}
    assert sum(len(each.text) for each in sentence_segments(error)) < 1300
    error["gold"] = error["predicted"] = None
    assert "".join(each.text for each in sentence_segments(error)).startswith("Rebels")
