"""The corpus notation: what is written is what is read, and nothing doubtful passes."""

import pytest
from training.check import alike
from training.notation import NotationError, parse

from tidings.ontology import Ontology, load_ontology

ITEM = (
    "2014-03-21 | [a:RUS.GOV President Vladimir Putin] [1 signed] a treaty with [b:UKR.PRE Crimea's leaders] "
    "and [2 warned] [c:USA.GOV Washington].\n1 SUPPORT a>b #diplomatic\n2 THREATEN.restrict a>c planned by=b\n"
)


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """The default ontology."""
    return load_ontology("plover")


def test_spans_point_at_the_bare_text(ontology: Ontology) -> None:
    """Spans point at the bare text."""
    (item,) = parse(ITEM, "part", ontology)
    assert item.text.startswith("President Vladimir Putin signed a treaty")
    assert [item.text[label.start : label.end] for label in item.labels] == ["signed", "warned"]
    assert [item.text[name.start : name.end] for name in item.mentions][-1] == "Washington"
    assert item.actors["b"].sectors == ("PRE",)


def test_an_event_line_says_who_status_source_and_contexts(ontology: Ontology) -> None:
    """An event line says who status source and contexts."""
    (item,) = parse(ITEM, "part", ontology)
    first, second = item.labels
    assert (first.actors, first.recipients, first.status, first.contexts) == (
        ("a",),
        ("b",),
        "occurred",
        ("diplomatic",),
    )
    assert (second.mode, second.status, second.said_by) == ("restrict", "planned", ("b",))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("2014-03-21 | [a Putin] left.", "not described"),
        ("2014-03-21 | [a:RUS.XXX Putin] left.", "no such sector"),
        ("2014-03-21 | [1 left] home.", "each trigger needs one line"),
        ("2014-03-21 | [1 left] home.\n1 LEAVE -", "no such type"),
        ("2014-03-21 | [1 left] home.\n1 RETREAT.run -", "has no mode"),
        ("2014-03-21 | [1 left] home.\n1 RETREAT b", "no such actor"),
        ("2014-03-21 | [1 left] home.\n1 RETREAT - maybe", "unknown words"),
        ("2014-03-21 | [a:RUS Putin of [b:UKR Kyiv]] left.", "nest|belong"),
        ("Putin left.", "an item starts with"),
        ("2014-02-31 | Putin left.", "day is out of range"),
    ],
)
def test_a_doubtful_item_is_refused_with_its_line(ontology: Ontology, wrong: str, says: str) -> None:
    """A doubtful item is refused with its line."""
    with pytest.raises(NotationError, match=says) as error:
        list(parse("# region: none\n\n" + wrong, "part", ontology))
    assert "part, line 3" in str(error.value)


def test_items_of_the_same_words_are_too_alike(ontology: Ontology) -> None:
    """Items of the same words are too alike."""
    words = "The minister met nobody in the old town on"
    twice = f"2014-03-21 | {words} Friday.\n\n2015-03-21 | {words} Sunday.\n"
    assert len(list(alike(parse(twice, "part", ontology)))) == 1
