"""A row of the figures table → the scale on which its value can be compared with others."""

from __future__ import annotations

from figures.table import Figure, Kind

Scale = tuple[str, str]
"""What kind of value, and its base unit: figures are compared only on one scale."""

COUNTED = frozenset((Kind.COUNT, Kind.NUMBER))
SHARES = frozenset((Kind.PERCENT, Kind.RATIO))
DATED = frozenset((Kind.DATE, Kind.TIME))


def scale(figure: Figure) -> Scale | None:
    """On what scale a figure can be compared, or None where its value is of no use for that."""
    if figure.kind in COUNTED:
        return "count", figure.unit or ""
    if figure.kind in SHARES:
        return ("points", figure.unit or "") if figure.unit in ("[pp]", "[bp]") else ("share", "")
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
