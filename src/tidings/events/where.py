"""Where an event happened."""


def event_where(doc, token):
    """The place that the event's own clause names."""
    return None, "no place in the event's clause"
