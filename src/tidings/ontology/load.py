"""Read an ontology folder: ``ontology.toml``, ``contexts.toml``, ``lists.toml`` and ``events/*.toml``."""

from __future__ import annotations

import difflib
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tidings import registry
from tidings.config import line_of
from tidings.errors import ConfigError, OntologyError
from tidings.ontology.model import Context, EventType, Frame, Ontology

M = TypeVar("M", bound=BaseModel)
SHIPPED = "data/ontology"


@cache
def load_ontology(source: str) -> Ontology:
    """Load an ontology by name (ours, or one that a package registers) or from a folder.

    Raises:
        OntologyError: there is no such ontology, or it breaks a rule; the message names file and line.
    """
    return read_folder(folder_of(source))


def folder_of(source: str) -> Path:
    """The folder of an ontology.

    Raises:
        OntologyError: neither a known name nor a folder.
    """
    shipped = Path(str(files("tidings").joinpath(SHIPPED)))
    if (shipped / source / "ontology.toml").is_file() and "/" not in source:
        return shipped / source
    if Path(source).is_dir():
        return Path(source)
    try:
        return Path(str(registry.find("ontology", source)))
    except ConfigError:
        known = sorted({path.parent.name for path in shipped.glob("*/ontology.toml")} | set(registry.names("ontology")))
        raise OntologyError(
            "no such ontology", where=source, fix=f"Name a folder with an ontology.toml, or one of: {', '.join(known)}"
        ) from None


def read_folder(folder: Path) -> Ontology:
    """Read every file of an ontology folder, in the order of their names.

    Raises:
        OntologyError: a file is missing, is not TOML, has unknown keys or wrong values, or two files hold one type.
    """
    head = folder / "ontology.toml"
    if not head.is_file():
        raise OntologyError("no ontology.toml in this folder", where=str(folder), fix="See docs/how-to/ontology.md")
    types: dict[str, EventType] = {}
    for path in sorted((folder / "events").glob("*.toml")):
        kind = _validated(EventType, read_toml(path), path)
        if kind.type in types:
            raise OntologyError(f"the type {kind.type} stands in two files", where=f"{path}:1", fix="Keep one of them")
        types[kind.type] = kind
    if not types:
        raise OntologyError(
            "no event types", where=str(folder / "events"), fix="Write one file a type, events/NAME.toml"
        )
    parts = {"types": types, "contexts": _contexts(folder), "lists": _optional(folder / "lists.toml")}
    return _validated(Ontology, read_toml(head) | parts, head)


def _contexts(folder: Path) -> dict[str, Context]:
    path = folder / "contexts.toml"
    return {name: _validated(Context, table, path, name) for name, table in _optional(path).items()}


def _optional(path: Path) -> dict[str, Any]:
    return read_toml(path) if path.is_file() else {}


def read_toml(path: Path) -> dict[str, Any]:
    """One TOML file.

    Raises:
        OntologyError: it cannot be read, is not UTF-8, or is not TOML; names the line.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except UnicodeDecodeError:
        raise OntologyError("is not UTF-8", where=str(path), fix="Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise OntologyError(f"not TOML: {error}", where=f"{path}:{found[1] if found else 1}") from None


def _validated(model: type[M], table: dict[str, Any], path: Path, inside: str = "") -> M:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise _explained(error, path, inside) from None


def _explained(error: ValidationError, path: Path, inside: str) -> OntologyError:
    first = error.errors()[0]
    steps = [step for step in first["loc"] if isinstance(step, str)]
    key = steps[-1] if steps else inside
    text = path.read_text("utf-8")
    where = f"{path}:{line_in(text, [inside, *map(str, first['loc'])] if inside else list(map(str, first['loc'])))}"
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, [*Frame.model_fields, *EventType.model_fields], n=1)
        return OntologyError(f"unknown key {key!r}", where=where, fix=f"Did you mean {near[0]!r}?" if near else "")
    if first["type"] == "missing":
        return OntologyError(f"{key!r} is missing", where=where, fix=f"Write `{key} = ...`")
    return OntologyError(f"{key} = {first['input']!r}: {first['msg']}", where=where)


def line_in(text: str, path: list[str]) -> int:
    """Line (from 1) of a place in a TOML text, such as ``["frames", "3", "weight"]``; numbers count array members."""
    line, lines = 1, text.splitlines()
    for index, step in enumerate(path):
        if step.isdigit():
            line = _member_line(lines, path[index - 1], int(step), line)
        else:
            after = line_of("\n".join(lines[line - 1 :]), step)
            line = line + after - 1
    return line


def _member_line(lines: list[str], array: str, number: int, start: int) -> int:
    """Line of the member of an array of tables, written as [[array]] or as one inline table a line."""
    heads = [at for at, text in enumerate(lines, 1) if text.strip() == f"[[{array}]]"]
    if not heads:
        heads = [at for at, text in enumerate(lines, 1) if at > start and text.lstrip().startswith("{")]
    return heads[number] if number < len(heads) else start
