"""Datelines: where a report was written is a sentence of its own and nobody who acts."""

from __future__ import annotations

import pytest

import tidings


@pytest.mark.parametrize(
    "dateline",
    [
        "NAIROBI -",
        "NAIROBI (Reuters) -",
        "MIAMI, Sept. 17 -",
        "SEOUL, South Korea (AP) —",
        "THE HAGUE, Feb. 1 --",
        "TEL AVIV/GAZA, Oct 3 (Reuters) -",
        "Kyiv, 12 May (Interfax) –",
        "BEIJING:",
    ],
)
def test_a_dateline_ends_its_sentence(coder: tidings.Coder, dateline: str) -> None:
    """The parser must not make "MIAMI" the subject of what exiles say."""
    coded = coder.code(tidings.Article(text=f"{dateline} Kenya condemned the attack on its embassy."))
    assert [each.text for each in coded.sentences] == [dateline, "Kenya condemned the attack on its embassy."]
    assert {mention.code for event in coded.events for mention in event.actors} == {"KEN"}


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance of 32 states - condemned the attack.",
        "Russia-backed fighters condemned the attack.",
        "Kenya, Uganda and the AU condemned the attack.",
        "The U.S. - Kenya pact was condemned by Uganda.",
    ],
)
def test_dashes_elsewhere_end_nothing(coder: tidings.Coder, text: str) -> None:
    """A dash after a name is a dateline's only where a sentence begins behind it."""
    assert [each.text for each in coder.code(tidings.Article(text=text)).sentences] == [text]


def test_a_dateline_may_stand_in_any_paragraph(coder: tidings.Coder) -> None:
    """A digest of several reports has one before each."""
    text = "LONDON - Britain condemned the attack.\n\nPARIS, May 3 (AFP) - France condemned the attack."
    actors = [mention.code for event in coder.code(tidings.Article(text=text)).events for mention in event.actors]
    assert actors == ["GBR", "FRA"]
