"""The mentions of one Doc, written down as they are found: who is meant at each head, and everybody named so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tidings.actors.clues import acts, gender_of, is_place, kind_of, offices_of
from tidings.actors.compose import Identity, Parts
from tidings.actors.entities import Cluster, Entities, Entity, is_conjoined
from tidings.actors.phrases import is_plural
from tidings.actors.reading import Reading
from tidings.records import ActorMention, Span


class Mentions:
    """What is known of a Doc up to the word that is read.

    Attributes:
        heads: index of a head token to the actors that its phrase names.
        entities: everybody named so far.
    """

    def __init__(self, reading: Reading) -> None:
        """Start with nobody."""
        self.reading = reading
        self.heads: dict[int, tuple[ActorMention, ...]] = {}
        self.entities = Entities()

    def put(self, token: Token, found: Identity, span: Span, antecedent: Span | None = None) -> None:
        """Write down a mention that nobody is known by from now on."""
        self.heads[token.i] = (_record(found, span, antecedent),)

    def add(
        self,
        token: Token,
        found: Identity,
        cluster: Cluster | None = None,
        words: tuple[str, ...] = (),
        parts: Parts | None = None,
    ) -> None:
        """Write down somebody named.

        Args:
            token: the head.
            found: who it is.
            cluster: whose mention it is, where something has decided that.
            words: those of a full name.
            parts: the known words of the phrase, whose titles the actor is known by from now on.
        """
        span = self.reading.span(token)
        if self.reading.is_dateline(token):
            self.put(token, found, self.reading.own_span(token))
            return
        entity = self.entity(token, found, span)
        titles = [hit.role for hit in parts.before if hit.role and hit.role.title] if parts else []
        if parts and titles:
            entity.pattern = titles[-1].pattern
            entity.titled = not (parts.owners or parts.codes) and not any(hit.meaning for hit in parts.before)
            entity.office = entity.office or min(offices_of(titles[-1], self.reading.knowledge.words), default="")
        if not is_place(token, found):
            known = self.entities.add(entity, words, cluster)
            if entity.kind == "country" and known.first.text != span.text:  # "Kigali" after "Rwanda"
                cluster = known
        self.put(token, self._acting(token, found), span, cluster.first if cluster is not None else None)

    def again(self, token: Token, cluster: Cluster, found: Identity | None = None) -> None:
        """Write down one more mention of an actor named before, or of several; ``found`` is what its own words say."""
        for part in cluster.parts:
            if part.identity.code is None and not part.identity.name:
                return
        identities = [part.identity for part in cluster.parts] or [cluster.identity]
        if found is not None and found.role is not None and not cluster.parts:
            own = found.sectors or cluster.identity.sectors
            identities = [replace(cluster.identity, bare=False, sectors=own, code=cluster.identity.code or found.code)]
        self._write(token, identities, [part.first for part in cluster.parts] or [cluster.first])
        entity = self.entity(token, cluster.identity, cluster.first)
        entity = replace(entity, kind=cluster.kind, plural=cluster.plural, conjoined=False)
        self.entities.add(entity, (), cluster)

    def several(self, token: Token, found: Sequence[Identity], antecedents: Sequence[Span | None] = ()) -> None:
        """Write down several actors on one span; ``antecedents`` are first mentions, of those named before."""
        antecedents = antecedents or [None] * len(found)
        span = self._write(token, found, antecedents)
        named = [
            replace(self.entity(token, identity, antecedent or span), plural=True, conjoined=False)
            for identity, antecedent in zip(found, antecedents, strict=True)
        ]
        self.entities.together(named[0], [self.entities.add(entity) for entity in named])

    def entity(self, token: Token, found: Identity, first: Span) -> Entity:
        """Somebody at one mention; ``first`` is the span that proves who it is."""
        entry, role = found.entry, found.role
        words = self.reading.knowledge.words
        return Entity(
            identity=found,
            token=token,
            sentence=self.reading.sentence(token.i),
            kind=kind_of(found, token, words.get("collective", ())),
            plural=is_plural(token),
            gender=entry.gender if entry else gender_of(self.reading.groups.get(token.i, ()), words),
            first=first,
            pattern=role.pattern if role else "",
            office=entry.office if entry and entry.person else "",
            conjoined=is_conjoined(token),
        )

    def _write(self, token: Token, found: Sequence[Identity], antecedents: Sequence[Span | None]) -> Span:
        span = self.reading.span(token) if token.pos_ != "PRON" else self.reading.own_span(token)
        self.heads[token.i] = tuple(
            _record(self._acting(token, identity), span, antecedent)
            for identity, antecedent in zip(found, antecedents, strict=True)
        )
        return span

    def _acting(self, token: Token, found: Identity) -> Identity:
        """A country or capital that acts is its government."""
        if found.bare and not found.sectors and acts(token, self.reading.roots):
            return replace(found, sectors=("GOV",))
        return found


def _record(found: Identity, span: Span, antecedent: Span | None) -> ActorMention:
    reason = found.reason
    if found.code is None and reason is None:
        reason = "no country named"
    return ActorMention(
        start=span.start, end=span.end, text=span.text, code=found.code, sectors=found.sectors, name=found.name,
        reason=reason if found.code is None else None, antecedent=antecedent, country_from=found.proof,
    )  # fmt: skip
