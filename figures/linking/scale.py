"""A row of the figures table → the scale on which its value can be compared with others."""

from __future__ import annotations

from typing import Any

from figures.table import Bound, Figure, Kind

Scale = tuple[str, str]
"""What kind of value, and its base unit: figures are compared only on one scale."""

COUNTED = frozenset((Kind.COUNT, Kind.NUMBER))
SHARES = frozenset((Kind.PERCENT, Kind.RATIO))
DATED = frozenset((Kind.DATE, Kind.TIME))
LENGTH_COLUMNS = (
    *("value", "value_text", "low", "high", "precision", "unit", "unit_text", "dimension"),
    *("base_value", "base_low", "base_high", "base_unit"),
)
"""The columns of the length that the words of a date state: three years of the last three years."""


def scale(figure: Figure) -> Scale | None:
    """On what scale a figure can be compared, or None where its value is of no use for that."""
    if figure.kind in COUNTED:
        return "count", figure.unit or ""
    if figure.kind in SHARES:
        return ("points" if figure.unit in ("[pp]", "[bp]") else "share"), ""
    if figure.kind == Kind.ORDINAL:
        return "ordinal", ""
    if figure.kind == Kind.MONEY:
        return "money", figure.unit or ""
    if figure.kind in DATED:
        if figure.date_start is None and figure.date_end is None:
            return ("clock", "") if figure.timex else None
        return "date", ""
    if figure.kind in (Kind.MEASURE, Kind.DURATION, Kind.AGE):
        return str(figure.dimension or figure.kind), figure.base_unit or figure.unit or ""
    return None


def as_date(figure: Figure) -> Figure:
    """A date without the length that its words state: dates are compared by their days."""
    if figure.kind not in DATED or figure.unit is None:
        return figure
    nothing: dict[str, Any] = dict.fromkeys(LENGTH_COLUMNS)
    return figure._replace(**nothing, low_closed=False, high_closed=False, bound=Bound.EQ, near=False)
