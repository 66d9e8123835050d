"""Laws of the files: what is written reads back equal, and the cells look as the contract says."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from figures.errors import DocumentError, UsageError
from figures.table import ROW_TYPES, Column, DocumentRow, Figure, Finding, Numeral, Status, Table, Type, columns_of

# Everything but surrogates, with what CSV, JSON and spreadsheets trip over made likely.
_awkward = st.text(st.sampled_from("=+-@＝＋－＠'\"\t\r\n,;\x00\ufeff\u2028\x85 a1é漢😀"), min_size=1, max_size=12)
_strings = _awkward | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
_floats = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20).map(float)

_VALUES: dict[Type, st.SearchStrategy[Any]] = {
    Type.STRING: _strings,
    Type.DICTIONARY: _strings,
    Type.INT32: st.integers(0, 2**31 - 1),
    Type.FLOAT64: _floats,
    Type.BOOL: st.booleans(),
    Type.DATE32: st.dates(),
    Type.TIMESTAMP_US: st.datetimes(),
    Type.LIST_STRING: st.lists(_strings, max_size=3).map(tuple),
    Type.LIST_INT64: st.lists(st.integers(-(2**63), 2**63 - 1), max_size=3).map(tuple),
}


def _values(column: Column) -> st.SearchStrategy[Any]:
    values = st.sampled_from(column.vocabulary) if column.vocabulary else _VALUES[column.type]
    return st.none() | values if column.nullable else values


def _tables(row_type: type[Any]) -> st.SearchStrategy[Table[Any]]:
    rows = st.lists(st.tuples(*map(_values, columns_of(row_type))), max_size=4)
    return rows.map(lambda found: Table.from_rows(row_type, found))


tables = st.sampled_from(list(ROW_TYPES.values())).flatmap(_tables)
_relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


@given(table=tables, form=st.sampled_from(["csv", "jsonl"]))
@_relaxed
def test_what_is_written_reads_back_equal(tmp_path: Path, table: Table[Any], form: str) -> None:
    path = tmp_path / f"table.{form}"
    write = table.to_csv if form == "csv" else table.to_jsonl
    write(path)
    back = Table.read(path, table.row_type)
    assert back == table
    assert back.row_type is table.row_type
    for column in table.columns:
        kinds = [type(value) for value in table.column(column.name)]
        assert [type(value) for value in back.column(column.name)] == kinds, "equal, and of the same types"
    assert path.read_bytes().decode() == write(), "a file and a string hold the same"


@given(table=_tables(Figure), data=st.data())
@_relaxed
def test_a_selection_reads_back_equal(tmp_path: Path, table: Table[Figure], data: st.DataObject) -> None:
    some = data.draw(
        st.lists(st.sampled_from(["value", "text", "kind", "start", "published"]), min_size=1, unique=True)
    )
    part = table.select([name for name in table.names if name in some])
    part.to_csv(tmp_path / "part.csv")
    assert Table.read(tmp_path / "part.csv") == part, "of the tables that have these columns, figures is the first"


@given(table=tables)
@_relaxed
def test_no_cell_is_run_by_a_spreadsheet(table: Table[Any]) -> None:
    rows = list(csv.reader(io.StringIO(table.to_csv(), newline=""), strict=True))
    assert len(rows) == len(table) + 1
    text = [i for i, column in enumerate(table.columns) if column.type not in (Type.INT32, Type.FLOAT64)]
    for row in rows:
        assert not any(row[i].startswith(tuple("=+-@\t\r\n＝＋－＠")) for i in text)


CELLS = [
    ("value", 100000.0, "100000", "100000", "an integral float has no .0"),
    ("value", 0.1, "0.1", "0.1", "the shortest that reads back"),
    ("value", 1e22, "1e+22", "1e+22", "large ones as Python writes them"),
    ("value", -5.0, "-5", "-5", "a negative number is no formula"),
    ("value", None, "", "null", "null is empty"),
    ("near", True, "true", "true", "booleans in lower case"),
    ("as_of", date(2022, 1, 17), "2022-01-17", '"2022-01-17"', "ISO"),
    ("published", datetime(2022, 1, 17, 9, 30), "2022-01-17T09:30:00", '"2022-01-17T09:30:00"', "no microseconds"),
    ("published", datetime(2022, 1, 17, 9, 30, 0, 5), "2022-01-17T09:30:00.000005", None, "microseconds if present"),
    ("published", datetime.fromisoformat("2022-01-17T09:30:00+02:00"), "2022-01-17T09:30:00", None, "wall clock"),
    ("noun", "café", "café", '"café"', "not escaped"),
    ("noun", 'a "b"', '"a ""b"""', r'"a \"b\""', "quotes are doubled"),
    ("noun", "a,b", '"a,b"', '"a,b"', "minimal quoting"),
    ("noun", "a\rb", '"a\rb"', r'"a\rb"', "a lone carriage return is quoted too"),
    ("noun", "=1+1", "'=1+1", '"=1+1"', "guarded, only in CSV"),
    ("noun", "＝1", "'＝1", '"＝1"', "full width is run as well"),
    ("noun", "'tis", "''tis", '"\'tis"', "so that taking one off is always right"),
    ("noun", "a=1", "a=1", '"a=1"', "only the first character matters"),
    ("noun", "a\ud800", "a\ufffd", '"a\ufffd"', "UTF-8 holds no lone surrogate"),
]


