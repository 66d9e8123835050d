"""In: tables, one after the other. Out: one Parquet file, zstd, of the contract's types; or a folder of parts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from figures.errors import OutputError, UsageError
from figures.table.column import Column
from figures.table.convert import arrow_schema, to_arrow
from figures.table.frame import Table
from figures.table.place import cannot_write

ROWS_OF_A_GROUP = 50_000
"""Rows that are held until they are written as one row group."""


class ParquetWriter:
    """Writes tables to the file at `path`; only `columns` are written, in their order.

    Raises UsageError where pyarrow is missing, OutputError when the system refuses.
    """

    def __init__(self, path: str, columns: tuple[Column, ...]) -> None:
        self.columns, self.path = columns, path
        self._waiting: Table[Any] = Table(columns)
        schema = arrow_schema(columns)
        import pyarrow.parquet as parquet

        self._open = True
        try:
            self._file = parquet.ParquetWriter(path, schema, compression="zstd")
        except OSError as error:
            raise cannot_write(path, error) from error

    def write(self, table: Table[Any]) -> None:
        """Add a table's rows; it must have the columns."""
        self._waiting.extend(table.select([column.name for column in self.columns]))
        if len(self._waiting) >= ROWS_OF_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        try:
            self._file.write_table(to_arrow(self._waiting))
        except OSError as error:
            raise cannot_write(self.path, error) from error
        self._waiting = Table(self.columns)

    def close(self) -> None:
        """Write what is left, and the foot of the file."""
        if not self._open:
            return
        self._open = False
        if len(self._waiting):
            self._flush()
        try:
            self._file.close()
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        elif self._open:
            self._open = False
            self._file.close()


def part(file: str | Path, folder: Path, column: str) -> None:
    """Write the rows of a Parquet file into `folder/column=value/part-0.parquet`, as Hive lays tables out.

    The folder appears whole or not at all. Raises UsageError if it exists, OutputError when the system refuses.
    """
    import pyarrow as pa
    import pyarrow.dataset as dataset

    refuse_existing(folder)
    beside = folder.with_name(f".figures-{os.getpid():x}-{os.urandom(4).hex()}.part")
    source = dataset.dataset(str(file))
    plain = [pa.field(f.name, pa.string()) if f.name == column else f for f in source.schema]
    by = dataset.partitioning(pa.schema([f for f in plain if f.name == column]), flavor="hive")
    try:
        written = source.scanner(use_threads=False).to_reader()
        batches = (batch.cast(pa.schema(plain)) for batch in written)
        dataset.write_dataset(
            pa.RecordBatchReader.from_batches(pa.schema(plain), batches),
            str(beside),
            format="parquet",
            partitioning=by,
            file_options=dataset.ParquetFileFormat().make_write_options(compression="zstd"),
            basename_template="part-{i}.parquet",
            use_threads=False,
        )
        beside.mkdir(exist_ok=True)
        os.rename(beside, folder)
    except OSError as error:
        raise cannot_write(str(folder), error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_existing(folder: Path) -> None:
    """Raises UsageError if there is a file, or a folder with something in it, where a folder is to be."""
    try:
        if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
            return
    except OSError as error:
        raise OutputError(f"cannot be looked into ({error.strerror})", where=str(folder)) from None
    raise UsageError("exists already", where=str(folder), remedy="remove it, or name another folder")
