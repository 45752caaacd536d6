"""When an event happened: by the time expression that governs its word, else by the news it is part of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from tidings.events.counted import counted_when
from tidings.events.stated import stated
from tidings.events.where import deeds
from tidings.parse.tokens import head_of, sentence_of
from tidings.records import Span, TimeMention, When

_CALENDAR = re.compile(r"\d{4}(?:-|$)|\d{4}-\d\d")
_FAR = 12
_LEAD = 120  # words: about three sentences
_VERBAL = frozenset({"VERB", "AUX"})
# Steps of a time that does not hang on the event's own word or on one above it.
_OWN_CLAUSE, _AT_OCCASION, _AT_ARGUMENT, _OPENING, _SINCE = 0.5, 1.5, 1.5, 2.0, 3.0
_OF_DEEDS = ("tion", "sion", "ment", "ing", "tions", "sions", "ments", "ings")
_NEAR = 4  # tokens
# What they govern has a time of its own: "on his first trip since his election in March".
_PLACED_BY = frozenset({"since", "after", "before", "following", "until", "despite", "over"})
_ASIDE = frozenset({"after", "before", "since"})
_OCCASIONS = frozenset({"at", "during", "in"})


def event_when(doc: Doc, token: Token, published: dt.date | None) -> When:
    """The date of an event word, as the text gives it.

    Args:
        doc: the parsed text with its time expressions.
        token: the event word.
        published: day of publication.

    Returns: basis ``stated`` with the words of the time expression that governs the event; ``published`` for news in
        the past tense of the report's lead without one (``stated`` where only the text's own first lines tell the day
        of the report); else ``none`` with the reason. What has lasted "since March"
        ends on the day of publication; what is told in the past is never later than that.
    """
    own: tuple[Span, dt.date] | None = None if published else doc.user_data.get("tidings_text_day")
    mention = _governing(doc, token)
    if (away := counted_when(doc, token, _reported(doc, own[1] if own else published))) is not None:
        return away
    if mention is not None:
        return _dated(doc, token, mention, own[1] if own else published)
    if own is not None and _is_lead_news(token):
        return When(value=own[1].isoformat(), start=own[1], end=own[1], basis="stated", mention=own[0])
    if published is not None and _is_lead_news(token):
        return _on(published, "published")
    return When(reason="no time expression in the event's clause")


def _reported(doc: Doc, published: dt.date | None) -> Callable[[Token], dt.date | None]:
    """The day of a clause: as it says, else that of the report."""

    def day_of(token: Token) -> dt.date | None:
        mention = _governing(doc, token)
        when = stated(mention) if mention is not None else None
        if when is None or when.start is None:
            return published
        return when.start if when.start == when.end else None

    return day_of


def whens(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[When | None]:
    """When each given event word happened; None where the text does not say.

    News in the past or present tense without a time expression: on the day of publication (basis ``published``).
    """
    article = doc._.tidings_article
    published = article.published if article else None
    return [_given(doc, head_of(doc, start, end), published) for start, end in spans]


def _given(doc: Doc, token: Token | None, published: dt.date | None) -> When | None:
    if token is None:
        return None
    mention = _governing(doc, token)
    if mention is not None:
        return stated(mention)
    if published is None or _is_background(_verb_of(token)):
        return None
    return _on(published, "published")


def _governing(doc: Doc, token: Token) -> TimeMention | None:
    """The time expression of the event's own clause; else that of a clause it lies in."""
    found = _by_governor(doc).get(sentence_of(token).start, [])
    if not found:
        return None
    ladder = _ladder(token)
    ranked = sorted(
        (step, abs(governor.i - token.i), mention.start, mention)
        for governor, mention in found
        if (step := _step(doc, ladder, governor, mention, token)) is not None
    )
    return ranked[0][3] if ranked else None


def _step(doc: Doc, ladder: dict[int, int], governor: Token, mention: TimeMention, token: Token) -> float | None:
    """How far from the event a time expression hangs; None where it tells the time of something else."""
    verb = _verb_of(token)
    word = head_of(doc, mention.start, mention.end)
    if word is not None and _is_between(word, verb):
        return _OWN_CLAUSE
    if governor.i in ladder:
        return ladder[governor.i] + (_SINCE if _is_since(word) else 0)
    above = _occasion(governor)
    if above is not None and above.i in ladder and above.i == verb.i:
        return ladder[above.i] + _AT_OCCASION
    host = _host(governor)
    if host is not None and host.i in ladder and host.i == verb.i:
        return ladder[host.i] + _AT_ARGUMENT
    opening = _opening(governor)
    if opening is not None and opening.i in ladder:
        return ladder[opening.i] + _OPENING
    return None


def _is_between(word: Token, verb: Token) -> bool:
    """Whether a time stands between a verb and its subject: "the minister on Tuesday, at a rally, called for"."""
    if verb.pos_ not in _VERBAL or word.i > verb.i:
        return False
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or word.i < subject.i:
        return False
    host = word.head.head if word.head.pos_ == "ADP" else word.head  # the parser often hangs it on the subject
    return host in (subject, verb)


def _is_since(word: Token | None) -> bool:
    """Whether a time says from when on ("since a failed coup in March"), which is rarely when the event was."""
    if word is None:
        return False
    before = word.doc[max(word.sent.start, word.i - _NEAR) : word.i]
    return any(token.lower_ == "since" for token in before)


def _occasion(noun: Token) -> Token | None:
    """The verb of "warned him at a summit in September": what is done at an occasion is done then."""
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.lower_ in _OCCASIONS:
        return noun.head.head
    return None


