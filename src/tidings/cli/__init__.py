"""Room: cli."""


def main() -> None:
    """Entry point."""
