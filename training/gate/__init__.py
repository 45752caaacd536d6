"""The relevance gate: which articles are worth parsing."""
