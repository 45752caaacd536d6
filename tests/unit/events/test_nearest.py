"""A user's own types, coded by their examples."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

import tidings
from tidings.encode import load_encoder
from tidings.events import component
from tidings.ontology import load_ontology

P = "2024-05-17"
SHIPPED = Path(str(files("tidings").joinpath("data/ontology")))
HEAD = 'name = "own"\nversion = "1"\ndefinition = "d"\nsource = "own"\nlicence = "CC0-1.0"\n'
TYPE = 'type = "TRUCE"\nquad = 2\nscore = 7.0\ndefinition = "Fighting stops."\nsource = "own"\n'
TRUCES = (
    ("India and Pakistan agreed on a ceasefire in Kashmir.", "ceasefire", "signed"),
    ("The rebels and the government of Colombia declared a truce.", "truce", "signed"),
    ("Sudan's army stopped its bombing of Darfur.", "stopped", "alone"),
    ("Israel suspended its offensive in Lebanon.", "suspended", "alone"),
    ("Ethiopia and Eritrea laid down their arms on Monday.", "laid", "signed"),
    ("Ukraine halted its shelling of the town.", "halted", "alone"),
)
MODES = '[modes.signed]\ndefinition = "By both."\nscore = 7.0\n[modes.alone]\ndefinition = "By one."\nscore = 6.0\n'


def truces(folder: Path, count: int = len(TRUCES)) -> str:
    """An ontology of one type with so many examples."""
    (folder / "events").mkdir(parents=True)
    (folder / "ontology.toml").write_text(HEAD, "utf-8")
    examples = "".join(
        f'[[examples]]\ntext = "{text}"\ntrigger = "{trigger}"\nmode = "{mode}"\n'
        for text, trigger, mode in TRUCES[:count]
    )
    (folder / "events/truce.toml").write_text(TYPE + MODES + examples, "utf-8")
    return str(folder)


@pytest.fixture(scope="module")
def energy() -> tidings.Coder:
    """The worked example that ships."""
    return tidings.load(ontology="energy")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tidings.Coder:
    """PLOVER with one type added."""
    folder = tmp_path_factory.mktemp("mixed") / "own"
    shutil.copytree(SHIPPED / "plover", folder)
    path = folder / "events/supply_cut.toml"
    text = (SHIPPED / "energy/events/supply_cut.toml").read_text("utf-8")
    start, end = text.index("frames = ["), text.index("[[examples]]")
    path.write_text(text[:start] + text[end:], "utf-8")
    return tidings.load(ontology=str(folder))


def test_words_that_no_example_has_are_understood(energy: tidings.Coder) -> None:
    """Type and parties of a sentence in other words than those of the examples."""
    (event,) = energy.code("Russia choked off gas deliveries to Latvia at the weekend.", published=P).events
    assert (event.type, event.trigger.text) == ("SUPPLY_CUT", "choked")
    assert [[party.code for party in side] for side in (event.actors, event.recipients)] == [["RUS"], ["LVA"]]
    assert (event.quad, event.score) == (4, -6.0)


def test_all_who_take_part_in_a_reciprocal_type_are_actors(energy: tidings.Coder) -> None:
    """ "reciprocal = true" of a type: nobody is the recipient."""
    (event,) = energy.code("Kenya and South Sudan have agreed to construct an oil pipeline.", published=P).events
    assert event.type == "PIPELINE_AGREED"
    assert ({party.code for party in event.actors}, event.recipients) == ({"KEN", "SSD"}, ())


def test_who_acts_is_found_by_grammar_where_the_encoder_sees_nobody(energy: tidings.Coder) -> None:
    """A word that no encoder took for an event has a subject all the same."""
    (event,) = energy.code("Sudan doubled what drivers pay for diesel.", published=P).events
    assert (event.type, [actor.code for actor in event.actors]) == ("PRICE_SET", ["SDN"])


@pytest.mark.parametrize(
    "text",
    [
        "Britain closed its embassy in Tripoli.",
        "Militants attacked an oil pipeline in Egypt's Sinai.",
        "Wheat prices in Egypt doubled within a year.",
        "Russia restored gas flows to Italy.",
        "An earthquake interrupted power supplies in Taiwan.",
        "Iran condemned Israel on Friday.",
    ],
)
def test_near_misses_and_other_news_are_no_event(energy: tidings.Coder, text: str) -> None:
    """Words of the types used otherwise, a storm as the cause, PLOVER's own events."""
    assert energy.code(text, published=P).events == ()


