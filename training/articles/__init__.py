"""Short whole articles of our own, with every attribution, event, status, date and place marked."""
