"""Columns of any values → the rows of a table that are sound, and a `Fault` for each that is not.

In: what `columns_of_any` gives, strings where other values should be among it, as from a file read by other hands.
Nothing is raised for what they hold, and all faults are found at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from figures.schemas.laws import LAWS
from figures.table import ROW_TYPES, Column, Table, Type, columns_of
from figures.table.cells import INT32_RANGE, BadCell, decoded

Form = Literal["values", "csv", "jsonl"]
"""Whether cells are Python values, strings of a CSV, or values of JSON."""
_PLAIN: dict[Type, tuple[type, ...]] = {
    Type.STRING: (str,),
    Type.DICTIONARY: (str,),
    Type.INT32: (int,),
    Type.FLOAT64: (float, int),
    Type.BOOL: (bool,),
    Type.DATE32: (date,),
    Type.TIMESTAMP_US: (datetime,),
    Type.LIST_STRING: (tuple,),
    Type.LIST_INT64: (tuple,),
}
"""Types of values that need no second look; of a list they are looked at one by one."""
_ITEMS = {Type.LIST_STRING: str, Type.LIST_INT64: int}
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row, or, where `row` is None, with the whole table."""

    row: int | None
    """Counted from 0."""
    columns: tuple[str, ...]
    law: str
    """The law's name; `missing`, `type`, `minimum`, `key` and `refers` are those of the contract."""
    says: str


@dataclass(frozen=True, slots=True)
class Examined:
    """The rows without a fault as a table of the contract, and all faults, row by row."""

    table: Table[Any]
    faults: tuple[Fault, ...]


def examine(
    name: str,
    cells: Mapping[str, Sequence[Any]],
    form: Form = "values",
    known: Mapping[str, frozenset[str]] | None = None,
) -> Examined:
    """Hold the cells of the table called `name` to its contract and its laws.

    `known` has the keys of the other tables that are at hand (`documents.document`), to which references must point.
    A table that lacks columns has no sound rows.
    """
    columns = columns_of(ROW_TYPES[name])
    absent = [column.name for column in columns if column.name not in cells]
    if absent:
        what = f"lacks the column{'s' if len(absent) > 1 else ''} {', '.join(absent)}"
        return Examined(Table.of(ROW_TYPES[name]), (Fault(None, tuple(absent), "missing", what),))
    faults: list[Fault] = []
    values = {column.name: _values(column, read_cells(column, cells[column.name], form), faults) for column in columns}
    faults += _of_contract(columns, values, known or {})
    for law in LAWS[name]:
        for row, at_fault in law.broken(values):
            faults.append(Fault(row, at_fault, law.name, f"{law.says}: {_shown(at_fault, values, row)}"))
    bad = {fault.row for fault in faults}
    faults.sort(key=lambda fault: fault.row or 0)
    kept = values
    if bad:
        kept = {name: [one for row, one in enumerate(column) if row not in bad] for name, column in values.items()}
    return Examined(Table(columns, ROW_TYPES[name], kept), tuple(faults))


def _shown(columns: Sequence[str], values: Mapping[str, Sequence[Any]], row: int) -> str:
    return ", ".join(f"{name} {_short(values[name][row])}" for name in columns)


def _short(value: object) -> str:
    if value is None:
        return "null"
    shown = repr(str(value)) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def read_cells(column: Column, cells: Sequence[Any], form: Form) -> Sequence[Any]:
    """The cells of a file as values, so far as they can be read; those that cannot stay as they stand."""
    if form == "values":
        return cells
    try:
        return decoded(column, cells, form)
    except BadCell:
        return [_read_cell(column, cell, form) for cell in cells]


def _read_cell(column: Column, cell: Any, form: Form) -> Any:
    try:
        return decoded(column, [cell], form)[0]
    except BadCell:
        return None if form == "csv" and cell == "" else cell


def _values(column: Column, cells: Sequence[Any], faults: list[Fault]) -> list[Any]:
    """The column's values; null, and a fault, where a cell holds none that the contract allows."""
    ready = _ready(column, cells)
    if ready is not None:
        return ready
    found = []
    for row, cell in enumerate(cells):
        try:
            found.append(_value(column, cell))
        except BadCell as bad:
            faults.append(Fault(row, (column.name,), "type", bad.what))
            found.append(None)
    return found


