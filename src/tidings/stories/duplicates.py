"""Near-duplicate articles by MinHash.

Source: Broder, A. (1997). On the resemblance and containment of documents. Proceedings of Compression and Complexity of
Sequences, 21-29; bands after Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from rensa import RMinHash  # type: ignore[import-untyped]

from tidings.stories.weights import Duplicates, load_weights

_WORD = re.compile(r"\w+")
_SEED = 20260


def signature(text: str, how: Duplicates | None = None) -> bytes:
    """MinHash of the word shingles of a text, as unsigned 32-bit numbers; the same in every run.

    A text shorter than a shingle is one shingle; a text without words has the empty signature and no copies.
    """
    how = how or load_weights().duplicates
    words = _WORD.findall(text.casefold())
    if not words:
        return b""
    last = max(1, len(words) - how.words + 1)
    sketch = RMinHash(num_perm=how.permutations, seed=_SEED)
    sketch.update([" ".join(words[at : at + how.words]) for at in range(last)])
    return array("I", sketch.digest()).tobytes()


def bands(found: bytes, how: Duplicates | None = None) -> Iterator[int]:
    """One number a band, less than 2**63: articles that share any may be copies of each other."""
    how = how or load_weights().duplicates
    width = len(found) // how.bands
    for band in range(how.bands if width else 0):
        value = int.from_bytes(found[band * width : (band + 1) * width], "little")
        # The band's number takes part: equal rows of two different bands say nothing.
        yield (value * 0x9E3779B97F4A7C15 + band * 0xC2B2AE3D27D4EB4F + (value >> 64) * 0x165667B19E3779F9) % (1 << 63)


def shared(one: bytes, other: bytes) -> float:
    """Estimated share of common shingles (Jaccard), 0 to 1."""
    if not one or len(one) != len(other):
        return 0.0
    left, right = memoryview(one).cast("I"), memoryview(other).cast("I")
    return sum(a == b for a, b in zip(left, right, strict=True)) / len(left)
