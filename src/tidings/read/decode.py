"""Bytes to text."""

from __future__ import annotations

import codecs
import re

import cchardet

from tidings.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LOOK = 2048
_SURE = 0.5


def decode(data: bytes, where: str) -> str:
    """Text of a file: by its mark, as UTF-8, by what it declares, else by detection. Newlines stay as they are.

    Raises:
        ReadError: empty, in no encoding that can be told, or with NUL characters.
    """
    if not data.strip():
        raise ReadError("the file is empty", where=where)
    text = _decoded(data, where)
    if "\x00" in text:
        raise ReadError("contains NUL characters", where=where, fix="Is it a binary file, or UTF-16 without its mark?")
    return text


def _decoded(data: bytes, where: str) -> str:
    marked = [name for mark, name in _MARKS if data.startswith(mark)][:1]
    for name in marked or ["utf-8", _declared(data), _detected(data)]:
        try:
            return data.decode(name or "no-such-encoding")
        except (UnicodeDecodeError, LookupError):
            continue
    raise ReadError("is in no encoding that can be told", where=where, fix="Save it as UTF-8")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_LOOK])
    return found[1].decode("ascii", "ignore") if found else ""


def _detected(data: bytes) -> str:
    found = cchardet.detect(data[:200_000])
    return found["encoding"] or "" if (found["confidence"] or 0) >= _SURE else ""
