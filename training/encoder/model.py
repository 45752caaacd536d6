"""The encoder with its heads: a sentence is encoded once, every trigger, party and pair is read off it."""

from __future__ import annotations

import torch
from torch import Tensor, nn

HIDDEN = 256


class Head(nn.Module):
    """Two layers; what it is asked of is a dictionary of output sizes."""

    def __init__(self, width: int, outputs: dict[str, int], hidden: int = HIDDEN, dropout: float = 0.2) -> None:
        """Build one shared layer and a linear map for each output."""
        super().__init__()
        self.inner = nn.Linear(width, hidden)
        self.dropout = nn.Dropout(dropout)
        self.outer = nn.ModuleDict({f"to_{name}": nn.Linear(hidden, size) for name, size in outputs.items()})

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        """Logits by output."""
        inner = self.dropout(torch.relu(self.inner(self.dropout(x))))
        return {name.removeprefix("to_"): layer(inner) for name, layer in self.outer.items()}


class Coder(nn.Module):
    """Encoder and heads.

    ``trigger`` sees the trigger, the sentence and trigger features; ``party`` the trigger, the party, their product and
    party features; ``pair`` actor, recipient, the words between and the sentence.
    """

    def __init__(self, encoder: nn.Module, sizes: dict[str, int], trigger_width: int, party_width: int) -> None:
        """``sizes``: number of types (with NONE), modes (with none), statuses, contexts."""
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.trigger = Head(2 * width + trigger_width, sizes)
        self.party = Head(3 * width + party_width, {"roles": 3})
        self.pair = Head(4 * width, {"type": sizes["type"]})
        self.half = False  # whether to encode in bfloat16 outside training too
        self.nobody = nn.Parameter(torch.zeros(2, width))
        nn.init.normal_(self.nobody, std=0.05)

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width)."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training or self.half):
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states.float()

    @staticmethod
    def pooled(states: Tensor, rows: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """Mean over pieces [start, end) of each row; zeros where empty."""
        sums = torch.nn.functional.pad(states.cumsum(1), (0, 0, 1, 0))
        length = (ends - starts).clamp(min=1).unsqueeze(1)
        return (sums[rows, ends] - sums[rows, starts]) / length
