"""In: the values of one column. Out: its cells as CSV or JSON text; and from such cells the values again.

Writing and reading stand side by side because they are one law: what is written reads back equal. Only two things are
given up: an empty string, which the contract does not know, is null in CSV; and a lone surrogate, which no UTF-8 file
can hold, becomes U+FFFD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from figures.table.column import Column, Type

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes a cell for a formula (OWASP, CSV Injection), full width included."""

_GUARDED = ("'", *_RUN_BY_SPREADSHEETS)
"""Text that begins so gets one apostrophe before it. The apostrophe is among them so that reading can take one off."""

_needs_quotes = re.compile('[",\r\n]').search

INT32_RANGE = range(-(2**31), 2**31)
_INT64 = range(-(2**63), 2**63)


def _number(value: float) -> str:
    return str(value).removesuffix(".0")


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _timestamp(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat()


def _csv_text(value: str) -> str:
    if value.startswith(_GUARDED):
        value = "'" + value
    return _csv_quoted(value) if _needs_quotes(value) else value


def _csv_quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _json_list(value: Sequence[object]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


_PLAIN: dict[Type, Callable[[Any], str]] = {
    Type.INT32: str,
    Type.FLOAT64: _number,
    Type.BOOL: _truth,
    Type.DATE32: date.isoformat,
    Type.TIMESTAMP_US: _timestamp,
}

_TO_CSV: dict[Type, Callable[[Any], str]] = {
    **_PLAIN,
    Type.STRING: _csv_text,
    Type.DICTIONARY: _csv_text,
    # A joined list would be ambiguous once a name holds the separator; JSON is not.
    Type.LIST_STRING: lambda value: _csv_quoted(_json_list(value)),
    Type.LIST_INT64: lambda value: _csv_quoted(_json_list(value)),
}

_TO_JSON: dict[Type, Callable[[Any], str]] = {
    **_PLAIN,
    Type.STRING: encode_basestring,
    Type.DICTIONARY: encode_basestring,
    Type.DATE32: lambda value: f'"{value.isoformat()}"',
    Type.TIMESTAMP_US: lambda value: f'"{_timestamp(value)}"',
    Type.LIST_STRING: _json_list,
    Type.LIST_INT64: _json_list,
}


def encoded(column: Column, values: Sequence[Any], form: str) -> list[str]:
    """The cells of `values`, ready to be joined into lines of `form` (`csv` or `jsonl`).

    Raises ValueError for a float that is not finite: neither format has a cell for it that other tools read.
    """
    encode, null = (_TO_CSV[column.type], "") if form == "csv" else (_TO_JSON[column.type], "null")
    if column.type is Type.FLOAT64 and not all(map(isfinite, filter(None, values))):
        raise ValueError(f"column {column.name} holds a number that is not finite")
    # Sentences, rules and attributions repeat, so each distinct value is put into text once. A row may hold a list
    # where a tuple is declared, and lists cannot be looked up.
    keys = list(map(tuple, values)) if column.type in (Type.LIST_STRING, Type.LIST_INT64) else values
    cells = {value: null if value is None else encode(value) for value in set(keys)}
    return [cells[value] for value in keys]


def _from_text(convert: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: convert(cell) if cell else None


def _float(cell: str | float) -> float:
    number = float(cell)
    if not isfinite(number):
        raise ValueError
    return number


def _bool(cell: str) -> bool:
    return {"true": True, "false": False}[cell.lower()]  # a spreadsheet saves TRUE


def _naive(cell: str) -> datetime:
    return datetime.fromisoformat(cell).replace(tzinfo=None)


def _integer(cell: str | int) -> int:
    number = int(cell)
    if number not in INT32_RANGE:
        raise ValueError
    return number


def _unguarded(cell: str) -> str:
    return cell.removeprefix("'")


def _list_of(item: type, allowed: range | None = None) -> Callable[[Any], tuple[Any, ...]]:
    def convert(value: Any) -> tuple[Any, ...]:
        items = json.loads(value) if isinstance(value, str) else value
        if not isinstance(items, list) or any(type(each) is not item for each in items):
            raise ValueError
        if allowed is not None and any(each not in allowed for each in items):
            raise ValueError
        return tuple(items)

    return convert


_strings, _integers = _list_of(str), _list_of(int, _INT64)

_FROM_CSV: dict[Type, Callable[[str], Any]] = {
    Type.STRING: _unguarded,
    Type.DICTIONARY: _unguarded,
    Type.INT32: _integer,
    Type.FLOAT64: _float,
    Type.BOOL: _bool,
    Type.DATE32: date.fromisoformat,
    Type.TIMESTAMP_US: _naive,
    Type.LIST_STRING: _strings,
    Type.LIST_INT64: _integers,
}

_FROM_JSON: dict[Type, tuple[tuple[type, ...], Callable[[Any], Any]]] = {
    Type.STRING: ((str,), str),
    Type.DICTIONARY: ((str,), str),
    Type.INT32: ((int,), _integer),
    Type.FLOAT64: ((int, float), _float),
    Type.BOOL: ((bool,), bool),
    Type.DATE32: ((str,), date.fromisoformat),
    Type.TIMESTAMP_US: ((str,), _naive),
    Type.LIST_STRING: ((list,), _strings),
    Type.LIST_INT64: ((list,), _integers),
}


class BadCell(Exception):
    """The cell at `row` (0-based) of a column cannot be read; `what` says why."""

    def __init__(self, row: int, what: str) -> None:
        super().__init__(row, what)
        self.row, self.what = row, what


def decoded(column: Column, cells: Sequence[Any], form: str) -> list[Any]:
    """The values of `cells`, strings of a CSV or parsed JSON values. Raises BadCell for the first that fails."""
    decode = _from_csv(column) if form == "csv" else _from_json(column)
    try:
        if form == "csv":
            known = {cell: decode(cell) for cell in set(cells)}  # cells repeat
            values = [known[cell] for cell in cells]
        else:
            values = list(map(decode, cells))
    except _REFUSED:
        raise _first_bad(column, decode, cells) from None
    if not column.nullable and None in values:
        raise BadCell(values.index(None), f"column {column.name} is empty, and may not be")
    return values


_REFUSED = (ValueError, TypeError, KeyError, OverflowError, RecursionError)


def _first_bad(column: Column, decode: Callable[[Any], Any], cells: Sequence[Any]) -> BadCell:
    for row, cell in enumerate(cells):
        try:
            decode(cell)
        except _REFUSED:
            return BadCell(row, f"column {column.name} holds {_short(cell)}, which is not {_wanted(column)}")
    raise AssertionError("no cell is at fault")


def _from_csv(column: Column) -> Callable[[str], Any]:
    convert = _FROM_CSV[column.type]
    vocabulary = column.vocabulary
    return _from_text(convert if vocabulary is None else lambda cell: vocabulary(_unguarded(cell)))


def _from_json(column: Column) -> Callable[[Any], Any]:
    accepted, convert = _FROM_JSON[column.type]
    wanted = column.vocabulary or convert

    def decode(value: Any) -> Any:
        if value is None:
            return None
        if type(value) not in accepted:  # `type`, because True is an int to isinstance
            raise TypeError
        return wanted(value)

    return decode


def _short(cell: object) -> str:
    shown = repr(cell)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _wanted(column: Column) -> str:
    return f"one of {', '.join(column.values)}" if column.values else f"of type {column.type}"
