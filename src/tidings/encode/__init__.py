"""Sentences to vectors: the small encoder on ONNX Runtime, loaded once a process."""

from tidings.encode.encoder import Encoded, Encoder, Heads, load_encoder

__all__ = ["Encoded", "Encoder", "Heads", "load_encoder"]
