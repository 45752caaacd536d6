"""Whom pronouns and descriptions mean: training articles and the ranker."""
