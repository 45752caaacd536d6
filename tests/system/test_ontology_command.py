"""``tidings ontology`` on types that are coded by their examples."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from tidings.cli.ontology import app

HEAD = 'name = "own"\nversion = "1"\ndefinition = "d"\nsource = "own"\nlicence = "CC0-1.0"\n'
TYPE = 'type = "{name}"\nquad = {quad}\nscore = {score}\ndefinition = "d"\nsource = "own"\n'
CUTS = (
    "Russia [cut] gas deliveries to Ukraine.",
    "Iran [halted] gas exports to Turkey.",
    "Algeria [stopped] oil shipments to Morocco.",
    "Gazprom [suspended] gas deliveries to Bulgaria.",
    "Egypt [reduced] gas exports to Jordan.",
)
DEALS = (
    "Iran and Oman [agreed] on a gas pipeline.",
    "Russia and China [signed] a contract on a pipeline.",
    "Greece and Israel [sealed] an accord on an undersea gas pipeline.",
    "Peru and Chile [settled] the terms of their gas line.",
    "Kenya and Uganda [endorsed] a treaty on an oil pipeline.",
    "Libya [stopped] gas deliveries to Italy.",
)


def folder_of(path: Path) -> str:
    """Two types; the last example of DEAL belongs to CUT."""
    (path / "events").mkdir()
    (path / "ontology.toml").write_text(HEAD, "utf-8")
    for name, quad, score, texts in (("CUT", 4, -5.0, CUTS), ("DEAL", 1, 5.0, DEALS)):
        text = TYPE.format(name=name, quad=quad, score=score)
        for each in texts:
            trigger = each.partition("[")[2].partition("]")[0]
            text += f'[[examples]]\ntext = "{each.replace("[", "").replace("]", "")}"\ntrigger = "{trigger}"\n'
        (path / f"events/{name.lower()}.toml").write_text(text, "utf-8")
    return str(path)


def test_check_names_an_example_that_lies_nearer_to_another_type(tmp_path: Path) -> None:
    """File and line, as advice: the folder is sound, the exit code 0."""
    done = CliRunner().invoke(app, ["check", folder_of(tmp_path)])
    advice = [line for line in done.output.splitlines() if "[nearer-other-type]" in line]
    (own,) = [line for line in advice if line.startswith(f"{tmp_path}/events/deal.toml:21: ")]
    assert "lies nearer to CUT" in own
    assert len(advice) <= 2  # two types of six examples: one more may lie near the border
    assert "sound; left out one by one, " in done.output
    assert done.exit_code == 0


def test_stats_give_leave_one_out_figures(tmp_path: Path) -> None:
    """A misplaced example is not found; the others mostly are."""
    done = CliRunner().invoke(app, ["stats", folder_of(tmp_path), "--json"])
    found = {each["type"]: each for each in json.loads(done.output)["types"]}
    assert {each["coded_by"] for each in found.values()} == {"examples"}
    assert (found["DEAL"]["examples"], found["DEAL"]["nearer"]) == (6, 1)
    assert found["CUT"]["found"] * 2 >= found["CUT"]["examples"]
    assert found["CUT"]["nearer"] <= 1


def test_stats_of_plover_say_that_the_encoder_codes_it() -> None:
    """No leave-one-out figures where a model was trained."""
    done = CliRunner().invoke(app, ["stats", "--json"])
    types = json.loads(done.output)["types"]
    assert {(each["coded_by"], each["found"]) for each in types} == {("encoder", None)}
