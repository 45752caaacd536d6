"""Words that may stand for somebody named before, as questions to the ranker."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from tidings.actors.entities import PRONOUNS

CLASSES = ("he", "it", "they", "person", "group", "country", "organisation")
ARTICLES = ("the", "its", "a", "this", "")
_CLASS_OF = {"person": "he", "thing": "it", "plural": "they"}
_REACH = {"he": 5, "it": 3, "they": 4}
_WHOLE = 60


@dataclass(slots=True)
class Anaphor:
    """Words that may stand for somebody named before.

    Attributes:
        token: the head.
        sentence: number of its sentence.
        kind: one of CLASSES: a pronoun's class, else what the noun describes.
        gender: "m", "f", or "".
        plural: whether it means several.
        article: one of ARTICLES.
        code: its own country, where its words name one.
        sectors: those of its role.
        pattern: its role word.
        offices: offices of leaders.csv that the role means.
        former: it says that the office is over.
        modifiers: how many words modify it.
    """

    token: Token
    sentence: int
    kind: str
    gender: str = ""
    plural: bool = False
    article: str = ""
    code: str | None = None
    sectors: tuple[str, ...] = ()
    pattern: str = ""
    offices: frozenset[str] = frozenset()
    former: bool = False
    modifiers: int = 0

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.kind in _REACH

    @property
    def reach(self) -> int:
        """How many sentences back it may look."""
        return _REACH.get(self.kind, _WHOLE)


def pronoun(token: Token, sentence: int) -> Anaphor:
    """A pronoun as an anaphor."""
    kind, gender = PRONOUNS[token.lower_]
    return Anaphor(token, sentence, _CLASS_OF[kind], gender, plural=kind == "plural")
