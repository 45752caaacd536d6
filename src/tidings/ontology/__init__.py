"""Load, check and query an ontology (code only; ours lies in ``data/ontology/plover``)."""

from tidings.ontology.load import load_ontology
from tidings.ontology.model import Context, EventType, Frame, Mode, Ontology

__all__ = ["Context", "EventType", "Frame", "Mode", "Ontology", "load_ontology"]
