"""Doc to actor mentions: who is named, who is meant."""

from tidings.actors.component import mentions_at

__all__ = ["mentions_at"]
