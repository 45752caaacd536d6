"""Answers as JSON, CSV or GeoJSON; kept, and known again by their ETag, until the store changes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Request, Response

import tidings
from tidings.serve.reading import Reading
from tidings.serve.snapshot import Snapshots

Format = Literal["json", "csv", "geojson"]
MEDIA_TYPES: Mapping[Format, str] = {
    "json": "application/json", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json",
}  # fmt: skip
_KEPT_MOST = 1_000_000  # bytes of one answer that is kept
# What a spreadsheet takes for the start of a formula, also in full width, after blanks, or as a control.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer; ``next_cursor`` leads to the rest of a list."""

    body: bytes
    format: Format = "json"
    next_cursor: str | None = None


class Kept:
    """Answers of the present copy, the last used ones up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        """Keep nothing yet."""
        self.most_bytes, self._bytes, self._lock = most_bytes, 0, threading.Lock()
        self._found: OrderedDict[str, Reply] = OrderedDict()

    def get(self, tag: str) -> Reply | None:
        """The answer of a tag, if it is kept."""
        with self._lock:
            if found := self._found.get(tag):
                self._found.move_to_end(tag)
            return found

    def put(self, tag: str, reply: Reply) -> None:
        """Keep an answer, unless it is big; forget those that were not asked for longest."""
        if len(reply.body) > _KEPT_MOST:
            return
        with self._lock:
            if tag in self._found:
                return
            self._found[tag] = reply
            self._bytes += len(reply.body)
            while self._bytes > self.most_bytes:
                _, old = self._found.popitem(last=False)
                self._bytes -= len(old.body)


class Desk:
    """Where one request gets its answer."""

    def __init__(self, request: Request) -> None:
        """For FastAPI, which hands over the request."""
        self.request = request
        self.snapshots: Snapshots = request.app.state.snapshots
        self.kept: Kept = request.app.state.kept

    def answer(self, make: Callable[[Reading], Reply]) -> Response:
        """What ``make`` reads; nothing is read when the client, or the server, has it already.

        Raises:
            TooSlowError: reading took longer than a request may.
        """
        with self.snapshots.reading() as reading:
            tag = self._tag(reading.snapshot.digest)
            headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
            if _matches(self.request.headers.get("if-none-match", ""), tag):
                return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
            reply = self.kept.get(tag)
            if reply is None:
                with reading.timed():
                    reply = make(reading)
                self.kept.put(tag, reply)
        if reply.next_cursor:
            query = [(name, value) for name, value in self.request.query_params.multi_items() if name != "cursor"]
            headers["Link"] = (
                f'<{self.request.url.path}?{urlencode([*query, ("cursor", reply.next_cursor)])}>; rel="next"'
            )
        return Response(reply.body, headers=headers, media_type=MEDIA_TYPES[reply.format])

    def _tag(self, digest: str) -> str:
        asked = json.dumps(
            [tidings.__version__, self.request.url.path, sorted(self.request.query_params.multi_items())]
        )
        return f'"{digest}-{hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'


AtDesk = Annotated[Desk, Depends(Desk)]


def _matches(header: str, tag: str) -> bool:
    return header.strip() == "*" or tag in {part.strip().removeprefix("W/") for part in header.split(",")}


def as_json(data: Any) -> str:  # noqa: ANN401  any JSON value
    """JSON of plain data and records."""
    return json.dumps(data, ensure_ascii=False, default=str, separators=(",", ":"), allow_nan=False)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table that a spreadsheet reads as text and numbers, never as formulas."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _cell(row.get(name)) for name in columns} for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "; ".join(str(each) for each in value)
    if isinstance(value, str):
        value = value.replace("\0", "")
        return f"'{value}" if value.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else value
    return value


def as_geojson(features: Iterable[tuple[float | None, float | None, Mapping[str, object]]]) -> bytes:
    """A FeatureCollection of points (latitude, longitude, properties); what has no coordinates is left out."""
    found = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": dict(about)}
        for lat, lon, about in features
        if lat is not None and lon is not None
    ]
    return as_json({"type": "FeatureCollection", "features": found}).encode()
