"""Files to articles: what is read, and why something is not."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import ReadError
from tidings.read import Quarantined, read_articles
from tidings.read.decode import decode
from tidings.records import Article

PAGE = """<html><head><title>Talks in Vienna</title>
<meta property="article:published_time" content="2023-02-03"/></head>
<body><nav>Home</nav><script>alert(1)</script><article><p>{}</p></article></body></html>"""


def read(path: Path, **about: object) -> list[Article | Quarantined]:
    """All items of a path."""
    return list(read_articles([path], **about))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b" \n", "empty"), (b"a\x00b", "NUL")],
)
def test_what_is_no_text_is_set_aside_with_its_reason(tmp_path: Path, content: bytes, says: str) -> None:
    """Never dropped, never fatal."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    (item,) = read(path)
    assert isinstance(item, Quarantined)
    assert says in item.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode_is_read_as_it_is(tmp_path: Path, encoding: str) -> None:
    """Newlines and characters stay: offsets refer to them."""
    path = tmp_path / "a.txt"
    text = "Élysée said:\r\n“non” 🙂"
    path.write_bytes(text.encode(encoding))
    (item,) = read(path, published="2024-05-17")
    assert isinstance(item, Article)
    assert (item.text, item.published) == (text, dt.date(2024, 5, 17))


def test_a_page_gives_text_title_and_date_without_scripts(tmp_path: Path) -> None:
    """Menus and scripts are not the report."""
    path = tmp_path / "a.html"
    path.write_text(PAGE.format("Iran condemned Israel on Friday in a statement. " * 8), "utf-8")
    (item,) = read(path)
    assert isinstance(item, Article)
    assert (item.title, str(item.published)) == ("Talks in Vienna", "2023-02-03")
    assert "alert" not in item.text


def test_each_bad_row_is_named_by_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    """One bad item does not cost the file."""
    path = tmp_path / "a.csv"
    path.write_text('headline,date,body\nA,2024-05-01,"Hello, world"\nB,2999-01-01,x\nC,nonsense,y\nD,2024-05-02,\n')
    good, future, nonsense, empty = read(path)
    assert isinstance(good, Article)
    assert (good.title, good.text) == ("A", "Hello, world")
    reasons = [item.reason for item in (future, nonsense, empty) if isinstance(item, Quarantined)]
    wanted = ("future", "not a date", "no text")
    assert all(says in reason for says, reason in zip(wanted, reasons, strict=True))


def test_an_id_that_comes_twice_with_other_words_is_set_aside(tmp_path: Path) -> None:
    """The first is kept; the same again is no problem."""
    rows = [{"id": "1", "text": "x"}, {"id": "1", "text": "x"}, {"id": "1", "text": "y"}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n[1]\n{broken")
    kinds = [type(item).__name__ for item in read(path)]
    assert kinds == ["Article", "Article", "Quarantined", "Quarantined", "Quarantined"]


def test_a_date_of_the_caller_must_be_one(tmp_path: Path) -> None:
    """A typo in --published is an error, not any date."""
    with pytest.raises(ReadError, match="not a date"):
        read(tmp_path, published="soon")


def test_a_path_that_is_none_is_said(tmp_path: Path) -> None:
    """Nothing silently missing."""
    (item,) = read(tmp_path / "none.txt")
    assert isinstance(item, Quarantined)


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\x00" not in text and not text.startswith("\ufeff")))
def test_any_text_survives_utf8(text: str) -> None:
    """What was written is what is read."""
    assert decode(text.encode("utf-8"), "x") == text
