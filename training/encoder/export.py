"""Write a trained coder as files that run without torch: int8 encoder, heads, tokenizer, labels."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.model import Coder, Head

LICENCE = "MIT; base weights all-MiniLM-L6-v2, Apache-2.0; corpus CC BY 4.0"


class _States(nn.Module):
    """Only what is run: ids and mask to the last hidden states."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        found: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return found


def export(model: Coder, labels: Any, tokenizer: Path, folder: Path) -> None:
    """Write ``encoder.onnx``, ``heads.npz``, ``tokenizer.json`` and ``labels.json`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(scratch) / "plain.onnx"
        inputs = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7, dtype=torch.long))
        torch.onnx.export(
            _States(model.encoder), inputs, str(plain), input_names=["ids", "mask"], output_names=["states"],
            dynamic_axes={name: {0: "sentences", 1: "pieces"} for name in ("ids", "mask", "states")},
            dynamo=False, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(plain, folder / "encoder.onnx", weight_type=QuantType.QInt8)
    arrays = {"nobody": model.nobody.detach().numpy()}
    for name in ("trigger", "party", "pair"):
        arrays |= {f"{name}.{key}": value for key, value in _arrays(getattr(model, name)).items()}
    np.savez(folder / "heads.npz", **{key: value.astype(np.float32) for key, value in arrays.items()})
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    names = {"types": labels.types, "modes": labels.modes, "statuses": labels.statuses, "contexts": labels.contexts}
    about = {"licence": LICENCE, **names}
    (folder / "labels.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def _arrays(head: Head) -> dict[str, np.ndarray[Any, Any]]:
    found = {"inner.weight": head.inner.weight.detach().numpy().T, "inner.bias": head.inner.bias.detach().numpy()}
    for name, layer in head.outer.items():
        found[f"{name}.weight"] = layer.weight.detach().numpy().T
        found[f"{name}.bias"] = layer.bias.detach().numpy()
    return found
