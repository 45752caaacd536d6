"""The only room that wires stages together: load a coder, code articles, fill a store, measure against a gold."""

from tidings.pipeline.coder import Coder, load
from tidings.pipeline.evaluate import evaluate
from tidings.pipeline.ingest import IngestReport, ingest

__all__ = ["Coder", "IngestReport", "evaluate", "ingest", "load"]
