"""The only room that wires stages together: load a coder, code articles, fill a store."""

from tidings.pipeline.coder import Coder, load
from tidings.pipeline.ingest import IngestReport, ingest

__all__ = ["Coder", "IngestReport", "ingest", "load"]
