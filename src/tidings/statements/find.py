"""Attributions of a Doc: speaker, cue, content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tidings.actors import mentions_at
from tidings.parse.syntax import agents_of, is_passive, own_subject, phrase_of, subject_of
from tidings.parse.tokens import sentence_of, span_of, text_of, token_at
from tidings.records import ActorMention, Span, Statement, StatementKind
from tidings.statements.cues import Cues, load_cues
from tidings.statements.quotes import LONGEST, Quote, Quotes

_OBJECTS = frozenset({"dobj", "obj", "xcomp", "dative", "prep", "oprd", "attr", "ccomp", "acomp", "agent"})
_CLAUSES = frozenset({"ccomp"})
_PEOPLE = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LONGEST_CONTENT = 600  # tokens: longer than any sentence that anybody said
_FEWEST_WORDS = 4  # a quotation without a cue is speech only from so many words on
_TRIM = frozenset({",", ".", ";", ":", "-", "–", "—", "that", "''", "``", "(", ")"})


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution, in tokens; content as token bounds."""

    speaker: Token | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


def find_statements(doc: Doc) -> list[Statement]:
    """Statements ordered by where they begin."""
    cues, quotes = load_cues(), Quotes(text_of(doc))
    taken: set[Quote] = set()
    found: list[Found] = []
    for token in doc:
        attribution = _at(token, cues, quotes)
        if attribution and attribution.content:
            found.append(_with_quotes(doc, attribution, quotes, taken))
    found += _continued(doc, quotes, taken, found)
    records = [_record(doc, attribution, quotes) for attribution in found if attribution.content]
    return sorted(records, key=lambda statement: (_first(statement), statement.content[0].start))


def _first(statement: Statement) -> int:
    starts = [span.start for span in (statement.speaker, statement.cue, *statement.content) if span]
    return min(starts)


def _at(token: Token, cues: Cues, quotes: Quotes) -> Found | None:
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"} and (lemma in cues.clause or lemma in cues.object):
        return _verb(token, lemma, cues, quotes)
    if token.pos_ == "NOUN" and lemma in cues.nouns:
        return _noun(token)
    if token.lower_ == "according":
        return _according(token)
    return None


def _verb(verb: Token, lemma: str, cues: Cues, quotes: Quotes) -> Found | None:
    if quotes.at(verb.idx) is not None or _is_no_speech(verb):
        return None
    speaker = _speaker(verb)
    if lemma in cues.minds and (speaker is None or not _is_somebody(speaker)):
        return None
    content = _content(verb, lemma, cues, quotes)
    if not content or (speaker is None and not is_passive(verb)):
        return None
    return Found(speaker, _cue_bounds(verb), content)


def _is_no_speech(verb: Token) -> bool:
    """A verb that only modifies: "the said law"."""
    return verb.dep_ in {"aux", "auxpass", "amod", "compound"}


def _speaker(verb: Token) -> Token | None:
    if is_passive(verb):
        agents = agents_of(verb)
        return agents[0] if agents else None
    found = own_subject(verb) or subject_of(verb)
    return found if found is not None and found.lower_ not in {"it", "there", "that", "which", "this", "what"} else None


def _is_somebody(token: Token) -> bool:
    return bool(mentions_at(token.doc, token)) or token.pos_ == "PRON" or token.ent_type_ in _PEOPLE


def _cue_bounds(verb: Token) -> tuple[int, int]:
    """The verb with its particle or the preposition that its content hangs on ("hinting at")."""
    after = verb.i + 1
    if after < len(verb.doc) and verb.doc[after].dep_ == "prt" and verb.doc[after].head is verb:
        return verb.i, after + 1
    return verb.i, verb.i + 1


