"""Paths of tables that `figures extract -o` wrote → the tables that a check works on.

In: CSV, JSONL, and Parquet where pyarrow is installed. Out: their cells, as many as can be read as what they should be;
what cannot stays as it stands, and the check tells of it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from figures.consistency.intake import Given
from figures.errors import DocumentError, UsageError
from figures.schemas.faults import read_cells
from figures.table import DOCUMENTS, FIGURES, Column
from figures.table.read import Cells, csv_cells, jsonl_cells

MARKS = frozenset(("figure_id", "kind", "bound", "modality", "rule"))
"""Columns by which a table of figures, even a broken one, is told from a table of texts: two of them are enough."""
JSON_LINES = (".jsonl", ".ndjson")
PARQUET = ".parquet"


def is_table(path: str | Path) -> bool:
    """Whether a file is a table of figures rather than a document, or a table of documents."""
    file = Path(path)
    if file.suffix.lower() not in (".csv", *JSON_LINES, PARQUET) or not file.is_file():
        return False
    return len(MARKS & set(_header(file))) >= 2


def _header(file: Path) -> Sequence[str]:
    if file.suffix.lower() == PARQUET:
        names: Sequence[str] = _parquet(file).schema.names
        return names
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        first = lines.readline(1_000_000)
    try:
        row = json.loads(first) if file.suffix.lower() in JSON_LINES else next(csv.reader([first]), [])
    except (ValueError, csv.Error):
        return ()
    return [str(name) for name in row] if isinstance(row, dict | list) else ()


def read_figures(paths: Sequence[str | Path]) -> Given:
    """The rows of several tables of figures as one. Raises UsageError, DocumentError for what is no table."""
    return _read(paths, FIGURES)


def documents_beside(paths: Sequence[str | Path]) -> Given | None:
    """The tables of documents beside tables of figures (`x.documents.csv` beside `x.csv`), if all are there."""
    beside = [path.with_name(f"{path.stem}.documents{path.suffix}") for path in map(Path, paths)]
    return _read(beside, DOCUMENTS) if all(path.is_file() for path in beside) else None


def _read(paths: Sequence[str | Path], columns: Sequence[Column]) -> Given:
    """The cells of files, one below the other; a column that one of them lacks is lacking."""
    files = [_cells(Path(path)) for path in paths]
    cells: dict[str, list[Any]] = {}
    for column in columns:
        if all(column.name in file.columns for file in files):
            read = (read_cells(column, file.columns[column.name], file.form) for file in files)
            cells[column.name] = [value for values in read for value in values]
    places = [f"{file.path}:{line}" for file in files for line in file.lines]
    return Given(", ".join(file.path for file in files), cells, places)


def _cells(path: Path) -> Cells:
    suffix = path.suffix.lower()
    if suffix == PARQUET:
        columns = _parquet(path).read().to_pydict()
        length = len(next(iter(columns.values()), ()))
        return Cells(columns, list(range(1, length + 1)), "values", str(path))
    return jsonl_cells(path) if suffix in JSON_LINES else csv_cells(path)


def _parquet(path: Path) -> Any:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        remedy = 'pip install "prose-figures[arrow]"'
        raise UsageError("pyarrow is not installed", where=str(path), remedy=remedy) from None
    try:
        return ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise DocumentError(f"is not Parquet ({error})", where=str(path)) from None
