"""Who says what in which words: the ranker of statements."""
