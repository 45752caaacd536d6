"""How one actor acts on another over time: the store's ``dyad`` as a function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tidings.store import DyadPeriod, RecordTable, Store
from tidings.store.dyads import BY, EVERY, HAPPENED, interval

__all__ = ["BY", "EVERY", "HAPPENED", "DyadPeriod", "dyad", "interval"]


def dyad(  # noqa: PLR0913  one argument a filter
    store: Store,
    actor: str,
    recipient: str,
    *,
    every: str = "month",
    by: str = "event",
    since: str | dt.date | None = None,
    until: str | dt.date | None = None,
    statuses: Sequence[str] = HAPPENED,
) -> RecordTable[DyadPeriod]:
    """See ``Store.dyad``."""
    return store.dyad(actor, recipient, every=every, by=by, since=since, until=until, statuses=statuses)
