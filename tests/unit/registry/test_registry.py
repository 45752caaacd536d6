"""Named things."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from tidings import registry
from tidings.config import DEFAULT_STAGES
from tidings.errors import ConfigError


def test_our_own_stages_go_through_the_door_of_the_plugins() -> None:
    """Each default stage is found by its entry point."""
    assert set(DEFAULT_STAGES) <= set(registry.names("stage"))


def test_an_unknown_name_lists_those_that_exist() -> None:
    """A typo is answered with the names there are."""
    with pytest.raises(ConfigError, match="tidings_times"):
        registry.find("stage", "tidings_tiems")


def test_two_packages_with_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No plugin silently replaces another."""
    rivals = [EntryPoint("tidings_x", value, "spacy_factories") for value in ("a:b", "c:d")]
    monkeypatch.setattr(registry, "entry_points", lambda group: rivals)
    registry._points.cache_clear()
    with pytest.raises(ConfigError, match="two packages offer"):
        registry.names("stage")
    registry._points.cache_clear()
