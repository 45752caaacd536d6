"""The words that attribute, from ``data/statements/cues.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tidings.records import Stance


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas by what they are.

    Attributes:
        stances: the stance of a verb, noun or adjective; where several list it, the first that is not neutral.
        clause: verbs whose content is a clause or a quotation.
        object: verbs whose content may be an object, an infinitive or a phrase.
        minds: verbs of thinking and wanting.
        nouns: nouns with a content of their own ("the claim that").
        adjectives: adjectives with one ("confident that").
        settings: where something is said.
        sources: phrases before a source, by their first word.
        classes: names of all lists that hold a lemma.
    """

    stances: dict[str, Stance]
    clause: frozenset[str]
    object: frozenset[str]
    minds: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    settings: frozenset[str]
    sources: dict[str, list[list[str]]]
    classes: dict[str, tuple[str, ...]]

    def stance(self, lemma: str) -> Stance:
        """What the cue makes of its content; neutral where no list says more."""
        return self.stances.get(lemma, "neutral")


@cache
def load_cues() -> Cues:
    """Read the table once."""
    table = tomllib.loads(files("tidings").joinpath("data/statements/cues.toml").read_text("utf-8"))
    stances: dict[str, Stance] = {}
    classes: dict[str, list[str]] = {}
    for kind, table_of_kind in (("", table["verbs"]), ("nouns", table["nouns"]), ("adjectives", table["adjectives"])):
        for stance, words in table_of_kind.items():
            forms = words if isinstance(words, dict) else {kind: words}
            for form, lemmas in forms.items():
                for lemma in lemmas:
                    classes.setdefault(lemma, []).append(f"{stance}.{form}")
                    if stances.get(lemma, "neutral") == "neutral":
                        stances[lemma] = stance
    for lemma in table["minds"]["verbs"]:
        classes.setdefault(lemma, []).append("minds")
    sources: dict[str, list[list[str]]] = {}
    for phrase in table["phrases"]["sources"]:
        sources.setdefault(phrase.split()[0], []).append(phrase.split())
    verbs = table["verbs"].values()
    return Cues(
        stances=stances,
        clause=frozenset(verb for stance in verbs for verb in stance["clause"]),
        object=frozenset(verb for stance in verbs for verb in stance["object"]),
        minds=frozenset(table["minds"]["verbs"]),
        nouns=frozenset(noun for nouns in table["nouns"].values() for noun in nouns),
        adjectives=frozenset(word for words in table["adjectives"].values() for word in words),
        settings=frozenset(table["phrases"]["settings"]),
        sources=sources,
        classes={word: tuple(names) for word, names in classes.items()},
    )
