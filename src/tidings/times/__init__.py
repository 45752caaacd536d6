"""Doc to time expressions, resolved against the publication date."""
