"""Parts of a list: in the order of its table or against it, and how many items there are in all."""

from __future__ import annotations

from typing import Any

from tidings.serve.conditions import Conditions
from tidings.serve.reading import Reading

Row = tuple[Any, ...]
Place = tuple[str, int]


def before(*, newest: bool) -> str:
    """How the keys of the items that count as shown compare with that of a cursor, in the order of the table."""
    return "<" if newest else "<="


def rest(counted: int, *, newest: bool = False, dated: bool = True) -> Place:
    """The test that keeps the items after a cursor, with its value.

    Args:
        counted: items up to the cursor's, itself included only in the table's own order (``before``).
        newest: whether the last day comes first; what has no day comes last either way.
        dated: whether the item of the cursor has a day.
    """
    if not newest:
        return "s.n >= ?", counted
    return ("(s.n < ? or s.day is null)" if dated else "(s.n < ? and s.day is null)"), counted


def listed(
    reading: Reading,
    where: Conditions,
    table: str,
    columns: str,
    limit: int,
    after: Place | None,
    *,
    newest: bool = False,
) -> tuple[list[Row], int | None, bool]:
    """Rows (n and columns) of a part of a list, how many there are in all (first part only), whether more follow."""
    # The table lies in the order of n: reading stops as soon as the part is full.
    order = "s.day is null, s.n desc" if newest else "s.n"
    part = f"select s.n, {columns} from serve.{table} s where {where} and {{}} order by {order} limit ?"  # noqa: S608  own names
    if after is not None:
        rows = reading.fetch(part.format(after[0]), [*where.values, after[1], limit + 1])
        return rows[:limit], None, len(rows) > limit
    totals, asked = reading.snapshot.totals, (table, str(where), repr(where.values))
    total = totals.get(asked) if where.values else reading.snapshot.counts[table]
    if total is not None:
        rows = reading.fetch(part.format("true"), [*where.values, limit + 1])
        return rows[:limit], total, len(rows) > limit
    # Counting looks at every row anyway: one pass for both.
    undated, order, kept = (
        (", s.day is null as undated", "undated, n desc", "* exclude (undated)") if newest else ("", "n", "*")
    )
    hits = f"with hit as materialized (select s.n, {columns}{undated} from serve.{table} s where {where})"  # noqa: S608  own names
    query = f"{hits} select {kept}, (select count(*) from hit) from hit order by {order} limit ?"  # noqa: S608  own names
    rows = reading.fetch(query, [*where.values, limit + 1])
    total = rows[0][-1] if rows else 0
    totals.put(asked, total)
    return [row[:-1] for row in rows[:limit]], total, len(rows) > limit
