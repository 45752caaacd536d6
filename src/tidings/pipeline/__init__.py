"""The only room that wires stages together: load a coder, code articles, fill a store."""

from tidings.pipeline.coder import Coder, load

__all__ = ["Coder", "load"]
