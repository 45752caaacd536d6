"""Of which country an actor is whose own words may not say so: that of its office, or of the whole article."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tidings.actors.clues import article_of, is_definite, offices_of
from tidings.actors.compose import Identity, Parts
from tidings.actors.phrases import is_plural
from tidings.actors.reading import Reading

# A body of these with a name of its own need not be of the article's country ("the Association of Jurists").
_SOCIETY = frozenset({"SOC", "BUS", "REL", "LAB", "JRN", "EDU", "MED"})
_TITLE_AND_COUNTRY = 2


def with_country(token: Token, parts: Parts, found: Identity, reading: Reading) -> Identity:
    """A role nobody holds so far: its holder by office, or somebody of the country that the article is about."""
    definite = is_definite(token) or not (article_of(token) or parts.before)
    if found.code is not None:
        return _holder(found, token, reading) if definite and not is_plural(token) else found
    if token.pos_ == "PROPN" and set(found.sectors) & _SOCIETY:
        return found
    if _names_a_country(token, reading):
        return replace(found, reason="another country in the phrase")
    return of_article(found, reading)


def of_article(found: Identity, reading: Reading) -> Identity:
    """The same of the country that the whole article is about, with the mention that says so."""
    if reading.dominant is None:
        return replace(found, reason="two candidates" if reading.order else "no country in the article")
    proof = reading.own_span(reading.doc[reading.first_named[reading.dominant]])
    return replace(found, code=reading.dominant, proof=proof)


def _names_a_country(token: Token, reading: Reading) -> bool:
    start, end = reading.phrase(token)
    return any((hit := reading.cover.get(index)) is not None and hit.meaning is not None for index in range(start, end))


def _holder(found: Identity, token: Token, reading: Reading) -> Identity:
    """Whoever holds the office of a country on the date, by name."""
    knowledge = reading.knowledge
    offices = offices_of(found.role, knowledge.words) if found.role and found.role.title else frozenset()
    if found.sectors != ("GOV",) or not offices or len(reading.groups.get(token.i, ())) > _TITLE_AND_COUNTRY:
        return found
    name = knowledge.holder(found.code or "", offices, reading.on)
    return replace(found, name=name.name, entry=name) if name else found
