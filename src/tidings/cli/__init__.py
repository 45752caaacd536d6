"""The command line: one file a command, the same verbs as the library."""

from tidings.cli.app import main

__all__ = ["main"]
