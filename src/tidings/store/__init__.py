"""The store: a DuckDB file of coded articles. Writing the same article twice changes nothing."""

from tidings.store.queries import StoredEvent, StoredStatement
from tidings.store.store import Store

__all__ = ["Store", "StoredEvent", "StoredStatement"]
