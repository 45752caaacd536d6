"""Before the parse: whether an article may report a political event at all."""

from tidings.gate.gate import Gate, load_gate

__all__ = ["Gate", "load_gate"]
