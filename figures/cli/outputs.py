"""In: the output options, then figures in batches. Out: a table on the terminal, a stream, or files, all or none.

Beside `-o x.csv` stand `x.documents.csv`, `x.ledger.csv` and `x.datapackage.json`; beside `-o x.jsonl` and `x.parquet`
the same two tables in that format. A database holds all three. Beside a pipe or a device stands nothing.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from figures import __version__
from figures.cli.streams import Stdout, is_terminal, put
from figures.documents.finding import readable
from figures.errors import UsageError
from figures.table import (
    Column,
    Numeral,
    Resource,
    Table,
    Transaction,
    Type,
    Writer,
    choose,
    package_text,
    table_columns,
)

if TYPE_CHECKING:
    from figures.extraction import Figures

ROWS_SHOWN = 1000
"""Rows of a table on the terminal: it is aligned as a whole, so it is held as a whole."""

PIPED_WIDTH = 1000
"""No column is left out for a program that reads the table."""

_FORMATS = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
}
STREAMED = ("csv", "jsonl", "table")
"""Formats that standard output can take."""
DATABASES = ("sqlite", "duckdb")


@dataclass(frozen=True)
class Plan:
    """What will be written where. `table` is the one asked for: figures or ledger."""

    table: str
    output: Path | None
    format: str
    columns: tuple[Column, ...]
    companions: bool
    status: tuple[str, ...] = ()
    partition_by: str | None = None

    @classmethod
    def of(
        cls,
        table: str,
        paths: Sequence[str],
        output: str | None,
        format: str | None,
        columns: str | None,
        status: tuple[str, ...] = (),
        partition_by: str | None = None,
    ) -> Plan:
        """The plan that the options ask for. Raises UsageError if they contradict each other, or the input paths."""
        path = None if output is None or output == "-" else Path(output)
        if path is None:
            format = format or ("table" if output is None and is_terminal(sys.stdout) else "csv")
            if format not in STREAMED:
                raise UsageError(f"{format} needs a file", where="--format", remedy="name it with -o FILE")
        elif partition_by is None:
            format = _format_of(path, format)
        chosen = choose(table_columns(table), columns or ("core" if format == "table" else "all"))
        if partition_by is not None:
            format = _partitioned(path, format, partition_by, chosen)
        companions = table == "figures" and path is not None and (partition_by is not None or _is_plain(path))
        plan = cls(table, path, cast(str, format), chosen, companions, status, partition_by)
        for each in plan.files():
            _refuse_input(each, paths)
        return plan

    @property
    def streams_to_terminal(self) -> bool:
        """Whether rows appear on the terminal as they come."""
        return self.output is None and self.format != "table" and is_terminal(sys.stdout)

    def refuse(self, path: Path, paths: Sequence[str]) -> None:
        """Raises UsageError for a file that is to be written beside these, and is one of them or of the inputs."""
        if os.path.realpath(path) in {os.path.realpath(each) for each in self.files()}:
            raise UsageError("two outputs have the same path", where=str(path), remedy="give each its own")
        _refuse_input(path, paths)

    def files(self) -> list[Path]:
        """Every file that will be written, the one asked for first."""
        if self.output is None:
            return []
        if self.format in DATABASES:
            return [self.output]
        beside = [self.beside(table) for table in ("documents", "ledger")] if self.companions else []
        described = self.companions and self.format == "csv"
        package = [self.beside("datapackage", "json")] if described else []
        return [self.output, *beside, *package]

    def beside(self, name: str, suffix: str | None = None) -> Path:
        """The file of that name beside the output."""
        assert self.output is not None
        return self.output.with_name(f"{self.output.stem}.{name}.{suffix or self.format}")

    @contextmanager
    def open(self, run: dict[str, Any]) -> Iterator[Outputs]:
        """Where to write. Files are in place when the block ends, and nothing is if it raises. `run` describes it."""
        if self.format == "table":
            screen = Screen(self)
            yield Outputs(self, {self.table: screen.write})
            screen.show()
        elif self.output is None:
            with Writer(cast(BinaryIO, Stdout()), self.columns, self.format) as writer:
                yield Outputs(self, {self.table: writer.write})
        else:
            with Transaction() as transaction:
                if self.format in DATABASES:
                    yield from self._database(transaction)
                elif self.format == "parquet":
                    yield from self._parquet(transaction)
                else:
                    yield from self._files(transaction, run)

    @property
    def _tables(self) -> dict[str, tuple[Column, ...]]:
        """The tables that are written, and their columns."""
        beside = ("documents", "ledger") if self.companions else ()
        return {self.table: self.columns, **{name: table_columns(name) for name in beside}}

    def _path(self, name: str) -> Path:
        assert self.output is not None
        return self.output if name == self.table else self.beside(name)

    def _files(self, transaction: Transaction, run: dict[str, Any]) -> Iterator[Outputs]:
        tables = self._tables
        pending = {name: transaction.open(self._path(name)) for name in tables}
        described = self.companions and self.format == "csv"
        package = transaction.open(self.beside("datapackage", "json")) if described else None
        writers = {name: Writer(pending[name], columns, self.format) for name, columns in tables.items()}
        yield Outputs(self, {name: writer.write for name, writer in writers.items()})
        if package is not None:
            resources = [
                Resource(name, readable(self._path(name).name), columns, pending[name].sha256, pending[name].size)
                for name, columns in tables.items()
            ]
            from figures.table.datapackage import datapackage

            text = package_text(datapackage(resources, {"version": __version__, **run}))
            package.write(text.encode("utf-8"))

    def _parquet(self, transaction: Transaction) -> Iterator[Outputs]:
        from figures.table.parquet import ParquetWriter, part

        assert self.output is not None
        with ExitStack() as stack:
            whole = None
            if self.partition_by is not None:
                file = stack.enter_context(NamedTemporaryFile(dir=self.output.parent, prefix=".figures-"))
                whole = file.name
            writers = {}
            for name, columns in self._tables.items():
                own = whole if name == self.table and whole else transaction.open(self._path(name)).lend()
                writers[name] = stack.enter_context(ParquetWriter(own, columns))
            yield Outputs(self, {name: writer.write for name, writer in writers.items()})
            for writer in writers.values():
                writer.close()
            if whole is not None and self.partition_by is not None:
                part(whole, self.output, self.partition_by)

    def _database(self, transaction: Transaction) -> Iterator[Outputs]:
        from figures.table.database import DuckDB, SQLite

        assert self.output is not None
        kind = DuckDB if self.format == "duckdb" else SQLite
        database = kind(transaction.open(self.output).lend(), self._tables)
        try:
            yield Outputs(self, {name: database.writer(name) for name in self._tables})
            database.close()
        finally:
            database.abandon()


@dataclass
class Outputs:
    """Takes figures with their ledger and documents, and hands each table to who writes it."""

    plan: Plan
    writers: dict[str, Callable[[Table[Any]], None]]

    def write(self, found: Figures) -> None:
        """Write one batch. Raises OutputError."""
        for name, write in self.writers.items():
            if name == "figures":
                write(found)
            elif name == "documents":
                write(found.documents)
            else:
                write(self._filtered(found.ledger))

    def _filtered(self, ledger: Table[Numeral]) -> Table[Numeral]:
        if not self.plan.status:
            return ledger
        return Table.from_rows(Numeral, (row for row in ledger if row.status in self.plan.status))


class Screen:
    """Gathers the first rows of a table and shows them aligned at the end."""

    def __init__(self, plan: Plan) -> None:
        self._table: Table[Any] = Table(plan.columns)
        self._rows = 0

    def write(self, table: Table[Any]) -> None:
        """Take rows: those after the first ones are counted only."""
        room = ROWS_SHOWN - len(self._table)
        self._rows += len(table)
        if room > 0:
            self._table.extend(table[:room].select([column.name for column in self._table.columns]))

    def show(self) -> None:
        """Print the table. Raises OutputError."""
        text = self._table.show(width=shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, rows=ROWS_SHOWN)
        _, _, aligned = text.partition("\n")  # the first line counts the rows, and so does the summary
        more = self._rows - len(self._table)
        rest = f"… {more:,} more {'row' if more == 1 else 'rows'}; -o FILE or --format csv gives all\n" if more else ""
        put(f"{aligned}\n{rest}")


def _format_of(path: Path, format: str | None) -> str:
    """The format that a file is written in. Raises UsageError if its name and `--format` disagree, or neither says."""
    where, ending = f"-o {readable(str(path))}", _FORMATS.get(path.suffix.lower())
    if path.is_dir():
        raise UsageError("is a folder", where=where, remedy="name a file in it")
    if format == "table":
        raise UsageError("a file takes no table for the terminal", where=where, remedy="use --format csv or jsonl")
    if format is None and ending is None:
        remedy = "name it *.csv, *.jsonl, *.parquet, *.sqlite or *.duckdb, or add --format"
        raise UsageError("its name does not say which format to write", where=where, remedy=remedy)
    if format is not None and ending is not None and format != ending:
        raise UsageError(f"its name says {ending}, and --format {format}", where=where, remedy="make them agree")
    return cast(str, format or ending)


def _partitioned(path: Path | None, format: str | None, column: str, columns: tuple[Column, ...]) -> str:
    """The format of a partitioned folder: Parquet. Raises UsageError for what cannot be parted so."""
    from figures.table.parquet import refuse_existing

    where = "--partition-by"
    if path is None:
        raise UsageError("needs a folder to write", where=where, remedy="name it with -o FOLDER")
    if format not in (None, "parquet"):
        raise UsageError(f"writes Parquet, and --format says {format}", where=where, remedy="leave one of them out")
    (parting,) = choose(columns, column)
    if parting.type not in (Type.STRING, Type.DICTIONARY):
        what = f"{column} is {parting.type}, not text"
        raise UsageError(what, where=where, remedy="choose a column such as source or kind")
    refuse_existing(path)
    return "parquet"


def _is_plain(path: Path) -> bool:
    """Whether this is, or will be, a file rather than a pipe or device."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _refuse_input(output: Path, paths: Sequence[str]) -> None:
    """Raises UsageError for an output that is an input too, or that the next run of the same command would read."""
    final = os.path.realpath(output)
    for path in paths:
        given = os.path.realpath(path)
        where = f"-o {readable(str(output))}"
        if path == "-":
            continue
        if final == given:
            raise UsageError("is one of the inputs", where=where, remedy="write to another file")
        if os.path.isdir(given) and Path(final).is_relative_to(given):
            what = f"lies in {readable(path)}, and would be read as a document the next time"
            raise UsageError(what, where=where, remedy="write it outside of the folder that is read")
