"""Who has been named so far in an article: mentions, and the clusters of those that mean the same actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from tidings.actors.compose import Identity
from tidings.knowledge.tables import SUPRANATIONAL
from tidings.records import Span

# pronoun -> class, gender; a grammar's closed class
PRONOUNS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("person", "m")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("person", "f")),
    **dict.fromkeys(("it", "its", "itself"), ("thing", "")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("plural", "")),
}
# Of who speaks; "we" of a person may be anybody around.
FIRST_PERSON = {**dict.fromkeys(("i", "me", "my", "myself"), "person"), **dict.fromkeys(("we", "us", "our"), "group")}
_LOOKED_AT = 40
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


@dataclass(slots=True)
class Entity:
    """Somebody at one mention.

    Attributes:
        identity: who it is.
        token: head of the mention.
        sentence: number of its sentence.
        kind: person, country, organisation, group.
        plural: more than one.
        gender: "m", "f" or "" when unknown.
        first: the span that proves who it is.
        pattern: the role word that names it.
        office: the office that it holds, as in leaders.csv.
        conjoined: joined to others by "and".
        titled: called by the role without a country ("President Obama"): the one meant by it from then on.
    """

    identity: Identity
    token: Token
    sentence: int
    kind: str
    plural: bool
    gender: str
    first: Span
    pattern: str = ""
    office: str = ""
    conjoined: bool = False
    titled: bool = False

    @property
    def subject(self) -> bool:
        """Whether it is a subject, also as a later conjunct."""
        return is_subject(self.token)


@dataclass(slots=True)
class Cluster:
    """All mentions of one actor so far; of several joined by "and", ``parts`` has each.

    ``clauses`` holds the verbs of which a mention is the subject.
    """

    identity: Identity
    first: Span
    kind: str
    plural: bool
    gender: str
    members: list[Entity] = field(default_factory=list)
    lemmas: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    clauses: set[int] = field(default_factory=set)
    subjects: int = 0
    titled: bool = False
    parts: tuple[Cluster, ...] = ()

    @property
    def last(self) -> Entity:
        """The latest mention."""
        return self.members[-1]

    def add(self, entity: Entity) -> None:
        """One more mention: what it tells is known of the actor from now on."""
        self.members.append(entity)
        self.lemmas.add(entity.token.lemma_.lower())
        self.patterns |= {entity.pattern} - {""}
        self.offices |= {entity.office} - {""}
        self.sectors.update(entity.identity.sectors)
        self.gender = self.gender or entity.gender
        self.titled = self.titled or entity.titled
        if entity.subject:
            self.subjects += 1
            self.clauses.add(first_conjunct(entity.token).head.i)


class Entities:
    """Everybody named so far, in order."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.recent: list[Entity] = []
        # In the order of their latest mentions, so that a look back stops early; by the place of each mention.
        self._order: dict[int, Cluster] = {}
        self._at: dict[int, Cluster] = {}
        self.by_name: dict[str, Cluster] = {}
        self._by_key: dict[tuple[str, ...], Cluster] = {}
        self._joined: dict[int, Cluster] = {}

    def add(self, entity: Entity, words: tuple[str, ...] = (), cluster: Cluster | None = None) -> Cluster:
        """Remember a mention.

        Args:
            entity: the mention.
            words: those of a full name; the last, or failing that the first, finds the person later.
            cluster: whose mention it is, where something has decided that.
        """
        key = _key(entity)
        if cluster is None and key:
            cluster = self._by_key.get(key)
        if cluster is None:
            cluster = Cluster(entity.identity, entity.first, entity.kind, entity.plural, entity.gender)
        elif cluster.identity.code is None and entity.identity.code:
            cluster.identity = entity.identity
        cluster.add(entity)
        self._touch(cluster)
        self._at.setdefault(entity.token.i, cluster)
        if key:
            self._by_key.setdefault(key, cluster)
        self.recent.append(entity)
        if len(words) > 1:
            self.by_name[words[-1]] = cluster
            self.by_name.setdefault(words[0], cluster)
        if entity.conjoined:
            self._join(entity, cluster)
        return cluster

    def _touch(self, cluster: Cluster) -> None:
        """It is the one mentioned last."""
        self._order.pop(id(cluster), None)
        self._order[id(cluster)] = cluster

    def _join(self, entity: Entity, cluster: Cluster) -> None:
        """Everybody conjoined is also one cluster ("Russia and China": they)."""
        first = first_conjunct(entity.token).i
        joint = self._joined.get(first)
        if joint is None:
            self._joined[first] = joint = replace(cluster, plural=True, gender="", members=[entity], parts=(cluster,))
            joint.lemmas, joint.patterns, joint.offices = set(), set(), set()
            joint.sectors, joint.clauses, joint.subjects = set(), set(), 0
            return
        if cluster not in joint.parts:
            joint.parts = (*joint.parts, cluster)
            joint.add(entity)
            self._touch(joint)

    def together(self, entity: Entity, parts: Sequence[Cluster]) -> None:
        """Remember several who are named by one word ("the two leaders"): "they" may mean all of them."""
        own = {id(part) for part in parts}
        if len(own) == 1:
            return
        joint = next((each for each in self._joined.values() if {id(part) for part in each.parts} == own), None)
        if joint is None:
            joint = Cluster(entity.identity, entity.first, parts[0].kind, plural=True, gender="", parts=tuple(parts))
            self._joined[entity.token.i] = joint
        joint.add(entity)
        self._touch(joint)

    def at(self, index: int) -> Cluster | None:
        """The cluster that has a mention at a token."""
        return self._at.get(index)

    def candidates(self, sentence: int, reach: int, most: int) -> list[Cluster]:
        """The clusters with a mention at most ``reach`` sentences back, the latest first, at most so many."""
        found: list[Cluster] = []
        for cluster in reversed(self._order.values()):
            if sentence - cluster.last.sentence > reach or len(found) == most:
                break
            found.append(cluster)
        return found

    def distinct(self, count: int, kind: str, sentence: int, verb: Token | None = None) -> list[Entity]:
        """The last ``count`` different countries (or people, or parties), in the order of the text; else none.

        Nobody who is the subject of ``verb``.
        """
        found: dict[str, Entity] = {}
        for entity in self._backwards(sentence, 3):
            key = entity.identity.name if kind == "person" else entity.identity.code
            if not key or (kind == "person" and entity.kind != "person"):
                continue
            if kind == "country" and key in SUPRANATIONAL:
                continue
            if verb is not None and entity.subject and first_conjunct(entity.token).head.i == verb.i:
                continue
            found.setdefault(key, entity)
            if len(found) == count:
                return list(reversed(found.values()))
        return []

    def _backwards(self, sentence: int, reach: int) -> Iterator[Entity]:
        """Mentions from the latest back, at most ``reach`` sentences away."""
        for entity in reversed(self.recent[-_LOOKED_AT:]):
            if sentence - entity.sentence > reach:
                return
            yield entity


def _key(entity: Entity) -> tuple[str, ...]:
    """What two mentions of one named actor have in common; empty for others."""
    found = entity.identity
    if found.name and (found.entry is None or found.entry.person or entity.kind == "organisation"):
        return "name", found.name
    if entity.kind == "country" and found.code and found.role is None:
        return "country", found.code
    return ()


def first_conjunct(token: Token) -> Token:
    """The first of those joined by "and"."""
    for _ in range(30):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def is_conjoined(token: Token) -> bool:
    """Whether a noun is joined to others by "and"."""
    return token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)


def is_subject(token: Token) -> bool:
    """Whether a noun or pronoun is a subject or agent, also as a later conjunct."""
    return first_conjunct(token).dep_ in _SUBJECTS
