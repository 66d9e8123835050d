"""Rows that break laws, one for each law of each table: the changes to a sound row, and why it breaks."""

from __future__ import annotations

from datetime import date
from math import inf
from typing import Any

from figures.table import DocumentRow, Figure, Table

Case = tuple[str, str, dict[str, Any]]

CASES: list[Case] = [
    ("figures", "texts", {"noun": ""}),
    ("figures", "finite", {"precision": inf}),
    ("figures", "span", {"start": 9, "end": 9, "text": ""}),
    ("figures", "span-text", {"end": 12}),
    ("figures", "in-sentence", {"sentence": "Nobody came."}),
    ("figures", "low-high", {"bound": "range", "low": 9.0, "high": 5.0, "value": None, "value_text": None}),
    ("figures", "low-value", {"bound": "range", "low": 5.0, "high": 9.0, "value": 4.0, "value_text": "4"}),
    ("figures", "value-high", {"bound": "range", "low": 5.0, "high": 9.0, "value": 10.0, "value_text": "10"}),
    ("figures", "closed", {"bound": "gt", "low_closed": False, "high": None, "high_closed": True}),
    ("figures", "bound", {"bound": "gt"}),
    ("figures", "stated", {"bound": "ge", "low": 39.0, "high": None, "high_closed": False}),
    ("figures", "near", {"near": True}),
    ("figures", "exact", {"value_text": "41"}),
    ("figures", "precision", {"precision": 0.0}),
    ("figures", "unit", {"unit": "km"}),
    ("figures", "unit-text", {"unit_text": "km"}),
    ("figures", "base", {"base_value": 40.0}),
    ("figures", "base-low-high", {"base_unit": "m", "base_value": 40.0, "base_low": 50.0, "base_high": 40.0}),
    ("figures", "base-low-value", {"base_unit": "m", "base_value": 40.0, "base_low": 50.0, "base_high": 60.0}),
    ("figures", "base-value-high", {"base_unit": "m", "base_value": 40.0, "base_low": 20.0, "base_high": 30.0}),
    ("figures", "dates", {"kind": "date", "date_start": date(2022, 2, 1), "date_end": date(2022, 1, 1)}),
    ("figures", "timex", {"timex": "2022"}),
    ("figures", "rate", {"statistic": "rate"}),
    ("figures", "group", {"role": "part"}),
    ("figures", "rule", {"rule": "counted"}),
    ("figures", "hash", {"document_sha256": "0"}),
    ("documents", "texts", {"title": ""}),
    ("documents", "hash", {"sha256": "f" * 63}),
    ("documents", "names", {"names": ("Kyiv", "")}),
    ("documents", "shingles", {"shingles": (2**53,)}),
    ("ledger", "texts", {"text": "", "end": 0}),
    ("ledger", "span", {"start": 9, "end": 9}),
    ("ledger", "span-text", {"text": "forty"}),
    ("ledger", "ending", {"status": "ignored"}),
    ("quantities", "texts", {"about": ""}),
    ("quantities", "finite", {"best": inf}),
    ("quantities", "low-high", {"low": 9.0, "high": 5.0}),
    ("quantities", "low-best", {"low": 9.0, "best": 5.0}),
    ("quantities", "best-high", {"best": 9.0, "high": 5.0}),
    ("quantities", "voices", {"voices": 99}),
    ("quantities", "verdict", {"mentions": 1, "documents": 1, "voices": 1, "verdict": "equal"}),
    ("comparisons", "texts", {"key": ""}),
    ("comparisons", "pair", {"left_id": "same", "right_id": "same"}),
    ("comparisons", "reason", {"verdict": "conflict", "reason": None}),
    ("findings", "texts", {"document": ""}),
    ("findings", "code", {"code": "FIG999"}),
    ("findings", "message", {"message": "one line\nand another"}),
    ("findings", "span", {"start": 9, "end": 5}),
    ("findings", "place", {"start": None}),
    ("findings", "figures", {"figure_ids": ()}),
]


def broken(table: Table[Any], row: int, changes: dict[str, Any]) -> Table[Any]:
    """The table with one row changed; values of closed vocabularies as their members, as a sound table has them."""
    data = {name: list(table.column(name)) for name in table.names}
    for name, value in changes.items():
        vocabulary = next(column.vocabulary for column in table.columns if column.name == name)
        data[name][row] = vocabulary(value) if vocabulary and value is not None else value
    return Table(table.columns, table.row_type, data)


def counted() -> Figure:
    """A sound row: 40 people."""
    row: dict[str, Any] = {
        **dict.fromkeys(Figure._fields),
        **{"figure_id": "f1", "document": "a.txt", "start": 2, "end": 11, "line": 1},
        **{"text": "40 people", "sentence": "A 40 people came.", "kind": "count", "value": 40.0, "value_text": "40"},
        **{"low": 40.0, "high": 40.0, "low_closed": True, "high_closed": True, "bound": "eq", "near": False},
        **{"precision": 1.0, "noun": "person", "modality": "asserted", "statistic": "point", "quoted": False},
        **{"rule": "en/counts:counted", "grammar": "en@1", "document_sha256": "0" * 64},
    }
    return Figure(**row)


def document(**changes: Any) -> DocumentRow:
    """A sound row of documents."""
    row: dict[str, Any] = {
        **dict.fromkeys(DocumentRow._fields),
        **{"document": "a.txt", "sha256": "0" * 64, "characters": 20, "names": ("Kyiv",), "shingles": (1, 2)},
    }
    return DocumentRow(**{**row, **changes})
