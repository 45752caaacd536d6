"""Actor strings: who they are on a date, by their words alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tidings

Calls = Callable[[Callable[[], object]], int]


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("Russian President Vladimir Putin", "RUS", "GOV"),
        ("a Ukrainian military spokesman", "UKR", "MIL"),
        ("the Kenyan police", "KEN", "COP"),
        ("officials in Turkey", "TUR", "GOV"),
        ("president of Armenia", "ARM", "GOV"),
        ("pro-Iranian militias in Iraq", "IRQ", None),
        ("Jane Doe, the Kenyan foreign minister", "KEN", "GOV"),
        ("The White House", "USA", "GOV"),
        ("Beijing", "CHN", "GOV"),
        ("Japan", "JPN", None),
        ("Brazilians", "BRA", None),
        ("Liberian refugees", "LBR", "REF"),
        ("Danish trade unions", "DNK", "LAB"),
        ("Canada's ambassador to the United Nations", "CAN", "GOV"),
        ("a former White House official", "USA", "ELI"),
        ("The United Nations", "UNO", None),
    ],
)
def test_country_and_sector(coder: tidings.Coder, text: str, code: str, sector: str | None) -> None:
    """Country and sector are put together from the words."""
    found = coder.identify(text)
    assert found is not None
    assert found.code == code
    assert sector is None or sector in found.sectors


@pytest.mark.parametrize("text", ["", "puppies", "Douglas Example", "was, participates", "🙂", "\x00", "   "])
def test_nothing_known_is_none(coder: tidings.Coder, text: str) -> None:
    """Unknown strings are nobody, not a guess."""
    assert coder.identify(text) is None


def test_a_role_without_country_has_a_reason(coder: tidings.Coder) -> None:
    """The sector is known, the country is not, and the reason says so."""
    found = coder.identify("soldiers")
    assert found is not None
    assert (found.code, found.sectors, found.reason) == (None, ("MIL",), "no country named")


def test_the_context_names_the_country(coder: tidings.Coder) -> None:
    """One country in the context is taken, two are not."""
    assert getattr(coder.identify("soldiers", context="The Malian town was quiet."), "code", None) == "MLI"
    found = coder.identify("soldiers", context="Mali and Niger closed the border.")
    assert found is not None
    assert (found.code, found.reason) == (None, "two candidates")


def test_the_date_decides_the_sector(coder: tidings.Coder) -> None:
    """In office and after it; without a date the office counts."""
    in_office = coder.identify("Tony Blair", on="2003-01-01")
    after = coder.identify("Tony Blair", on="2022-01-01")
    assert in_office is not None
    assert after is not None
    assert (in_office.sectors, after.sectors) == (("GOV",), ("ELI",))


def test_other_people_of_a_leaders_name_are_not_leaders(coder: tidings.Coder) -> None:
    """A first name that is not the leader's makes it another person."""
    assert coder.identify("Melania Trump") is None


def test_a_long_string_takes_linear_work(coder: tidings.Coder, calls: Calls) -> None:
    """Four times the words, about four times the work."""
    many, more = ("the president of " * count for count in (500, 2_000))
    coder.identify(many)
    assert calls(lambda: coder.identify(more)) < 6 * calls(lambda: coder.identify(many))
