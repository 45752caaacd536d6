"""Sentences to vectors: the small encoder on ONNX Runtime, loaded once a process."""

from tidings.encode.encoder import Encoded, Encoder, Heads, load_encoder
from tidings.encode.states import encoded_stretch, forget, stretches, token_means

__all__ = ["Encoded", "Encoder", "Heads", "encoded_stretch", "forget", "load_encoder", "stretches", "token_means"]
