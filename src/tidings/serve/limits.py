"""How much one request, and all of them together, may cost."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_DEFAULT, PAGE_MOST = 50, 500
TEXT_MOST = 200  # characters of one filter
CODE_BYTES = 200_000  # of a report that is posted to be coded


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a server.

    Attributes:
        body_bytes: of a request's body.
        target_characters: of a request's path and query.
        query_seconds: that all questions of one request to the store may take together.
        body_seconds: that may pass before the next part of a body comes.
        in_flight: requests at once; further ones are told to come back.
        coding: reports that are being coded or wait for it.
        cache_bytes: of answers that are kept until the store changes.
    """

    body_bytes: int = CODE_BYTES
    target_characters: int = 4_000
    query_seconds: float = 5.0
    body_seconds: float = 10.0
    in_flight: int = 64
    coding: int = 4
    cache_bytes: int = 64_000_000
