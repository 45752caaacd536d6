"""Room: status."""
