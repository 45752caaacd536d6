"""The tables of ``data/status``."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from tidings.status.words import _PARTS, load_words

FOLDER = files("tidings") / "data" / "status"
TABLES = {
    entry.name: tomllib.loads(entry.read_text("utf-8")) for entry in FOLDER.iterdir() if entry.name != "modal.toml"
}
OUTCOMES = {"occurred", "ongoing", "planned", "possible", "denied", "same", "own"}
KNOWN = {
    "source",
    "licence",
    "definition",
    "complement",
    "negated",
    "certainty",
    "prepositions",
    "unless_past",
    "finite",
    *_PARTS,
}


def test_every_table_says_what_it_is_and_where_it_comes_from() -> None:
    """Facts are data with source and licence beside them."""
    for name, table in TABLES.items():
        assert table["source"], name
        assert table["licence"] == "CC0-1.0", name
        assert table["definition"], name
        assert set(table) <= KNOWN, (name, set(table) - KNOWN)


def test_every_outcome_is_a_status_or_points_to_one() -> None:
    """A misspelt status in a table would be a wrong number."""
    for name, table in TABLES.items():
        assert {table["complement"], table["negated"], table.get("unless_past", "own")} <= OUTCOMES, name
        assert 0 < table["certainty"] <= 1, name


def test_every_table_is_read() -> None:
    """A file that the code forgets has no effect."""
    words = load_words()
    tables = (words.verb, words.noun, words.adjective, words.object, words.clause_adjective)
    names = {sign.name for table in tables for sign in table.values()}
    assert {f"{name}.toml" for name in names} == set(TABLES)


def test_modal_words_have_a_status() -> None:
    """Auxiliaries, adverbs, conjunctions and prepositions alike."""
    words = load_words()
    for table in (words.auxiliaries, words.adverbs, words.conjunctions, words.prepositions):
        assert set(table.values()) <= OUTCOMES
