"""The ontology checker: one broken rule each, with file, line and fix."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

import tidings
from tidings.errors import OntologyError
from tidings.ontology import check_ontology, load_ontology
from tidings.pipeline.examples import example_problems

SHIPPED = Path(str(files("tidings").joinpath("data/ontology/plover")))
HEAD = 'name = "small"\nversion = "1"\ndefinition = "d"\nsource = "own"\nlicence = "CC0-1.0"\n'
TYPE = """type = "WAVE"
quad = 1
score = 1.0
definition = "Waving."
source = "own"
frames = [
  { verb = ["wave"], weight = 0.5 },
]
[[examples]]
text = "Iran waved."
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    """A small ontology of one type."""
    (tmp_path / "events").mkdir()
    (tmp_path / "ontology.toml").write_text(HEAD, "utf-8")
    (tmp_path / "events" / "wave.toml").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('{ verb = ["wave"]', '{ verb = ["wave"], noun = ["wave"]', 7, "several triggers"),
        ('{ verb = ["wave"], ', "{ ", 7, "no trigger"),
        ('["wave"],', '["wave"], mode = "high",', 7, "not a mode of WAVE"),
        ('["wave"],', '["@waves"],', 7, "no list '@waves'"),
        ('["wave"],', '["wave"], contexts = ["sea"],', 7, "no context"),
        ('["wave"],', '["wave"], objekt = ["x"],', 7, "unknown key 'objekt'"),
        ('definition = "Waving."\n', "", 1, "'definition' is missing"),
        ("score = 1.0", "score = 99.0", 3, "less than or equal to 10"),
        ("quad = 1\n", 'quad = 1\nrefused_as = "SULK"\n', 3, "lacks"),
        ('text = "Iran waved."', 'text = "Iran waved."\ntrigger = "nodded"', 10, "does not stand in the example"),
        ('type = "WAVE"', 'type = "WAVE', 1, "not TOML"),
    ],
)
def test_each_broken_rule_is_named_with_its_place(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    """File and line to go to, and what is wrong there."""
    folder = folder_with(tmp_path, TYPE.replace(old, new, 1))
    (problem, *_) = check_ontology(str(folder))
    path, _, number = problem.where.rpartition(":")
    assert path.endswith("events/wave.toml")
    assert abs(int(number) - line) <= 2
    assert says in problem.what


def test_a_sound_ontology_has_no_problems(tmp_path: Path) -> None:
    """Silence means soundness."""
    assert check_ontology(str(folder_with(tmp_path, TYPE))) == []


def test_a_folder_that_is_none_lists_what_there_is() -> None:
    """An unknown ontology is one clear error."""
    with pytest.raises(OntologyError, match=r"no such ontology.*plover"):
        load_ontology("no-such-ontology")


def test_every_type_of_plover_is_there_with_its_modes() -> None:
    """Sixteen types; each has examples, counter-examples and an example a mode."""
    found = load_ontology("plover").types
    assert len(found) == 16
    for kind in found.values():
        assert len(kind.examples) >= 8
        assert len(kind.counter_examples) >= 4
        assert set(kind.modes) <= {example.mode for example in kind.examples}


@pytest.mark.slow
def test_the_examples_of_the_ontology_are_coded_as_they_say() -> None:
    """Examples are tests: as their type, with mode and parties; counter-examples are not."""
    assert example_problems("plover") == []


def test_a_users_copy_codes_with_its_own_words(tmp_path: Path) -> None:
    """A copied folder with a changed frame is another coder, nothing else changed."""
    copy = tmp_path / "mine"
    shutil.copytree(SHIPPED, copy)
    path = copy / "events" / "accuse.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            "frames = [", 'frames = [\n  { verb = ["frown"] , recipient = ["at"], weight = 0.9 },', 1
        ),
        "utf-8",
    )
    text = "Iran frowned at Israel."
    frames_alone = {"tidings_events": {"encoder": "none"}}
    assert [event.type for event in tidings.load(ontology=str(copy)).code(text).events] == ["ACCUSE"]
    assert not tidings.load(options=frames_alone).code(text).events
