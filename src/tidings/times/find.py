"""Time expressions of a Doc: where they stand, what they mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tidings.records import TimeMention
from tidings.times.grammar import RULES, Match, Value
from tidings.times.words import OTHER, Word, word_of

_SKIPPED = frozenset({",", "-", "–"})
_YEAR_BEFORE = frozenset(
    {
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "from",
        "through",
        "during",
        "before",
        "after",
        "and",
        "to",
        "the",
        "for",
        "than",
        "(",
        "late",
        "early",
        "mid",
        "fiscal",
        "year",
        "late-",
        "’s",
        "'s",
        "between",
        "into",
    }
)
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "would"})
_CONTENT = re.compile(r"[A-Za-z]")
# Words that are times only with others beside them.
_ALONE_NOT = frozenset("lxtfaqhrFibekopysLdnNO")
_MAY_NOT_STAND_ALONE = frozenset("US")


def find_times(doc: Doc, published: dt.date | None) -> list[TimeMention]:
    """Time expressions ordered by start, none overlapping.

    Args:
        doc: a parsed text.
        published: the day from which relative expressions are counted; None: they keep no value, with a reason.
    """
    lower = [token.lower_ for token in doc]
    words = [word_of(text) for text in lower]
    classes = "".join(_class(word, text) for word, text in zip(words, lower, strict=True))
    found: list[TimeMention] = []
    anchor = published
    for start, end, rule in _spans(classes):
        start = _begin(classes, start, end)  # noqa: PLW2901  the article belongs to it or not
        match = Match(words[start:end], lower[start:end], published, anchor, _direction(doc[end - 1]))
        if not _is_time(doc, classes, start, end, match):
            continue
        value = RULES[rule][1](match)
        if value is None:
            continue
        mention = _mention(doc, start, end, value, published)
        found.append(mention)
        anchor = _day_of(mention) or anchor
    return found


def _class(word: Word | None, text: str) -> str:
    if word is not None:
        return word.kind
    return "," if text == "," else "-" if text in _SKIPPED else OTHER


def _spans(classes: str) -> Iterator[tuple[int, int, int]]:
    """Matches of all rules, the longest first where they overlap."""
    found = [
        (match.start(), match.end(), number)
        for number, (pattern, _) in enumerate(RULES)
        for match in pattern.finditer(classes)
        if match.end() > match.start()
    ]
    found.sort(key=lambda span: (span[0] - span[1], span[2], span[0]))
    taken = bytearray(len(classes))
    kept = []
    for start, end, rule in found:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, rule))
    return iter(sorted(kept))


def _begin(classes: str, start: int, end: int) -> int:
    """Without the article of an explicit date ("the 3rd of May" keeps it, "the Friday" does not)."""
    if classes[start] == "f" and end - start > 1 and classes[start + 1] in "WMYg":
        return start + 1
    return start


def _is_time(doc: Doc, classes: str, start: int, end: int, match: Match) -> bool:
    """Whether words that can be a time are one here."""
    bare = classes[start:end].strip(",-")
    if len(bare) == 1:
        return _single(doc[start], bare)
    if set(bare) <= {"f", "U", "a"}:
        if bare == "fU" and match.lower[-1] == "weekend":
            return True
        # "a day" and "the week" measure a time; "the second", "the quarter" rarely do.
        return bare[0] == "a" and match.lower[-1] not in {"second", "quarter", "minute"}
    if bare.endswith("U") and match.lower[-1] == "second":
        return classes[start] in "Nnd"
    return True


def _single(token: Token, kind: str) -> bool:
    if kind in _ALONE_NOT or kind in _MAY_NOT_STAND_ALONE:
        return (
            kind == "U"
            and token.lower_ in {"decades", "centuries", "years", "months", "weeks"}
            and token.dep_ == "pobj"
        )
    if kind == "M":
        return token.text[0].isupper() and (
            token.lower_ not in {"may", "march", "mar", "jan", "jun", "sep", "dec"}
            or token.ent_type_ == "DATE"
            or token.dep_ == "pobj"
        )
    if kind == "W":
        return token.text[0].isupper()
    if kind == "Y":
        return token.ent_type_ == "DATE" or (
            token.i > 0 and token.nbor(-1).lower_ in _YEAR_BEFORE and token.dep_ != "nummod"
        )
    if kind == "P":
        return token.lower_ in {"overnight", "midnight", "noon"}
    if kind == "V":
        return token.pos_ in {"ADV", "ADJ", "NOUN"} and (token.lower_ != "once" or token.dep_ == "advmod")
    if kind == "C":
        return token.ent_type_ == "TIME"
    return kind in "TEIZg"


def _direction(token: Token) -> int:
    """Tense of the clause: 1 where it lies ahead, else -1."""
    for _ in range(12):
        if token.pos_ in {"VERB", "AUX"}:
            auxiliaries = {child.lower_ for child in token.children if child.dep_ == "aux"}
            if auxiliaries & _FUTURE or token.tag_ == "MD" or ("to" in auxiliaries and token.tag_ == "VB"):
                return 1
            return -1
        if token.head is token:
            break
        token = token.head
    return -1


def _mention(doc: Doc, start: int, end: int, value: Value, published: dt.date | None) -> TimeMention:
    kind, text = value or ("DATE", None)
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    reason = None
    if text is None:
        reason = "no date of publication to count from" if published is None else "no value can be told"
    return TimeMention(start=first, end=last, text=doc[start:end].text, type=kind, value=text, reason=reason)


def _day_of(mention: TimeMention) -> dt.date | None:
    try:
        return dt.date.fromisoformat((mention.value or "")[:10]) if mention.type in {"DATE", "TIME"} else None
    except ValueError:
        return None
