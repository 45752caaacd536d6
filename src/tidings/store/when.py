"""Days as questions write them."""

from __future__ import annotations

import datetime as dt

from tidings.errors import UsageError


def day(value: str | dt.date | None, name: str) -> dt.date | None:
    """A day from ISO 8601.

    Raises:
        UsageError: it is none.
    """
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is not a day", where=name, fix="Write it as YYYY-MM-DD") from None
