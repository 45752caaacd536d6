"""The coder file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidings.config import DEFAULT_STAGES, Settings, load_settings
from tidings.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    """A coder file with this text."""
    file = folder / "my-coder.toml"
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_the_default_coder_is_described() -> None:
    """Six stages, the PLOVER ontology, our knowledge."""
    settings = load_settings()
    assert (settings.stages, settings.ontology, settings.knowledge) == (DEFAULT_STAGES, "plover", "default")


def test_a_file_sets_stages_and_options(tmp_path: Path) -> None:
    """[coder] chooses, [stages.NAME] hands a stage its options."""
    file = write(
        tmp_path, '[coder]\nstages = ["tidings_times"]\nmax_characters = 5000\n\n[stages.tidings_times]\nx = 1\n'
    )
    settings = load_settings(file)
    assert (settings.stages, settings.max_characters) == (("tidings_times",), 5000)
    assert settings.options == {"tidings_times": {"x": 1}}


def test_a_folder_is_meant_from_where_the_file_lies(tmp_path: Path) -> None:
    """The same coder file works from every working directory."""
    file = write(tmp_path, '[coder]\nontology = "./energy"\n')
    assert load_settings(file).ontology == str(tmp_path / "energy")


def test_arguments_win_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """File < environment < arguments."""
    file = write(tmp_path, '[coder]\nparser = "a"\nknowledge = "b"\nontology = "c"\n')
    monkeypatch.setenv("TIDINGS_PARSER", "e")
    monkeypatch.setenv("TIDINGS_KNOWLEDGE", "e")
    settings = load_settings(file, parser="f")
    assert (settings.parser, settings.knowledge, settings.ontology) == ("f", "e", "c")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[coder]\n\nparsr = "x"\n', 3, "Did you mean 'parser'"),
        ("[coder]\nmax_characters = -1\n", 2, "greater than 0"),
        ('[coder]\nparser = "x\n', 2, "not TOML"),
        ("[coder]\n[nonsense]\na = 1\n", 2, "unknown table"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    """The user can go to the line and knows what to write."""
    file = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(file)
    assert f"{file}:{line}:" in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """No traceback language: which file, why."""
    with pytest.raises(ConfigError, match=r"none\.toml: cannot read the coder file: No such file"):
        load_settings(tmp_path / "none.toml")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """Latin-1 in a coder file is an error with its fix."""
    file = tmp_path / "c.toml"
    file.write_bytes('[coder]\nparser = "é"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match="Save it as UTF-8"):
        load_settings(file)


def test_settings_are_plain_and_can_be_sent_to_a_worker() -> None:
    """A worker process gets the same settings."""
    assert Settings.model_validate(Settings().model_dump()) == Settings()
