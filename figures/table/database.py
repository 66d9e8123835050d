"""In: tables, one after the other. Out: one SQLite or DuckDB file that holds them, and views.

The ids of rows are the same for the same text on any machine: `INSERT OR REPLACE` from one such file into another
brings it up to date.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Any

from figures.errors import OutputError, UsageError
from figures.table.column import Column, Type
from figures.table.columns import CORE
from figures.table.convert import to_arrow
from figures.table.datapackage import key_of
from figures.table.frame import Table

Tables = Mapping[str, tuple[Column, ...]]

_SQLITE = {Type.INT32: "INTEGER", Type.BOOL: "INTEGER", Type.FLOAT64: "REAL"}
_DUCKDB = {
    Type.INT32: "INTEGER",
    Type.BOOL: "BOOLEAN",
    Type.FLOAT64: "DOUBLE",
    Type.DATE32: "DATE",
    Type.TIMESTAMP_US: "TIMESTAMP",
    Type.LIST_STRING: "VARCHAR[]",
    Type.LIST_INT64: "BIGINT[]",
}
_VIEWS = {
    "core": ("figures", CORE, "SELECT {columns} FROM figures"),
    "unread": (
        "ledger",
        ("document", "start", "text", "status"),
        "SELECT document, start, text FROM ledger WHERE status = 'unparsed'",
    ),
    "kinds": (
        "figures",
        ("kind", "document"),
        "SELECT kind, count(*) AS figures, count(DISTINCT document) AS documents FROM figures GROUP BY kind",
    ),
}
"""Views by name: the table that each reads, the columns that it needs, and what it is."""


class Database:
    """Writes tables to the database file at `path`, which must not hold one yet."""

    def __init__(self, path: str, tables: Tables) -> None:
        self.path, self.tables = path, tables

    def writer(self, name: str) -> Callable[[Table[Any]], None]:
        """What takes the rows of one table. Raises OutputError."""
        raise NotImplementedError

    def close(self) -> None:
        """Add the views, and hand everything to the system. Raises OutputError."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Let go of the file. Never raises."""
        raise NotImplementedError

    def _statements(self, types: Mapping[Type, str], text: str) -> list[str]:
        made = []
        for name, columns in self.tables.items():
            keys = [quoted(name) for name in key_of(columns)]
            cells = [
                f"{quoted(column.name)} {types.get(column.type, text)}{'' if column.nullable else ' NOT NULL'}"
                for column in columns
            ]
            made.append(f"CREATE TABLE {quoted(name)} ({', '.join(cells)}{_key(keys)})")
        return made

    def _views(self) -> list[str]:
        made = []
        for name, (table, needs, query) in _VIEWS.items():
            present = {column.name for column in self.tables.get(table, ())}
            if present.issuperset(needs):
                listed = ", ".join(map(quoted, needs))
                made.append(f"CREATE VIEW {quoted(name)} AS {query.format(columns=listed)}")
        return made


class SQLite(Database):
    """SQLite: dates as ISO 8601 text, booleans as 0 and 1, lists as JSON."""

    def __init__(self, path: str, tables: Tables) -> None:
        super().__init__(path, tables)
        self._connection = sqlite3.connect(path, isolation_level=None)
        # Nobody sees the file before it is whole.
        self._run("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN")
        self._run(*self._statements(_SQLITE, "TEXT"))

    def _run(self, *statements: str) -> None:
        for statement in statements:
            self._kept(partial(self._connection.execute, statement))

    def _kept(self, work: Callable[[], Any]) -> None:
        try:
            work()
        except sqlite3.Error as error:
            raise _cannot(self.path, error) from error

    def writer(self, name: str) -> Callable[[Table[Any]], None]:
        columns = self.tables[name]
        statement = f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(columns))})"

        def write(table: Table[Any]) -> None:
            cells = [list(map(_cell, table.column(column.name))) for column in columns]
            self._kept(lambda: self._connection.executemany(statement, zip(*cells, strict=True)))

        return write

    def close(self) -> None:
        self._run(*self._views(), "COMMIT")
        self._connection.close()

    def abandon(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.close()


class DuckDB(Database):
    """DuckDB, its types those of the contract; a closed vocabulary is VARCHAR."""

    def __init__(self, path: str, tables: Tables) -> None:
        super().__init__(path, tables)
        try:
            import duckdb
        except ImportError:
            raise UsageError("duckdb is not installed", remedy='pip install "prose-figures[duckdb]"') from None
        self._fault = duckdb.Error
        os.unlink(path)  # DuckDB makes its file itself
        self._connection = self._tried(lambda: duckdb.connect(path))
        for statement in self._statements(_DUCKDB, "VARCHAR"):
            self._tried(partial(self._connection.execute, statement))

    def _tried(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except self._fault as error:
            raise _cannot(self.path, error) from error

    def writer(self, name: str) -> Callable[[Table[Any]], None]:
        names = [column.name for column in self.tables[name]]

        def write(table: Table[Any]) -> None:
            if len(table):
                self._tried(lambda: self._insert(name, to_arrow(table.select(names))))

        return write

    def _insert(self, name: str, rows: Any) -> None:
        self._connection.register("figures_rows", rows)
        self._connection.execute(f"INSERT INTO {quoted(name)} SELECT * FROM figures_rows")
        self._connection.unregister("figures_rows")

    def close(self) -> None:
        for statement in self._views():
            self._tried(partial(self._connection.execute, statement))
        self._tried(self._connection.close)

    def abandon(self) -> None:
        with suppress(self._fault):
            self._connection.close()
        with suppress(OSError):
            os.unlink(f"{self.path}.wal")


def _key(columns: list[str]) -> str:
    return f", PRIMARY KEY ({', '.join(columns)})" if columns else ""


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _cannot(path: str, error: Exception) -> OutputError:
    what = f"cannot be written ({str(error).splitlines()[0]})"
    return OutputError(what, where=path, remedy="free some space, or choose another place")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return json.dumps(list(value), ensure_ascii=False)
    return value
