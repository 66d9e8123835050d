"""Figures made by hand, for tests that need no text: every column has a plain value unless told otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from figures.table import Bound, Figure, Kind, Modality, Statistic

BOUNDS = {
    "eq": (True, True, True, True),
    "gt": (True, False, False, False),
    "ge": (True, False, True, False),
    "lt": (False, True, False, False),
    "le": (False, True, False, True),
    "approx": (False, False, False, False),
}
"""Bound → whether it has a low and a high, and whether each is closed."""


def figure(value: float | None = 10, bound: str = "eq", **changed: Any) -> Figure:
    """A count of people, stated as `value` with this bound; for a range give `low` and `high`."""
    low, high, low_closed, high_closed = BOUNDS.get(bound, (False, False, True, True))
    text = changed.pop("text", f"{bound} {value} people")
    row: dict[str, Any] = {
        **dict.fromkeys(Figure._fields),
        "figure_id": f"{bound}-{value}",
        "document": "a.txt",
        "start": 0,
        "end": len(text),
        "line": 1,
        "text": text,
        "sentence": text,
        "kind": Kind.COUNT,
        "value": value,
        "low": value if low else None,
        "high": value if high else None,
        "low_closed": low_closed,
        "high_closed": high_closed,
        "bound": Bound(bound),
        "near": False,
        "precision": 1.0,
        "noun": "person",
        "modality": Modality.ASSERTED,
        "statistic": Statistic.POINT,
        "quoted": False,
        "rule": "test/rule",
        "grammar": "test",
        "document_sha256": "0",
    }
    published = changed.pop("published", None)
    if isinstance(published, str):
        published = datetime.fromisoformat(published)
    return Figure(**{**row, "published": published, **changed})