def test_without_an_encoder_frames_work_alone() -> None:
    """``encoder = "none"`` finds what a frame says, and nothing by examples."""
    frames = tidings.load(ontology="energy", options={"tidings_events": {"encoder": "none"}})
    assert frames.code("Russia choked off gas deliveries to Latvia.", published=P).events == ()
    (event,) = frames.code("Uzbekistan suspended gas deliveries to Kyrgyzstan.", published=P).events
    assert event.type == "SUPPLY_CUT"
    assert set(frames.stage("tidings_events").ways().values()) == {"frames"}


def test_one_article_or_many_give_the_same_events(energy: tidings.Coder) -> None:
    """What stands beside an article in a batch changes nothing."""
    texts = ["Iran reduced electricity exports to Iraq.", "It rained.", "Hungary froze fuel prices at 480 forints."]
    assert [energy.code(text).events for text in texts] == [coded.events for coded in energy.pipe(texts)]


def test_relation_knows_the_types_of_the_ontology(energy: tidings.Coder) -> None:
    """Every type with its probability, the right one first."""
    found = energy.relation("Russia cut gas supplies to Poland on Friday.", actor=(0, 6), recipient=(27, 33))
    assert found[0].type == "SUPPLY_CUT"
    assert {relation.type for relation in found} == set(load_ontology("energy").types)
    assert sum(relation.probability for relation in found) == pytest.approx(1)


def test_added_types_leave_those_of_plover_as_they_are(mixed: tidings.Coder, coder: tidings.Coder) -> None:
    """PLOVER's types are read by the encoder, the added one by its examples, and the surer reading wins."""
    for text in ("Iran condemned Israel on Friday.", "Hezbollah shelled two villages in Israel."):
        (own,), (usual,) = mixed.code(text, published=P).events, coder.code(text, published=P).events
        assert (own.type, own.trigger, own.actors) == (usual.type, usual.trigger, usual.actors)
    (event,) = mixed.code("Iran reduced electricity exports to Iraq because of unpaid bills.", published=P).events
    assert event.type == "SUPPLY_CUT"
    ways = mixed.stage("tidings_events").ways()
    assert (ways["ACCUSE"], ways["SUPPLY_CUT"]) == ("encoder", "examples")


def test_ordinary_news_about_a_users_subject_does_not_speak_against_it(tmp_path: Path) -> None:
    """A type that overlaps with PLOVER's is coded all the same, with the mode of the nearest example."""
    own = tidings.load(ontology=truces(tmp_path / "own"))
    (event,) = own.code("Russia and Ukraine agreed to a ceasefire on Sunday.", published=P).events
    assert (event.type, event.mode, event.score) == ("TRUCE", "signed", 7.0)
    (event,) = own.code("Turkey halted its bombardment of Syria.", published=P).events
    assert (event.type, event.mode, event.score) == ("TRUCE", "alone", 6.0)


def test_fewer_than_five_examples_code_nothing(tmp_path: Path) -> None:
    """Below the floor a type is left to its frames."""
    few = tidings.load(ontology=truces(tmp_path / "few", 4))
    assert few.stage("tidings_events").ways() == {"TRUCE": "frames"}
    assert few.code("Armenia and Azerbaijan agreed on a truce on Sunday.", published=P).events == ()


def test_triggers_that_are_no_words_teach_nothing_and_break_nothing(tmp_path: Path) -> None:
    """A trigger on a comma, or one that does not stand in its text, leaves the type uncoded."""
    folder = Path(truces(tmp_path / "own"))
    path = folder / "events/truce.toml"
    lines = [f'trigger = "{(at % 2 and ".") or "nowhere"}"' if line.startswith("trigger") else line
             for at, line in enumerate(path.read_text("utf-8").splitlines())]  # fmt: skip
    path.write_text("\n".join(lines), "utf-8")
    assert tidings.load(ontology=str(folder)).code("Iran and Iraq agreed on a truce on Sunday.").events == ()


def test_examples_are_read_once_a_process_and_only_when_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second coder of the same folder learns nothing anew, and no second encoder is loaded."""
    calls = []
    learn = component.learn
    monkeypatch.setattr(component, "learn", lambda *given: calls.append(given) or learn(*given))
    folder = truces(tmp_path / "own")
    coders = [tidings.load(ontology=folder) for _ in range(2)]
    assert calls == []
    for each in coders:
        each.code("Iran and Iraq agreed on a truce.")
        assert each.stage("tidings_events").encoded.encoder is load_encoder("default")
    assert len(calls) == 1


def test_a_left_out_example_is_as_sure_as_it_is_right(energy: tidings.Coder) -> None:
    """Confidence means what it says on the ontology's own examples: mean and share right lie close together."""
    judged = [each for each in energy.stage("tidings_events").left_out() if each.type]
    right = sum(not each.source.counter and each.right for each in judged) / len(judged)
    assert sum(each.probability for each in judged) / len(judged) == pytest.approx(right, abs=0.1)
