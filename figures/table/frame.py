"""In: rows of one table, tuples in the contract's order. Out: columns, and from them CSV, JSONL, polars, pandas, Arrow.

A `Table` keeps one list a column: a row costs no object until someone asks for it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from figures.table.column import Column, columns_of
from figures.table.columns import ROW_TYPES, choose

if TYPE_CHECKING:
    import polars

Row = TypeVar("Row", bound=tuple[Any, ...])
Other = TypeVar("Other", bound=tuple[Any, ...])


@cache
def row_type_of(columns: tuple[Column, ...]) -> type[tuple[Any, ...]]:
    """The contract's row type with exactly these columns, else a named tuple made for a selection."""
    for row_type in ROW_TYPES.values():
        if columns_of(row_type) == columns:
            return row_type
    return namedtuple("Row", [column.name for column in columns])


class Table(Generic[Row]):
    """A table of the contract, or a selection of its columns.

    `data` maps every column's name to a list of its values, null as None, closed vocabularies as their enums or plain
    strings; the lists are kept, not copied.
    """

    __hash__ = None  # type: ignore[assignment]  # it grows
    __slots__ = ("_lists", "columns", "row_type")

    def __init__(
        self,
        columns: tuple[Column, ...],
        row_type: type[Row] | None = None,
        data: dict[str, list[Any]] | None = None,
    ) -> None:
        self.columns = columns
        self.row_type: type[Row] = row_type or cast("type[Row]", row_type_of(columns))
        self._lists: list[list[Any]] = [data[column.name] if data is not None else [] for column in columns]
        if len({len(values) for values in self._lists}) > 1:
            raise ValueError("the columns differ in length")

    @classmethod
    def of(cls, row_type: type[Other]) -> Table[Other]:
        """An empty table of the contract: `Table.of(Figure)`."""
        return Table(columns_of(row_type), row_type)

    @classmethod
    def from_rows(cls, row_type: type[Other], rows: Iterable[tuple[Any, ...]]) -> Table[Other]:
        """A table of `rows`: tuples (or `row_type`s) with one value a column, in the contract's order."""
        table = Table.of(row_type)
        table.append_rows(rows)
        return table

    def append_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows. Raises ValueError, adding nothing, if one is too short or too long."""
        added = list(zip(*rows, strict=True))
        if added and len(added) != len(self.columns):
            raise ValueError(f"rows of {len(added)} values do not fit {len(self.columns)} columns")
        for values, new in zip(self._lists, added, strict=False):
            values.extend(new)

    def extend(self, other: Table[Row]) -> None:
        """Add the rows of a table with the same columns. Raises ValueError if they are not the same."""
        if other.columns != self.columns:
            raise ValueError("the tables have not the same columns")
        for values, new in zip(self._lists, other._lists, strict=True):
            values.extend(new)

    def __len__(self) -> int:
        return len(self._lists[0]) if self._lists else 0

    def __iter__(self) -> Iterator[Row]:
        make = self.row_type._make  # type: ignore[attr-defined]
        return map(make, zip(*self._lists, strict=True))

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Table[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Table[Row]:
        if isinstance(place, slice):
            return self._with([values[place] for values in self._lists])
        make = self.row_type._make  # type: ignore[attr-defined]
        return cast("Row", make(values[place] for values in self._lists))

    def _with(self, lists: list[list[Any]]) -> Table[Row]:
        return Table(self.columns, self.row_type, dict(zip(self.names, lists, strict=True)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self._lists == other._lists

    def __reduce__(self) -> tuple[object, ...]:
        # The row type of a selection is made here and could not be found by its name elsewhere.
        known = self.row_type if self.row_type in ROW_TYPES.values() else None
        return (Table, (self.columns, known, dict(zip(self.names, self._lists, strict=True))))

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def title(self) -> str:
        """The contract's name of the table, `rows` for a selection that has none."""
        return next((name for name, known in ROW_TYPES.items() if known is self.row_type), "rows")

    def column(self, name: str) -> list[Any]:
        """The values of one column: the table's own list. Raises UsageError if there is no such column."""
        if name not in self.names:
            choose(self.columns, name)  # raises, naming the nearest
        return self._lists[self.names.index(name)]

    def select(self, names: str | Sequence[str]) -> Table[Any]:
        """Some columns of it, sharing their lists: names, or `core`, `all`, `a,b,c`."""
        chosen = choose(self.columns, names if isinstance(names, str) else ",".join(names))
        return Table(chosen, None, {column.name: self.column(column.name) for column in chosen})

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return [dict(zip(self.names, row, strict=True)) for row in zip(*self._lists, strict=True)]

    @overload
    def to_csv(self, path: None = None, columns: str = "all") -> str: ...
    @overload
    def to_csv(self, path: str | Path, columns: str = "all") -> None: ...
    def to_csv(self, path: str | Path | None = None, columns: str = "all") -> str | None:
        """The table as CSV text; or written to `path` whole or not at all. Raises OutputError if that fails."""
        return self._written(path, columns, "csv")

    @overload
    def to_jsonl(self, path: None = None, columns: str = "all") -> str: ...
    @overload
    def to_jsonl(self, path: str | Path, columns: str = "all") -> None: ...
    def to_jsonl(self, path: str | Path | None = None, columns: str = "all") -> str | None:
        """The table as one JSON object a row; or written to `path`. Raises OutputError if that fails."""
        return self._written(path, columns, "jsonl")

    def _written(self, path: str | Path | None, columns: str, form: str) -> str | None:
        import io

        from figures.table.write import Writer

        target: Any = io.StringIO() if path is None else Path(path)
        with Writer(target, choose(self.columns, columns), form) as writer:
            writer.write(self)
        return cast(str, target.getvalue()) if path is None else None

    @classmethod
    def read(cls, path: str | Path, row_type: type[Other] | None = None) -> Table[Other]:
        """The table in a CSV or JSONL file; see `figures.table.read.read`."""
        from figures.table.read import read

        return read(path, row_type)

    def to_polars(self) -> polars.DataFrame:
        """A polars frame: closed vocabularies as Enum, an open one as Categorical."""
        from figures.table.convert import to_polars

        return to_polars(self)

    def to_pandas(self) -> Any:
        """A pandas frame of nullable types; see `figures.table.convert.to_pandas`."""
        from figures.table.convert import to_pandas

        return to_pandas(self)

    def to_arrow(self) -> Any:
        """A pyarrow table with exactly the contract's types."""
        from figures.table.convert import to_arrow

        return to_arrow(self)

    def __repr__(self) -> str:
        return self.show()

    def show(self, width: int = 120, rows: int = 20) -> str:
        """The table for a terminal of `width` cells: its core columns and at most `rows` rows."""
        from figures.table.show import as_text

        return as_text(self, width, rows)

    def _repr_html_(self) -> str:
        from figures.table.show import as_html

        return as_html(self, rows=20)
