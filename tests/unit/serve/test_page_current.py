"""The built page belongs to its sources; no Node is needed to know."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).parents[3]
WEB = ROOT / "web"
STATIC = ROOT / "src/tidings/serve/static"
SINGLE = ("index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")
FOLDERS = ("src", "public", "scripts")


def sources_hash() -> str:
    """What ``web/scripts/stamp.mjs`` writes into ``build.json``."""
    paths = [WEB / name for name in SINGLE]
    paths += [path for folder in FOLDERS for path in (WEB / folder).rglob("*") if path.is_file()]
    found = hashlib.sha256()
    for name in sorted(path.relative_to(WEB).as_posix() for path in paths):
        found.update(f"{name}\n{hashlib.sha256((WEB / name).read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def manifest() -> dict[str, object]:
    """``build.json``."""
    return dict(json.loads((STATIC / "build.json").read_text("utf-8")))


def test_the_built_page_is_that_of_the_sources() -> None:
    """After a change in ``web/`` comes ``make page``."""
    assert manifest()["sources"] == sources_hash(), "run `make page`"


def test_every_built_file_is_there_and_no_other() -> None:
    """The folder holds what the build wrote."""
    listed = {file["name"]: file["bytes"] for file in manifest()["files"]}  # type: ignore[attr-defined]
    there = {path.relative_to(STATIC).as_posix(): path.stat().st_size for path in STATIC.rglob("*") if path.is_file()}
    there.pop("build.json")
    assert there == listed


def test_the_page_is_small() -> None:
    """Under 700 kB compressed without map data."""
    assert manifest()["compressed_bytes_without_map"] < 700_000  # type: ignore[operator]


def test_the_lock_file_has_no_addresses() -> None:
    """Where packages are loaded from is each machine's own business."""
    text = (WEB / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert ".tgz" not in text
