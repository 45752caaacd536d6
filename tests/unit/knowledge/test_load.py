"""Knowledge tables: what a user's folder adds, overrides and gets told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tidings.errors import KnowledgeError
from tidings.knowledge import Knowledge, best_on, fold, knowledge_version, load_knowledge, lower, sectors_on

LEADERS = "name,surname,country,start,end,sectors,sectors_after\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of a user's tables."""
    return tmp_path


def write(folder: Path, table: str, text: str | bytes) -> str:
    """Write a table; returns the folder as a source."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / f"{table}.csv").write_bytes(data)
    return str(folder)


def refusal(source: str) -> KnowledgeError:
    """The error that loading a source gives."""
    with pytest.raises(KnowledgeError) as caught:
        Knowledge(source)
    return caught.value


def test_default_knowledge_names_every_kind_of_thing() -> None:
    """The shipped tables hold countries, organisations, leaders and roles."""
    knowledge = load_knowledge()
    assert knowledge.names["Kenya"].on(None).code == "KEN"
    assert knowledge.names["NATO"].on(None).code == "IGO"
    assert knowledge.names["Angela Merkel"].on(None).code == "DEU"
    assert knowledge.roles["police"].sectors == ("COP",)


def test_default_knowledge_is_loaded_once() -> None:
    """Loading again costs nothing."""
    assert load_knowledge() is load_knowledge("default")


def test_users_rows_are_added(folder: Path) -> None:
    """A user's leader is known beside ours."""
    source = write(folder, "leaders", LEADERS + "Ada Testcase,Testcase,KEN,2020-01,2021-06,GOV,ELI\n")
    knowledge = Knowledge(source)
    assert knowledge.names["Ada Testcase"].on(None).code == "KEN"
    assert "Angela Merkel" in knowledge.names


def test_users_row_wins_over_ours(folder: Path) -> None:
    """The same key in both: the user's row is used."""
    source = write(folder, "roles", "pattern,sectors\npolice,MIL\n")
    assert Knowledge(source).roles["police"].sectors == ("MIL",)


def test_columns_may_be_left_out_and_a_byte_order_mark_is_fine(folder: Path) -> None:
    """A short table from a spreadsheet program is accepted."""
    source = write(folder, "roles", "\ufeffpattern,sectors\r\nharbour pilot,BUS\r\n\r\n")
    assert Knowledge(source).roles["harbour pilot"].sectors == ("BUS",)


def test_dependencies_fold_into_their_state(folder: Path) -> None:
    """A dependency acts as its state."""
    write(folder, "countries", "code,name,folds_into\nZZX,Test Isles,KEN\n")
    source = write(folder, "country_names", "code,name,kind\nZZX,Test Isles,name\n")
    assert Knowledge(source).names["Test Isles"].on(None).code == "KEN"


def test_capitals_are_found_in_datelines(folder: Path) -> None:
    """Names of four letters or more are also known in capitals; initials only as written."""
    source = write(folder, "organisations", "name,acronyms,code\nTest Union,TeU,IGO\n")
    found = [text for _, (_, text) in _hits(Knowledge(source), "NAIROBI TEU TeU")]
    assert found == ["Kenya", "Test Union"]


def _hits(knowledge: Knowledge, text: str) -> list[tuple[int, tuple[int, str]]]:
    return [
        (end, (length, meaning.names[0].name))
        for end, (length, meaning) in knowledge.name_automaton.iter(text)
        if length > 2
    ]


@pytest.mark.parametrize(
    ("table", "text", "row", "word"),
    [
        ("leaders", LEADERS + "A B,B,XXX,2020-01,,GOV,\n", 2, "'XXX' is not a code"),
        ("leaders", LEADERS + "A B,B,KEN,2020-13,,GOV,\n", 2, "'2020-13' in column 'start' is not a date"),
        ("leaders", LEADERS + "A B,B,KEN,2020,2019,GOV,\n", 2, "ends before it starts"),
        ("leaders", LEADERS + ",B,KEN,2020,2019,GOV,\n", 2, "column 'name' is empty"),
        ("leaders", LEADERS + "A B,B,KEN,2020-01,,Gov,\n", 2, "'Gov' in column 'sectors' is not a sector"),
        ("leaders", "name,country\nA B,KEN\n", 1, "column 'start' is missing"),
        ("roles", "pattern,sektors\n", 1, "column 'sectors' is missing"),
        ("roles", "pattern,sectors,plurals\n", 1, "unknown column 'plurals'. Did you mean 'plural'?"),
        ("roles", "pattern,sectors\na,GOV\nb,GOV,x\n", 3, "3 cells under 2 columns"),
        ("roles", b"pattern,sectors\nna\xefve,GOV\n", 2, "not UTF-8"),
        ("countries", "code,name,folds_into\nZZX,Isle,QQQ\n", 2, "'QQQ' is not a code"),
        ("roles", 'pattern,sectors\n"a,GOV\n', 2, "not CSV"),
    ],
)
def test_a_broken_table_names_file_and_row(folder: Path, table: str, text: str | bytes, row: int, word: str) -> None:
    """Every rule broken is told with file, row and fix; nothing is skipped in silence."""
    error = refusal(write(folder, table, text))
    assert error.where == f"{folder}/{table}.csv:{row}"
    assert word in str(error)


def test_a_missing_folder_is_refused() -> None:
    """A name that is neither "default" nor a folder."""
    assert "no such knowledge folder" in str(refusal("/nowhere/at/all"))


def test_version_changes_with_the_tables(folder: Path) -> None:
    """The version tells tables apart, so that stored events say what coded them."""
    source = write(folder, "roles", "pattern,sectors\nx,GOV\n")
    assert knowledge_version("default") == knowledge_version("default")
    assert knowledge_version("default").startswith("default ")
    assert knowledge_version(source) != knowledge_version("default")


def test_a_name_means_what_it_meant_on_the_date(folder: Path) -> None:
    """Terms: in it, after it (sectors_after), between two of them, before the first, and on no date (the latest)."""
    rows = "A B,B,KEN,2000-01,2004-06,GOV,ELI\nA B,B,KEN,2010,2014,LEG,PTY\n"
    meaning = Knowledge(write(folder, "leaders", LEADERS + rows)).names["A B"]

    def sectors(day: dt.date | None) -> tuple[str, ...]:
        return sectors_on(meaning.on(day), day)

    assert sectors(dt.date(2004, 6, 30)) == ("GOV",)
    assert sectors(dt.date(2004, 7, 1)) == ("ELI",)
    assert sectors(dt.date(2014, 12, 31)) == ("LEG",)
    assert sectors(dt.date(2020, 1, 1)) == ("PTY",)
    assert sectors(dt.date(1990, 1, 1)) == ()
    assert sectors(None) == ("LEG",)
    assert best_on((), None) is None


def test_folding_keeps_every_offset() -> None:
    """Accents, apostrophes and capitals go, the length stays."""
    text = "Gitanas Nausėda’s İstanbul\nKhürelsükh Łódź ß"
    assert fold(text) == "Gitanas Nauseda's Istanbul Khurelsukh Lodz ß"
    assert len(lower("İ" + text)) == len(text) + 1
