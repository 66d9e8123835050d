"""A table as anyone may hold it (ours, polars, pandas, Arrow) → its columns as lists of plain Python values."""

from __future__ import annotations

from typing import Any

from figures.errors import UsageError
from figures.table import Table

Cells = dict[str, list[Any]]
"""Column → its values, null as None."""


def columns_of_any(table: Any) -> Cells:
    """The columns of a Table, a polars DataFrame or LazyFrame, a pandas DataFrame or a pyarrow Table.

    Raises UsageError for anything else. No library is imported: one whose frame is given has been.
    """
    if isinstance(table, Table):
        return {name: table.column(name) for name in table.names}
    match type(table).__module__.partition(".")[0], type(table).__name__:
        case "polars", "LazyFrame":
            return columns_of_any(table.collect())
        case "polars", "DataFrame":
            found: Cells = table.to_dict(as_series=False)
            return found
        case "pandas", "DataFrame":
            return _pandas(table)
        case "pyarrow", "Table":
            arrow: Cells = table.to_pydict()
            return arrow
    what = f"{type(table).__name__} is no table"
    raise UsageError(what, remedy="give what figures.extract returns, or a polars, pandas or pyarrow table")


def _pandas(frame: Any) -> Cells:
    found: Cells = {}
    for name, series in frame.items():
        if name in found:
            raise UsageError(f"two columns are called {name!r}", remedy="rename or delete one of them")
        # NaN, NaT and NA all mean null here: a frame of numpy types has no other.
        found[name] = [
            None if null is True else value for value, null in zip(series.tolist(), series.isna().tolist(), strict=True)
        ]
    return found
