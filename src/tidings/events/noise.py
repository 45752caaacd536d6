"""What is no politics, however warlike its words: sport, weather, accidents."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from tidings.parse.tokens import sentence_of


@cache
def _words() -> dict[str, Any]:
    table = tomllib.loads(files("tidings").joinpath("data/events/noise.toml").read_text("utf-8"))
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in table.items()}


def is_sport(doc: Doc) -> bool:
    """Whether an article is about sport: several of its words are signs of it."""
    words = _words()
    signs = {token.lemma_.lower() for token in doc} & words["sport_signs"]
    return len(signs) >= int(words["sport_signs_needed"])


def noisy_sentences(doc: Doc) -> set[int]:
    """First tokens of sentences about sport."""
    sport = _words()["sport"]
    return {sentence_of(token).start for token in doc if token.lemma_.lower() in sport}


def is_blind(head: Token) -> bool:
    """Whether what acts is a storm, a disease, a vehicle: nobody who means it."""
    return bool(head.pos_ == "NOUN" and head.lemma_.lower() in _words()["causes"])
