"""The known words of a noun phrase: what stands before its head, behind it and beside it."""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Token

from tidings.actors.compose import Parts
from tidings.actors.entities import is_conjoined
from tidings.actors.reading import MODIFIERS, PLACE_WORDS, Reading
from tidings.actors.scan import Hit
from tidings.parse.syntax import conjuncts_of, prepositional
from tidings.parse.tokens import token_at
from tidings.records import ActorMention

_ONLY_OF = frozenset({"of"})
_OF = frozenset({"of", "for", "at", "with", "from"})
_LONGEST_NAME = 6
_MANY = 50  # words that hang on one; of a list of thousands the rest is not looked at
_NO_ACTOR = frozenset({"GPE", "LOC", "FAC", "DATE", "EVENT", "LAW", "PRODUCT"})


class Phrases:
    """Gathers parts of noun phrases.

    Attributes:
        reading: the Doc with its hits.
        heads: the actors found so far, by the index of their head; they stand to the left.
        known_names: last (and first) names of persons named so far.
    """

    def __init__(
        self, reading: Reading, heads: Mapping[int, tuple[ActorMention, ...]], known_names: Container[str]
    ) -> None:
        """Look at the Doc of ``reading``; ``heads`` and ``known_names`` grow while it is read."""
        self.reading, self.doc, self.heads, self.known_names = reading, reading.doc, heads, known_names
        self._behind: dict[int, list[Token]] = {}

    def parts(self, token: Token, hit: Hit | None) -> Parts:
        """The known words of the noun phrase of a head."""
        groups = self.reading.groups
        before = [each for each in groups.get(token.i, ()) if each is not hit and each.start < token.idx]
        named = hit is None and self._is_name(token)
        if named:  # "National" in "the National Museum" is no role
            before = [each for each in before if not each.role or each.role.title or each.text.islower()]
        parts = Parts(hit, before, named=named)
        places: list[str] = []
        for child in token.children:
            if child.dep_ == "poss":
                parts.owners += self._codes_of(child)
                parts.below += groups.get(child.i, ())
            elif child.dep_ == "appos":
                parts.beside += [each for each in groups.get(child.i, ()) if each.role or child.pos_ != "PROPN"]
                places += self._prepositional(child, _ONLY_OF)
            elif child.dep_ == "prep" and child.lower_ in _OF:
                for below in child.children:
                    parts.below += groups.get(below.i, ()) if below.dep_ == "pobj" else ()
            elif child.dep_ == "acl":  # "a group based in Trinidad"
                places += self._prepositional(child, PLACE_WORDS)
            elif child.dep_ in MODIFIERS:
                parts.owners += self._codes_of_modifier(child)
        parts.owners += self._prepositional(token, _ONLY_OF)
        parts.codes = self._places_behind(token) + places
        if token.dep_ == "appos":
            parts.codes += [mention.code for mention in self.heads.get(token.head.i, ()) if mention.code]
        return parts

    def _codes_of_modifier(self, token: Token) -> list[str]:
        """Countries of a place before a head ("Rakhine rebels") and of a title's possessor ("Peru's minister Juan")."""
        found = [code for child in token.children if child.dep_ == "poss" for code in self._codes_of(child)]
        code = None if token.i in self.reading.cover else self.reading.place_at(token)
        return found + ([code] if code else [])

    def _places_behind(self, token: Token) -> list[str]:
        """Countries of the phrases of place behind a head, shared ones too ("rebels and militias in Iraq")."""
        codes = self._prepositional(token, PLACE_WORDS)
        joined = token
        for _ in range(3):
            if joined.dep_ == "conj":
                joined = joined.head
                codes += self._prepositional(joined, PLACE_WORDS, after=token.i)
        return codes

    def _is_name(self, token: Token) -> bool:
        if token.pos_ != "PROPN" or token.ent_type_ in _NO_ACTOR:
            return False
        return self.reading.country_at(token, 0) is None or token.ent_type_ in {"PERSON", "ORG"}

    def _codes_of(self, token: Token) -> list[str]:
        """Countries of a possessor: of the actor that it is, else of the place."""
        if token.i in self.heads:
            return [mention.code for mention in self.heads[token.i] if mention.code]
        code = self.reading.country_at(token)
        return [code] if code else []

    def _prepositional(self, token: Token, words: frozenset[str], after: int = 0) -> list[str]:
        """Countries of the phrases with one of the prepositions behind a head."""
        found = []
        for child in self._prepositions(token):
            if child.i > after and child.lower_ in words:
                objects = [below for below in child.children if below.dep_ == "pobj"]
                found += [code for below in objects if (code := self.reading.country_at(below))]
        return found

    def _prepositions(self, token: Token) -> list[Token]:
        """The prepositions that hang on a token, once looked up: all members of a list ask its first."""
        known = self._behind.get(token.i)
        if known is None:
            known = self._behind[token.i] = [child for child in token.children if child.dep_ == "prep"][:_MANY]
        return known

    def several_codes(self, token: Token, hit: Hit | None) -> list[str]:
        """Countries of coordinated modifiers ("Russian and Chinese forces", "presidents of Iran and Iraq")."""
        if hit is None or not hit.role:
            return []
        found = []
        for each in self.reading.groups.get(token.i, ()):
            root = token_at(self.doc, each.start)
            name = each.meaning.on(self.reading.on) if each.meaning and not each.blocked else None
            if name and name.code and root is not None and is_conjoined(root):
                found.append(name.code)
        if not found and is_plural(token):
            found = [
                code
                for noun in prepositional(token, "of")
                for each in conjuncts_of(noun)
                for code in self._codes_of(each)
            ]
        return list(dict.fromkeys(found))

    def name_words(self, token: Token) -> tuple[str, ...]:
        """The words of a personal name that ends in a token; none when it is no person's."""
        reading = self.reading
        titled = any(
            hit.role and (hit.role.title or hit.role.kind == "honorific") for hit in reading.groups.get(token.i, ())
        )  # fmt: skip
        known = token.text in self.known_names
        if not (titled or known or (token.ent_type_ == "PERSON" and not reading.place_at(token))):
            return ()
        start = token.i
        while (
            start
            and start > token.i - _LONGEST_NAME
            and self.doc[start - 1].pos_ == "PROPN"
            and _plain(self.doc[start - 1])
        ):
            if start - 1 in reading.cover:
                break
            start -= 1
        return tuple(self.doc[index].text for index in range(start, token.i + 1) if self.doc[index].text[:1].isalpha())


def _plain(token: Token) -> bool:
    """Whether a token is a word of a name, perhaps with a hyphen, point or apostrophe."""
    return token.text[-1:].isalpha() or token.text.endswith(".")


def is_plural(token: Token) -> bool:
    """Whether a noun is in the plural."""
    return token.tag_ in {"NNS", "NNPS"}
