"""Doc to actor mentions: who is named, who is meant."""

from tidings.actors.component import belongs_to, mentions_at

__all__ = ["belongs_to", "mentions_at"]
