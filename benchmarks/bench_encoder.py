"""The whole coder and its encoder against an encoder of RoBERTa-base's size, over the same sentences, in the same run.

The reference has random weights: time depends on sizes only (12 layers, width 768, 12 heads, 3,072 inside; Liu et al.
2019), in float32 on ONNX Runtime with one thread, one sentence at a time in order of length, as ours.
"""

from __future__ import annotations

import time
from collections import deque

import numpy as np
import onnxruntime
from bench_coder import articles
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

import tidings
from tidings.encode.encoder import load_encoder

LAYERS, WIDTH, HEADS, INSIDE, VOCABULARY = 12, 768, 12, 3072, 1000
OPSET = 20


class _Graph:
    """Nodes and random weights of a transformer."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        self._random = np.random.default_rng(1)

    def weight(self, *shape: int) -> str:
        name = f"w{len(self.weights)}"
        values = (self._random.standard_normal(shape) * 0.02).astype(np.float32)
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def whole(self, *values: int) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, inner: int, outer: int) -> str:
        return self.add("Add", self.add("MatMul", x, self.weight(inner, outer)), self.weight(outer))

    def normed(self, x: str) -> str:
        return self.add("LayerNormalization", x, self.weight(WIDTH), self.weight(WIDTH))

    def split(self, x: str, order: list[int]) -> str:
        parted = self.add("Reshape", x, self.whole(0, 0, HEADS, WIDTH // HEADS))
        return self.add("Transpose", parted, perm=order)

    def attention(self, x: str) -> str:
        queries, values = self.split(self.linear(x, WIDTH, WIDTH), [0, 2, 1, 3]), self.linear(x, WIDTH, WIDTH)
        keys = self.split(self.linear(x, WIDTH, WIDTH), [0, 2, 3, 1])
        weights = self.add("Softmax", self.add("MatMul", queries, keys), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", weights, self.split(values, [0, 2, 1, 3])), perm=[0, 2, 1, 3])
        return self.linear(self.add("Reshape", mixed, self.whole(0, 0, WIDTH)), WIDTH, WIDTH)


def base_sized() -> ModelProto:
    """A transformer of the size of RoBERTa-base: ids (1, n) to states (1, n, 768)."""
    graph = _Graph()
    x = graph.add("Gather", graph.weight(VOCABULARY, WIDTH), "ids")
    for _ in range(LAYERS):
        x = graph.normed(graph.add("Add", x, graph.attention(x)))
        inner = graph.add("Gelu", graph.linear(x, WIDTH, INSIDE))
        x = graph.normed(graph.add("Add", x, graph.linear(inner, INSIDE, WIDTH)))
    made = helper.make_graph(
        graph.nodes, "base", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, None])],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, [1, None, WIDTH])], graph.weights,
    )  # fmt: skip
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)


def measure() -> str:
    """Sentences a second of the coder, of its encoder, of the reference; and the ratios."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(base_sized().SerializeToString(), options, ["CPUExecutionProvider"])
    coder, encoder = tidings.load(), load_encoder("default")
    sample = articles()
    sentences = [span.text for coded in coder.pipe(sample) for span in coded.sentences]
    lengths = sorted(len(encoder.tokenize(text)) for text in sentences)
    encoder.encode(sentences[:5])
    start = time.perf_counter()
    for length in lengths:
        session.run(None, {"ids": np.ones((1, length), np.int64)})
    reference = time.perf_counter() - start
    start = time.perf_counter()
    encoder.encode(sentences)
    encoded = time.perf_counter() - start
    start = time.perf_counter()
    deque(coder.pipe(sample), maxlen=0)
    whole = time.perf_counter() - start
    count = len(sentences)
    return (
        f"whole coder {count / whole:,.0f} sentences/s, {reference / whole:.1f} times a base-sized encoder's "
        f"{count / reference:,.1f}; our encoder alone {count / encoded:,.0f}, {reference / encoded:.1f} times"
    )