@pytest.mark.parametrize(("name", "value", "in_csv", "in_json", "reason"), CELLS, ids=[case[-1] for case in CELLS])
def test_cells(
    figure: Callable[..., Figure], name: str, value: object, in_csv: str, in_json: str | None, reason: str
) -> None:
    table = Table.from_rows(Figure, [figure(**{name: value})])
    assert table.to_csv(columns=f"line,{name}") == f"line,{name}\n1,{in_csv}\n", reason
    if in_json is not None:
        assert table.to_jsonl(columns=f"line,{name}") == f'{{"line": 1, "{name}": {in_json}}}\n', reason


def test_lists_are_json_in_csv() -> None:
    row = DocumentRow("a", None, None, None, None, None, "0", 3, ("A, B", 'C "D"'), (1, 2))
    table = Table.from_rows(DocumentRow, [row])
    assert table.to_csv(columns="names,shingles").splitlines()[1] == '"[""A, B"", ""C \\""D\\""""]","[1, 2]"'


def test_a_null_alone_in_its_row_is_still_a_row(figure: Callable[..., Figure], tmp_path: Path) -> None:
    table = Table.from_rows(Figure, [figure(), figure(value=2.0)])
    table.to_csv(tmp_path / "t.csv", columns="value")
    assert (tmp_path / "t.csv").read_text() == 'value\n""\n2\n'
    assert len(Table.read(tmp_path / "t.csv")) == 2


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_infinity_is_written(figure: Callable[..., Figure], tmp_path: Path, value: float) -> None:
    table = Table.from_rows(Figure, [figure(high=value)])
    for write, name in ((table.to_csv, "t.csv"), (table.to_jsonl, "t.jsonl")):
        with pytest.raises(ValueError, match="column high holds a number that is not finite"):
            write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


LEDGER = "document,start,end,text,status,reason,figure_id\n"


