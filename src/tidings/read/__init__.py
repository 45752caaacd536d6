"""Files to articles. What cannot be read goes to quarantine with the reason: never dropped, never fatal."""

from tidings.read.files import Quarantined, read_articles

__all__ = ["Quarantined", "read_articles"]
