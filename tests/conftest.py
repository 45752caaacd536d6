"""Fixtures that every test may use."""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest

import tidings


@pytest.fixture(scope="session")
def coder() -> tidings.Coder:
    """The default coder, loaded once."""
    return tidings.load()


@pytest.fixture(scope="session")
def calls() -> Callable[[Callable[[], object]], int]:
    """Counts the function calls that something takes: work done, the same on every machine."""

    def count(work: Callable[[], object]) -> int:
        profile = cProfile.Profile()
        profile.runcall(work)
        return sum(entry.callcount for entry in profile.getstats())

    return count


@pytest.fixture(scope="session")
def nlp(coder: tidings.Coder):  # noqa: ANN201  spaCy's Language
    """The default pipeline with all its stages."""
    return coder._nlp
