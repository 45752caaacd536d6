"""Knowledge tables: who and where things are (code only; the tables lie in ``data/knowledge``)."""

from tidings.knowledge.load import Country, Knowledge, knowledge_version, load_knowledge
from tidings.knowledge.names import Meaning, Name, Role, best_on, fold, lower, sectors_on

__all__ = [
    "Country",
    "Knowledge",
    "Meaning",
    "Name",
    "Role",
    "best_on",
    "fold",
    "knowledge_version",
    "load_knowledge",
    "lower",
    "sectors_on",
]
