"""Every source of an event, and what it says, on the page and in the terminal."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from tidings.cli.show import show_article
from tidings.markup import page

HOSTILE = "<script>x</script>\u202e\x1b[31m"


@pytest.fixture(name="told")
def told_fixture(coded: dict[str, Any]) -> dict[str, Any]:
    """The sample, its shelling passed on by one, denied by another, and its statement a denial through a wire."""
    ruiz, police = coded["actors"]
    wire = {**police, "text": f"Wire {HOSTILE}", "code": None, "sectors": [], "name": None}
    denial = {"start": 0, "end": 9, "text": f"the claim {HOSTILE}"}
    coded["events"][1] |= {
        "said_by": police, "chain": [wire, police],
        "positions": [
            {"said_by": None, "status": "occurred", "certainty": 1.0, "statement": None},
            {"said_by": ruiz, "status": "denied", "certainty": 0.7, "statement": denial},
        ],
    }  # fmt: skip
    coded["statements"][0] |= {"stance": "denying", "via": [wire]}
    return coded


def printed(coded: dict[str, Any], width: int) -> str:
    """What the terminal gets."""
    stream = io.StringIO()
    show_article(coded, Console(file=stream, width=width, force_terminal=False))
    return stream.getvalue()


def test_the_page_shows_chain_positions_stance_and_via(told: dict[str, Any]) -> None:
    """Escaped, each with its status; the words that hold a position are quoted."""
    html = page(told)
    assert "Police (KEN COP) via Wire &lt;script&gt;" in html
    assert "Sources disagree" in html
    assert '<bdi>the article</bdi> <span class="status occurred">' in html
    assert (
        '<bdi>President Ruiz (ESP GOV)</bdi> <span class="status denied">denied</span> <q dir="auto">the claim' in html
    )
    assert "<td><bdi>denying</bdi></td>" in html
    assert "<script" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize("width", [140, 60])
def test_the_terminal_shows_them_too_and_obeys_nothing(told: dict[str, Any], width: int) -> None:
    """In a wide table and in narrow blocks."""
    text = " ".join(printed(told, width).split())
    assert "the article: occurred" in text
    assert "President Ruiz (ESP GOV): denied, “the claim" in text
    assert "(indirect, denying)" in text
    assert "via Wire" in text
    assert not {"\x1b", "\u202e"} & {*text}


def test_an_event_without_dispute_shows_nothing_of_it(coded: dict[str, Any]) -> None:
    """Also one of an older coder, which has neither field."""
    for event in coded["events"]:
        del event["chain"], event["positions"]
    for statement in coded["statements"]:
        del statement["stance"], statement["via"]
    assert "Sources disagree" not in page(coded)
    assert "via" not in printed(coded, 140)
