"""Read and check the knowledge tables: CSV files, ours first, then the user's of the same names."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from tidings.errors import KnowledgeError

SHIPPED = Path(str(resources.files("tidings"))) / "data" / "knowledge"
# Actors above the state (PLOVER codebook); every other code is that of a row of countries.csv.
SUPRANATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"})
_PROVENANCE = ("source", "licence")
_NEVER = dt.date.max
_LONGEST = 300  # characters of a name; the longest of ours has 81
_SECTOR = re.compile(r"[A-Z]{3}\Z")
_TRUE = frozenset({"1", "yes", "true", "y", "x"})


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds: the columns it must and may have, and the columns that tell its rows apart."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that the table may have."""
        return self.required + self.optional + _PROVENANCE


TABLES = (
    Table(
        "countries",
        ("code", "name"),
        ("iso2", "folds_into", "kind", "region", "subregion", "capital"),
        ("code",),
    ),
    Table(
        "country_names",
        ("code", "name", "kind"),
        ("valid_from", "valid_to", "ambiguous"),
        ("name",),
    ),
    Table(
        "organisations",
        ("name", "code"),
        ("aliases", "acronyms", "sectors", "kind", "valid_from", "valid_to"),
        ("name", "valid_from"),
    ),
    Table("roles", ("pattern", "sectors"), ("plural", "head", "title"), ("pattern",)),
    Table(
        "leaders",
        ("name", "country", "start"),
        ("aliases", "surname", "office", "sectors", "end", "sectors_after", "gender"),
        ("name", "start"),
    ),
    Table("actor_words", ("word", "kind"), ("value",), ("word", "kind")),
)


class Row(dict[str, str]):
    """One row of a table: empty text for an empty or missing cell. ``where`` is ``file:row``."""

    __slots__ = ("_line", "_path")

    def __init__(self, cells: Iterable[tuple[str, str]], path: Path, line: int) -> None:
        """Keep the cells and where they stand."""
        super().__init__(cells)
        self._path, self._line = path, line

    @property
    def where(self) -> str:
        """File and row."""
        return f"{self._path}:{self._line}"

    def __missing__(self, column: str) -> str:
        return ""

    def list(self, column: str, separator: str = "|") -> tuple[str, ...]:
        """The values of a cell that holds several."""
        cell = self[column]
        return _parts(cell, separator) if cell else ()

    def truth(self, column: str) -> bool:
        """Whether a yes-or-no cell says yes."""
        return self[column].lower() in _TRUE

    def sectors(self, column: str = "sectors") -> tuple[str, ...]:
        """The sectors of a cell, separated by ";".

        Raises:
            KnowledgeError: one is not three capital letters.
        """
        found = _parts(self[column], ";")
        for sector in found:
            if not _SECTOR.match(sector):
                raise KnowledgeError(
                    f"{sector!r} in column {column!r} is not a sector", where=self.where,
                    fix='Write sectors as three capital letters, separated by ";" (GOV;MIL)',
                )  # fmt: skip
        return found

    def first_day(self, column: str) -> dt.date:
        """The first day of a date cell; the earliest date when the cell is empty."""
        return self._day(column, 0) if self[column] else dt.date.min

    def last_day(self, column: str) -> dt.date:
        """The last day of a date cell; the latest date when the cell is empty."""
        return self._day(column, 1) if self[column] else _NEVER

    def _day(self, column: str, which: int) -> dt.date:
        try:
            return _days(self[column])[which]
        except ValueError:
            raise KnowledgeError(
                f"{self[column]!r} in column {column!r} is not a date", where=self.where,
                fix="Write YYYY, YYYY-MM or YYYY-MM-DD",
            ) from None  # fmt: skip


@cache
def _parts(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(part for piece in cell.split(separator) if (part := piece.strip()))


@cache
def _days(cell: str) -> tuple[dt.date, dt.date]:
    """First and last day of "2024", "2024-05" or "2024-05-17".

    Raises:
        ValueError: it is no date.
    """
    parts = [int(part) for part in cell.split("-", 2)]
    year, month, day = (*parts, 0, 0)[:3]
    first = dt.date(year, month or 1, day or 1)
    last_month = month or 12
    return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])


def folders(source: str) -> list[Path]:
    """Where the tables of a source lie: ours, then the user's folder.

    Raises:
        KnowledgeError: the source is neither "default" nor a folder.
    """
    if source == "default":
        return [SHIPPED]
    folder = Path(source).expanduser()
    if not folder.is_dir():
        raise KnowledgeError(
            "no such knowledge folder", where=source,
            fix='Give the path of a folder with tables such as leaders.csv, or "default"',
        )  # fmt: skip
    return [SHIPPED, folder]


def read_tables(source: str) -> dict[str, list[Row]]:
    """All tables of a source by name; a user's row takes the place of every row of ours with its key.

    Raises:
        KnowledgeError: a file is not UTF-8, lacks a column, has an unknown one, or a row of a wrong length.
    """
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        rows: list[Row] = []
        for folder in folders(source):
            path = folder / f"{table.name}.csv"
            if path.is_file():
                own = list(_read(path, table))
                if rows:
                    taken = {row_key(row, table) for row in own}
                    rows = [row for row in rows if row_key(row, table) not in taken]
                rows += own
        found[table.name] = rows
    return found


def row_key(row: Row, table: Table) -> tuple[str, ...]:
    """What tells a row of a table apart: a user's row takes the place of ours of the same key."""
    return tuple(row[column] for column in table.key)


def _read(path: Path, table: Table) -> Iterator[Row]:
    lines = _text(path).splitlines(keepends=True)
    reader = csv.reader(lines, strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        _check_header(header, path, table)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                raise KnowledgeError(
                    f"{len(cells)} cells under {len(header)} columns", where=f"{path}:{reader.line_num}",
                    fix='Put a cell that holds a comma in quotation marks ("...")',
                )  # fmt: skip
            row = Row(zip(header, map(str.strip, cells), strict=True), path, reader.line_num)
            _check_filled(row, table)
            yield row
    except csv.Error as error:
        raise KnowledgeError(f"not CSV: {error}", where=f"{path}:{reader.line_num}") from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"cannot read the table: {error.strerror}", where=str(path)) from None
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise KnowledgeError("the table is not UTF-8", where=f"{path}:{row}", fix="Save it as UTF-8") from None


def _check_header(header: list[str], path: Path, table: Table) -> None:
    for column in table.required:
        if column not in header:
            raise KnowledgeError(
                f"column {column!r} is missing", where=f"{path}:1", fix=f"Columns are: {', '.join(table.columns)}"
            )
    for column in header:
        if column not in table.columns:
            near = difflib.get_close_matches(column, table.columns, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Columns are: {', '.join(table.columns)}"
            raise KnowledgeError(f"unknown column {column!r}", where=f"{path}:1", fix=hint)


def _check_filled(row: Row, table: Table) -> None:
    first = table.required[0]
    if not row[first]:
        raise KnowledgeError(f"column {first!r} is empty", where=row.where)
    if len(row[first]) > _LONGEST:
        raise KnowledgeError(
            f"column {first!r} has {len(row[first]):,} characters, more than {_LONGEST}", where=row.where,
            fix="Give one name a row; further ones go into the column aliases",
        )  # fmt: skip
