"""The packed gazetteer: shared, never stale, and whole or not used."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tidings.knowledge import gazetteer_file
from tidings.knowledge.gazetteer import Gazetteer, load_gazetteer, name_key

ALIAS = "alias,name,kind,country,use\n{},Kisumu,city,KEN,name\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(gazetteer_file.FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A user's folder with one alias."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "places_aliases.csv").write_text(ALIAS.format("Lake Town"), "utf-8")
    return folder


def test_second_process_maps_what_the_first_packed(cache: Path, tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is made once; afterwards nothing is packed."""
    first = Gazetteer(str(tables))
    (file,) = cache.iterdir()
    made = file.stat().st_mtime_ns
    monkeypatch.setattr("tidings.knowledge.gazetteer.pack", lambda _: pytest.fail("packed again"))
    second = Gazetteer(str(tables))
    assert file.stat().st_mtime_ns == made
    assert second.references(name_key("Lake Town")) == first.references(name_key("Lake Town")) != []


def test_changed_table_is_another_file(cache: Path, tables: Path) -> None:
    """An edited table is seen at once: the file's name is a digest of what it is made of."""
    Gazetteer(str(tables))
    (tables / "places_aliases.csv").write_text(ALIAS.format("Port Town"), "utf-8")
    changed = Gazetteer(str(tables))
    assert changed.references(name_key("Port Town"))
    assert not changed.references(name_key("Lake Town"))
    assert len(list(cache.iterdir())) == 2


def test_cut_off_file_is_made_anew(cache: Path, tables: Path) -> None:
    """A file that lost its end, or is no such file, is not read."""
    Gazetteer(str(tables))
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    for broken in (whole[:-100], whole[:20], b""):
        file.write_bytes(broken)
        assert Gazetteer(str(tables)).references(name_key("Lake Town"))
        assert file.read_bytes() == whole


def test_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a read-only home the gazetteer is kept in memory."""
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv(gazetteer_file.FOLDER_VARIABLE, str(tmp_path / "file" / "below"))
    assert Gazetteer(str(tables)).references(name_key("Lake Town"))


def test_gazetteer_travels_by_its_source() -> None:
    """A pickle holds the source, not the places: the other process maps the same file."""
    sent = pickle.dumps(load_gazetteer())
    assert len(sent) < 300
    assert pickle.loads(sent) is load_gazetteer()  # noqa: S301  our own bytes
