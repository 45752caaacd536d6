"""Who bears a personal name: somebody named before by it, somebody of the tables, or somebody new."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tidings.actors.compose import Identity, Parts
from tidings.actors.country import of_article
from tidings.actors.entities import Cluster, Entities
from tidings.actors.reading import Reading
from tidings.knowledge.names import sectors_on

UNKNOWN = "no entry in the knowledge tables"


def bearer(words: tuple[str, ...], entities: Entities) -> Cluster | None:
    """Who was named before in full by the last of the words; nobody when they are another full name."""
    if len(words) > 1 and words[-1] != words[0]:
        return None
    return entities.by_name.get(words[-1])


def person(
    token: Token, words: tuple[str, ...], parts: Parts, found: Identity | None, before: Cluster | None, reading: Reading
) -> Identity:  # fmt: skip
    """Who a personal name is.

    Args:
        token: its head.
        words: the words of the name.
        parts: the known words of the phrase.
        found: who these say it is, if they do.
        before: who was named before by it.
        reading: the Doc.
    """
    if before is not None:
        if found is None or not found.sectors:
            found = before.identity
        elif found.code is None:
            found = replace(found, code=before.identity.code)
    elif len(words) > 1:
        found = _otherwise_spelt(found, words, reading)
    name = found.name if found and found.name else " ".join(words)
    if found is None:
        codes = [each.code for each in reading.names(token.i) if each.code] + parts.owners + parts.codes
        found = Identity(codes[0] if codes else None, reason=UNKNOWN)
    elif found.code is None and found.sectors and before is None:
        found = of_article(found, reading)
    return replace(found, name=name)


def _otherwise_spelt(found: Identity | None, words: tuple[str, ...], reading: Reading) -> Identity | None:
    """The person of the tables whose full name is written in another spelling, if the country said is no other."""
    entry = reading.knowledge.variants.find(" ".join(words), reading.on)
    if entry is None or (found is not None and found.code not in {None, entry.code}):
        return found
    sectors = found.sectors if found is not None and found.sectors else sectors_on(entry, reading.on)
    return Identity(entry.code, sectors, entry.name, entry=entry)
