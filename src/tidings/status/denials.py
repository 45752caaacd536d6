"""What a denial is about: the words of a statement that says something is not so, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tidings.parse.syntax import SUBJECTS
from tidings.parse.tokens import head_of, span_of, token_at
from tidings.records import ActorMention, Span, Statement
from tidings.status.local import VERBAL, has_no, is_definite
from tidings.status.reading import Reader
from tidings.status.words import found_in

# How a denial points back: "it"; "the report", which anyone may deny; "the charge" and "any part", only the accused.
IT, TOLD, CHARGE, PART = "it", "told", "charge", "part"
_IT = frozenset({"it", "this", "that", "so", "which"})
_CLAUSES = frozenset({"relcl", "acl"})  # the parser takes "a claim that the army denied" for either
_RELATIVES = frozenset({"which", "that"})
_ARTICLES = frozenset({"a", "an"})
_SUCH = frozenset({"such", "both", "all"})
_CONTENT = frozenset({"of", "about", "against", "in", "for", "with", "to"})
_SUFFIXES = ("ation", "sion", "tion", "ment", "ing", "ion", "ed", "al", "e")
_STEM = 4  # letters that two words of one stem share at least
_ENDINGS = 2  # letters by which their stems may differ: "invad-e", "inva-sion"
_AHEAD = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "should", "can", "ca", "may", "might"})
_STEPS = 4
_REACH = 2000  # characters


@dataclass(frozen=True, slots=True)
class Denial:
    """Words by which a speaker says that something told before is not so.

    ``kind`` says how they point back; ``deed`` is the noun that names the act ("any part in the attack").
    """

    speaker: ActorMention
    words: Span
    statement: Statement
    kind: str
    deed: Token | None = None


def denials_of(doc: Doc, statements: Sequence[Statement], reader: Reader) -> list[Denial]:
    """The denials that point back, in the order of the text.

    Args:
        doc: the text.
        statements: those with the stance ``denying``.
        reader: tells whether somebody did deny ("declined to confirm or deny" does not).
    """
    found: list[Denial] = []
    for statement in (*statements, *_relative(doc, reader)):
        cue = head_of(doc, statement.cue.start, statement.cue.end) if statement.cue is not None else None
        if cue is None or statement.speaker is None or not _is_denied_by(cue, reader):
            continue
        denial = _read(doc, statement, statement.speaker, cue, reader)
        if denial is not None:
            found.append(denial)
    return sorted(found, key=lambda denial: denial.words.start)


def is_flat(trigger: Token, reader: Reader) -> bool:
    """Whether a denied word is said not to have happened; "will not attack" tells of another act."""
    verb = trigger
    for _ in range(_STEPS):
        if verb.pos_ in VERBAL or verb.head == verb:
            break
        verb = verb.head
    clause = reader.clause(verb)
    return clause.modal not in _AHEAD and (clause.modal != "could" or clause.perfect)


def are_kin(one: str, other: str) -> bool:
    """Whether two lemmas are of one stem, as a verb and its noun: "invade" and "invasion", "shell" and "shelling"."""
    first, second = sorted((stem_of(one), stem_of(other)), key=len)
    close = len(second) - len(first) <= _ENDINGS
    return first == second or (len(first) >= _STEM and close and second.startswith(first))


def stem_of(lemma: str) -> str:
    """A word without the ending that makes a noun or a participle of it."""
    word = lemma.lower()
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _STEM - 1:
            return word.removesuffix(suffix)
    return word


def _is_denied_by(cue: Token, reader: Reader) -> bool:
    """Whether the cue says that words are not true, and stands as a fact."""
    return (_denies(cue, reader) or _rejects(cue, reader)) and reader.standing(cue).real


def _denies(cue: Token, reader: Reader) -> bool:
    sign = found_in(reader.words.verb, cue)
    return sign is not None and sign.name == "denial"


def _rejects(cue: Token, reader: Reader) -> bool:
    return cue.lemma_.lower() in reader.words.rejecting


def _read(doc: Doc, statement: Statement, speaker: ActorMention, cue: Token, reader: Reader) -> Denial | None:
    content = statement.content[0]
    head = head_of(doc, content.start, content.end)
    if head is None:
        return None
    kind = _kind(head, cue, reader)
    if kind is None:
        return None
    deed = _complement(head, cue)
    if deed is not None and (kind != PART or not _is_deed(deed)):
        return None  # "the charge of bias" says itself what is denied
    return Denial(speaker, content, statement, kind, deed)


def _kind(head: Token, cue: Token, reader: Reader) -> str | None:
    """How the words of a denial point back; "rejected it" is said of an offer, "rejected criticism" of no act."""
    lemma, words = head.lemma_.lower(), reader.words
    if _denies(cue, reader):
        if head.lower_ in _IT:
            return IT
        if lemma in words.guilt:
            return PART
    if lemma not in words.told or not _is_known(head, cue) or has_no(head):
        return None
    return CHARGE if lemma in words.laid else TOLD


def _is_known(noun: Token, cue: Token) -> bool:
    """Whether a noun takes up what was just said: "the claim", "Kyiv's claim", "a claim that it denied"."""
    if any(child.lower_ in _SUCH for child in noun.lefts):
        return True
    held = cue.dep_ in _CLAUSES and any(child.lower_ in _ARTICLES for child in noun.lefts)
    return is_definite(noun) or held


def _complement(noun: Token, cue: Token) -> Token | None:
    """What a noun says itself that it is about: "the report THAT ...", "involvement in the ATTACK"."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl", "ccomp"} and child.i != cue.i:
            return child
        if child.dep_ == "prep" and child.lower_ in _CONTENT and child.i - noun.i <= _STEPS:
            return next((word for word in child.children if word.dep_ in {"pobj", "pcomp"}), None)
    return None


