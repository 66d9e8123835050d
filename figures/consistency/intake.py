"""A table as anyone may hand it in → the rows that can be checked, and findings that name the rows that cannot.

In: a Table, a frame of polars, pandas or Arrow, or the cells of a file as they stand there. A row that breaks a law of
its table is left out of the check, and told with the reason: nothing that a table holds raises an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from figures.errors import UsageError
from figures.schemas import Fault, columns_of_any, examine
from figures.table import ROW_TYPES, Finding, Severity, Table

BROKEN = "FIG101"
"""The code: a row of a table breaks its contract."""
ADVICE = "mend the row, or extract again"
Known = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Given:
    """The cells of a table, and the places of its rows for messages: `figures.csv:12`."""

    name: str
    cells: Mapping[str, Sequence[Any]]
    places: Sequence[str] | None = None

    def place(self, row: int | None) -> str:
        """How a message names a row, or the table; a row without a place goes by its number, counted from 0."""
        if row is None:
            return self.name
        return f"{self.name} row {row}" if self.places is None else self.places[row]


def sound(table: str, given: Any, known: Known | None = None) -> tuple[Table[Any], list[Finding]]:
    """The sound rows of the table called `table`, and one finding for each row that is not.

    `given` is a Table, a frame, a Given, or rows of the contract. `known`: see `examine`. Raises UsageError for what is
    none of these.
    """
    if isinstance(given, list | tuple):
        try:
            given = Table.from_rows(ROW_TYPES[table], given)
        except (ValueError, TypeError) as error:
            raise UsageError(f"these are no rows of {table} ({error})", remedy="give a table, or rows of it") from None
    if not isinstance(given, Given):
        given = Given(table, columns_of_any(given))
    examined = examine(table, given.cells, known=known)
    by_row: dict[int | None, list[Fault]] = {}
    for fault in examined.faults:
        by_row.setdefault(fault.row, []).append(fault)
    return examined.table, [_finding(given, row, faults) for row, faults in by_row.items()]


def _finding(given: Given, row: int | None, faults: Sequence[Fault]) -> Finding:
    cell = dict(_cells(given, row))
    key, document, line = cell.get("figure_id"), cell.get("document"), cell.get("line")
    place = given.place(row) + (f" ({key})" if key else "")
    reasons = "; ".join(dict.fromkeys(fault.says for fault in faults))
    return Finding(
        code=BROKEN,
        severity=Severity.ERROR,
        message=" ".join(f"{place}: {reasons}".split()),
        document=document or given.name,
        line=int(line) if line is not None and line.isdecimal() and 0 < int(line) < 2**31 else None,
        start=None,
        end=None,
        figure_ids=(key,) if key else (),
        suggestion=ADVICE,
    )


def _cells(given: Given, row: int | None) -> Iterator[tuple[str, str]]:
    """What the row says of where it belongs, as text, so far as it does."""
    for name in ("figure_id", "document", "line"):
        if row is not None and name in given.cells and given.cells[name][row] not in (None, ""):
            yield name, str(given.cells[name][row])
