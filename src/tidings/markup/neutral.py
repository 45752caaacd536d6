"""Make characters visible that could hide, reorder or overwrite what a reader sees."""

from __future__ import annotations

# Bidirectional controls and other invisible format characters that can disguise text. Joiners (U+200C, U+200D) stay:
# Persian and emoji need them.
_INVISIBLE = (
    *range(0x202A, 0x202F), *range(0x2066, 0x2070), 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060,
    0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0020),
)  # fmt: skip
_TABLE: dict[int, str] = {code: f"⟦U+{code:04X}⟧" for code in _INVISIBLE}
_TABLE |= {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}  # control pictures: ␀ ␛
_TABLE[0x7F] = "␡"
_TABLE |= {code: f"⟦U+{code:04X}⟧" for code in range(0x80, 0xA0)}


def neutralised(text: str) -> str:
    """Text that can be shown: control, bidirectional and invisible characters by name, lone surrogates as U+FFFD.

    >>> neutralised("a" + chr(0x1B) + "[31m" + chr(0x202E) + "b")
    'a␛[31m⟦U+202E⟧b'
    """
    shown = text.replace("\r\n", "\n").translate(_TABLE)
    return shown if shown.isascii() else shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def neutralised_line(text: str) -> str:
    """The same on one line: runs of blanks become one."""
    return " ".join(neutralised(text).split())
