"""Types in Arrow, polars and pandas are the contract's, with rows and without, and no value changes on the way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from figures.table import FIGURES, ROW_TYPES, DocumentRow, Figure, Table, arrow_schema
from figures.table.column import Type


@pytest.fixture
def tables(figure: Callable[..., Figure]) -> list[Table[Any]]:
    known = figure(
        value=4000.0, published=datetime(2022, 1, 17, 9, 30, 0, 5), as_of=date(1, 1, 1), dimension="mass", role="from"
    )
    document = DocumentRow("a", None, datetime(9999, 12, 31), None, None, None, "0", 3, ("A", "B"), (1, 2**53 - 1))
    bare = document._replace(published=None, names=(), shingles=())
    return [
        Table.from_rows(Figure, [known, figure(kind="score", end=2**31 - 1)]),
        Table.from_rows(DocumentRow, [document, bare]),
        *map(Table.of, ROW_TYPES.values()),
    ]


def test_arrow_types_are_the_contracts() -> None:
    pa = pytest.importorskip("pyarrow")
    for field, column in zip(arrow_schema(FIGURES), FIGURES, strict=True):
        assert field.name == column.name
        assert field.nullable is column.nullable
        if column.type is Type.DICTIONARY:
            assert field.type == pa.dictionary(pa.int8() if column.values else pa.int32(), pa.string())
        elif column.type is Type.DATE32:
            assert field.type == pa.date32()
        elif column.type is Type.FLOAT64:
            assert field.type == pa.float64()
        else:
            assert str(field.type) == column.type


def test_arrow(tables: list[Table[Any]]) -> None:
    pytest.importorskip("pyarrow")
    for table in tables:
        arrow = table.to_arrow()
        arrow.validate(full=True)
        assert arrow.schema == arrow_schema(table.columns)
        assert [tuple(_tupled(row).values()) for row in arrow.to_pylist()] == [tuple(row) for row in table]


def test_arrow_dictionaries_are_whole(tables: list[Table[Any]]) -> None:
    pytest.importorskip("pyarrow")
    kinds = tables[0].to_arrow().column("kind").chunk(0).dictionary.to_pylist()
    assert kinds == list(next(column.values for column in FIGURES if column.name == "kind"))


def _tupled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def test_polars(tables: list[Table[Any]]) -> None:
    pl = pytest.importorskip("polars")
    types = {
        Type.STRING: pl.String,
        Type.INT32: pl.Int32,
        Type.FLOAT64: pl.Float64,
        Type.BOOL: pl.Boolean,
        Type.DATE32: pl.Date,
        Type.TIMESTAMP_US: pl.Datetime("us"),
        Type.LIST_STRING: pl.List(pl.String),
        Type.LIST_INT64: pl.List(pl.Int64),
        Type.DICTIONARY: pl.Categorical,
    }
    for table in tables:
        frame = table.to_polars()
        assert dict(frame.schema) == {
            column.name: pl.Enum(column.values) if column.values else types[column.type] for column in table.columns
        }
        assert [tuple(_tupled(row).values()) for row in frame.to_dicts()] == [tuple(row) for row in table]


def test_pandas(tables: list[Table[Any]]) -> None:
    pd = pytest.importorskip("pandas")
    types = {
        Type.STRING: "string",
        Type.INT32: "Int32",
        Type.FLOAT64: "Float64",
        Type.BOOL: "boolean",
        Type.DATE32: "datetime64[s]",
        Type.TIMESTAMP_US: "datetime64[us]",
        Type.DICTIONARY: "category",
        Type.LIST_STRING: "object",
        Type.LIST_INT64: "object",
    }
    for table in tables:
        frame = table.to_pandas()
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
            column.name: types[column.type] for column in table.columns
        }
        for column in table.columns:
            found = [value if isinstance(value, tuple) or not pd.isna(value) else None for value in frame[column.name]]
            if column.type is Type.DATE32:
                found = [value and value.date() for value in found]
            assert found == table.column(column.name)
            if column.values:
                assert list(frame[column.name].cat.categories) == list(column.values)


@pytest.mark.parametrize("method", ["to_pandas", "to_polars"])
def test_one_library_does_without_another(method: str) -> None:
    pytest.importorskip(method.removeprefix("to_"))
    code = f"""if True:
        import sys
        sys.modules["pyarrow"] = None  # as if it were not installed
        from figures.table import DocumentRow, Table
        row = DocumentRow("a", None, None, None, None, None, "0", 3, ("A", "B"), (1,))
        print(Table.from_rows(DocumentRow, [row]).{method}().shape)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("(1, 10)\n", "")
