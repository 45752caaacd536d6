"""What tidings hangs on a Doc."""

from __future__ import annotations

from spacy.tokens import Doc

# The article being coded (records.Article) and where in its text this Doc begins.
SINGLE = ("tidings_article", "tidings_offset")
# One list of records a stage.
LISTS = (
    "tidings_times",
    "tidings_places",
    "tidings_actors",
    "tidings_events",
    "tidings_statements",
)


def register_extensions() -> None:
    """Register every attribute once; calling it again changes nothing."""
    for name in SINGLE:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=0 if name.endswith("offset") else None)
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=[])