def _content(verb: Token, lemma: str, cues: Cues, quotes: Quotes) -> tuple[tuple[int, int], ...]:
    clauses = [child for child in verb.children if child.dep_ in _CLAUSES]
    if clauses and lemma in cues.clause:
        spans = [_clause_bounds(verb, clause) for clause in clauses[:2]]
        return tuple(span for span in spans if span[1] > span[0])
    if verb.dep_ == "parataxis" or (
        verb.dep_ == "advcl" and verb.head.i < verb.i and verb.doc[verb.i - 1].lower_ == "as"
    ):
        head = verb.head
        start, end = head.left_edge.i, verb.left_edge.i
        if verb.i > head.i and end > start:
            return ((start, end),)
    if lemma in cues.object and (span := _object_bounds(verb)):
        return (span,)
    sentence = sentence_of(verb)
    first, last = max(sentence.start_char, verb.idx - LONGEST), min(sentence.end_char, verb.idx + LONGEST)
    near = [quote for quote in quotes.between(first, last) if _belongs(quote, verb)]
    return tuple(_token_bounds(verb.doc, quote) for quote in near[:1])


def _belongs(quote: Quote, verb: Token) -> bool:
    """A quotation of which the verb's sentence holds enough to be speech."""
    return len(text_of(verb.doc)[quote.start : quote.end].split()) >= _FEWEST_WORDS


def _clause_bounds(verb: Token, clause: Token) -> tuple[int, int]:
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    if start < verb.i < end:  # the cue stands inside what it attributes: keep the longer side
        return (start, verb.left_edge.i) if clause.i < verb.i else (verb.right_edge.i, end)
    return start, end


def _object_bounds(verb: Token) -> tuple[int, int] | None:
    """From the first object, infinitive or phrase after the verb to the last: "China against ..."."""
    children = [
        child for child in verb.children if child.dep_ in _OBJECTS and child.i > verb.i and child.dep_ != "agent"
    ]
    children = [child for child in children if child.dep_ != "prep" or not _is_aside(child)]
    if not children:
        return None
    start = children[0].left_edge.i
    if children[0].dep_ == "prep" and len(children) == 1:
        start = children[0].i + 1
    end = max(child.right_edge.i for child in children) + 1
    return (start, end) if end - start > 1 else None


def _is_aside(preposition: Token) -> bool:
    """As in "In a statement", "on Friday", "during the visit": where and when it was said, not what."""
    if preposition.lower_ not in {
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "following",
        "to",
        "since",
        "over",
        "with",
    }:
        return False
    objects = [child for child in preposition.children if child.dep_ == "pobj"]
    settings = load_cues().settings
    return not objects or any(
        child.ent_type_ in {"DATE", "TIME"} or child.lemma_.lower() in settings for child in objects
    )


def _noun(noun: Token) -> Found | None:
    clause = next((child for child in noun.children if child.dep_ in {"acl", "ccomp"} and _has_that(child)), None)
    if clause is None:
        return None
    speaker = next((child for child in noun.children if child.dep_ == "poss"), None)
    if speaker is None:
        speaker = next(
            (below for child in noun.children if child.lower_ in {"by", "from", "of"} for below in child.children), None
        )
    if speaker is None and noun.dep_ == "dobj":
        speaker = subject_of(noun.head)
    if speaker is None:
        return None
    return Found(speaker, (noun.i, noun.i + 1), ((clause.left_edge.i, clause.right_edge.i + 1),))


def _has_that(clause: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)


