"""How many were killed, injured, arrested, displaced or took part, as the event's own sentence says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from tidings.parse.syntax import objects_of, own_subject
from tidings.parse.tokens import sentence_of
from tidings.records import Size

_REACH = 30  # words on either side of the trigger
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


@cache
def _words() -> dict[str, Any]:
    text = files("tidings").joinpath("data/events/size.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _fields() -> dict[str, str]:
    """From a word of harm to the field that it fills."""
    fields = _words()["fields"]
    return {word: field for field, words in fields.items() for word in (*words["verbs"], *words["nouns"])}


def size_of(trigger: Token) -> Size | None:
    """Counts of people at words of harm or of taking part near the trigger; None where there are none."""
    counts: dict[str, int] = {}
    for token in _near(trigger):
        field = _field_of(token)
        if field and field not in counts and _same_clause(token, trigger):
            number = _people(token)
            if number:
                counts[field] = number
    return Size(**counts) if counts else None


def _near(trigger: Token) -> Iterator[Token]:
    """Words of the trigger's sentence within reach."""
    sentence = sentence_of(trigger)
    yield from trigger.doc[max(sentence.start, trigger.i - _REACH) : min(sentence.end, trigger.i + _REACH)]


def _field_of(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    return _fields().get(lemma)


def _same_clause(token: Token, trigger: Token) -> bool:
    """The verb of harm is the trigger, governs it, or hangs on it within two steps."""
    near = {trigger, trigger.head, trigger.head.head, *trigger.children}
    return token in near or token.head in near or token.head.head == trigger


def _people(token: Token) -> int | None:
    """The number at the ones affected: "killed 12 people", "12 people were killed", "12 dead"."""
    holders = [*objects_of(token)] if token.pos_ == "VERB" else [token]
    subject = own_subject(token) if token.dep_ in {"acomp", "attr"} else None
    for holder in [*holders, *([subject] if subject is not None else []), token]:
        for child in (holder, *holder.children):
            if child.dep_ in {"nummod", "dobj", "nsubjpass", "nsubj", "pobj"} or child is holder:
                value = _value(child)
                if value is not None:
                    return value
    return None


def _value(token: Token) -> int | None:
    if token.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"} or token.pos_ != "NUM":
        return None
    found = _NUMBER.fullmatch(token.text)
    if found:
        value = int(found[0].replace(",", ""))
        scale = _words()["scales"].get(token.nbor(1).lower_, 1) if token.i + 1 < len(token.doc) else 1
        return value * scale
    found_word: int | None = _words()["numerals"].get(token.lower_)
    return found_word
