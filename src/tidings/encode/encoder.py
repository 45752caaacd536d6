"""A sentence encoder and its heads, without torch: int8 weights on ONNX Runtime, heads in numpy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf
from tokenizers import Tokenizer

from tidings.errors import ModelError

Floats = NDArray[np.float32]
LONGEST = 160  # word pieces; the rest of a longer sentence is not read
_LABELS = ("types", "modes", "statuses", "contexts")
_NEEDED = ("encoder.onnx", "heads.npz", "tokenizer.json", "labels.json")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence: ``states`` (pieces, width), ``sums`` their running total, ``starts`` and ``ends`` of each piece."""

    states: Floats
    sums: Floats
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def pieces(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that overlap a character span; (0, 0) where none does."""
        first = int(np.searchsorted(self.ends, start, "right"))
        last = int(np.searchsorted(self.starts, end, "left"))
        return (first, last) if first < last else (0, 0)

    def mean(self, span: tuple[int, int]) -> Floats:
        """Mean state over pieces; zeros for (0, 0)."""
        first, last = span
        found: Floats = (self.sums[last] - self.sums[first]) / np.float32(max(1, last - first))
        return found


class Heads:
    """Two-layer heads over pooled states."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        """Take the arrays of ``heads.npz``."""
        self._arrays = arrays
        self.nobody = arrays["nobody"]

    def run(self, head: str, x: Floats, *outputs: str) -> list[Floats]:
        """Logits of the named outputs of a head for rows ``x``."""
        own = self._arrays
        inner = np.maximum(x @ own[f"{head}.inner.weight"] + own[f"{head}.inner.bias"], 0)
        return [inner @ own[f"{head}.to_{name}.weight"] + own[f"{head}.to_{name}.bias"] for name in outputs]


class Encoder:
    """Encodes sentences."""

    def __init__(self, folder: Path) -> None:
        """Load a model folder.

        Raises:
            ModelError: the folder lacks a file or a file is no model.
        """
        missing = [name for name in _NEEDED if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"the encoder lacks {', '.join(missing)}", where=str(folder),
                fix="Name a folder that `make train` wrote, or leave `encoder` out of the coder file",
            )  # fmt: skip
        options = onnxruntime.SessionOptions()
        # Two threads a session are slower than one; processes are the way to use more cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        about = json.loads((folder / "labels.json").read_text("utf-8"))
        if not set(_LABELS) <= set(about):
            raise ModelError(f"it does not say its {', '.join(_LABELS)}", where=str(folder / "labels.json"))
        self.labels: dict[str, list[str]] = {name: about[name] for name in _LABELS}
        self.confidence: tuple[float, ...] = tuple(about.get("confidence", ()))
        self.heads = Heads(dict(np.load(folder / "heads.npz")))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except (Fail, InvalidGraph, InvalidProtobuf, RuntimeError) as error:
            raise ModelError(f"not an encoder: {error}", where=str(folder / "encoder.onnx")) from None
        self.width: int = self._one([0], [(0, 0)]).states.shape[1]

    def encode(self, sentences: Sequence[str]) -> list[Encoded]:
        """States of every sentence, in the order given.

        Each is run by itself: int8 activations are scaled by what stands in the same batch, and a sentence must have
        the same vectors whatever its neighbours. It saves the padding, and costs little on one thread.
        """
        return [self._one(read.ids, read.offsets) for read in self._tokenizer.encode_batch(list(sentences))]

    def tokenize(self, sentence: str) -> list[int]:
        """Ids of the word pieces that are read of a sentence."""
        found: list[int] = self._tokenizer.encode(sentence).ids
        return found

    def _one(self, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Encoded:
        given = np.asarray([ids], np.int64)
        states: Floats = self._session.run(["states"], {"ids": given, "mask": np.ones_like(given)})[0]
        return _encoded(states[0], offsets)


def _encoded(states: Floats, offsets: Sequence[tuple[int, int]]) -> Encoded:
    sums = np.zeros((len(states) + 1, states.shape[1]), np.float32)
    np.cumsum(states, axis=0, out=sums[1:])
    spans = np.asarray(offsets, np.int64)
    starts, ends = spans[:, 0].copy(), spans[:, 1].copy()
    # The closing mark has the span (0, 0): behind every character, so that both columns rise.
    starts[-1] = ends[-1] = max(int(ends[:-1].max(initial=0)), 0) + 1
    return Encoded(states, sums, starts, ends)


@cache
def load_encoder(source: str) -> Encoder:
    """The encoder of a source, once a process: "default" or a folder.

    Raises:
        ModelError: there is no such encoder.
    """
    if source == "default":
        return Encoder(Path(str(files("tidings").joinpath("data/models/events"))))
    return Encoder(Path(source).expanduser())
