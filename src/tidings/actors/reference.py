"""Words that stand for somebody named elsewhere: pronouns, "the group", "the general", "both leaders"."""

from __future__ import annotations

from spacy.tokens import Token

from tidings.actors.anaphors import Anaphor, pronoun
from tidings.actors.clues import (
    article_of,
    bare_count,
    count_of,
    gender_of,
    is_definite,
    is_expletive,
    kind_of,
    offices_of,
    speaker_of,
)
from tidings.actors.compose import Identity, Parts
from tidings.actors.entities import FIRST_PERSON, Cluster, first_conjunct
from tidings.actors.linking import Ranker, link
from tidings.actors.mentions import Mentions
from tidings.actors.phrases import is_plural
from tidings.actors.reading import carrier
from tidings.actors.scan import Hit

_POINTING = frozenset({"this", "that", "these", "those"})
_CONSIDERED = 30
_QUOTED = 3  # sentences over which a quotation may run on
_OBJECTS = frozenset({"dobj", "iobj", "dative", "obj"})


class Reference:
    """Finds whom such words mean among the mentions so far, and writes it down there."""

    def __init__(self, mentions: Mentions, ranker: Ranker) -> None:
        """Look among ``mentions``, which grow while the Doc is read; ``ranker`` decides between candidates."""
        self.mentions, self.ranker, self.reading = mentions, ranker, mentions.reading

    def pronoun(self, token: Token) -> None:
        """ "He", "it", "they" and their cases: somebody named before, or nobody known."""
        anaphor = pronoun(token, self.reading.sentence(token.i))
        cluster = self._meant(anaphor)
        if cluster is not None and not (anaphor.kind == "it" and is_expletive(token)):
            self.mentions.again(token, cluster)

    def first_persons(self) -> None:
        """ "I" in a quotation is who speaks; "we" is, where a body does. To be asked when everybody is named."""
        last: Cluster | None = None
        for token in self.reading.doc:
            kind = FIRST_PERSON.get(token.lower_) if token.pos_ == "PRON" else None
            if kind is None or token.i in self.mentions.heads:
                continue
            speaker = speaker_of(token)
            cluster = self.mentions.entities.at(speaker.i) if speaker is not None else last
            if cluster is None or self.reading.sentence(token.i) - cluster.last.sentence > _QUOTED:
                continue
            last = cluster
            alone = cluster.kind == "person" and not cluster.plural
            if alone == (kind == "person") and not cluster.parts:
                self.mentions.put(token, cluster.identity, self.reading.own_span(token), cluster.first)

    def described(self, token: Token, parts: Parts, found: Identity) -> Cluster | None:
        """Who was named before and is meant by a noun phrase with a role; None for somebody new."""
        role, words = found.role, self.reading.knowledge.words
        owned = any(child.dep_ == "poss" for child in token.children)
        article = article_of(token)
        marks = {hit.role.kind for hit in parts.before if hit.role}
        return self._meant(Anaphor(
            token, self.reading.sentence(token.i), kind_of(found, token, words.get("collective", ())),
            gender_of(self.reading.groups.get(token.i, ()), words), is_plural(token),
            "its" if owned else "this" if article in _POINTING else article if article in {"the", "a"} else
            "a" if article == "an" else "",
            found.code, found.sectors, role.pattern if role else "", offices_of(role, words) if role else frozenset(),
            "former" in marks, len(parts.before),
        ))  # fmt: skip

    def general(self, token: Token, kind: str) -> bool:
        """Whether "the group", "the country" is an actor named before; not when the phrase says more.

        Args:
            token: the noun.
            kind: what it stands for: person, country, organisation or group.
        """
        if token.dep_ in {"compound", "attr"} or not is_definite(token) or (is_plural(token) and kind != "group"):
            return False
        said = [hit for hit in self.reading.groups[carrier(token).i] if hit.meaning and not hit.blocked]
        if said or any(child.dep_ in {"prep", "poss"} for child in token.children):
            return False
        modifiers = sum(child.dep_ in {"amod", "compound"} for child in token.children)
        cluster = self._meant(
            Anaphor(
                token, self.reading.sentence(token.i), kind, plural=kind == "group", article="the", modifiers=modifiers
            )
        )  # fmt: skip
        if cluster is None:
            return False
        self.mentions.again(token, cluster)
        return True

    def joint(self, token: Token, hit: Hit | None, kind: str) -> bool:
        """Whether several actors stand on one span ("the two nations", "both leaders"): a number must say so.

        Args:
            token: the noun.
            hit: its word in the tables.
            kind: what it stands for: person, country, or any.
        """
        alone = bare_count(token)
        count = alone or count_of(token)
        if not count:
            return False
        entities, sentence = self.mentions.entities, self.reading.sentence(token.i)
        first = first_conjunct(token)
        # "Biden urged both sides", "China urged the two nations": neither Biden nor China.
        other = first.head if kind == "any" or first.dep_ in _OBJECTS else None
        meant = entities.distinct(count, kind, sentence, other)
        sectors = hit.role.sectors if hit and hit.role else ()
        bare = kind != "person"
        if meant and not bare:
            found = [entity.identity for entity in meant]
        else:  # leaders of countries named before, though not by their own names
            meant = meant or entities.distinct(count, "country", sentence)
            found = [Identity(entity.identity.code, () if bare else sectors, bare=bare) for entity in meant]
        if meant:
            self.mentions.several(token, found, [entity.first for entity in meant])
        elif not alone:
            nobody = Identity(reason=f"fewer than {count} candidates before it")
            self.mentions.put(token, nobody, self.reading.span(token))
        return True

    def _meant(self, anaphor: Anaphor) -> Cluster | None:
        near = self.mentions.entities.candidates(anaphor.sentence, anaphor.reach, _CONSIDERED)
        return link(anaphor, near, self.ranker)
