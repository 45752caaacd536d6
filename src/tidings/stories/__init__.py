"""Which reports tell of one happening. Works on records alone; the store keeps the result."""

from tidings.stories.cluster import clusters, connected
from tidings.stories.duplicates import bands, shared, signature
from tidings.stories.likeness import likeness
from tidings.stories.report import Report
from tidings.stories.tell import tell
from tidings.stories.weights import Weights, load_weights

__all__ = [
    "Report",
    "Weights",
    "bands",
    "clusters",
    "connected",
    "likeness",
    "load_weights",
    "shared",
    "signature",
    "tell",
]
