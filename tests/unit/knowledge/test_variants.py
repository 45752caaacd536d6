"""Other spellings find the person, and only the person."""

from __future__ import annotations

import datetime as dt

import pytest

from tidings.actors.strings import identify
from tidings.knowledge import load_knowledge

ON = dt.date(2010, 6, 1)


@pytest.mark.parametrize(
    ("spelling", "context", "name"),
    [
        ("Moammar Gadhafi", "", "Muammar Gaddafi"),
        ("Mahmoud Ahmedinejad", "", "Mahmoud Ahmadinejad"),
        ("Mohammed Hussein Roble", "", "Mohamed Hussein Roble"),
        ("Lukaschenko", "talks in Belarus", "Alexander Lukashenko"),
    ],
)
def test_another_spelling_is_the_same_person(spelling: str, context: str, name: str) -> None:
    """Vowels, doubled letters and transliterations may differ; a surname alone needs its country around."""
    actor = identify(spelling, context, ON, load_knowledge())
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize(
    "name",
    ["Mohamed Salah", "Mohamed Ali", "Carlos Ramos", "Jordan Smith", "Michael Jackson", "Lukaschenko", "Aid", "Who"],
)
def test_people_of_like_names_are_not_taken_for_leaders(name: str) -> None:
    """Common names, surnames without a country and words like acronyms are nobody known."""
    assert identify(name, "", ON, load_knowledge()) is None


@pytest.mark.parametrize(("text", "sectors"), [("ordinary Kazakhs", ("CVL",)), ("Swiss", ()), ("Seychellois", ())])
def test_plural_demonyms_are_people(text: str, sectors: tuple[str, ...]) -> None:
    """An "s" that is part of the word makes no plural."""
    actor = identify(text, "", ON, load_knowledge())
    assert actor is not None
    assert actor.sectors == sectors