def _host(noun: Token) -> Token | None:
    """The verb of "bombed a bridge on Sunday", where the parser hangs Sunday on the bridge."""
    token = noun
    for _ in range(_FAR):
        if token.dep_ not in {"dobj", "pobj", "conj", "prep", "dative"} or token.head.pos_ in _VERBAL:
            break
        token = token.head
    is_argument = token.dep_ in {"dobj", "prep", "dative"} and noun.pos_ in {"NOUN", "PROPN"}
    return token.head if is_argument and token.head.pos_ in _VERBAL and not _is_deed(noun) else None


def _is_deed(noun: Token) -> bool:
    """Whether a noun has a time of its own: "an attack", "the killing", "sanctions"."""
    return noun.lemma_.lower() in deeds() or noun.lower_.endswith(_OF_DEEDS)


def _opening(token: Token) -> Token | None:
    """The main verb of "Arriving on Thursday, he embarked": a clause without a subject at its head shares its time."""
    for _ in range(_FAR):
        if token.dep_ == "advcl" and token.tag_ == "VBG":
            return token.head if token.i < token.head.i else None
        if token.head == token or (token.pos_ in _VERBAL and token.dep_ != "xcomp"):
            return None
        token = token.head
    return None


def _ladder(token: Token) -> dict[int, int]:
    """Tokens whose time is also that of the event, with how far up they are: itself, its phrase, its clause, above."""
    steps = {token.i: 0}
    seen, is_aside = token, False
    for step in range(1, _FAR):
        crosses = seen.pos_ in _VERBAL and seen.dep_ in {"ccomp", "relcl", "conj"}
        is_aside = is_aside or _is_aside(seen)
        if _is_distant(seen) or (is_aside and seen.dep_ == "ccomp" and seen != token):
            break
        seen = seen.head
        if seen.i in steps:
            break
        # What is said on Thursday need not have happened on Thursday: a clause below a verb of its own keeps away.
        steps[seen.i] = step + (4 if crosses else 0)
    return steps


def _is_aside(token: Token) -> bool:
    """Whether a verb tells aside what was earlier: "said on Monday that they spoke of those who blew up a hotel"."""
    return token.pos_ in _VERBAL and token.dep_ == "relcl" and (token.tag_ == "VBD" or _is_background(token))


def _is_distant(token: Token) -> bool:
    """Whether a clause says that it was earlier or later than what lies above it: "after rebels fired rockets"."""
    return token.dep_ == "advcl" and any(word.dep_ == "mark" and word.lower_ in _ASIDE for word in token.children)


def _by_governor(doc: Doc) -> dict[int, list[tuple[Token, TimeMention]]]:
    """Calendar expressions of each sentence (by its first token) with the word they hang on; computed once a Doc."""
    known: dict[int, list[tuple[Token, TimeMention]]] | None = doc.user_data.get("tidings_time_governors")
    if known is None:
        known = doc.user_data["tidings_time_governors"] = {}
        for mention in doc._.tidings_times:
            if mention.type not in {"DATE", "TIME"} or not _CALENDAR.match(mention.value or ""):
                continue
            head = head_of(doc, mention.start, mention.end)
            if head is not None:
                known.setdefault(sentence_of(head).start, []).append((_governor(head), mention))
    return known


def _governor(head: Token) -> Token:
    """The verb or noun that a time expression tells the time of."""
    token, below = head.head, head
    for _ in range(4):
        if token.dep_ not in {"prep", "pobj", "pcomp", "npadvmod", "advmod"} or token.pos_ in {"VERB", "NOUN"}:
            break
        token, below = token.head, token
    return _occasion_before(below, token) or token


def _occasion_before(below: Token, governor: Token) -> Token | None:
    """The noun of "met him after the vote in March", where the parser hangs March on the meeting."""
    first = below.left_edge.i
    if governor.i >= first or first < 2:  # noqa: PLR2004  a preposition and a noun
        return None
    noun = below.doc[first - 1]
    token = noun
    for _ in range(_FAR):
        if token.head in (token, governor):
            break
        token = token.head
    is_occasion = token.head == governor and token.lower_ in _PLACED_BY and token != noun
    return noun if is_occasion and noun.pos_ in {"NOUN", "PROPN"} else None


def _verb_of(token: Token) -> Token:
    for _ in range(_FAR):
        if token.pos_ in _VERBAL or token.head == token:
            break
        token = token.head
    return token


def _is_background(verb: Token) -> bool:
    """The pluperfect tells of an earlier day; the future of a later one."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return "had" in auxiliaries or bool(auxiliaries & {"will", "would", "could", "may", "might", "should", "shall"})


def _is_lead_news(token: Token) -> bool:
    """A past-tense main clause, or what it says, at the head of the report."""
    verb = _verb_of(token)
    if token.pos_ not in _VERBAL or verb.tag_ != "VBD" or _is_background(verb):
        return False
    return verb.dep_ == "ROOT" and sentence_of(token).start < _LEAD


def _on(day: dt.date, basis: str) -> When:
    return When(value=day.isoformat(), start=day, end=day, basis="published" if basis == "published" else "stated")


def _dated(doc: Doc, token: Token, mention: TimeMention, published: dt.date | None) -> When:
    """The stated date; a span up to the publication for what lasts "since March"; none for a past in the future."""
    when, verb = stated(mention), _verb_of(token)
    if published is None or when.start is None:
        return when
    if when.start > published and verb.tag_ == "VBD" and not _is_background(verb):
        return When(reason="the stated date is later than the publication")
    if _is_perfect(verb) and when.start <= published and _is_since(head_of(doc, mention.start, mention.end)):
        return when.model_copy(update={"end": published})
    return when


def _is_perfect(verb: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ in {"has", "have"} for child in verb.children)
