"""The grammar: its examples hold, and it names nothing that is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidings.errors import ConfigError
from tidings.records import TimeMention
from tidings.times import find  # noqa: F401  registers the makers
from tidings.times.grammar import load_grammar
from tidings.times.guard import GUARDS
from tidings.times.make import MAKERS
from tidings.times.pattern import compiled, expanded
from tidings.times.words import load_lexicon

EXAMPLES = [(rule.name, *example.split(" -> ")) for rule in load_grammar().rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "text", "value"), EXAMPLES, ids=[f"{rule}: {text}" for rule, text, _ in EXAMPLES])
def test_examples_of_the_rules_hold(
    rule: str, text: str, value: str, unparsed: Callable[..., list[TimeMention]]
) -> None:
    """Every example of rules.toml gives its value, without a parse too."""
    assert value in [found.value for found in unparsed(text)], rule


def test_rules_name_only_makers_and_guards_that_exist() -> None:
    """A typing error in the file is found here and not by a user's text."""
    for rule in load_grammar().rules:
        assert rule.make in MAKERS or rule.make == "nothing", rule.name
        assert not rule.guard or rule.guard in GUARDS, rule.name


def test_a_macro_that_is_not_there_is_a_clear_error() -> None:
    """Users change the rules: the message says what there is."""
    with pytest.raises(ConfigError, match=r"no macro 'YAER'.*YEAR"):
        expanded("in YAER", {"YEAR": "yyyy"})


@pytest.mark.parametrize("pattern", ["the?", "( the", "the )"])
def test_a_pattern_that_is_none_is_a_clear_error(pattern: str) -> None:
    """A pattern that matches nothing, or has a parenthesis too few or too many, is refused when it is read."""
    lexicon = load_lexicon({"the"})
    with pytest.raises(ConfigError, match="pattern"):
        compiled(pattern, lexicon.classes(), lexicon)
