"""Who has been named so far in an article, and whom a pronoun or a name's last word means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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
_POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})
_REACH = {"person": 4, "thing": 1, "plural": 2}
_LOOKED_AT = 40
_OFTEN = 5
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
        return first_conjunct(self.token).dep_ in _SUBJECTS


class Entities:
    """Everybody named so far, in order."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.recent: list[Entity] = []
        self.by_name: dict[str, Entity] = {}
        self.times: Counter[str] = Counter()

    def add(self, entity: Entity, words: tuple[str, ...] = ()) -> None:
        """Remember a mention; ``words`` of a full name find the person later by the last, or failing that the first."""
        self.recent.append(entity)
        self.times[entity.first.text] += 1
        if len(words) > 1:
            self.by_name[words[-1]] = entity
            self.by_name.setdefault(words[0], entity)

    def backwards(self, sentence: int, reach: int) -> Iterator[Entity]:
        """Mentions from the latest back, at most ``reach`` sentences away."""
        for entity in reversed(self.recent[-_LOOKED_AT:]):
            if sentence - entity.sentence > reach:
                return
            yield entity

    def meant_by(self, pronoun: Token, sentence: int) -> list[Entity]:
        """Whom a pronoun means: one, several for conjoined people, or nobody.

        Number and gender must fit; nearer sentences and subjects are preferred; an object is never the
        subject of its own verb.
        """
        kind, gender = PRONOUNS[pronoun.lower_]
        best: Entity | None = None
        best_score = -100.0
        for age, entity in enumerate(self.backwards(sentence, _REACH[kind])):
            if not _fits(entity, kind, gender) or _own_subject(pronoun, entity.token):
                continue
            score = (
                _score(pronoun, entity, sentence, kind) - age * 0.1 + 0.2 * min(self.times[entity.first.text], _OFTEN)
            )
            if score > best_score:
                best, best_score = entity, score
        if best is None:
            return []
        return self._joined(best) if kind == "plural" and not best.plural else [best]

    def _joined(self, entity: Entity) -> list[Entity]:
        """Everybody conjoined with an entity, first to last."""
        first = first_conjunct(entity.token)
        found = [other for other in self.recent[-_LOOKED_AT:] if first_conjunct(other.token).i == first.i]
        return list({other.token.i: other for other in found}.values()) or [entity]

    def last(self, kind: str, sentence: int, reach: int = 4) -> Entity | None:
        """The latest entity of a kind, subjects of the same sentence first."""
        return next((entity for entity in self.backwards(sentence, reach) if entity.kind == kind), None)

    def with_role(self, pattern: str, code: str | None, offices: frozenset[str] | None = None) -> Entity | None:
        """Who is meant by a role: of those named by it or holding such an office, of that country if one is given.

        With ``offices`` only single persons are meant. One called by the role without a country comes first, then
        who is a subject more often, then the latest.
        """
        scores: dict[str, float] = {}
        latest: dict[str, Entity] = {}
        for age, entity in enumerate(reversed(self.recent[-4 * _LOOKED_AT :])):
            if offices is not None and (entity.kind != "person" or entity.plural):
                continue
            same = entity.pattern == pattern or bool(offices and entity.office in offices)
            if same and entity.identity.code and code in {None, entity.identity.code}:
                key = entity.identity.name or entity.identity.code
                latest.setdefault(key, entity)
                bonus = (4.0 if entity.titled else 0.0) + 0.5 * entity.subject
                scores[key] = scores.get(key, -0.05 * age) + bonus
        return latest[max(scores, key=lambda key: scores[key])] if scores else None

    def distinct(self, count: int, kind: str, sentence: int, verb: Token | None = None) -> list[Entity]:
        """The last ``count`` different countries (or people, or parties), in the order of the text; else none.

        Nobody who is the subject of ``verb``.
        """
        found: dict[str, Entity] = {}
        for entity in self.backwards(sentence, 3):
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


def first_conjunct(token: Token) -> Token:
    """The first of those joined by "and"."""
    for _ in range(30):
        if token.dep_ != "conj":
            break
        token = token.head
    return token


def _fits(entity: Entity, kind: str, gender: str) -> bool:
    if kind == "person":
        return entity.kind == "person" and not entity.plural and entity.gender in {"", gender}
    if kind == "thing":
        return entity.kind in {"country", "organisation", "group"} and not entity.plural
    return entity.plural or entity.kind in {"organisation", "group"} or entity.conjoined


def is_conjoined(token: Token) -> bool:
    """Whether a noun is joined to others by "and"."""
    return token.dep_ == "conj" or any(child.dep_ == "conj" for child in token.children)


def _own_subject(pronoun: Token, other: Token) -> bool:
    """Whether ``other`` is the subject of the verb whose object the pronoun is ("Putin told him")."""
    if (pronoun.lower_ in _POSSESSIVE and pronoun.dep_ == "poss") or pronoun.lower_.endswith(("self", "selves")):
        return False
    if pronoun.dep_ in _SUBJECTS:
        return False
    verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
    return first_conjunct(other).dep_ in _SUBJECTS and first_conjunct(other).head.i == verb.i


def _score(pronoun: Token, entity: Entity, sentence: int, kind: str) -> float:
    score = -3.0 * (sentence - entity.sentence)
    score += 2.5 * entity.subject
    score += 0.5 * (entity.subject and pronoun.dep_ in _SUBJECTS)
    score += 0.5 * (kind != "person" and entity.kind == "organisation")
    score += 1.0 * (kind == "plural" and entity.plural)
    score -= 1.0 * (entity.token.dep_ in {"poss", "compound", "amod", "appos"})
    return score
