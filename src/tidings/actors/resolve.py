"""Decide who each noun phrase of a Doc names, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from tidings.actors.clues import (
    ORGANISED,
    article_of,
    count_of,
    governs_clause,
    is_expletive,
    is_place,
    kind_of,
    names_actor,
    speaker_of,
)
from tidings.actors.compose import Identity, Parts, compose
from tidings.actors.entities import FIRST_PERSON, PRONOUNS, Cluster, Entities, Entity, first_conjunct, is_conjoined
from tidings.actors.linking import Anaphor, Ranker, link, load_ranker, pronoun
from tidings.actors.phrases import Phrases, is_plural
from tidings.actors.reading import NOUNS, Reading, carrier
from tidings.actors.scan import Hit
from tidings.knowledge.names import PEOPLE_KINDS, Role, sectors_on
from tidings.records import ActorMention, Span

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
# A body of these with a name of its own need not be of the article's country ("the Association of Jurists").
_SOCIETY = frozenset({"SOC", "BUS", "REL", "LAB", "JRN", "EDU", "MED"})
_ADDRESSING = frozenset({"on", "upon", "to"})
_POINTING = frozenset({"this", "that", "these", "those"})
_CONSIDERED = 30
_QUOTED = 3  # sentences over which a quotation may run on
_TITLE_AND_COUNTRY = 2
_MARKS = frozenset({"honorific", "former", "elect"})
_UNKNOWN = "no entry in the knowledge tables"


class Resolver:
    """One pass over one Doc. ``heads`` maps a head token's index to the actors that its phrase names."""

    def __init__(self, reading: Reading, ranker: Ranker | None = None) -> None:
        """Prepare the pass; ``ranker`` decides whom words mean (default: the one that ships)."""
        self.reading, self.ranker = reading, ranker or load_ranker()
        self.doc = reading.doc
        self.entities = Entities()
        self.heads: dict[int, tuple[ActorMention, ...]] = {}
        self.phrases = Phrases(reading, self.heads, self.entities.by_name)
        self._dominant = reading.dominant()

    def run(self) -> dict[int, tuple[ActorMention, ...]]:
        """Resolve every phrase; returns ``heads``."""
        for index in self._anchors():
            token = self.doc[index]
            if token.lower_ in PRONOUNS and token.pos_ == "PRON":
                self._pronoun(token)
            else:
                self._phrase(token)
        self._first_persons()
        return self.heads

    def _anchors(self) -> Iterable[int]:
        """Indices of tokens that may head a mention: known words, what they modify, persons, pronouns."""
        found = set(self.reading.roots) | set(self.reading.groups)
        found.update(entity.root.i for entity in self.doc.ents if entity.label_ == "PERSON")
        found.update(token.i for token in self.doc if token.lower_ in PRONOUNS or token.pos_ == "PROPN")
        return sorted(found)

    def _phrase(self, token: Token) -> None:
        hit = self.reading.roots.get(token.i)
        kind = hit.role.kind if hit and hit.role else ""
        words = self.reading.knowledge.words
        text = hit.text.lower() if hit and hit.role else ""
        if kind == "nobody":
            self._nobody(token, hit)
        elif text in words.get("joint", ()) and (count := count_of(token)):
            self._joint(token, hit, words["joint"][text], count)
        elif (text in words.get("anaphor", ()) and self._anaphor(token, words["anaphor"][text])) or kind in _MARKS:
            return
        elif carrier(token) is token:
            self._named(token, hit)
        else:
            self._modifier(token, hit)

    # -- names and roles

    def _named(self, token: Token, hit: Hit | None) -> None:
        reading = self.reading
        known = hit is not None or token.i in reading.groups or token.ent_type_ == "PERSON"
        if not known and token.text not in self.entities.by_name:
            if (code := reading.province_at(token)) and token.dep_ == "nsubj":  # a state that acts is its government
                self._add(token, Identity(code, ("GOV",)), None, ())
            elif token.ent_type_ == "ORG" and carrier(token) is token:  # "the group" may mean it
                unknown = Identity(name=token.text, reason=_UNKNOWN)
                self.entities.add(replace(self._entity(token, unknown, reading.span(token)), kind="organisation"))
            return
        parts = self.phrases.parts(token, hit)
        if hit is None and token.pos_ != "PROPN":
            return
        found = compose(parts, reading.on, reading.order)
        if hit is None and token.pos_ == "PROPN" and (words := self.phrases.name_words(token)):
            self._person(token, found, words, parts)
        elif found is not None:
            self._known(token, parts, found, hit)

    def _known(self, token: Token, parts: Parts, found: Identity, hit: Hit | None) -> None:
        if found.role is not None and found.entry is None:
            self._role(token, parts, found, hit)
            return
        cluster = None
        if found.entry is not None and found.entry.person and hit is not None:
            words = tuple(hit.text.split())
            cluster = self.entities.by_name.get(words[0]) if len(words) == 1 else None
            if cluster is not None:  # a last name means whoever bore it in full before
                found = found if cluster.identity.name == found.name else cluster.identity
            self._add(token, found, cluster, words, parts)
            return
        self._add(token, found, cluster, ())

    def _role(self, token: Token, parts: Parts, found: Identity, hit: Hit | None) -> None:
        """Who holds a role: somebody named before, else whoever its own words or the article's country say."""
        codes = self.phrases.several_codes(token, hit)
        if len(codes) > 1:
            self._emit(token, [replace(found, code=code) for code in codes])
            return
        cluster = self._meant(self._description(token, parts, found))
        if cluster is not None:
            self._again(token, cluster, found)
        else:
            self._add(token, self._of_country(token, parts, found), None, (), parts)

    def _meant(self, anaphor: Anaphor) -> Cluster | None:
        near = self.entities.candidates(anaphor.sentence, anaphor.reach, _CONSIDERED)
        return link(anaphor, near, self.ranker)

    def _description(self, token: Token, parts: Parts, found: Identity) -> Anaphor:
        """A noun phrase with a role as what it may refer back by."""
        role = found.role
        owned = any(child.dep_ == "poss" for child in token.children)
        article = article_of(token)
        marks = {hit.role.kind for hit in parts.before if hit.role}
        return Anaphor(
            token, self.reading.sentence(token.i), self._kind(found, token), self._gender(token), is_plural(token),
            "its" if owned else "this" if article in _POINTING else article if article in {"the", "a"} else
            "a" if article == "an" else "",
            found.code, found.sectors, role.pattern if role else "", self._offices(role) if role else frozenset(),
            "former" in marks, len(parts.before),
        )  # fmt: skip

    def _again(self, token: Token, cluster: Cluster, found: Identity | None = None) -> None:
        """One more mention of an actor named before, or of several."""
        for part in cluster.parts:
            if part.identity.code is None and not part.identity.name:
                return
        identities = [part.identity for part in cluster.parts] or [cluster.identity]
        if found is not None and found.role is not None and not cluster.parts:
            own = found.sectors or cluster.identity.sectors
            identities = [replace(cluster.identity, bare=False, sectors=own, code=cluster.identity.code or found.code)]
        self._emit(token, identities, of=cluster)

    def _of_country(self, token: Token, parts: Parts, found: Identity) -> Identity:
        """A role nobody holds so far: its holder by office, or somebody of the country that the article is about."""
        definite = article_of(token) in _DEFINITE or not (article_of(token) or parts.before)
        if found.code is not None:
            return self._holder(found, token) if definite and not is_plural(token) else found
        if token.pos_ == "PROPN" and set(found.sectors) & _SOCIETY:
            return found
        if self._names_a_country(token):
            return replace(found, reason="another country in the phrase")
        return self._carried(found)

    def _names_a_country(self, token: Token) -> bool:
        start, end = self.reading.phrase(token)
        cover = self.reading.cover
        return any((hit := cover.get(index)) is not None and hit.meaning is not None for index in range(start, end))

    def _offices(self, role: Role) -> frozenset[str]:
        """The offices of leaders.csv that a role word means ("president": head_of_state)."""
        return frozenset(self.reading.knowledge.words.get("office", {}).get(role.pattern, "").split("|")) - {""}

    def _holder(self, found: Identity, token: Token) -> Identity:
        """Whoever holds the office of a country on the date, by name."""
        offices = self._offices(found.role) if found.role and found.role.title else frozenset()
        if found.sectors != ("GOV",) or not offices or len(self.reading.groups.get(token.i, ())) > _TITLE_AND_COUNTRY:
            return found
        name = self.reading.knowledge.holder(found.code or "", offices, self.reading.on)
        return replace(found, name=name.name, entry=name) if name else found

    # -- persons outside the tables

    def _person(self, token: Token, found: Identity | None, words: tuple[str, ...], parts: Parts) -> None:
        cluster = self.entities.by_name.get(words[-1])
        if cluster is not None and len(words) > 1 and words[-1] != words[0]:
            cluster = None
        if cluster is not None:
            if found is None or not found.sectors:
                found = cluster.identity
            elif found.code is None:
                found = replace(found, code=cluster.identity.code)
        if cluster is None and len(words) > 1:
            found = self._otherwise_spelt(found, words)
        name = found.name if found and found.name else " ".join(words)
        if found is None:
            codes = [each.code for each in self.reading.names(token.i) if each.code] + parts.owners + parts.codes
            found = Identity(codes[0] if codes else None, name=name, reason=_UNKNOWN)
        elif found.code is None and found.sectors and cluster is None:
            found = self._carried(found)
        self._add(token, replace(found, name=name), cluster, words, parts)

    def _otherwise_spelt(self, found: Identity | None, words: tuple[str, ...]) -> Identity | None:
        """The person of the tables whose full name is written in another spelling, if the country said is no other."""
        entry = self.reading.knowledge.variants.find(" ".join(words), self.reading.on)
        if entry is None or (found is not None and found.code not in {None, entry.code}):
            return found
        sectors = found.sectors if found is not None and found.sectors else sectors_on(entry, self.reading.on)
        return Identity(entry.code, sectors, entry.name, entry=entry)

    def _carried(self, found: Identity) -> Identity:
        """The same of the country that the whole article is about, with the mention that says so."""
        if self._dominant is None:
            return replace(found, reason="two candidates" if self.reading.order else "no country in the article")
        proof = self.reading.own_span(self.doc[self.reading.first_named[self._dominant]])
        return replace(found, code=self._dominant, proof=proof)

    # -- modifiers that name an actor on their own

    def _modifier(self, token: Token, hit: Hit | None) -> None:
        if hit is None or hit.blocked or self.reading.within_name(token):
            return
        group = [each for each in self.reading.groups.get(carrier(token).i, ()) if each is not hit]
        found = self._modifying(token, hit, group)
        if found is None:
            return
        span = self.reading.own_span(token)
        self.heads[token.i] = (self._mention(found, span, None),)
        kind = found.entry.kind if found.entry is not None else "adjective"
        if kind in ORGANISED or (kind not in PEOPLE_KINDS and not any(names_actor(each) for each in group)):
            self.entities.add(self._entity(token, found, span))

    def _modifying(self, token: Token, hit: Hit, group: Sequence[Hit]) -> Identity | None:
        """Who a modifier names on its own: a name always, a role only as a noun ("police raid")."""
        reading = self.reading
        if hit.meaning is not None:
            return compose(Parts(head=hit), reading.on, reading.order)
        if token.pos_ not in NOUNS or hit.role is None or hit.role.kind != "role":
            return None
        found = compose(Parts(hit, [each for each in group if each.start < hit.start]), reading.on, reading.order)
        return self._carried(found) if found is not None and found.code is None else found

    # -- words that stand for somebody named elsewhere

    def _pronoun(self, token: Token) -> None:
        anaphor = pronoun(token, self.reading.sentence(token.i))
        cluster = self._meant(anaphor)
        if cluster is not None and not (anaphor.kind == "it" and is_expletive(token)):
            self._again(token, cluster)

    def _first_persons(self) -> None:
        """ "I" in a quotation is who speaks; "we" is, where a body does."""
        last: Cluster | None = None
        for token in self.doc:
            kind = FIRST_PERSON.get(token.lower_) if token.pos_ == "PRON" else None
            if kind is None or token.i in self.heads:
                continue
            speaker = speaker_of(token)
            cluster = self.entities.at(speaker.i) if speaker is not None else last
            if cluster is None or self.reading.sentence(token.i) - cluster.last.sentence > _QUOTED:
                continue
            last = cluster
            if (cluster.kind == "person") == (kind == "person") and not cluster.plural:
                self.heads[token.i] = (
                    self._mention(cluster.identity, self.reading.own_span(token), cluster.first),
                )  # fmt: skip

    def _anaphor(self, token: Token, kind: str) -> bool:
        """Whether "the group", "the country" is an actor named before; not when the phrase says more."""
        if token.dep_ in {"compound", "attr"} or article_of(token) not in _DEFINITE or is_plural(token):
            return False
        said = [hit for hit in self.reading.groups[carrier(token).i] if hit.meaning and not hit.blocked]
        if said or any(child.dep_ in {"prep", "poss"} for child in token.children):
            return False
        modifiers = sum(child.dep_ in {"amod", "compound"} for child in token.children)
        anaphor = Anaphor(token, self.reading.sentence(token.i), kind, article="the", modifiers=modifiers)
        cluster = self._meant(anaphor)
        if cluster is None:
            return False
        self._again(token, cluster)
        return True

    def _joint(self, token: Token, hit: Hit | None, kind: str, count: int) -> None:
        """Several actors on one span ("the two nations", "both leaders")."""
        sentence = self.reading.sentence(token.i)
        other = first_conjunct(token).head if kind == "any" else None  # "Biden urged both sides": not Biden
        meant = self.entities.distinct(count, kind, sentence, other)
        sectors = hit.role.sectors if hit and hit.role else ()
        bare = kind != "person"
        if meant and not bare:
            found = [entity.identity for entity in meant]
        else:  # leaders of countries named before, though not by their own names
            meant = meant or self.entities.distinct(count, "country", sentence)
            found = [Identity(entity.identity.code, () if bare else sectors, bare=bare) for entity in meant]
        if not meant:
            reason = f"fewer than {count} candidates before it"
            self.heads[token.i] = (self._mention(Identity(reason=reason), self.reading.span(token), None),)
            return
        self._emit(token, found, [entity.first for entity in meant])

    def _nobody(self, token: Token, hit: Hit | None) -> None:
        if hit is None or hit.role is None or hit.blocked or article_of(token) != "the" or carrier(token) is not token:
            return
        if token.text == "west":
            return
        self.heads[token.i] = (self._mention(Identity(reason=hit.role.value or None), self.reading.span(token), None),)

    # -- writing down

    def _add(
        self, token: Token, found: Identity, cluster: Cluster | None, words: tuple[str, ...], parts: Parts | None = None
    ) -> None:
        span = self.reading.span(token)
        if self.reading.is_dateline(token):
            self.heads[token.i] = (self._mention(found, self.reading.own_span(token), None),)
            return
        entity = self._entity(token, found, span)
        titles = [hit.role for hit in parts.before if hit.role and hit.role.title] if parts else []
        if parts and titles:
            entity.pattern = titles[-1].pattern
            entity.titled = not (parts.owners or parts.codes) and not any(hit.meaning for hit in parts.before)
            entity.office = entity.office or next(iter(sorted(self._offices(titles[-1]))), "")
        antecedent = cluster.first if cluster is not None else None
        if not is_place(token, found):
            self.entities.add(entity, words, cluster)
        self.heads[token.i] = (self._mention(self._acting(token, found), span, antecedent),)

    def _emit(
        self,
        token: Token,
        found: Sequence[Identity],
        antecedents: Sequence[Span | None] = (),
        *,
        of: Cluster | None = None,
    ) -> None:
        """Write down a mention that stands for somebody named before, or for several."""
        span = self.reading.span(token) if token.pos_ != "PRON" else self.reading.own_span(token)
        if of is not None:
            antecedents = [part.first for part in of.parts] or [of.first]
        antecedents = antecedents or [None] * len(found)
        self.heads[token.i] = tuple(
            self._mention(self._acting(token, identity), span, antecedent)
            for identity, antecedent in zip(found, antecedents, strict=True)
        )
        if of is not None:
            entity = self._entity(token, of.identity, of.first)
            self.entities.add(replace(entity, kind=of.kind, plural=of.plural, conjoined=False), (), of)
            return
        for identity, antecedent in zip(found, antecedents, strict=True):
            self.entities.add(replace(self._entity(token, identity, antecedent or span), plural=True, conjoined=False))

    def _acting(self, token: Token, found: Identity) -> Identity:
        """A country or capital that acts is its government."""
        if found.bare and not found.sectors and self._acts(token):
            return replace(found, sectors=("GOV",))
        return found

    def _acts(self, token: Token) -> bool:
        token = first_conjunct(token)
        head = token.head
        if token.dep_ in {"nsubj", "csubj", "dative"}:
            return True
        if token.dep_ == "pobj":
            if head.lower_ in _ADDRESSING:  # "called on Turkey to resolve", "according to Moscow"
                return head.head.lower_ == "according" or governs_clause(head.head, token)
            return head.dep_ == "agent" or head.lower_ == "by"
        if token.dep_ == "poss":
            return head.pos_ == "NOUN" and head.i not in self.reading.roots
        if token.dep_ == "dobj":
            return governs_clause(head, token)
        return False

    def _entity(self, token: Token, found: Identity, first: Span) -> Entity:
        entry, role = found.entry, found.role
        gender = entry.gender if entry else self._gender(token)
        office = entry.office if entry and entry.person else ""
        return Entity(
            identity=found,
            token=token,
            sentence=self.reading.sentence(token.i),
            kind=self._kind(found, token),
            plural=is_plural(token),
            gender=gender,
            first=first,
            pattern=role.pattern if role else "",
            office=office,
            conjoined=is_conjoined(token),
        )

    def _kind(self, found: Identity, token: Token) -> str:
        return kind_of(found, token, self.reading.knowledge.words.get("collective", ()))

    def _gender(self, token: Token) -> str:
        words = self.reading.knowledge.words
        for hit in self.reading.groups.get(token.i, ()):
            if hit.role and hit.role.kind == "honorific" and hit.role.value in {"m", "f"}:
                return hit.role.value
            for gender, kind in (("m", "male"), ("f", "female")):
                if hit.text.lower() in words.get(kind, ()):
                    return gender
        return ""

    def _mention(self, found: Identity, span: Span, antecedent: Span | None) -> ActorMention:
        reason = found.reason
        if found.code is None and reason is None:
            reason = "no country named"
        return ActorMention(
            start=span.start, end=span.end, text=span.text, code=found.code, sectors=found.sectors, name=found.name,
            reason=reason if found.code is None else None, antecedent=antecedent, country_from=found.proof,
        )  # fmt: skip
