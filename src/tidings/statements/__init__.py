"""Who says so, in which words."""
