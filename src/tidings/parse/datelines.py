"""Where a report was written ("NAIROBI, May 3 (Reuters) -") is a sentence of its own, or it is taken for who acts."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from tidings.parse.tokens import text_of, token_at

DATELINES = "datelines"
_JOINED = 4  # the words behind that the parser must not cut off: it does so after a border that is set
_DAY = r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:,? \d{4})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_MORE = r"(?:, ?[A-Z][\w.’' -]{1,24})"  # the state or country
_MARK = r"[ \t]{0,2}(?:[-–—―_]{1,2})[ \t]+"
_CITY = r"[A-Z][A-Z.’'/-]{2,24}(?: [A-Z][A-Z.’'/-]{1,24}){0,3}"
_NAME = r"[A-Z][\w.’'-]{1,24}(?: [A-Z][\w.’'-]{1,24}){0,3}"
_DATELINE = re.compile(
    rf"^[ \t]*(?:{_CITY}(?:{_MORE}{{0,2}}(?:, {_DAY})?(?:,? ?{_AGENCY})?{_MARK}|:[ \t]+)"
    rf"|{_NAME}{_MORE}{{0,2}}(?:(?:, {_DAY}|,? {_DAY})(?:,? ?{_AGENCY})?|,? ?{_AGENCY}){_MARK})"
    r"(?=[“\"‘'«„]?[A-Z0-9])",
    re.MULTILINE,
)


@Language.component(DATELINES, assigns=["token.is_sent_start"])
def datelines(doc: Doc) -> Doc:
    """End a sentence behind each dateline; before the parser, which keeps to it."""
    for found in _DATELINE.finditer(text_of(doc)):
        first, token = token_at(doc, found.start()), token_at(doc, found.end())
        if first is None or token is None or token.idx != found.end():
            continue
        for inside in doc[first.i + 1 : token.i + _JOINED]:
            inside.is_sent_start = inside.i == token.i
    return doc
