"""What an ontology is made of. The TOML files have exactly these keys; unknown ones are refused."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tidings.records import StatusName


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Frame(_Part):
    """One way in which words report an event: a trigger, what must stand beside it, and who plays which part.

    Exactly one of ``verb``, ``noun``, ``adjective`` or ``phrase`` gives the trigger lemmas. In every list of words an
    entry "@name" stands for that list of ``lists.toml``. Slots, in order of preference, are: "subject" (of a passive
    the by-phrase), "object" (of a passive the grammatical subject), "possessive" ("Putin's visit"), "modifier" ("the
    Russian advance"), "complement_object" / "complement_subject" (of the verb below: "agreed to free prisoners",
    "said Russia broke"), or a preposition ("with", "against").
    """

    verb: tuple[str, ...] = ()  # lemmas; "call off" is verb and particle
    noun: tuple[str, ...] = ()  # lemmas; "air strike" is noun with its compound
    adjective: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()  # lemmas in a row, the first is the trigger: "take to the street"
    mode: str | None = None
    actor: tuple[str, ...] = ()  # slots; empty: subject of a verb; possessive, by, of, modifier of a noun
    recipient: tuple[str, ...] = ()  # slots; empty: object of a verb; on, against, to, with, of a noun
    reciprocal: bool = False  # all who take part are actors, there is no recipient
    object: tuple[str, ...] = ()  # head of the direct object, or a noun in it, must be one of these; "@actor": an actor
    without_object: tuple[str, ...] = ()  # and none of these
    prep: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # a phrase "from {treaty}" is needed; "*": any noun
    complement: tuple[str, ...] = ()  # verb lemma below (xcomp, ccomp) must be one of these
    modifier: tuple[str, ...] = ()  # adjective or compound at the trigger noun or at the object must be one of these
    without_modifier: tuple[str, ...] = ()
    needs: Literal["actor", "recipient", "both", "either"] = "actor"  # which parts must be political actors
    status: StatusName | None = None  # how such words present the event, unless the sentence says otherwise
    contexts: tuple[str, ...] = ()
    weight: float = Field(default=0.7, gt=0, le=1)  # share of matches that are right, before calibration


class Example(_Part):
    """A sentence of our own and what it must be coded as."""

    text: str
    trigger: str | None = None
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    status: StatusName = "occurred"


class CounterExample(_Part):
    """A sentence of our own that must not be coded as this type, and why."""

    text: str
    why: str
    trigger: str | None = None  # the word of a near miss that might be taken for one of this type


class Mode(_Part):
    """A sub-type; its score replaces its type's."""

    definition: str
    score: float = Field(ge=-10, le=10)
    one_sided: bool = False  # of a reciprocal type: has an actor and a recipient ("visit")


class EventType(_Part):
    """One file of ``events/``."""

    type: str
    quad: int = Field(ge=1, le=4)
    score: float = Field(ge=-10, le=10)
    reciprocal: bool = False  # all who take part are actors, where the mode does not say otherwise
    absorbs: bool = False  # what is promised, asked for, refused or threatened is no event of its own
    refused_as: str | None = None  # the type of its refusal: "will not lift the embargo"
    future_as: str | None = None  # the type of the same act when it is only announced: "will visit"
    definition: str
    source: str
    modes: dict[str, Mode] = Field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[CounterExample, ...] = ()


class Context(_Part):
    """A theme that an event may carry, with the lemmas that show it in its sentence."""

    definition: str
    words: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


class Ontology(_Part):
    """A folder: ``ontology.toml``, ``contexts.toml``, ``lists.toml`` and ``events/*.toml``."""

    name: str
    version: str
    definition: str
    source: str
    licence: str
    support_verbs: tuple[str, ...] = ()  # "pay a visit", "launch an attack": their subject does the noun
    types: dict[str, EventType] = Field(default_factory=dict)
    contexts: dict[str, Context] = Field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def score(self, type: str, mode: str | None) -> float:  # noqa: A002  the field's own word
        """Score of a type, or of its mode where it has one."""
        found = self.types[type]
        return found.modes[mode].score if mode in found.modes else found.score
