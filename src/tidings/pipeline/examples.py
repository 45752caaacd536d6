"""The examples of an ontology as its tests: coded by the frames of their type, or each judged without itself."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from tidings.ontology import EventType, Example, Ontology, Problem, load_ontology, place_of
from tidings.pipeline.coder import Coder, load
from tidings.records import Event, Record

Way = Literal["encoder", "examples", "frames"]


class TypeStats(Record):
    """How one type is coded, and how far its examples teach it.

    Attributes:
        type: its name.
        coded_by: the encoder that was trained on it, its nearest examples, or frames alone.
        frames, examples, counter_examples: how many there are.
        found: examples that are coded as their type when they are left out; None where examples do not code the type.
        nearer: examples whose trigger lies nearer to another type.
        kept_out: counter-examples that are not coded as the type when they are left out.
        wrongly: examples and counter-examples of other types that are coded as this one.
    """

    type: str
    coded_by: Way
    frames: int
    examples: int
    counter_examples: int
    found: int | None = None
    nearer: int | None = None
    kept_out: int | None = None
    wrongly: int | None = None


class OntologyStats(Record):
    """An ontology's types in order; ``threshold`` is the probability from which on an example's type is coded."""

    name: str
    version: str
    threshold: float | None
    types: tuple[TypeStats, ...]


def ontology_stats(source: str, coder: Coder | None = None) -> OntologyStats:
    """How each type of an ontology is coded, with leave-one-out figures where that is by examples.

    Args:
        source: a name or a folder.
        coder: of that ontology, where there is one already.

    Raises:
        OntologyError: there is no such ontology, or it breaks a rule.
    """
    coder = coder or load(ontology=source)
    stage = coder.stage("tidings_events")
    ways: dict[str, Way] = stage.ways()
    judged = stage.left_out()
    found = Counter(each.source.type for each in judged if not each.source.counter and each.right)
    nearer = Counter(
        each.source.type for each in judged if not each.source.counter and each.nearest != each.source.type
    )
    kept = Counter(each.source.type for each in judged if each.source.counter and each.right)
    wrongly = Counter(each.type for each in judged if each.type and each.type != each.source.type)
    rows = []
    for name, kind in coder.ontology.types.items():
        counts = {
            "frames": len(kind.frames),
            "examples": len(kind.examples),
            "counter_examples": len(kind.counter_examples),
        }
        if ways[name] == "examples":
            counts |= {
                "found": found[name], "nearer": nearer[name], "kept_out": kept[name], "wrongly": wrongly[name],
            }  # fmt: skip
        rows.append(TypeStats(type=name, coded_by=ways[name], **counts))
    head = coder.ontology
    return OntologyStats(name=head.name, version=head.version, threshold=stage.threshold(), types=tuple(rows))


def example_problems(source: str, coder: Coder | None = None) -> list[Problem]:
    """Examples that are not coded as their type, counter-examples that are; advice where examples code the type.

    Args:
        source: a name or a folder.
        coder: of that ontology, where there is one already.

    Raises:
        OntologyError: there is no such ontology, or it breaks a rule.
    """
    # The examples are the tests of the frames: what an encoder has learnt elsewhere must not help them.
    frames = load(ontology=source, options={"tidings_events": {"encoder": "none"}})
    whole = coder or load(ontology=source)
    ways: dict[str, Way] = whole.stage("tidings_events").ways()
    ontology = load_ontology(source)
    found = [
        problem
        for name, kind in ontology.types.items()
        if ways[name] != "examples"
        for problem in _by_frames(frames, kind)
    ]
    return found + _advice(source, ontology, whole, ways)


def _advice(source: str, ontology: Ontology, coder: Coder, ways: dict[str, Way]) -> list[Problem]:
    """What weakens a type that is coded by its examples."""
    found = []
    for each in coder.stage("tidings_events").left_out():
        own = each.source
        if not own.counter and each.nearest != own.type:
            found.append(
                Problem(
                    where=place_of(source, own.type, "examples", own.number), rule="nearer-other-type",
                    what=f"{own.text!r} lies nearer to {each.nearest} than to the other examples of {own.type}",
                    fix="Add an example like it, or take it out if it is none", severity="advice",
                )
            )  # fmt: skip
    found += [
        Problem(
            where=place_of(source, name, "examples", number), rule="has-trigger",
            what=f"{example.text!r} names no trigger, so that nothing is learnt from it",
            fix='Write trigger = "..." as it stands in the text', severity="advice",
        )
        for name, kind in ontology.types.items() if ways[name] == "examples"
        for number, example in enumerate(kind.examples) if not example.trigger
    ]  # fmt: skip
    return found


def _by_frames(coder: Coder, kind: EventType) -> list[Problem]:
    found = []
    for example in kind.examples:
        what = _miss(kind, example, list(coder.code(example.text).events))
        if what:
            where = f"{kind.type}: {example.text!r}"
            found.append(Problem(where=where, rule="example", what=what, fix="Mend its frames, or the example"))
    for counter in kind.counter_examples:
        if any(event.type == kind.type for event in coder.code(counter.text).events):
            where = f"{kind.type}: {counter.text!r}"
            found.append(Problem(where=where, rule="counter-example", what=f"is coded {kind.type}", fix=counter.why))
    return found


def _miss(kind: EventType, example: Example, events: list[Event]) -> str:
    same = [event for event in events if event.type == kind.type]
    if not same:
        others = ", ".join(sorted({event.type for event in events})) or "nothing"
        return f"is coded {others}, not {kind.type}"
    if example.mode and example.mode not in {event.mode for event in same}:
        return f"has mode {same[0].mode}, not {example.mode}"
    for name in ("actor", "recipient"):
        want = set(getattr(example, name))
        have = {party.code for event in same for party in getattr(event, f"{name}s")}
        if want and not want <= have:
            return f"has {name} {sorted(filter(None, have))}, not {sorted(want)}"
    return ""
