"""In: a CSV or JSONL file that figures wrote, perhaps saved again by a spreadsheet. Out: the Table it holds.

Columns that the contract does not know are left aside: they are somebody's notes, or a later version's.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from figures.errors import DocumentError, UsageError
from figures.table.cells import BadCell, decoded
from figures.table.column import Column, columns_of
from figures.table.columns import ROW_TYPES
from figures.table.frame import Row, Table


def read(path: str | Path, row_type: type[Row] | None = None) -> Table[Row]:
    """The table in the file at `path`, by its suffix: `.jsonl` or `.ndjson`, else CSV.

    With `row_type` the file must have all of its columns. Without, the contract's table that has most of the file's
    columns is taken, and the result has those that are there, in the contract's order. Raises UsageError for a file
    that is not there or not of that table, DocumentError (`file:line`) for a row that cannot be read.
    """
    if Path(path).suffix.lower() in (".jsonl", ".ndjson"):
        return read_jsonl(path, row_type)
    return read_csv(path, row_type)


def read_csv(path: str | Path, row_type: type[Row] | None = None) -> Table[Row]:
    """The table in a CSV file, whatever its suffix; see `read`."""
    return _table(csv_cells(path), row_type)


def read_jsonl(path: str | Path, row_type: type[Row] | None = None) -> Table[Row]:
    """The table in a file of one JSON object a line, whatever its suffix; see `read`."""
    cells = jsonl_cells(path)
    if not cells.lines and row_type is not None:
        return Table(columns_of(row_type), row_type)
    return _table(cells, row_type)


class Cells(NamedTuple):
    """What stands in a file: each column's cells, the line of each row, whether they are read, and the file's path."""

    columns: dict[str, Sequence[Any]]
    lines: list[int]
    form: Literal["values", "csv", "jsonl"]
    path: str


def csv_cells(path: str | Path) -> Cells:
    """The cells of a CSV file. Raises UsageError, DocumentError."""
    text = _text(path)
    # The module's limit on a cell is for the whole process; it is raised no further than this file can need.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows, lines = [], []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                what = f"the row has {len(row)} cells, the header {len(header)}"
                raise DocumentError(what, where=f"{path}:{reader.line_num}", remedy="is it comma-separated CSV?")
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error as error:
        raise DocumentError(f"is not CSV ({error})", where=f"{path}:{reader.line_num}") from None
    if len(set(header)) != len(header):
        raise UsageError("has two columns of one name", where=str(path), remedy="rename or delete one of them")
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    cells: dict[str, Sequence[Any]] = dict(zip(header, columns, strict=True))
    return Cells(cells, lines, "csv", str(path))


def jsonl_cells(path: str | Path) -> Cells:
    """The cells of a file of one JSON object a line; what the first row lacks is no column. Raises as `csv_cells`."""
    rows: list[dict[str, Any]] = []
    lines = []
    # Not splitlines: it also splits at U+2028 and others, which JSON allows in a string.
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise DocumentError(f"is not JSON ({error})", where=f"{path}:{number}") from None
        if not isinstance(row, dict):
            raise DocumentError("is not a JSON object", where=f"{path}:{number}", remedy="write one object a line")
        rows.append(row)
        lines.append(number)
    names = list(rows[0]) if rows else []
    return Cells({name: [row.get(name) for row in rows] for name in names}, lines, "jsonl", str(path))


def _text(path: str | Path) -> str:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise UsageError("there is no such file", where=str(path), remedy="check the path") from None
    except OSError as error:
        raise DocumentError(f"cannot be read ({error.strerror})", where=str(path)) from None
    try:
        return data.decode("utf-8-sig")  # spreadsheets put a mark before it
    except UnicodeDecodeError as error:
        where = f"{path}:{data[: error.start].count(10) + 1}"
        raise DocumentError("is not UTF-8", where=where, remedy="save it as UTF-8") from None


def _columns(header: Iterable[str], row_type: type[tuple[Any, ...]] | None, where: str) -> tuple[Column, ...]:
    given = list(header)
    if row_type is not None:
        columns = columns_of(row_type)
        absent = [column.name for column in columns if column.name not in given]
        if absent:
            what = f"lacks the columns {', '.join(absent)}"
            raise UsageError(what, where=where, remedy="write the table with all of its columns")
        return columns
    tables = [tuple(c for c in columns_of(known) if c.name in given) for known in ROW_TYPES.values()]
    best = max(tables, key=len)
    if not best:
        raise UsageError(f"is none of the tables {', '.join(ROW_TYPES)}", where=where, remedy="give a file of figures")
    return best


def _table(cells: Cells, row_type: type[Row] | None) -> Table[Row]:
    columns = _columns(cells.columns, row_type, cells.path)
    try:
        data = {column.name: decoded(column, cells.columns[column.name], cells.form) for column in columns}
    except BadCell as bad:
        place = f"{cells.path}:{cells.lines[bad.row]}"
        raise DocumentError(bad.what, where=place, remedy="mend the cell, or extract again") from None
    return cast("Table[Row]", Table(columns, row_type, data))