def test_reads_what_a_spreadsheet_saved(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(("\ufeff" + LEDGER.replace("text", "text,note") + "a,0,1,7,my note,unparsed,,\r\n\r\n").encode())
    assert list(Table.read(path, Numeral)) == [Numeral("a", 0, 1, "7", Status.UNPARSED, None, None)]


def test_reads_booleans_in_capitals(figure: Callable[..., Figure], tmp_path: Path) -> None:
    table = Table.from_rows(Figure, [figure(near=True)])
    (tmp_path / "t.csv").write_text(table.to_csv().replace("true", "TRUE").replace("false", "FALSE"))
    assert Table.read(tmp_path / "t.csv", Figure) == table


BAD_CSV = [
    ("a,0,1,7\n", ":2: the row has 4 cells, the header 7", "a short row"),
    ("a,0,1,7,parsed,,\na,x,1,7,parsed,,\n", ":3: column start holds 'x', which is not of type int32", "not a number"),
    ("a,0,1,7,read,,\n", ":2: column status holds 'read', which is not one of parsed, ignored", "unknown word"),
    (",0,1,7,parsed,,\n", ":2: column document is empty, and may not be", "a null that may not be"),
    ('"a\nb",0,1,7,parsed,,\na,,1,7,parsed,,\n', ":4: column start is empty", "lines are the file's, not rows"),
    ('a,0,1,"7', ":2: is not CSV (unexpected end of data)", "a file cut off"),
    ("a,0,1,7,parsed,,\xff\n", ":2: is not UTF-8", "another encoding"),
    ("a,3000000000,1,7,parsed,,\n", ":2: column start holds '3000000000'", "beyond 32 bits"),
]


@pytest.mark.parametrize(("body", "message", "reason"), BAD_CSV, ids=[case[-1] for case in BAD_CSV])
def test_a_bad_csv_is_told_by_line(tmp_path: Path, body: str, message: str, reason: str) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes((LEDGER + body).encode("latin-1"))
    with pytest.raises(DocumentError) as refusal:
        Table.read(path, Numeral)
    assert str(refusal.value).startswith(f"{path}{message}"), reason


GOOD = {"document": "a", "start": 0, "end": 1, "text": "7", "status": "parsed", "reason": None, "figure_id": None}
BAD_JSONL = [
    ("{", ":2: is not JSON", "cut off"),
    ("[1]", ":2: is not a JSON object", "another shape"),
    (json.dumps({**GOOD, "start": "0"}), ":2: column start holds '0'", "a string is not a number"),
    (json.dumps({**GOOD, "start": True}), ":2: column start holds True", "a boolean is not a number"),
    (json.dumps({**GOOD, "text": 7}), ":2: column text holds 7", "a number is not a string"),
    (json.dumps({"document": "a"}), ":2: column start is empty", "a missing key"),
]


@pytest.mark.parametrize(("line", "message", "reason"), BAD_JSONL, ids=[case[-1] for case in BAD_JSONL])
def test_a_bad_jsonl_is_told_by_line(tmp_path: Path, line: str, message: str, reason: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(json.dumps(GOOD) + "\n" + line + "\n")
    with pytest.raises(DocumentError) as refusal:
        Table.read(path, Numeral)
    assert str(refusal.value).startswith(f"{path}{message}"), reason


def test_nan_is_no_number(figure: Callable[..., Figure], tmp_path: Path) -> None:
    table = Table.from_rows(Figure, [figure(value=7.5)])
    (tmp_path / "t.jsonl").write_text(table.to_jsonl().replace("7.5", "NaN"))
    (tmp_path / "t.csv").write_text(table.to_csv().replace("7.5", "nan"))
    for name in ("t.jsonl", "t.csv"):
        with pytest.raises(DocumentError, match="column value holds"):
            Table.read(tmp_path / name, Figure)


def test_a_file_that_is_not_that_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with pytest.raises(UsageError, match="there is no such file"):
        Table.read(path)
    path.write_text("x,y\n1,2\n")
    with pytest.raises(UsageError, match="is none of the tables figures, documents"):
        Table.read(path)
    path.write_text("document,start\n")
    with pytest.raises(UsageError, match="lacks the columns end, text, status, reason, figure_id"):
        Table.read(path, Numeral)
    path.write_text("document,start,start\n")
    with pytest.raises(UsageError, match="two columns of one name"):
        Table.read(path)


@pytest.mark.parametrize("row_type", ROW_TYPES.values())
def test_a_file_tells_its_table(tmp_path: Path, row_type: type[Any]) -> None:
    Table.of(row_type).to_csv(tmp_path / "t.csv")
    assert Table.read(tmp_path / "t.csv") == Table.of(row_type)


def test_a_very_long_cell_is_read(tmp_path: Path) -> None:
    row = Finding("FIG101", "note", "x" * 300_000, "a", None, None, None, (), None)  # type: ignore[arg-type]
    table = Table.from_rows(Finding, [row])
    table.to_csv(tmp_path / "t.csv")
    assert Table.read(tmp_path / "t.csv", Finding) == table
