"""Text from articles is hostile: nothing of it may steer a terminal."""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")
# Bidirectional overrides and isolates turn a line around; everything else of category Cf is harmless but invisible.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """The text with control characters and bidirectional overrides shown as "\ufffd", of the same length."""
    return "".join(character if _harmless(character) else "\ufffd" for character in text)


def _harmless(character: str) -> bool:
    if character in _KEPT:
        return True
    return character not in _TURNING and unicodedata.category(character) not in {"Cc", "Cs", "Co"}
