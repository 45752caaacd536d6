"""Looking at the knowledge from the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidings.cli.app import app
from tidings.errors import KnowledgeError
from tidings.knowledge import load_knowledge
from tidings.knowledge.look import contradictions

run = CliRunner().invoke


def test_search_finds_a_name_without_regard_to_case_and_shows_its_term() -> None:
    """Search finds a name without regard to case and shows its term."""
    found = json.loads(run(app, ["knowledge", "search", "vladimir putin", "--json"]).stdout)
    assert found
    assert {entry["code"] for entry in found} == {"RUS"}
    assert all(entry["from"] for entry in found)


def test_search_on_a_date_leaves_out_other_terms() -> None:
    """Search on a date leaves out other terms."""
    asked = ["knowledge", "search", "barack obama", "--json", "--on"]
    assert json.loads(run(app, [*asked, "2012-06-01"]).stdout)
    assert not json.loads(run(app, [*asked, "2020-06-01"]).stdout)


def test_our_tables_are_sound() -> None:
    """Our tables are sound."""
    assert list(contradictions("default")) == []


def test_overlapping_terms_of_a_user_are_reported_with_both_rows(tmp_path: Path) -> None:
    """Overlapping terms of a user are reported with both rows."""
    (tmp_path / "leaders.csv").write_text(
        "name,country,office,start,end\nJane Doe,FRA,minister,2001-01,2004-01\nJane Doe,FRA,minister,2002-01,2005-01\n"
    )
    result = run(app, ["knowledge", "check", str(tmp_path)])
    assert result.exit_code == 1
    assert "leaders.csv:2" in result.stdout
    assert "leaders.csv:3" in result.stdout


def test_exported_tables_can_be_used(tmp_path: Path) -> None:
    """Exported tables can be used."""
    assert run(app, ["knowledge", "export", str(tmp_path / "own")]).exit_code == 0
    assert run(app, ["knowledge", "stats", "--knowledge", str(tmp_path / "own")]).exit_code == 0


def test_who_names_the_words_that_say_so() -> None:
    """Each word of the string with the row read for it on the date."""
    asked = ["knowledge", "who", "Russian President Vladimir Putin", "--on", "2024-05-17", "--json"]
    found = json.loads(run(app, asked).stdout)
    assert (found["actor"]["code"], found["actor"]["sectors"]) == ("RUS", ["GOV"])
    assert "Russian" in {word["text"] for word in found["words"]}
    assert "Vladimir Putin" in {word["text"] for word in found["words"]}


def test_who_says_so_where_nobody_is_known() -> None:
    """No default actor where nothing was found."""
    assert run(app, ["knowledge", "who", "xyzzy"]).stdout.startswith("nobody known")


def test_a_name_of_ten_thousand_characters_is_refused_with_its_row(tmp_path: Path) -> None:
    """A cell that swallowed its neighbours is an error, not a name."""
    (tmp_path / "organisations.csv").write_text(f"name,code\n{'x' * 10_000},NGA\n")
    with pytest.raises(KnowledgeError, match=r"organisations\.csv:2"):
        load_knowledge(str(tmp_path))


def test_a_users_rows_against_ours_are_reported_with_both_sources(tmp_path: Path) -> None:
    """Whom a user's row replaces, who held the office in our tables, and a sector that is none."""
    (tmp_path / "leaders.csv").write_text(
        "name,surname,country,office,sectors,start,end,sectors_after\n"
        "Amara Okwelu,Okwelu,NGA,head_of_state,GOV,2019-05,2023-05,XYZ\n"
        "Olaf Scholz,Scholz,DEU,head_of_government,GOV,2021-12,2025-04,ELI\n"
    )
    result = run(app, ["knowledge", "check", str(tmp_path)])
    assert result.exit_code == 1
    assert "Muhammadu Buhari and Amara Okwelu are both head_of_state of NGA" in result.stdout
    assert "your row for 'Olaf Scholz' is read in the place of ours; other end" in result.stdout
    assert "no table of ours has the sector 'XYZ'" in result.stdout
