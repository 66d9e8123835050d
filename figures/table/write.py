"""In: tables, one after the other. Out: one CSV (RFC 4180, UTF-8, line feeds) or JSONL file or stream, as they come.

A file appears whole or not at all. Text that a spreadsheet would run as a formula is guarded by an apostrophe, which
reading takes off again; see `figures.table.cells`.
"""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Protocol, Self, TextIO

from figures.errors import UsageError
from figures.table.cells import encoded
from figures.table.column import Column
from figures.table.frame import Table
from figures.table.place import Pending, Transaction, cannot_write

FORMATS = ("csv", "jsonl")

_ROWS_AT_ONCE = 8192
"""Bounds the text in memory; more gains no time."""


class _Sink(Protocol):
    def write(self, data: bytes, /) -> Any: ...


class _Text:
    """A text stream without bytes beneath it, such as StringIO."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data.decode("utf-8"))


class Writer:
    """Writes tables to `target`: a path, a file of a `Transaction`, or an open binary or text stream.

    Only `columns` are written, in their order. A path is written beside and renamed into place when the block ends; if
    it raises, what stood there stays. A stream is left open. Raises OutputError when the system refuses; a
    BrokenPipeError is the caller's, who knows whether anybody still reads.
    """

    def __init__(
        self,
        target: str | Path | Pending | BinaryIO | TextIO,
        columns: tuple[Column, ...],
        format: str = "csv",
    ) -> None:
        if format not in FORMATS:
            raise UsageError(f"no format is called {format!r}", remedy=f"choose {' or '.join(FORMATS)}")
        self.columns, self.format = columns, format
        self.rows = 0
        self._own = Transaction() if isinstance(target, str | Path) else None
        self._where = "output"
        self._sink = self._sink_of(target)
        if format == "csv":
            self._put(",".join(column.name for column in columns) + "\n")
        else:
            self._row = "{" + ", ".join(f'"{column.name}": %s' for column in columns) + "}\n"

    def _sink_of(self, target: str | Path | Pending | BinaryIO | TextIO) -> _Sink:
        if isinstance(target, str | Path):
            assert self._own is not None
            return self._own.open(target)
        if isinstance(target, Pending):
            return target
        self._where = str(getattr(target, "name", "output"))
        if isinstance(target, io.TextIOBase):
            beneath = getattr(target, "buffer", None)
            if beneath is None:
                return _Text(target)
            # Whatever encoding and line ends the terminal's stream has, the format is UTF-8 with line feeds.
            target.flush()
            return beneath  # type: ignore[no-any-return]
        return target  # type: ignore[return-value]

    def write(self, table: Table[Any]) -> None:
        """Add a table's rows; it must have the columns. Raises ValueError for a float that is not finite."""
        for start in range(0, len(table), _ROWS_AT_ONCE):
            part = table[start : start + _ROWS_AT_ONCE]
            cells = [encoded(column, part.column(column.name), self.format) for column in self.columns]
            self._put(self._lines(cells))
            self.rows += len(part)

    def _lines(self, cells: list[list[str]]) -> str:
        if self.format == "jsonl":
            return "".join(map(self._row.__mod__, zip(*cells, strict=True)))
        if len(cells) == 1:
            # An empty line would be no row at all.
            return "".join((cell or '""') + "\n" for cell in cells[0])
        return "\n".join(map(",".join, zip(*cells, strict=True))) + "\n"

    def _put(self, text: str) -> None:
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            # A lone surrogate: the row matters more than a character that no UTF-8 file can hold.
            data = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
        try:
            self._sink.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(self._where, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own is not None:
            self._own.__exit__(kind, error, trace)
        elif kind is None and not isinstance(self._sink, Pending):
            flush = getattr(self._sink, "flush", None)
            try:
                if flush is not None:
                    flush()
            except BrokenPipeError:
                raise
            except OSError as failure:
                raise cannot_write(self._where, failure) from failure
