"""In: figures as rows. Out: the columns of the contract, as CSV, JSONL, polars, pandas, Arrow, and their schema.

columns → frame → write, convert, show, datapackage; read goes the way back
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.later import later
from figures.table.column import Column, Type, columns_of
from figures.table.columns import (
    COMPARISONS,
    CORE,
    DOCUMENTS,
    FIGURES,
    FINDINGS,
    LEDGER,
    QUANTITIES,
    ROW_TYPES,
    Bound,
    Comparison,
    DocumentRow,
    Figure,
    Finding,
    Kind,
    Modality,
    Mode,
    Numeral,
    Quantity,
    Role,
    Severity,
    Statistic,
    Status,
    Verdict,
    choose,
    table_columns,
)
from figures.table.frame import Table

if TYPE_CHECKING:
    from figures.table.convert import arrow_schema
    from figures.table.datapackage import Resource, package_text, schema, schema_text
    from figures.table.place import Transaction
    from figures.table.read import read_csv, read_jsonl
    from figures.table.write import Writer

# What not every run needs is imported when it is first asked for. No name here may be a module's, which would hide it:
# `datapackage` is `figures.table.datapackage.datapackage`.
_LATER = {
    "arrow_schema": "convert",
    "Resource": "datapackage",
    "package_text": "datapackage",
    "schema": "datapackage",
    "schema_text": "datapackage",
    "Transaction": "place",
    "read_csv": "read",
    "read_jsonl": "read",
    "Writer": "write",
}

__all__ = [
    "COMPARISONS",
    "CORE",
    "DOCUMENTS",
    "FIGURES",
    "FINDINGS",
    "LEDGER",
    "QUANTITIES",
    "ROW_TYPES",
    "Bound",
    "Column",
    "Comparison",
    "DocumentRow",
    "Figure",
    "Finding",
    "Kind",
    "Modality",
    "Mode",
    "Numeral",
    "Quantity",
    "Resource",
    "Role",
    "Severity",
    "Statistic",
    "Status",
    "Table",
    "Transaction",
    "Type",
    "Verdict",
    "Writer",
    "arrow_schema",
    "choose",
    "columns_of",
    "package_text",
    "read_csv",
    "read_jsonl",
    "schema",
    "schema_text",
    "table_columns",
]

__getattr__ = later(__name__, _LATER)
