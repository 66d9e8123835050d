"""Paths of tables that `figures extract -o` wrote → the tables that a check works on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from figures.table import DocumentRow, Figure, Table

MARKS = ("figure_id", "kind", "bound")
"""Columns by which a table of figures is told from a table of texts."""


def is_table(path: str | Path) -> bool:
    """Whether a file is a table of figures rather than a document, or a table of documents."""
    file = Path(path)
    if file.suffix.lower() not in (".csv", ".jsonl", ".ndjson") or not file.is_file():
        return False
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        first = lines.readline(1_000_000)
    return all(mark in first for mark in MARKS)


def read_figures(paths: Sequence[str | Path]) -> Table[Figure]:
    """The rows of several tables of figures as one. Raises UsageError, DocumentError."""
    table = Table.of(Figure)
    for path in paths:
        table.extend(Table.read(path, Figure))
    return table


def documents_beside(paths: Sequence[str | Path]) -> list[DocumentRow] | None:
    """The tables of documents beside tables of figures (`x.documents.csv` beside `x.csv`), if all are there."""
    rows: list[DocumentRow] = []
    for path in map(Path, paths):
        beside = path.with_name(f"{path.stem}.documents{path.suffix}")
        if not beside.is_file():
            return None
        rows.extend(Table.read(beside, DocumentRow))
    return rows
