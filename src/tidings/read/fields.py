"""One row of a table, or one JSON object, to an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from dateutil import parser as dates
from pydantic import ValidationError

from tidings.errors import ReadError
from tidings.records import Article

# Names under which archives keep a field; the first that has a value counts.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "event_text", "article", "maintext"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pub_date", "published_at", "publication_date", "publish_date", "pubdate"),
    "source": ("source", "publisher", "outlet", "sitename", "publication"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "id": ("id", "article_id", "doc_id", "story_id"),
}
_YEAR = re.compile(r"\d{4}")


def article_of(row: Mapping[str, Any], where: str, defaults: Mapping[str, Any]) -> Article:
    """An article from named fields; ``defaults`` fill in what the row lacks.

    Raises:
        ReadError: there is no text, the date is none, or the publication lies in the future.
    """
    known = {key.lower().strip(): value for key, value in row.items() if key}
    values = {field: _first(known, names) for field, names in NAMES.items()}
    if not isinstance(values["text"], str) or not values["text"].strip():
        raise ReadError("has no text", where=where, fix=f"Name the column one of: {', '.join(NAMES['text'])}")
    for field, value in defaults.items():
        values[field] = values[field] or value
    values["published"] = day_of(values["published"], where)
    fields = {field: value if field == "published" else str(value) for field, value in values.items() if value}
    try:
        return Article(**fields)
    except ValidationError as error:
        raise ReadError(str(error.errors()[0]["msg"]), where=where) from None


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401  any JSON value
    return next((row[name] for name in names if row.get(name) not in (None, "")), None)


def day_of(value: object, where: str) -> dt.date | None:
    """A day from what a file or a user wrote: ISO 8601, "17 May 2024", "20240517". None for nothing.

    Raises:
        ReadError: it is no date, or lies after tomorrow (tomorrow: the date line).
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
    else:
        day = _parsed(str(value), where)
    if day > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1):
        raise ReadError(f"the date {day} lies in the future", where=where, fix="Give the date of publication")
    return day


def _parsed(text: str, where: str) -> dt.date:
    # dateutil fills what is missing with today: a text without a year is no date of publication.
    if _YEAR.search(text):
        try:
            found: dt.datetime = dates.parse(text, default=dt.datetime(1, 1, 1))  # noqa: DTZ001  only the day counts
            if found.year > 1:
                return found.date()
        except (ValueError, OverflowError):
            pass
    raise ReadError(f"{text!r} is not a date", where=where, fix="Write it as YYYY-MM-DD")
