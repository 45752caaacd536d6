"""Room: places."""
