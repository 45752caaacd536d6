"""The words of ``data/status``: what a predicate says of its complement, and modal auxiliaries and adverbs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from spacy.tokens import Token

from tidings.parse.syntax import lemmas_of
from tidings.records import StatusName

_PARTS = {
    "verbs": "verb",
    "hedged_verbs": "hedged",
    "from_verbs": "restraint",
    "object_verbs": "object",
    "nouns": "noun",
    "clause_nouns": "clause_noun",
    "adjectives": "adjective",
    "clause_adjectives": "clause_adjective",
    "gerund_verbs": "gerund",
    "passive_verbs": "passive",
    "progressive_verbs": "progressive",
    "mandative_verbs": "mandative",
}
# Where a word stands in two classes, the one that comes first here has it.
_ORDER = (
    "ending", "permission", "ability", "decision", "failure", "exclusion", "foiling", "denial", "doubt", "attempt",
    "intention", "order", "request", "belief", "possibility", "desire", "continuing", "implicative", "finding", "hedge",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """How a predicate presents its complement.

    ``complement`` where the predicate itself holds and ``negated`` where it is denied are a status, or "same" (as
    the predicate itself) or "own" (as the complement's own words say). ``certainty`` in [0, 1].
    """

    name: str
    complement: str
    negated: str
    certainty: float
    prepositions: frozenset[str]
    unless_past: StatusName | None = None  # the complement's status where the predicate is not told as past
    finite: bool = False  # it also says so of a full clause: "denied that it shelled"


@dataclass(frozen=True, slots=True)
class Words:
    """All tables: lemma to signature by part of speech, modal words to a status.

    ``gerund`` holds of "-ing" complements alone ("means leaving"), ``passive`` of past participles ("is set to leave"),
    ``progressive`` of "-ing" forms ("is going to leave"), ``mandative`` of full clauses too ("ordered that they
    leave").
    """

    verb: Mapping[str, Signature]
    hedged: Mapping[str, Signature]
    restraint: Mapping[str, Signature]
    object: Mapping[str, Signature]
    noun: Mapping[str, Signature]
    clause_noun: Mapping[str, Signature]
    adjective: Mapping[str, Signature]
    clause_adjective: Mapping[str, Signature]
    gerund: Mapping[str, Signature]
    passive: Mapping[str, Signature]
    progressive: Mapping[str, Signature]
    mandative: Mapping[str, Signature]
    auxiliaries: Mapping[str, str]
    adverbs: Mapping[str, str]
    conjunctions: Mapping[str, str]
    prepositions: Mapping[str, str]
    happening: frozenset[str]
    messages: frozenset[str]
    guilt: frozenset[str]
    perceived: frozenset[str]
    polite: frozenset[str]
    performed: frozenset[str]
    elliptic: frozenset[str]
    causing: frozenset[str]
    rejecting: frozenset[str]
    pondering: frozenset[str]
    fresh: frozenset[str]
    told: frozenset[str]
    laid: frozenset[str]
    deeds: frozenset[str]


def found_in(table: Mapping[str, Signature], token: Token) -> Signature | None:
    """The signature of a word, with its particle where the table has it so ("call off")."""
    for lemma in lemmas_of(token):
        for child in token.children if token.pos_ == "VERB" else ():
            if child.dep_ == "prt" and (found := table.get(f"{lemma} {child.lower_}")) is not None:
                return found
        if (found := table.get(lemma)) is not None:
            return found
    return None


@cache
def load_words() -> Words:
    """The shipped tables, read once a process."""
    folder = files("tidings") / "data" / "status"
    tables: dict[str, dict[str, Signature]] = {part: {} for part in _PARTS.values()}
    for name in _ORDER:
        _enter(tomllib.loads((folder / f"{name}.toml").read_text("utf-8")), name, tables)
    modal = tomllib.loads((folder / "modal.toml").read_text("utf-8"))
    return Words(
        **{part: MappingProxyType(table) for part, table in tables.items()},
        auxiliaries=modal["auxiliaries"],
        adverbs=modal["adverbs"],
        conjunctions=modal["conjunctions"],
        prepositions=modal["prepositions"],
        happening=frozenset(modal["verbs"]["happening"]),
        perceived=frozenset(modal["verbs"]["perceived"]),
        polite=frozenset(modal["verbs"]["polite"]),
        performed=frozenset(modal["verbs"]["performed"]),
        elliptic=frozenset(modal["verbs"]["elliptic"]),
        rejecting=frozenset(modal["verbs"]["rejecting"]),
        causing=frozenset(modal["verbs"]["causing"]),
        told=frozenset(modal["nouns"]["told"]),
        laid=frozenset(modal["nouns"]["laid"]),
        deeds=frozenset(modal["nouns"]["deeds"]),
        pondering=frozenset(modal["verbs"]["pondering"]),
        fresh=frozenset(modal["nouns"]["fresh"]),
        guilt=frozenset(modal["nouns"]["guilt"]),
        messages=frozenset(modal["nouns"]["messages"]),
    )


def _enter(entry: dict[str, Any], name: str, tables: dict[str, dict[str, Signature]]) -> None:
    signature = Signature(
        name=name, complement=entry["complement"], negated=entry["negated"], certainty=entry["certainty"],
        prepositions=frozenset(entry["prepositions"]), unless_past=entry.get("unless_past"),
        finite=entry.get("finite", False),
    )  # fmt: skip
    for key, part in _PARTS.items():
        for lemma in entry.get(key, ()):
            tables[part].setdefault(lemma, signature)
