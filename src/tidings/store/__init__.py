"""The store: a DuckDB file of coded articles. Writing the same article twice changes nothing."""

from tidings.store.dyads import DyadPeriod
from tidings.store.queries import EventPlace, StoredEvent, StoredStatement
from tidings.store.store import Store
from tidings.store.stories import StoryReport
from tidings.store.tables import RecordTable
from tidings.store.who import check_actor

__all__ = [
    "DyadPeriod",
    "EventPlace",
    "RecordTable",
    "Store",
    "StoredEvent",
    "StoredStatement",
    "StoryReport",
    "check_actor",
]
