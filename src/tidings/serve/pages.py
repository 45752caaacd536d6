"""A part of a list, and the cursor that leads to the next: a key of the last item, so that new rows move nothing."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Sequence

from tidings.errors import UsageError

Key = tuple[str | int | float | None, ...]


def cursor_of(key: Sequence[str | int | float | None]) -> str:
    """Opaque text that stands for a key.

    >>> key_of(cursor_of(("2024-05-17", "a/b", 3)), 3)
    ('2024-05-17', 'a/b', 3)
    """
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def key_of(cursor: str, length: int) -> Key:
    """The key of a cursor that this server has given.

    Raises:
        UsageError: it has given no such cursor.
    """
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    simple = isinstance(found, list) and len(found) == length
    if not simple or not all(part is None or type(part) in {str, int, float} for part in found):
        raise UsageError("is no cursor of this list", where="cursor", fix="Leave it out to begin anew")
    return tuple(found)


def page(items: Iterable[str], next_cursor: str | None, total: int | None) -> bytes:
    """A part of a list as JSON; ``items`` are JSON already."""
    tail = json.dumps({"next_cursor": next_cursor, "total": total}, ensure_ascii=False)
    return f'{{"items":[{",".join(items)}],{tail[1:]}'.encode()
