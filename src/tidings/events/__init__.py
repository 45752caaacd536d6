"""Mentions and ontology to events: who did what to whom."""
