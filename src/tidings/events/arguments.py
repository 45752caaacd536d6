"""Slots to tokens: who stands where a frame says that its actor or recipient stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from tidings.actors import belongs_to, mentions_at
from tidings.events.frames import complements_of, phrase_objects, raised_objects
from tidings.parse.syntax import (
    OBJECTS,
    agents_of,
    conjuncts_of,
    is_passive,
    lemmas_of,
    objects_of,
    own_subject,
    prepositional,
    subject_of,
)
from tidings.records import ActorMention

_VERBAL = frozenset({"VERB", "AUX"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_MERELY_PEOPLE = frozenset({"CVL", "BUS"})
# How far into a noun phrase to look for who stands behind a thing ("Russia's shelling of the city").
_TOWARDS = ("with", "to", "on", "against", "from", "for", "of")
_BEHIND = ("by", "of", "from", "against", "in", "with")


def heads_in(trigger: Token, slot: str, support: frozenset[str]) -> list[Token]:
    """Head tokens that fill a slot of a trigger, coordinated ones included.

    Args:
        trigger: the event word.
        slot: "subject", "object", "possessive", "modifier", "complement_subject", "complement_object" or a preposition.
        support: lemmas of verbs that lend their subject to the noun they govern.
    """
    finder = _FINDERS.get(slot)
    heads = finder(trigger, support) if finder else _in_phrase(trigger, slot, support)
    return [each for head in heads for each in conjuncts_of(head)]


def _subject(trigger: Token, support: frozenset[str]) -> list[Token]:
    if trigger.pos_ in _VERBAL:
        if is_passive(trigger):
            return agents_of(trigger)
        return _only(subject_of(trigger))
    verb = supporting_verb(trigger, support)
    if verb is not None:
        return agents_of(verb) if is_passive(verb) else _only(subject_of(verb))
    if trigger.dep_ in {"attr", "acomp"} or trigger.pos_ == "ADJ":
        return _only(own_subject(trigger.head) or subject_of(trigger.head))
    return []


def _object(trigger: Token, support: frozenset[str]) -> list[Token]:
    if trigger.pos_ in _VERBAL or trigger.pos_ == "ADJ":
        return objects_of(trigger) or raised_objects(trigger)
    return list(prepositional(trigger, "of"))


def _possessive(trigger: Token, support: frozenset[str]) -> list[Token]:
    return [child for child in trigger.children if child.dep_ == "poss"]


def _modifier(trigger: Token, support: frozenset[str]) -> list[Token]:
    return [child for child in trigger.children if child.dep_ in {"amod", "compound", "nmod"}]


def _complement_subject(trigger: Token, support: frozenset[str]) -> list[Token]:
    return [head for verb in complements_of(trigger) for head in _only(own_subject(verb))]


def _complement_object(trigger: Token, support: frozenset[str]) -> list[Token]:
    verbs = complements_of(trigger)
    direct = [head for verb in verbs for head in objects_of(verb)]
    return direct + [noun for verb in verbs for word in _TOWARDS for noun in phrase_objects(verb, word)]


def _in_phrase(trigger: Token, word: str, support: frozenset[str]) -> list[Token]:
    if word == "by":
        return [*agents_of(trigger), *prepositional(trigger, "by")]
    found = list(dict.fromkeys(phrase_objects(trigger, word)))
    verb = supporting_verb(trigger, support) if trigger.pos_ not in _VERBAL else None
    if verb is not None:
        found += [noun for noun in prepositional(verb, word) if noun not in found and noun != trigger]
    return found


_FINDERS: dict[str, Callable[[Token, frozenset[str]], list[Token]]] = {
    "subject": _subject,
    "object": _object,
    "possessive": _possessive,
    "modifier": _modifier,
    "complement_subject": _complement_subject,
    "complement_object": _complement_object,
}


def _only(token: Token | None) -> list[Token]:
    return [] if token is None else [token]


def supporting_verb(noun: Token, support: frozenset[str]) -> Token | None:
    """The verb that merely carries an event noun: "held talks", "went on strike", "talks were held"."""
    seen = noun
    for _ in range(3):  # "engage in a round of talks"
        head = seen.head
        if seen.dep_ in OBJECTS | {"nsubjpass", "attr"} and head.pos_ in _VERBAL:
            return head if not support.isdisjoint(lemmas_of(head)) else None
        if seen.dep_ == "pobj" and head.dep_ in {"prep", "agent"}:
            if head.head.pos_ in _VERBAL:
                verb = head.head
                return (
                    verb
                    if not support.isdisjoint(lemmas_of(verb)) and head.lower_ in {"in", "on", "into", "to"}
                    else None
                )
            seen = head.head
            continue
        if seen.dep_ == "conj":
            seen = head
            continue
        return None
    return None


def actors_at(
    head: Token, *, behind: bool = False, things: bool = False, besides: frozenset[str | None] = frozenset()
) -> tuple[ActorMention, ...]:
    """The political actors that a head token names.

    Args:
        head: head of a noun phrase.
        behind: also whoever stands behind a thing ("condemned [Israel's bombing of Gaza]": Israel).
        things: also people, places and things that belong to a country ("border regions").
        besides: codes of who acts, who does not stand behind it ("its border with Libya": Libya).
    """
    doc = head.doc
    found = mentions_at(doc, head)
    if not found and behind:
        named = (political(mentions_at(doc, token)) for token in hidden_in(head))
        candidates = [mentions for mentions in named if mentions]
        others = (mentions for mentions in candidates if not besides & {mention.code for mention in mentions})
        found = next(others, candidates[0] if candidates else ())
    if things and not any(mention.code for mention in found):
        found = belongs_to(doc, head) or found
    return found


def hidden_in(head: Token) -> Iterator[Token]:
    """Tokens whose actor may stand behind a thing, the likeliest first."""
    modifiers = [child for child in head.children if child.dep_ in _MODIFIERS]
    yield from (child for child in modifiers if child.dep_ == "poss")
    for word in _BEHIND[:1]:
        yield from prepositional(head, word)
    yield from (child for child in modifiers if child.dep_ != "poss")
    for word in _BEHIND[1:]:
        yield from prepositional(head, word)


def political(mentions: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Those with a code, or with a sector that is more than being people or in trade ("a man shot his neighbour")."""
    return tuple(mention for mention in mentions if mention.code or set(mention.sectors) - _MERELY_PEOPLE)
