"""The ontology's frames, made ready for matching: indexed by the trigger's lemma, lists unfolded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Token

from tidings.actors import mentions_at
from tidings.events.verbs import verbs
from tidings.ontology import Frame, Ontology
from tidings.parse.syntax import OBJECTS, SUBJECTS, conjuncts_of, lemmas_of, objects_of, prepositional

ANY = "*"
ACTOR = "@actor"
VERB_ACTOR = ("subject",)
VERB_RECIPIENT = ("object",)
NOUN_ACTOR = ("possessive", "by", "subject", "of", "modifier")
NOUN_RECIPIENT = ("on", "against", "to", "with", "of")
_MODIFIES = frozenset({"amod", "compound", "nmod", "advmod"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One frame for one trigger lemma."""

    type: str
    frame: Frame
    lemma: str
    pos: frozenset[str]
    rest: tuple[str, ...]  # particle of a verb, compound of a noun, further lemmas of a phrase
    is_phrase: bool
    is_verb: bool
    object: frozenset[str]
    without_object: frozenset[str]
    prep: dict[str, frozenset[str]]
    complement: frozenset[str]
    modifier: frozenset[str]
    without_modifier: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    specificity: int = field(default=0)

    def matches(self, token: Token) -> frozenset[int] | None:
        """The tokens that the frame's constraints use up, or None where it does not match."""
        if token.pos_ not in self.pos:
            return None
        used: set[int] = set()
        checks = (self._rest_stands, self._objects_fit, self._preps_fit, self._complement_fits, self._modifiers_fit)
        return frozenset(used) if all(check(token, used) for check in checks) else None

    def _rest_stands(self, token: Token, _: set[int]) -> bool:
        if not self.rest:
            return True
        doc = token.doc
        if self.is_phrase:
            after = doc[token.i + 1 : token.i + 1 + len(self.rest)]
            return tuple(word.lemma_.lower() for word in after) == self.rest
        if self.is_verb:
            return _has_particle(token, self.rest[0])
        before = doc[max(0, token.i - len(self.rest)) : token.i]
        return tuple(word.lemma_.lower() for word in before) == self.rest

    def _objects_fit(self, token: Token, used: set[int]) -> bool:
        if not self.object and not self.without_object:
            return True
        heads = _patients(token)
        if self.without_object and any(_names(head, self.without_object) for head in heads):
            return False
        if not self.object:
            return True
        fitting = [head for head in heads if _names(head, self.object) or _is_actor(head, self.object)]
        used.update(head.i for head in fitting)
        return bool(fitting)

    def _preps_fit(self, token: Token, used: set[int]) -> bool:
        for word, nouns in self.prep.items():
            found = [
                noun
                for noun in phrase_objects(token, word)
                if ANY in nouns or _names(noun, nouns) or _is_actor(noun, nouns)
            ]
            if not found:
                return False
            if ANY not in nouns:
                used.update(noun.i for noun in found if not _is_actor(noun, nouns))
        return True

    def _complement_fits(self, token: Token, used: set[int]) -> bool:
        if not self.complement:
            return True
        found = [
            verb
            for verb in complements_of(token)
            if ANY in self.complement or not self.complement.isdisjoint(lemmas_of(verb))
        ]
        used.update(verb.i for verb in found)
        return bool(found)

    def _modifiers_fit(self, token: Token, _: set[int]) -> bool:
        if not self.modifier and not self.without_modifier:
            return True
        words = _modifier_lemmas(token)
        if self.is_verb:
            for head in objects_of(token):
                words |= _modifier_lemmas(head)
        if words & self.without_modifier:
            return False
        return not self.modifier or bool(words & self.modifier)


def compile_frames(ontology: Ontology) -> dict[str, list[Pattern]]:
    """All patterns by trigger lemma, the most specific first."""
    index: dict[str, list[Pattern]] = defaultdict(list)
    for event_type in ontology.types.values():
        for frame in event_type.frames:
            for pattern in _patterns(event_type.type, frame, ontology):
                index[pattern.lemma].append(pattern)
    for patterns in index.values():
        patterns.sort(key=_rank)
    return dict(index)


def _rank(pattern: Pattern) -> tuple[float, float, bool, str]:
    """The more specific first, then the surer, then the one that tells the mode."""
    return -pattern.specificity, -pattern.frame.weight, pattern.frame.mode is None, pattern.type


def _patterns(type_: str, frame: Frame, ontology: Ontology) -> list[Pattern]:
    kinds = (
        (frame.verb, _VERBAL, False, True),
        (frame.noun, _NOMINAL, False, False),
        (frame.adjective, frozenset({"ADJ", "VERB", "ADV"}), False, True),
        (frame.phrase, _VERBAL | _NOMINAL | {"ADJ"}, True, True),
    )
    return [
        _pattern(type_, frame, ontology, entry, pos, is_phrase=is_phrase, is_verb=is_verb)
        for entries, pos, is_phrase, is_verb in kinds
        for entry in unfolded(entries, ontology)
    ]


