"""Coded articles for the eye: HTML, and the words and marks that a terminal shows too. Works on plain dictionaries."""

from tidings.markup.evaluation import evaluation_page
from tidings.markup.html import fragment, page
from tidings.markup.neutral import neutralised, neutralised_line
from tidings.markup.relation import relation_page

__all__ = ["evaluation_page", "fragment", "neutralised", "neutralised_line", "page", "relation_page"]