def _is_deed(word: Token) -> bool:
    return word.pos_ in {"NOUN", "PRON", "VERB"} and (is_definite(word) or word.lower_ in _IT or word.tag_ == "VBG")


def _relative(doc: Doc, reader: Reader) -> Iterator[Statement]:
    """Denials in a clause that hangs on what is denied: ", a charge that Moscow denied", ", which the army denied"."""
    mentions = {}
    for mention in doc._.tidings_actors:
        token = head_of(doc, mention.start, mention.end)
        if token is not None:
            mentions[token.i] = mention
    for cue in doc:
        if cue.dep_ not in _CLAUSES or not _is_denied_by(cue, reader):
            continue
        subject = next((child for child in cue.children if child.dep_ in SUBJECTS), None)
        speaker = mentions.get(subject.i) if subject is not None else None
        words = _relative_words(cue, reader)
        if speaker is not None and words is not None:
            yield Statement(
                speaker=speaker, cue=span_of(doc, cue.i, cue.i + 1), content=(words,), kind="indirect", stance="denying"
            )


def _relative_words(cue: Token, reader: Reader) -> Span | None:
    """The noun that a relative clause hangs on where it names what was said, else its "which" after a comma."""
    noun = cue.head
    if noun.lemma_.lower() in reader.words.told and not any(child.pos_ == "NOUN" for child in cue.rights):
        return span_of(cue.doc, noun.left_edge.i, noun.i + 1)
    which = next((child for child in cue.children if child.lower_ in _RELATIVES and child.dep_ == "dobj"), None)
    if which is None or which.lower_ != "which" or cue.doc[which.i - 1].text != ",":
        return None
    return span_of(cue.doc, which.i, which.i + 1)


def sentences_between(doc: Doc, one: Span, other: Span, most: int) -> int:
    """How many sentences begin after ``one`` up to ``other``; ``most`` + 1 where they are too far apart to count."""
    first, last = token_at(doc, one.start), token_at(doc, other.start)
    if first is None or last is None or other.start - one.end > _REACH:
        return most + 1
    return sum(1 for token in doc[first.i + 1 : last.i + 1] if token.is_sent_start)
