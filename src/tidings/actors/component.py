"""The stage: who is named and who is meant, hung on the Doc."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language
from spacy.tokens import Doc, Token

from tidings.actors.reading import PLACE_WORDS, Reading, carrier
from tidings.actors.resolve import Resolver
from tidings.actors.strings import explain, identify
from tidings.knowledge import Knowledge, load_knowledge
from tidings.records import Actor, ActorMention, Identification

_WHERE = PLACE_WORDS | {"of", "on", "along"}
_HEADS = "tidings_actor_heads"
_READING = "tidings_actor_reading"


@Language.factory(
    "tidings_actors",
    requires=["token.dep", "token.tag", "token.pos", "doc.sents"],
    assigns=["doc._.tidings_actors"],
    default_config={"knowledge": "default"},
)
def make_actors(nlp: Language, name: str, knowledge: str) -> Actors:
    """Build the stage.

    Args:
        nlp: the pipeline.
        name: the stage's name in it.
        knowledge: "default" or a folder of tables.

    Raises:
        KnowledgeError: a table breaks a rule.
    """
    return Actors(load_knowledge(knowledge))


class Actors:
    """Finds the mentions of political actors and who they are on the publication date."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Keep the tables."""
        self.knowledge = knowledge

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.tidings_actors``: mentions ordered by start, pronouns and joint ones included."""
        article = doc._.tidings_article
        reading = Reading(doc, self.knowledge, article.published if article else None)
        heads = Resolver(reading).run()
        doc.user_data[_HEADS], doc.user_data[_READING] = heads, reading
        listed = [
            mention for index, mentions in heads.items() if _stands_alone(doc[index], heads) for mention in mentions
        ]
        doc._.tidings_actors = sorted(listed, key=lambda mention: (mention.start, mention.end))
        return doc

    def answer_identify(self, text: str, context: str, on: dt.date | None) -> Actor | None:
        """Who an actor string is on a date; None where nothing is known of it."""
        return identify(text, context, on, self.knowledge)

    def answer_explain(self, text: str, context: str, on: dt.date | None) -> Identification:
        """The same, with the words and table rows that say so."""
        return explain(text, context, on, self.knowledge)


def mentions_at(doc: Doc, token: Token) -> tuple[ActorMention, ...]:
    """Every actor mention whose phrase is headed by ``token``: several for "both leaders", none for no actor.

    Modifiers that name an actor ("the *Chinese* economy", "*Putin*'s visit") answer at their own token.
    """
    heads: dict[int, tuple[ActorMention, ...]] = doc.user_data.get(_HEADS, {})
    return heads.get(token.i, ())


def belongs_to(doc: Doc, token: Token) -> tuple[ActorMention, ...]:
    """The country that people, a place or a thing belongs to, over its whole phrase, without sectors.

    For a head without an actor of its own: "Kharkiv city", "border regions in Russia", "Ukrainian cities",
    "its airfields".
    """
    reading: Reading | None = doc.user_data.get(_READING)
    if reading is None or mentions_at(doc, token):
        return ()
    code = _owner(doc, token, reading) or reading.country_at(token) or _where(token, reading)
    if code is None:
        return ()
    span = reading.span(token)
    return (ActorMention(start=span.start, end=span.end, text=span.text, code=code),)


def _owner(doc: Doc, token: Token, reading: Reading) -> str | None:
    """Country of the possessor ("its airfields")."""
    for child in token.children:
        if child.dep_ == "poss":
            named = next((mention.code for mention in mentions_at(doc, child) if mention.code), None)
            if code := named or reading.country_at(child):
                return code
    return None


def _where(token: Token, reading: Reading) -> str | None:
    """Country of a phrase of place: of the noun, or right after it though the parse hangs it on the verb."""
    end = reading.phrase(token)[1]
    after = [token.doc[end]] if end < len(token.doc) else []
    for child in (*token.children, *after):
        if child.dep_ == "prep" and child.lower_ in _WHERE:
            for below in child.children:
                if below.dep_ == "pobj" and (code := reading.country_at(below)):
                    return code
    return None


def _stands_alone(token: Token, heads: dict[int, tuple[ActorMention, ...]]) -> bool:
    """Whether a mention is listed: not when it says more of another ("Russian troops", "Schluter, the premier")."""
    head = carrier(token)
    if token.dep_ == "appos" and token.head.i in heads and heads[token.i][0].code == heads[token.head.i][0].code:
        return False
    return head.i == token.i or head.i not in heads
