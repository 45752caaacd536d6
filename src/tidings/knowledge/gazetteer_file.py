"""The gazetteer as one file that all processes of a machine share, mapped into memory and not read.

The first process that needs a gazetteer packs it (some seconds) into the user's cache folder; every other one maps that
file. The file's name is a digest of all that it is made of, so that it is never stale: other tables, another file. It
is written aside and renamed, so two first processes do no harm. Where no file can be written (a read-only home), the
bytes stay in the memory of the process.

Layout, in the byte order of the machine: magic, length of a JSON header, header, sections aligned to eight bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import sys
import tempfile
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

FORMAT = b"tidings gazetteer 1\n"
# Columns of places with their type, as ``array`` and ``memoryview.cast`` name it.
COLUMNS = {
    "kind": "B", "lat": "f", "lon": "f", "population": "I", "geonames_id": "I", "country": "h", "province": "i",
    "district": "i",
}  # fmt: skip
FOLDER_VARIABLE = "TIDINGS_CACHE"
_ALIGNED = 8
_OLD_S = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: small tables, columns of places, their display names, and references by name key."""

    meta: dict[str, Any]
    columns: Mapping[str, array[Any]]
    display: Sequence[str]
    names: Mapping[str, Sequence[int]]


class View:
    """Sections of a packed gazetteer, read where they lie."""

    def __init__(self, buffer: mmap.mmap | bytes) -> None:
        """Read the header.

        Raises:
            ValueError: the bytes are not a whole packed gazetteer of this format and byte order.
        """
        whole = memoryview(buffer)
        start = len(FORMAT) + _ALIGNED
        if len(whole) < start or whole[: len(FORMAT)] != FORMAT:
            raise ValueError("not a packed gazetteer")
        length = int.from_bytes(whole[len(FORMAT) : start], "little")
        header = json.loads(bytes(whole[start : start + length]))
        if header["size"] + start + length != len(whole) or header["order"] != sys.byteorder:
            raise ValueError("cut off, or of another machine")
        body = whole[start + length :]
        self.meta: dict[str, Any] = header["meta"]
        self._sections: dict[str, list[Any]] = header["sections"]
        self._body = body

    def section(self, name: str) -> Any:  # noqa: ANN401  a memoryview of the section's own type
        """A section as numbers."""
        start, length, typecode = self._sections[name]
        return self._body[start : start + length].cast(typecode)


def name_hash(key: str) -> int:
    """64 bits of a name key, the same in every process."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def pack(contents: Contents) -> bytes:
    """The bytes of a file."""
    hashed = sorted((name_hash(key), key) for key in contents.names)
    keys = [key for _, key in hashed]
    references = [contents.names[key] for key in keys]
    sections: dict[str, tuple[str, bytes]] = {
        name: (typecode, array(typecode, contents.columns[name]).tobytes()) for name, typecode in COLUMNS.items()
    }
    sections["hashes"] = ("Q", array("Q", (number for number, _ in hashed)).tobytes())
    sections["reference_starts"] = ("I", _starts(map(len, references)))
    sections["references"] = ("I", array("I", (each for own in references for each in own)).tobytes())
    for name, texts in (("key", keys), ("display", contents.display)):
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        sections[f"{name}_starts"] = ("I", _starts(map(len, encoded)))
        sections[f"{name}_text"] = ("B", b"".join(encoded))
    return _joined(contents.meta, sections)


def _starts(lengths: Iterable[int]) -> bytes:
    starts, at = array("I", [0]), 0
    for length in lengths:
        at += length
        starts.append(at)
    return starts.tobytes()


def _joined(meta: dict[str, Any], sections: Mapping[str, tuple[str, bytes]]) -> bytes:
    body, where = bytearray(), {}
    for name, (typecode, data) in sections.items():
        where[name] = (len(body), len(data), typecode)
        body += data + bytes(-len(data) % _ALIGNED)
    header = json.dumps({"meta": meta, "sections": where, "size": len(body), "order": sys.byteorder}).encode()
    header += b" " * (-(len(FORMAT) + _ALIGNED + len(header)) % _ALIGNED)
    return FORMAT + len(header).to_bytes(_ALIGNED, "little") + header + bytes(body)


def digest(paths: Iterable[Path]) -> str:
    """Of the format and all files, in order; a file that is not there counts as such."""
    found = hashlib.blake2b(FORMAT, digest_size=16)
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        found.update(f"{path.name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def cache_folder() -> Path:
    """Where shared files lie: ``TIDINGS_CACHE``, else the user's cache folder by the custom of the system."""
    if given := os.environ.get(FOLDER_VARIABLE):
        return Path(given).expanduser()
    return platformdirs.user_cache_path("tidings", appauthor=False)


def opened(path: Path) -> View | None:
    """The file mapped into memory; None where there is none that is whole."""
    try:
        with path.open("rb") as file:
            return View(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, KeyError):
        return None


def stored(path: Path, packed: bytes) -> View:
    """Write a file that others will map, and map it; the bytes themselves where that cannot be."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            Path(aside).replace(path)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError):  # RuntimeError: nobody knows where home is
        return View(packed)
    _clean(path)
    return opened(path) or View(packed)


def _clean(path: Path) -> None:
    """Remove what other versions left there long ago; a file in use stays usable, or refuses to go."""
    for other in path.parent.glob("gazetteer-*"):
        with contextlib.suppress(OSError):
            if other != path and time.time() - other.stat().st_mtime > _OLD_S:
                other.unlink()
