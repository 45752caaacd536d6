"""Coded articles in the formats of the field, and gold files: one file a format."""
