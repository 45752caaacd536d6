"""Lists of records that also come as Arrow and pandas tables."""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Union, get_args, get_origin

from tidings.records import Record

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa  # type: ignore[import-untyped]

R = TypeVar("R", bound=Record)


class RecordTable(list[R], Generic[R]):
    """A list of records of one kind, with a column a field in ``to_arrow`` and ``to_pandas``."""

    def __init__(self, found: Iterable[R], kind: type[R]) -> None:
        """``kind`` gives the columns, also of an empty list."""
        super().__init__(found)
        self.kind = kind

    def to_arrow(self) -> pa.Table:
        """An Arrow table; a field that is no number, day, text or list of texts is JSON text."""
        import pyarrow as pa  # noqa: PLC0415  costs 0.1 s: only who asks for it pays

        fields = {name: _arrow_type(info.annotation) for name, info in self.kind.model_fields.items()}
        rows = [_row(record, fields) for record in self]
        shape = pa.schema([(name, found or pa.string()) for name, found in fields.items()])
        return pa.Table.from_pylist(rows, schema=shape)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas table; pandas itself is not among the dependencies of tidings."""
        return self.to_arrow().to_pandas()


def _row(record: Record, fields: dict[str, Any]) -> dict[str, Any]:
    plain = record.model_dump()
    ready = record.model_dump(mode="json")
    return {
        name: plain[name] if kind is not None or plain[name] is None else json.dumps(ready[name], ensure_ascii=False)
        for name, kind in fields.items()
    }


def _arrow_type(annotation: Any) -> Any:  # noqa: ANN401  any annotation in, an Arrow type or None out
    import pyarrow as pa  # noqa: PLC0415

    if get_origin(annotation) in {Union, types.UnionType}:
        inner = [each for each in get_args(annotation) if each is not type(None)]
        return _arrow_type(inner[0]) if len(inner) == 1 else None
    if get_origin(annotation) is tuple and get_args(annotation)[0] is str:
        return pa.list_(pa.string())
    if annotation == dict[str, int]:
        return pa.map_(pa.string(), pa.int64())
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}
    return plain.get(annotation)
