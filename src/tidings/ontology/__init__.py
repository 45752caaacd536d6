"""Load, check and query an ontology (code only; ours lies in ``data/ontology/plover``)."""

from tidings.ontology.check import Problem, check_ontology, place_of
from tidings.ontology.load import load_ontology
from tidings.ontology.model import Context, CounterExample, EventType, Example, Frame, Mode, Ontology

__all__ = [
    "Context",
    "CounterExample",
    "EventType",
    "Example",
    "Frame",
    "Mode",
    "Ontology",
    "Problem",
    "check_ontology",
    "load_ontology",
    "place_of",
]
