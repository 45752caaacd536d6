"""The corpus and what is done with it: sound, split by whole parts, compared with its second reading."""

from __future__ import annotations

from datetime import date

from training.agreement import first_reading, second_reading
from training.check import PARTS, alike
from training.encoder.split import uses
from training.notation import NO_EVENT, Item, parse, read_part

from tidings.ontology import load_ontology

SENTENCE = """2014-03-21 | [a:RUS.GOV Moscow] [1 warned] [b:UKR.GOV Kyiv] after [2 talks] in Minsk.
1 THREATEN a>b
2 CONSULT a,b"""


def item() -> Item:
    """One sentence of two events."""
    return next(parse(SENTENCE, "x_01", load_ontology("plover")))


def test_every_part_of_the_corpus_can_be_read_and_covers_every_type_and_mode() -> None:
    """150 positives a type and 30 a mode at least, a quarter of the sentences without an event."""
    ontology = load_ontology("plover")
    items = [each for path in sorted(PARTS.glob("*.txt")) for each in read_part(path, ontology)]
    labels = [label for each in items for label in each.labels if label.type != NO_EVENT]
    for name, kind in ontology.types.items():
        assert sum(label.type == name for label in labels) >= 150, name
        for mode in kind.modes:
            assert sum((label.type, label.mode) == (name, mode) for label in labels) >= 30, (name, mode)
    assert sum(all(label.type == NO_EVENT for label in each.labels) for each in items) >= len(items) / 4


def test_parts_are_split_whole_and_always_alike() -> None:
    """One part in ten is measured on, one calibrates; the order in which they are named is nothing."""
    names = [f"{writer}_{number:02}" for writer in "ab" for number in range(1, 21)]
    found = uses(names)
    assert found == uses(reversed(names))
    assert [list(found.values()).count(use) for use in ("training", "calibration", "test")] == [32, 4, 4]


def test_a_second_reading_is_compared_by_word_and_type() -> None:
    """The same words and type are the same event, whoever is its recipient."""
    (warned, talks) = first_reading(item())
    (same, other) = second_reading(["warned = THREATEN a>b", "talks = AGREE a,b planned"], item())
    assert same == warned
    assert (other.start, other.type, other.status) == (talks.start, "AGREE", "planned")


def test_sentences_by_template_are_found() -> None:
    """Two that share more than half of their 4-grams."""
    one, two = item(), item()
    assert list(alike([one, two]))
    assert one.published == date(2014, 3, 21)
