"""What the records accept, refuse and keep."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from pydantic import ValidationError

import tidings
from tidings.records import PUBLIC_RECORDS, Article, CodedArticle, Span, When


def test_an_article_without_an_id_gets_a_lasting_one() -> None:
    """The same content has the same id in every run; other content another."""
    one, again = Article(text="Iran spoke."), Article(text="Iran spoke.")
    assert one.id == again.id
    assert one.id != Article(text="Iran spoke.", published="2024-05-17").id


def test_an_id_that_is_given_is_kept() -> None:
    """A user's own id goes through to the events."""
    assert Article(text="x", id="reuters-1").id == "reuters-1"


@pytest.mark.parametrize(
    ("given", "day"),
    [("2024-05-17", dt.date(2024, 5, 17)), ("2024-05-17T08:30:00Z", dt.date(2024, 5, 17)), (None, None)],
)
def test_publication_dates_are_days(given: str | None, day: dt.date | None) -> None:
    """A day or an instant is accepted; only the day counts."""
    assert Article(text="x", published=given).published == day


@pytest.mark.parametrize("wrong", ["17.05.2024", "2024-02-31", "yesterday", "2024", ""])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    """A wrong date is an error, never silently another date."""
    with pytest.raises(ValidationError):
        Article(text="x", published=wrong)


def test_records_are_frozen_and_refuse_unknown_fields() -> None:
    """A typo in a field name is an error; what was coded does not change under the user's hands."""
    span = Span(start=0, end=4, text="Iran")
    with pytest.raises(ValidationError):
        span.start = 2
    with pytest.raises(ValidationError):
        Span(start=0, end=4, text="Iran", stop=4)


def test_a_date_that_is_not_known_says_so_by_its_basis() -> None:
    """No value is no default: the basis is none."""
    assert (When().value, When().basis) == (None, "none")


def test_a_coded_article_survives_the_round_trip() -> None:
    """``to_dict`` loses nothing."""
    coded = CodedArticle(
        article=Article(text="Iran spoke.", published="2024-05-17"),
        sentences=(Span(start=0, end=11, text="Iran spoke."),),
    )
    assert CodedArticle.from_dict(coded.to_dict()) == coded
    assert pickle.loads(pickle.dumps(coded)) == coded  # noqa: S301  our own


def test_every_public_name_is_there() -> None:
    """``__all__`` holds what it promises, and the records are public."""
    for name in tidings.__all__:
        assert getattr(tidings, name) is not None
    assert {record.__name__ for record in PUBLIC_RECORDS} <= set(tidings.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy module behaves as a module does."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = tidings.nonsense
