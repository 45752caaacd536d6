"""Knowledge tables: who and where things are (code only; the tables lie in ``data/knowledge``)."""


def knowledge_version(source: str) -> str:
    """Version of the knowledge in use."""
    return source
