"""In: a Table. Out: the same table in polars, pandas or Arrow, typed by the contract even where it has no rows.

Each library's own constructors are used, so none needs another to be installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from figures.errors import UsageError
from figures.table.column import Column, Type

if TYPE_CHECKING:
    import polars

    from figures.table.frame import Table


def _missing(module: str, remedy: str) -> UsageError:
    return UsageError(f"{module} is not installed", remedy=remedy)


def arrow_schema(columns: Iterable[Column], *, plain: bool = False) -> Any:
    """The pyarrow schema of these columns; nullability is stated too.

    A closed vocabulary is a dictionary with 8-bit indices. An open one has 32-bit indices, as nobody counted it. If
    `plain`, both are strings.
    """
    pa = _pyarrow()
    fields = [pa.field(column.name, _arrow_type(pa, column), nullable=column.nullable) for column in columns]
    return pa.schema([f.with_type(pa.string()) if plain and pa.types.is_dictionary(f.type) else f for f in fields])


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise _missing("pyarrow", 'pip install "prose-figures[arrow]"') from None
    return pyarrow


def _arrow_type(pa: Any, column: Column) -> Any:
    simple = {
        Type.STRING: pa.string,
        Type.INT32: pa.int32,
        Type.FLOAT64: pa.float64,
        Type.BOOL: pa.bool_,
        Type.DATE32: pa.date32,
    }
    if column.type in simple:
        return simple[column.type]()
    if column.type is Type.TIMESTAMP_US:
        return pa.timestamp("us")
    if column.type is Type.DICTIONARY:
        return pa.dictionary(pa.int8() if column.vocabulary else pa.int32(), pa.string())
    return pa.list_(pa.string() if column.type is Type.LIST_STRING else pa.int64())


def to_arrow(table: Table[Any]) -> Any:
    """A pyarrow Table; a closed vocabulary's dictionary holds all of its values, in their order."""
    pa = _pyarrow()
    schema = arrow_schema(table.columns)
    arrays = []
    for column, field in zip(table.columns, schema, strict=True):
        values = table.column(column.name)
        if column.vocabulary:
            # The whole vocabulary, not the values met: tables of one run then share a dictionary and concatenate.
            place: dict[str | None, int | None] = {value: i for i, value in enumerate(column.values)}
            place[None] = None
            indices = pa.array([place[value] for value in values], pa.int8())
            arrays.append(pa.DictionaryArray.from_arrays(indices, pa.array(column.values, pa.string())))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def to_polars(table: Table[Any]) -> polars.DataFrame:
    """A polars DataFrame: Enum for a closed vocabulary, Categorical for an open one."""
    try:
        import polars as pl
    except ImportError:
        raise _missing("polars", "pip install prose-figures, which brings it") from None
    types: dict[Type, Any] = {
        Type.STRING: pl.String(),
        Type.INT32: pl.Int32(),
        Type.FLOAT64: pl.Float64(),
        Type.BOOL: pl.Boolean(),
        Type.DATE32: pl.Date(),
        Type.TIMESTAMP_US: pl.Datetime("us"),
        Type.DICTIONARY: pl.Categorical(),
        Type.LIST_STRING: pl.List(pl.String()),
        Type.LIST_INT64: pl.List(pl.Int64()),
    }
    return pl.DataFrame(
        [
            pl.Series(
                column.name,
                table.column(column.name),
                dtype=pl.Enum(column.values) if column.vocabulary else types[column.type],
            )
            for column in table.columns
        ]
    )


def to_pandas(table: Table[Any]) -> Any:
    """A pandas DataFrame of nullable types: string, Int32, Float64, boolean, category.

    Dates are `datetime64[s]` and timestamps `datetime64[us]`, so that `.dt` and comparisons work on both, every day of
    the calendar's years 1 to 9999 fits, and the two are told apart. Lists stay Python tuples.
    """
    try:
        import numpy as np
        import pandas as pd
    except ImportError:
        raise _missing("pandas", 'pip install "prose-figures[pandas]"') from None
    types = {Type.STRING: "string", Type.INT32: "Int32", Type.FLOAT64: "Float64", Type.BOOL: "boolean"}
    units = {Type.DATE32: "datetime64[s]", Type.TIMESTAMP_US: "datetime64[us]"}

    def series(column: Column) -> Any:
        values = table.column(column.name)
        if column.type in units:
            return pd.Series(np.array(values, dtype=units[column.type]))
        if column.type is Type.DICTIONARY:
            known = list(column.values) or sorted({value for value in values if value is not None})
            plain = [None if value is None else str(value) for value in values]
            return pd.Series(pd.Categorical(plain, categories=pd.Index(known, dtype="str")))
        return pd.Series(values, dtype=types.get(column.type, "object"))

    return pd.DataFrame({column.name: series(column) for column in table.columns})
