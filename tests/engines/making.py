"""What the tests of all engines share: rows of texts, good and bad, and tables brought to one form to be compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import pyarrow as pa

from figures.engines.job import ROWS
from figures.table import arrow_schema, columns_of

ASKED: dict[str, Any] = {"text": "body", "id": "key", "published": "day", "source": "paper", "carry": ["batch no"]}

TEXTS = [
    "More than 14,000 people were killed on Monday, officials said.",
    "About $5 million, or 12.5% of it, was lost in 2014.",
    "",
    "Nothing is counted here.",
    "At least 30 houses burned; two-thirds of the town's 9,000 residents fled in late July.",
    "Prices rose by 3 to 4 percent – “the 1st rise in ten years” 🔥.",
]

GOOD = pa.table(
    {
        "key": [f"k{number}" for number in range(12)],
        "body": TEXTS * 2,
        "day": [datetime(2022, 1, 19, 8, 30), None, datetime(2021, 7, 1)] * 4,
        "paper": ["Alder Post", None, "Meridian"] * 4,
        "batch no": list(range(12)),
    }
)

BAD = pa.table(
    {
        "key": ["a", None, "c", "d", "e"],
        "body": ["Seven men came.", "Eight men came.", None, "Nine men came.", "Ten men came on Friday."],
        "day": ["2022-01-19", "2022-01-19", "2022-01-19", "last week", "2022-01-19T10:00:00+05:00"],
        "paper": [None] * 5,
        "batch no": [1, 2, 3, 4, 5],
    }
)
ERRORS = [
    (None, 'has no id in "key"', 2),
    ("c", 'has null in "body", not text', 3),
    ("d", 'has "last week" in "day", which is no ISO 8601 date', 4),
]
"""What the errors of BAD say: document, error, number of the batch."""


def plain(table: Any) -> list[dict[str, Any]]:
    """Rows in an order of their own, dictionaries as strings, dates as dates: the same for one table on any engine."""
    names = table.schema.names
    for row in ROWS.values():
        own = arrow_schema(columns_of(row))
        if names[: len(own)] == own.names:
            kinds = [pa.string() if pa.types.is_dictionary(field.type) else field.type for field in own]
            columns = [table.column(name).cast(kind) for name, kind in zip(own.names, kinds, strict=True)]
            columns += [table.column(name).cast(pa.int64()) for name in names[len(own) :]]
            rows: list[dict[str, Any]] = pa.table(columns, names=names).to_pylist()
            return sorted(rows, key=lambda one: (one["document"] or "", one.get("start") or 0, one.get("end") or 0))
    raise AssertionError(f"none of the tables has the columns {names}")


class Engine(NamedTuple):
    """One engine as the tests see it."""

    extract: Callable[..., Any]
    given: Callable[[Any], Any]
    """An Arrow table as the engine's own."""
    back: Callable[[Any], Any]
    """The engine's own table as Arrow."""