def _ready(column: Column, cells: Sequence[Any]) -> list[Any] | None:
    """The column's values if they need no second look, which is so of every table that figures made."""
    types = set(map(type, cells))
    if column.nullable:
        types.discard(type(None))
    if column.vocabulary is not None:
        members: dict[Any, Any] = {member.value: member for member in column.vocabulary}
        members |= {None: None} if column.nullable else {}
        if types <= {str, column.vocabulary} and set(cells) <= members.keys():
            return [members[cell] for cell in cells]
        return None
    if not types <= set(_PLAIN[column.type]) or column.type in _ITEMS:
        return None
    if column.type is Type.INT32 and any(cell is not None and cell not in INT32_RANGE for cell in cells):
        return None
    return list(cells)


def _value(column: Column, cell: Any) -> Any:
    """A cell as a value of the column's type. Raises BadCell if it is none."""
    if cell is None:
        if not column.nullable:
            raise BadCell(0, f"column {column.name} is empty, and may not be")
        return None
    if column.vocabulary is not None or (isinstance(cell, str) and column.type not in (Type.STRING, Type.DICTIONARY)):
        # What was read as text, such as a frame made of a CSV by other hands.
        return decoded(column, [cell if isinstance(cell, str) else str(cell)], "csv")[0]
    plain = _plain(column.type, cell)
    if plain is None:
        raise BadCell(0, f"column {column.name} holds {_short(cell)}, which is not of type {column.type}")
    return plain


def _plain(wanted: Type, cell: Any) -> Any:
    """The cell as the type's own Python value, or None: a whole float as an integer, midnight as its day."""
    match wanted:
        case Type.STRING | Type.DICTIONARY:
            return cell if isinstance(cell, str) else None
        case Type.BOOL:
            return cell if isinstance(cell, bool) else None
        case Type.FLOAT64 | Type.INT32:
            if isinstance(cell, bool) or not isinstance(cell, int | float):
                return None
            if wanted is Type.FLOAT64:
                return cell
            return int(cell) if cell == cell and abs(cell) < 2**31 and cell == int(cell) else None
        case Type.TIMESTAMP_US:
            return datetime.combine(cell.date(), cell.time()) if isinstance(cell, datetime) else None
        case Type.DATE32:
            if isinstance(cell, datetime):
                return cell.date() if cell.time() == time() else None
            return cell if isinstance(cell, date) else None
    items = cell.tolist() if hasattr(cell, "tolist") else cell
    if not isinstance(items, list | tuple) or any(type(each) is not _ITEMS[wanted] for each in items):
        return None
    return tuple(items)


def _of_contract(
    columns: Sequence[Column], values: Mapping[str, Sequence[Any]], known: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    """What the contract says of columns beyond their types: least values, the key, what they refer to."""
    for column in columns:
        if column.minimum is not None:
            for row, value in enumerate(values[column.name]):
                if value is not None and value < column.minimum:
                    says = f"column {column.name} holds {value}, which is less than {column.minimum}"
                    yield Fault(row, (column.name,), "minimum", says)
        there = known.get(column.refers or "")
        if there is not None:
            for row, value in enumerate(values[column.name]):
                if value is not None and value not in there:
                    table = (column.refers or "").partition(".")[0]
                    says = f"{column.name} {_short(value)} is not in the table {table}"
                    yield Fault(row, (column.name,), "refers", says)
    key = tuple(column.name for column in columns if column.key)
    if key:
        yield from _twice(key, values)


def _twice(key: tuple[str, ...], values: Mapping[str, Sequence[Any]]) -> Iterator[Fault]:
    first: dict[tuple[Any, ...], int] = {}
    for row, at in enumerate(zip(*(values[name] for name in key), strict=True)):
        if None not in at and first.setdefault(at, row) != row:
            yield Fault(row, key, "key", f"{_shown(key, values, row)} stands in row {first[at]} already")
