"""In: the files of one run and its parameters. Out: their Frictionless Data Package descriptor; and a table's schema.

Follows the Data Package and Table Schema specifications, version 1 (specs.frictionlessdata.io). The same files and
parameters give the same descriptor: it holds no clock and no machine's path.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from figures.errors import UsageError
from figures.table.column import Column, Type, columns_of
from figures.table.columns import ROW_TYPES, table_columns

_TYPES = {
    Type.STRING: "string",
    Type.DICTIONARY: "string",
    Type.INT32: "integer",
    Type.FLOAT64: "number",
    Type.BOOL: "boolean",
    Type.DATE32: "date",
    Type.TIMESTAMP_US: "datetime",
    Type.LIST_STRING: "array",
    Type.LIST_INT64: "array",
}

_CSV = {
    "format": "csv",
    "mediatype": "text/csv",
    "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
    "description": "Text that begins with one of ' = + - @, a tab or a line break, full-width forms included, has one "
    "apostrophe before it, so that no spreadsheet runs it; take exactly one off.",
}
_JSONL = {"format": "jsonl", "mediatype": "application/jsonl"}


class Resource(NamedTuple):
    """One file of a package: the table's name, its path relative to the descriptor, and what is in it."""

    name: str
    path: str
    columns: tuple[Column, ...]
    sha256: str | None = None
    size: int | None = None


def datapackage(resources: Sequence[Resource], run: dict[str, Any]) -> dict[str, Any]:
    """The descriptor of `resources`, CSV unless the path ends in `.jsonl`; `run` stands in it under `figures`.

    Raises UsageError for a path that the specification forbids: an absolute one, or one with `..`.
    """
    named = {resource.name: {column.name for column in resource.columns} for resource in resources}
    tabular = all(not resource.path.endswith(".jsonl") for resource in resources)
    return {
        "profile": "tabular-data-package" if tabular else "data-package",
        "name": "figures",
        "resources": [_resource(resource, named) for resource in resources],
        "figures": run,
    }


def package_text(descriptor: dict[str, Any]) -> str:
    """The descriptor as the text of a `datapackage.json`."""
    return json.dumps(descriptor, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _resource(resource: Resource, named: dict[str, set[str]]) -> dict[str, Any]:
    path = PurePosixPath(resource.path)
    if path.is_absolute() or ".." in path.parts or "\\" in resource.path:
        remedy = "write the descriptor into the folder above its files"
        raise UsageError("a data package cannot hold this path", where=resource.path, remedy=remedy)
    jsonl = resource.path.endswith(".jsonl")
    described: dict[str, Any] = {
        # Only CSV and inline data are tabular resources to version 1.
        "profile": "data-resource" if jsonl else "tabular-data-resource",
        "name": resource.name,
        "path": resource.path,
        "encoding": "utf-8",
        **(_JSONL if jsonl else _CSV),
    }
    if resource.size is not None:
        described["bytes"] = resource.size
    if resource.sha256 is not None:
        described["hash"] = f"sha256:{resource.sha256}"
    described["schema"] = schema(resource.columns, named)
    return described


def schema(columns: Iterable[Column], resources: dict[str, set[str]] | None = None) -> dict[str, Any]:
    """The Table Schema of these columns.

    Foreign keys are stated to those `resources` (names of columns by name of resource) that are in the same package:
    the specification has no key to a table that is not there.
    """
    columns = tuple(columns)
    keys = key_of(columns)
    described: dict[str, Any] = {
        "fields": [_field(column, unique=keys == [column.name]) for column in columns],
        "missingValues": [""],
    }
    if keys:
        described["primaryKey"] = keys[0] if len(keys) == 1 else keys
    foreign = []
    for column in columns:
        table, _, field = (column.refers or "").partition(".")
        if field in (resources or {}).get(table, ()):
            foreign.append({"fields": column.name, "reference": {"resource": table, "fields": field}})
    if foreign:
        described["foreignKeys"] = foreign
    return described


def key_of(columns: tuple[Column, ...]) -> list[str]:
    """The primary key, if these columns hold all of it: a part of it is unique in no selection."""
    for row_type in ROW_TYPES.values():
        whole = columns_of(row_type)
        if set(columns) <= set(whole):
            key = [column for column in whole if column.key]
            return [column.name for column in key] if set(key) <= set(columns) else []
    return []


def _field(column: Column, unique: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type]}
    if column.type is Type.TIMESTAMP_US:
        field["format"] = "any"  # the default format would demand a Z, and the wall clock has no zone
    field["description"] = column.meaning
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field


def schema_text(table_name: str, format: str = "text") -> str:
    """The columns of one table for people (`text`, `markdown`) or programs (`json`, a Table Schema).

    Raises UsageError for a table or format that there is not.
    """
    columns = table_columns(table_name)
    if format == "json":
        return json.dumps(schema(columns), ensure_ascii=False, indent=2) + "\n"
    rows = [(column.name, column.type + (", null" if column.nullable else ""), _said(column)) for column in columns]
    if format == "text":
        name, kind = (max(len(row[i]) for row in rows) for i in (0, 1))
        return "".join(f"{row[0]:{name}}  {row[1]:{kind}}  {row[2]}\n" for row in rows)
    if format == "markdown":
        lines = [f"| {row[0]} | {row[1]} | {row[2].replace('|', '&#124;')} |\n" for row in rows]
        return "| column | Arrow type | meaning |\n|---|---|---|\n" + "".join(lines)
    raise UsageError(f"no format is called {format!r}", remedy="choose text, json or markdown")


def _said(column: Column) -> str:
    return column.meaning + (f": {', '.join(column.values)}" if column.values else "")
