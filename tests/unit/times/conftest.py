"""What the tests of this room share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import spacy

from tidings.records import TimeMention
from tidings.times.find import Options, find_times

FRIDAY = dt.date(2024, 5, 17)
Times = Callable[..., list[TimeMention]]


@pytest.fixture(scope="session")
def unparsed() -> Times:
    """Time expressions of a text that no model has parsed, told on Friday 2024-05-17 unless said otherwise."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10_000_000

    def call(text: str, published: dt.date | None = FRIDAY, options: Options | None = None) -> list[TimeMention]:
        return find_times(nlp(text), published, options)

    return call
