"""Decide who each noun phrase of a Doc names, left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tidings.actors.clues import ALONE, ORGANISED, article_of, bare_count, names_actor
from tidings.actors.compose import Identity, Parts, compose
from tidings.actors.country import of_article, with_country
from tidings.actors.entities import PRONOUNS
from tidings.actors.linking import Ranker, load_ranker
from tidings.actors.mentions import Mentions
from tidings.actors.persons import UNKNOWN, bearer, person
from tidings.actors.phrases import Phrases
from tidings.actors.reading import NOUNS, Reading, carrier
from tidings.actors.reference import Reference
from tidings.actors.scan import Hit
from tidings.knowledge.names import PEOPLE_KINDS
from tidings.records import ActorMention

_MARKS = frozenset({"honorific", "former", "elect"})


class Resolver:
    """One pass over one Doc."""

    def __init__(self, reading: Reading, ranker: Ranker | None = None) -> None:
        """Prepare the pass; ``ranker`` decides whom words mean (default: the one that ships)."""
        self.reading, self.doc = reading, reading.doc
        self.mentions = Mentions(reading)
        self.phrases = Phrases(reading, self.mentions.heads, self.mentions.entities.by_name)
        self.reference = Reference(self.mentions, ranker or load_ranker())

    def run(self) -> dict[int, tuple[ActorMention, ...]]:
        """Resolve every phrase; returns the actors that it names by the index of its head token."""
        alone = {token.i for token in self.doc if token.lower_ in ALONE and bare_count(token)}
        for index in sorted(alone | self._anchors()):
            token = self.doc[index]
            if token.lower_ in PRONOUNS and token.pos_ == "PRON":
                self.reference.pronoun(token)
            elif index in alone:
                self.reference.joint(token, None, "any")
            else:
                self._phrase(token)
        self.reference.first_persons()
        return self.mentions.heads

    def _anchors(self) -> set[int]:
        """Indices of tokens that may head a mention: known words, what they modify, persons, pronouns."""
        found = set(self.reading.roots) | set(self.reading.groups)
        found.update(entity.root.i for entity in self.doc.ents if entity.label_ == "PERSON")
        found.update(token.i for token in self.doc if token.lower_ in PRONOUNS or token.pos_ == "PROPN")
        return found

    def _phrase(self, token: Token) -> None:
        hit = self.reading.roots.get(token.i)
        kind = hit.role.kind if hit and hit.role else ""
        text = hit.text.lower() if hit and hit.role else ""
        if kind == "nobody":
            self._nobody(token, hit)
        elif self._stands_for(token, hit, text) or kind in _MARKS:
            return
        elif carrier(token) == token:
            self._named(token, hit)
        else:
            self._modifier(token, hit)

    def _stands_for(self, token: Token, hit: Hit | None, text: str) -> bool:
        """Whether a word of the tables means somebody named before."""
        words = self.reading.knowledge.words
        if text in words.get("joint", ()) and self.reference.joint(token, hit, words["joint"][text]):
            return True
        return text in words.get("anaphor", ()) and self.reference.general(token, words["anaphor"][text])

    # -- names and roles

    def _named(self, token: Token, hit: Hit | None) -> None:
        reading = self.reading
        known = hit is not None or token.i in reading.groups or token.ent_type_ == "PERSON"
        if not known and token.text not in self.mentions.entities.by_name:
            self._body(token)
            return
        parts = self.phrases.parts(token, hit)
        if hit is None and token.pos_ != "PROPN":
            return
        found = compose(parts, reading.on, reading.order)
        if hit is None and token.pos_ == "PROPN" and (words := self.phrases.name_words(token)):
            before = bearer(words, self.mentions.entities)
            self.mentions.add(token, person(token, words, parts, found, before, reading), before, words, parts)
        elif found is not None:
            self._known(token, parts, found, hit)

    def _body(self, token: Token) -> None:
        """A name that no table has: a province, or a body that "the group" may mean from now on."""
        reading, mentions = self.reading, self.mentions
        if (code := reading.province_at(token)) and token.dep_ == "nsubj":  # a state that acts is its government
            mentions.add(token, Identity(code, ("GOV",)))
        elif token.ent_type_ == "ORG" and carrier(token) == token:
            entity = mentions.entity(token, Identity(name=token.text, reason=UNKNOWN), reading.span(token))
            mentions.entities.add(replace(entity, kind="organisation"))

    def _known(self, token: Token, parts: Parts, found: Identity, hit: Hit | None) -> None:
        """A name or a role of the tables."""
        if found.role is not None and found.entry is None:
            self._role(token, parts, found, hit)
        elif found.entry is not None and found.entry.person and hit is not None:
            words = tuple(hit.text.split())
            cluster = self.mentions.entities.by_name.get(words[0]) if len(words) == 1 else None
            if cluster is not None:  # a last name means whoever bore it in full before
                found = found if cluster.identity.name == found.name else cluster.identity
            self.mentions.add(token, found, cluster, words, parts)
        else:
            self.mentions.add(token, found)

    def _role(self, token: Token, parts: Parts, found: Identity, hit: Hit | None) -> None:
        """Who holds a role: somebody named before, else whoever its own words or the article's country say."""
        codes = self.phrases.several_codes(token, hit)
        if len(codes) > 1:
            self.mentions.several(token, [replace(found, code=code) for code in codes])
            return
        cluster = self.reference.described(token, parts, found)
        if cluster is not None:
            self.mentions.again(token, cluster, found)
        else:
            self.mentions.add(token, with_country(token, parts, found, self.reading), parts=parts)

    # -- modifiers that name an actor on their own

    def _modifier(self, token: Token, hit: Hit | None) -> None:
        if hit is None or hit.blocked or self.reading.within_name(token):
            return
        group = [each for each in self.reading.groups.get(carrier(token).i, ()) if each is not hit]
        found = self._modifying(token, hit, group)
        if found is None:
            return
        span = self.reading.own_span(token)
        self.mentions.put(token, found, span)
        kind = found.entry.kind if found.entry is not None else "adjective"
        if kind in ORGANISED or (kind not in PEOPLE_KINDS and not any(names_actor(each) for each in group)):
            self.mentions.entities.add(self.mentions.entity(token, found, span))

    def _modifying(self, token: Token, hit: Hit, group: Sequence[Hit]) -> Identity | None:
        """Who a modifier names on its own: a name always, a role only as a noun ("police raid")."""
        reading = self.reading
        if hit.meaning is not None:
            return compose(Parts(head=hit), reading.on, reading.order)
        if token.pos_ not in NOUNS or hit.role is None or hit.role.kind != "role":
            return None
        found = compose(Parts(hit, [each for each in group if each.start < hit.start]), reading.on, reading.order)
        return of_article(found, reading) if found is not None and found.code is None else found

    # -- regions and worldviews

    def _nobody(self, token: Token, hit: Hit | None) -> None:
        if hit is None or hit.role is None or hit.blocked or article_of(token) != "the" or carrier(token) is not token:
            return
        if token.text == "west":  # the direction
            return
        self.mentions.put(token, Identity(reason=hit.role.value or None), self.reading.span(token))
