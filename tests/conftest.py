"""Fixtures that every test may use."""

from __future__ import annotations

import pytest

import tidings


@pytest.fixture(scope="session")
def coder() -> tidings.Coder:
    """The default coder, loaded once."""
    return tidings.load()


@pytest.fixture(scope="session")
def nlp(coder: tidings.Coder):  # noqa: ANN201  spaCy's Language
    """The default pipeline with all its stages."""
    return coder._nlp
