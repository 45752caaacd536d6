"""Room: times."""
