"""How many triggers, actors and recipients the candidate generator reaches, before anything is typed.

usage: candidates.py [--bench FOLDER]

On the corpus's test parts: marked triggers of events among the candidate words, marked actors and recipients among the
candidate parties of the sentence. On plover_gsr, whose triggers are loose words: records with a content word of the
trigger among the candidates, and named sources and targets that overlap a party.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

import tidings
from tidings.events.features import Party, parties_in, triggers_in
from tidings.ontology import load_ontology
from tidings.parse.tokens import head_of

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
from training.check import PARTS  # noqa: E402  the corpus is beside us, not installed
from training.encoder.split import uses  # noqa: E402
from training.notation import NO_EVENT, Item, read_part  # noqa: E402

BENCH = ROOT.parent / "shared" / "bench" / "data"


def reach(doc: Doc) -> tuple[set[int], list[Party]]:
    """Candidate words and parties of a text."""
    words = {token.i for sentence in doc.sents for token in triggers_in(doc, sentence)}
    return words, [party for sentence in doc.sents for party in parties_in(doc, sentence)]


def _overlaps(parties: list[Party], start: int, end: int) -> bool:
    return any(party.start < end and start < party.end for party in parties)


def corpus(coder: tidings.Coder) -> Counter[str]:
    """Counts on the test parts: "trigger", "actor", "recipient", each also with " found"."""
    ontology = load_ontology("plover")
    items = [item for path in sorted(PARTS.glob("*.txt")) for item in read_part(path, ontology)]
    use = uses(item.part for item in items)
    counts: Counter[str] = Counter()
    for item in items:
        if use[item.part] == "test":
            _count_item(item, coder.parsed(item.text, published=item.published), counts)
    return counts


def _count_item(item: Item, doc: Doc, counts: Counter[str]) -> None:
    words, parties = reach(doc)
    for label in item.labels:
        if label.type == NO_EVENT:
            continue
        head = head_of(doc, label.start, label.end)
        counts["trigger"] += 1
        counts["trigger found"] += head is not None and head.i in words
        for role, letters in (("actor", label.actors), ("recipient", label.recipients)):
            for letter in letters:
                own = [mention for mention in item.mentions if mention.letter == letter]
                counts[role] += 1
                counts[f"{role} found"] += any(_overlaps(parties, mention.start, mention.end) for mention in own)


def gsr(coder: tidings.Coder, path: Path) -> Counter[str]:
    """The same counts on plover_gsr."""
    counts: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        doc = coder.parsed(row["text"])
        words, parties = reach(doc)
        if row.get("event_text"):
            wanted = set(re.findall(r"\w{3,}", row["event_text"].lower()))
            counts["trigger"] += 1
            counts["trigger found"] += any({doc[at].lower_, doc[at].lemma_.lower()} & wanted for at in words)
        for role, key in (("actor", "sources"), ("recipient", "targets")):
            for actor in row.get(key, ()):
                start = row["text"].find(actor["text"]) if actor.get("text") else -1
                if start >= 0:
                    counts[role] += 1
                    counts[f"{role} found"] += _overlaps(parties, start, start + len(actor["text"]))
    return counts


def main() -> int:
    """Print recall of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    path = parser.parse_args().bench / "plover_gsr.jsonl"
    coder = tidings.load()
    found = {"corpus, test parts": corpus(coder)}
    if path.is_file():
        found["plover_gsr"] = gsr(coder, path)
    else:
        print(f"no plover_gsr at {path.parent}", file=sys.stderr)
    for name, counts in found.items():
        shares = [f"{key} {counts[f'{key} found'] / counts[key]:.3f} of {counts[key]}" for key in _ROLES]
        print(f"{name}: {', '.join(shares)}")
    return 0


_ROLES = ("trigger", "actor", "recipient")

if __name__ == "__main__":
    sys.exit(main())
