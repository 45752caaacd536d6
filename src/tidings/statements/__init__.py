"""Room: statements."""
