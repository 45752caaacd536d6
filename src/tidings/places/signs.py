"""What stands around a name and says whether it is a place: prepositions, datelines, words of kind, parts of people."""

from __future__ import annotations

from spacy.tokens import Doc, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LOCATIVE = frozenset({
    "in", "at", "near", "outside", "around", "across", "throughout", "into", "from", "to", "towards", "toward",
    "inside", "off", "via", "through", "between", "over", "within",
})  # fmt: skip


def parts_of_people(doc: Doc) -> frozenset[str]:
    """First and last names of those whom the text names in full."""
    return frozenset(
        token.text
        for entity in doc.ents
        if entity.label_ == "PERSON" and len(entity) > 1
        for token in (entity[0], entity[-1])
    )


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Bounds without what is no part of a name at either end; None when nothing is left."""
    while start < end and not (doc[start].text[:1].isupper() or doc[start].text[:1].isdigit()):
        start += 1
    if end - start > 1 and doc[start].lower_ == "the":
        start += 1
    while end > start and _ends_name(doc[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _ends_name(token: Token) -> bool:
    return token.tag_ == "POS" or token.is_space or (token.is_punct and token.text != ".")


def speaks(doc: Doc, start: int, end: int) -> bool:
    """Whether it is the subject of a verb, as people are and small towns are not."""
    return end - start <= 2 and doc[end - 1].dep_ in {"nsubj", "nsubjpass"}  # noqa: PLR2004  names of people


def is_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is all of its entity, but for "the" and "'s"."""
    before = start == 0 or doc[start].ent_iob_ == "B" or doc[start - 1].lower_ == "the"
    after = end >= len(doc) or doc[end].ent_iob_ != "I" or doc[end].tag_ == "POS"
    return before and after


def in_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words stand right beside it that are no part of it."""
    first = doc[start]
    if start and not first.is_sent_start and is_name_word(doc[start - 1]):
        return True
    return end < len(doc) and not doc[end].is_sent_start and is_name_word(doc[end])


def is_name_word(token: Token) -> bool:
    """Whether it is a capitalised word of a name that is neither a time nor a place."""
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ not in {"DATE", "TIME", *PLACE_LABELS}


def is_dateline(doc: Doc, start: int, end: int) -> bool:
    """ "MANSFIELD - The council" at the beginning of a paragraph."""
    if not doc[start].text.isupper() or len(doc[start]) <= 2 or (start and not doc[start - 1].is_space):  # noqa: PLR2004
        return False
    return end < len(doc) and doc[end].text in {"-", "--", "–", "—", "(", ",", "_"}


def is_placed(doc: Doc, start: int, end: int, before_of: set[str]) -> bool:
    """Whether the words before or after say that it is a place: "in X", "siege of X", "X, Y", "X (AP) -"."""
    if start:
        before = doc[start - 1]
        if before.lower_ in _LOCATIVE and before.pos_ in {"ADP", "SCONJ"}:
            return True
        if start > 1 and before.text in {",", "and"} and doc[start - 2].ent_type_ in PLACE_LABELS:
            return True
        if start > 1 and before.lower_ == "of" and doc[start - 2].lower_ in before_of:
            return True
    if is_dateline(doc, start, end):
        return True
    return end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].ent_type_ in PLACE_LABELS
