"""What the grammar around a mention says of it: its kind, how many, whether it is only a place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from spacy.tokens import Token

from tidings.actors.compose import Identity
from tidings.actors.entities import FIRST_PERSON, first_conjunct
from tidings.actors.scan import Hit
from tidings.knowledge.names import PEOPLE_KINDS, Role

Words = Mapping[str, Mapping[str, str]]  # the words of actor_words.csv by kind
ORGANISED = frozenset({"organisation", "acronym"})
_NUMBERS = {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_ADDRESSING = frozenset({"on", "upon", "to"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_DEEP = 12
_STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
_PAIRS = frozenset({"pair", "duo"})
ALONE = _PAIRS | frozenset(word for word in _NUMBERS if word.isalpha())  # words that may mean several by themselves
QUOTES = frozenset({'"', "“", "”", "``", "''"})


def governs_clause(verb: Token, after: Token) -> bool:
    """Whether what is said, asked or ordered follows: "urged Iran to halt", "told Iran that"."""
    return any(child.dep_ in _CLAUSES and child.i > after.i for child in verb.children)


def acts(token: Token, known: Container[int]) -> bool:
    """Whether a country named at a token does something, or is told to: it is its government then.

    ``known`` are the indices of tokens that the tables know: of such a noun the country is only part of the name.
    """
    token = first_conjunct(token)
    head = token.head
    if token.dep_ in {"nsubj", "csubj", "dative"}:
        return True
    if token.dep_ == "pobj":
        if head.lower_ in _ADDRESSING:  # "called on Turkey to resolve", "according to Moscow"
            return head.head.lower_ == "according" or governs_clause(head.head, token)
        return head.dep_ == "agent" or head.lower_ == "by"
    if token.dep_ == "poss":
        return head.pos_ == "NOUN" and head.i not in known
    if token.dep_ == "dobj":
        return governs_clause(head, token)
    return False


def names_actor(hit: Hit) -> bool:
    """Whether a hit makes the phrase that it stands in an actor of its own ("U.S. President Joe Biden")."""
    return hit.role is not None or (hit.meaning is not None and any(name.person for name in hit.meaning.names))


def is_place(token: Token, found: Identity) -> bool:
    """Whether a capital or body is only a place here, or the agency of a dateline: nobody that "it" could mean."""
    if found.entry is None or found.entry.kind not in {"capital", "seat", "organisation"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "near", "from"}:
        return found.entry.kind != "organisation" or token.ent_type_ in {"GPE", "LOC"}
    return "JRN" in found.sectors and token.i > 0 and token.nbor(-1).text == "("


def kind_of(found: Identity, token: Token, collective: Container[str] = ()) -> str:
    """What an entity is for words that stand for it: person, country, organisation or group.

    ``collective`` are nouns that name several people in the singular ("army", "court").
    """
    entry = found.entry
    if entry is not None:
        if entry.person:
            return "person"
        if entry.kind in ORGANISED:
            return "organisation"
        return "person" if entry.kind in PEOPLE_KINDS else "country"
    if found.role is None:
        return "person" if found.name and not found.bare else "country"
    if found.role.title or token.ent_type_ == "PERSON":
        return "person"
    plural = token.tag_ in {"NNS", "NNPS"}
    return "group" if plural or token.lemma_.lower() in collective else "person"


def gender_of(hits: Iterable[Hit], words: Words) -> str:
    """What the words of a phrase say of a person's gender: "m", "f", or "" where they say nothing."""
    for hit in hits:
        if hit.role and hit.role.kind == "honorific" and hit.role.value in {"m", "f"}:
            return hit.role.value
        for gender, kind in (("m", "male"), ("f", "female")):
            if hit.text.lower() in words.get(kind, ()):
                return gender
    return ""


def offices_of(role: Role, words: Words) -> frozenset[str]:
    """The offices of leaders.csv that a role word means ("president": head_of_state)."""
    return frozenset(words.get("office", {}).get(role.pattern, "").split("|")) - {""}


def article_of(token: Token) -> str:
    """The determiner of a noun, in lower case; empty when it has none."""
    return next((child.lower_ for child in token.children if child.dep_ in {"det", "predet"}), "")


def is_definite(token: Token) -> bool:
    """Whether the determiner of a noun says that it is known which one is meant."""
    return article_of(token) in _DEFINITE


def count_of(token: Token) -> int:
    """How many "the two nations", "both leaders" are; 0 when no number says so."""
    for child in token.children:
        if child.dep_ in {"nummod", "det", "predet", "amod"} and child.lower_ in _NUMBERS:
            return _NUMBERS[child.lower_]
    return 0


def bare_count(token: Token) -> int:
    """How many are meant by a word that stands alone: "the two", "both", "the pair"; 0 for others."""
    if token.dep_ not in _STANDING or any(child.dep_ == "prep" for child in token.children):
        return 0
    if token.lower_ in _PAIRS:
        return 2 if article_of(token) == "the" else 0
    if token.lower_ != "both" and article_of(token) != "the":
        return 0
    return _NUMBERS.get(token.lower_, 0)


def is_expletive(pronoun: Token) -> bool:
    """Whether "it" means nothing: "it is cold", "it seems"."""
    if pronoun.dep_ == "expl":
        return True
    return pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in {"be", "seem", "appear"}


def speaker_of(token: Token) -> Token | None:
    """The subject of the verb that a quotation hangs on ("..., said Mandela"), seen from a word in it."""
    quoted = _quoted(token)
    for _ in range(_DEEP):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ in _CLAUSES or token.dep_ == "parataxis":
            own = next((child for child in head.children if child.dep_ == "nsubj"), None)
            if own is not None and own.lower_ not in FIRST_PERSON and not (quoted and _quoted(own)):
                return own
        token = head
    return None


def _quoted(token: Token) -> bool:
    """Whether a word stands between quotation marks of its sentence."""
    return bool(sum(word.text in QUOTES for word in token.doc[token.sent.start : token.i]) % 2)
