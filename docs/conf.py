"""Sphinx configuration: Markdown by MyST, theme furo, warnings are errors (see the Makefile)."""

project = "tidings"
author = "the tidings developers"
copyright = "2026, the tidings developers"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "tidings"
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
autodoc_typehints = "description"
suppress_warnings = ["myst.xref_missing"]  # links to files outside docs/ (README, CONTRIBUTING) are for readers of the repository
nitpick_ignore_regex = [("py:.*", ".*")]  # types of spaCy and pydantic have no inventory here: nothing is fetched