def _according(token: Token) -> Found | None:
    """According to X, ...; ..., according to X."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    speaker = next((child for child in doc[token.i + 1].children if child.dep_ == "pobj"), None)
    if speaker is None:
        return None
    end_of_source = phrase_of(speaker)[1]
    sentence = sentence_of(token)
    before = (sentence.start, token.i)
    after = (end_of_source, sentence.end)
    content = before if token.i - sentence.start > sentence.end - end_of_source else after
    return Found(speaker, (token.i, token.i + 2), (content,)) if content[1] > content[0] else None


def _with_quotes(doc: Doc, found: Found, quotes: Quotes, taken: set[Quote]) -> Found:
    """Content stretched over the whole of a quotation that it begins, with the part after an interrupting cue."""
    spans = []
    for start, stop in found.content:
        end = min(stop, start + _LONGEST_CONTENT)
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        for quote in quotes.between(first, last):
            inside = min(last, quote.end) - max(first, quote.start)
            if inside * 2 >= min(quote.end - quote.start, last - first):
                first, last = min(first, quote.start), max(last, quote.end)
                taken.add(quote)
        spans.append(_token_range(doc, first, last))
    rest = _after_the_cue(doc, found, quotes, taken) if taken else None
    if rest:
        spans.append(rest)
    cue = found.cue
    kept = tuple(_trimmed(doc, span, cue, found.speaker) for span in spans)
    return Found(found.speaker, cue, tuple(span for span in kept if span[1] > span[0]))


def _after_the_cue(doc: Doc, found: Found, quotes: Quotes, taken: set[Quote]) -> tuple[int, int] | None:
    """The second half of "..., he said, ...": a quotation that opens right after cue and speaker."""
    if found.cue is None or quotes.at(doc[found.content[0][0]].idx) is None:
        return None
    end = max(found.cue[1], phrase_of(found.speaker)[1] if found.speaker is not None else 0)
    following = doc[end : end + 3]
    for token in following:
        quote = quotes.at(token.idx)
        if quote is not None and quote not in taken:
            taken.add(quote)
            return _token_bounds(doc, quote)
    return None


def _trimmed(doc: Doc, span: tuple[int, int], cue: tuple[int, int] | None, speaker: Token | None) -> tuple[int, int]:
    start, end = span
    if cue and start < cue[0] < end and speaker is not None:
        # The cue lies inside: what follows the content's own end is not said.
        end = min(end, cue[0], phrase_of(speaker)[0]) if start < min(cue[0], speaker.i) else end
    while start < end and (doc[start].lower_ in _TRIM or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].lower_ in {",", ".", ";", ":", "-", "–", "—"} or doc[end - 1].is_space):
        end -= 1
    return start, end


def _continued(doc: Doc, quotes: Quotes, taken: set[Quote], found: list[Found]) -> Iterator[Found]:
    """Quotations without a cue of their own go to the speaker of the statement before."""
    ordered = sorted(found, key=lambda attribution: attribution.content[0][0] if attribution.content else 0)
    index, last = 0, None
    for quote in quotes.all:
        if quote in taken or len(text_of(doc)[quote.start : quote.end].split()) < 2 * _FEWEST_WORDS:
            continue
        start, end = _token_bounds(doc, quote)
        while index < len(ordered) and ordered[index].content and ordered[index].content[0][0] < start:
            last = ordered[index]
            index += 1
        if last is not None and last.speaker is not None:
            yield Found(last.speaker, None, (_trimmed(doc, (start, end), None, None),))


def _token_bounds(doc: Doc, quote: Quote) -> tuple[int, int]:
    return _token_range(doc, quote.start, quote.end)


def _token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    first, last = token_at(doc, start), token_at(doc, max(start, end - 1))
    return (first.i, last.i + 1) if first is not None and last is not None else (0, 0)


def _record(doc: Doc, found: Found, quotes: Quotes) -> Statement:
    content = tuple(span_of(doc, start, end) for start, end in found.content)
    speaker = _speaker_mention(doc, found.speaker)
    return Statement(
        speaker=speaker, cue=span_of(doc, *found.cue) if found.cue else None, content=content,
        kind=_kind(content, quotes),
        reason=None if speaker else "no speaker is named",
    )  # fmt: skip


def _speaker_mention(doc: Doc, speaker: Token | None) -> ActorMention | None:
    if speaker is None:
        return None
    known = mentions_at(doc, speaker)
    if known:
        return known[0]
    span = span_of(doc, *phrase_of(speaker))
    return ActorMention(start=span.start, end=span.end, text=span.text, reason="not a known actor")


def _kind(content: tuple[Span, ...], quotes: Quotes) -> StatementKind:
    """Direct: all in quotation marks; mixed: a part of it; indirect: none."""
    total = sum(span.end - span.start for span in content)
    quoted = sum(
        max(0, min(span.end, quote.end) - max(span.start, quote.start))
        for span in content
        for quote in quotes.between(span.start, span.end)
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total * 0.95 else "mixed"