def _pattern(
    type_: str, frame: Frame, ontology: Ontology, entry: str, pos: frozenset[str], *, is_phrase: bool, is_verb: bool
) -> Pattern:
    words = entry.lower().split()
    nominal = not is_verb and not is_phrase
    lemma, rest = (words[-1], tuple(words[:-1])) if nominal else (words[0], tuple(words[1:]))
    constraints = (frame.object, frame.prep, frame.complement, frame.modifier)
    return Pattern(
        type=type_, frame=frame, lemma=lemma, pos=pos, rest=rest, is_phrase=is_phrase, is_verb=is_verb,
        object=unfolded(frame.object, ontology), without_object=unfolded(frame.without_object, ontology),
        prep={word: unfolded(nouns, ontology) for word, nouns in frame.prep.items()},
        complement=unfolded(frame.complement, ontology), modifier=unfolded(frame.modifier, ontology),
        without_modifier=unfolded(frame.without_modifier, ontology),
        actor=frame.actor or (NOUN_ACTOR if nominal else VERB_ACTOR),
        recipient=frame.recipient or (NOUN_RECIPIENT if nominal else VERB_RECIPIENT),
        specificity=sum(bool(constraint) for constraint in constraints) + len(rest),
    )  # fmt: skip


def unfolded(entries: tuple[str, ...], ontology: Ontology) -> frozenset[str]:
    """The words themselves, with "@list" replaced by what stands in that list."""
    words: set[str] = set()
    for entry in entries:
        name = entry.removeprefix("@")
        words.update(ontology.lists[name] if entry.startswith("@") and name in ontology.lists else (entry,))
    return frozenset(words)


def complements_of(token: Token) -> list[Token]:
    """Verbs that say what is agreed, asked, refused: below the trigger, through aspect verbs and prepositions."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "acl", "relcl"} and child.pos_ in _VERBAL and child.i > token.i:
            found.append(child)
        elif child.dep_ == "prep":
            found.extend(below for below in child.children if below.dep_ == "pcomp")
        elif child.dep_ == "advcl" and child.i > token.i and any(word.lower_ == "to" for word in child.lefts):
            found.append(child)
    for verb in found[:8]:
        if verb.lemma_.lower() in verbs("aspect"):
            found.extend(below for below in verb.children if below.dep_ in {"xcomp", "ccomp"})
        found.extend(below for below in verb.children if below.dep_ == "conj" and below.pos_ in _VERBAL)
    return found


def phrase_objects(token: Token, word: str) -> list[Token]:
    """Objects of a preposition that hangs on the trigger, on its object, or on the verb that supports a noun."""
    hosts = [token, *(_patients(token) if token.pos_ in _VERBAL else ())]
    if token.pos_ in _NOMINAL and token.dep_ in OBJECTS | SUBJECTS | {"attr"} and token.head.pos_ in _VERBAL:
        hosts.append(token.head)
    found = [noun for host in hosts for noun in prepositional(host, word)]
    # "a request for help from Italy": from whom hangs on what is asked for.
    below = (noun for host in hosts for noun in prepositional(host, "for", "of"))
    return found or [deep for noun in below for deep in prepositional(noun, word)]


def _patients(token: Token) -> list[Token]:
    """What is acted upon: objects of a verb, the "of" phrase and compounds of a noun."""
    if token.pos_ in _VERBAL or token.pos_ == "ADJ":
        heads = objects_of(token) or raised_objects(token)
    else:
        heads = [*prepositional(token, "of"), *(child for child in token.children if child.dep_ == "compound")]
    return [noun for head in heads for noun in conjuncts_of(head)]


def raised_objects(verb: Token) -> list[Token]:
    """In "urged Iran to stop" the parser may make Iran the subject of "stop": it is urged all the same."""
    return [
        child
        for clause in verb.children
        if clause.dep_ == "ccomp" and clause.tag_ == "VB" and any(word.lower_ == "to" for word in clause.lefts)
        for child in clause.children
        if child.dep_ in {"nsubj", "nsubjpass"}
    ]


def _names(head: Token, lemmas: frozenset[str]) -> bool:
    """Whether a noun phrase is about one of the lemmas: its head, a compound or adjective, or "a round of X"."""
    if ANY in lemmas or head.lemma_.lower() in lemmas:
        return True
    for child in head.children:
        if child.dep_ in {"compound", "amod", "nmod"} and child.lemma_.lower() in lemmas:
            return True
        if (
            child.dep_ == "prep"
            and child.lower_ == "of"
            and any(below.lemma_.lower() in lemmas for below in child.children)
        ):
            return True
    return False


def _is_actor(head: Token, lemmas: frozenset[str]) -> bool:
    return ACTOR in lemmas and bool(mentions_at(head.doc, head))


def _modifier_lemmas(head: Token) -> set[str]:
    direct = [child for child in head.children if child.dep_ in _MODIFIES]
    # "live-fire drills": "live" hangs on "fire".
    below = (deep for child in direct if child.dep_ == "compound" for deep in child.children if deep.dep_ in _MODIFIES)
    return {child.lemma_.lower() for child in (*direct, *below)}


def _has_particle(verb: Token, particle: str) -> bool:
    if any(child.lower_ == particle and child.dep_ in {"prt", "prep", "advmod"} for child in verb.children):
        return True
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return bool(following) and following[0].lower_ == particle
