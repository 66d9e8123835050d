"""What one hit says, before its context is known: the value columns of TABLE.md with exact numbers.

In: a hit's rule and the texts of its named parts. Out: `Reading`. Readings of the same words by the same rule are
equal, so they are remembered by whoever asks for many; only dates depend on more (see `calendar`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from figures.quantities.numbers import Number


@dataclass(frozen=True, slots=True)
class Reading:
    """The value columns of one figure. Fields are named as the columns; None is not stated."""

    kind: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False
    bound: str = "eq"
    near: bool = False
    modifier: str | None = None
    precision: Fraction | None = None
    unit: str | None = None
    unit_text: str | None = None
    dimension: str | None = None
    base_factor: Fraction | None = None
    base_offset: Fraction = field(default=Fraction(0))
    base_unit: str | None = None
    timex: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    noun: str | None = None
    subject: str | None = None
    per: str | None = None
    statistic: str = "point"
    doubt: str | None = None
    reason: str | None = None
    """Why an `ignored` reading is no figure."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """low, high and how firmly they hold; the bound columns of TABLE.md."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool
    bound: str
    near: bool
    precision: Fraction | None


def bounded(stated: Number, bound: str, near: bool) -> Bounds:
    """The bounds that `bound` (eq, gt, ge, lt, le, approx) sets around one stated number."""
    low = stated.value if bound in ("eq", "gt", "ge") else None
    high = stated.value if bound in ("eq", "lt", "le") else None
    closed = bound in ("eq", "ge", "le")
    return Bounds(
        stated.value, low, high, closed and low is not None, closed and high is not None, bound, near, stated.precision
    )


FAR_APART = 10
"""A range written from the larger end is turned round up to this ratio; beyond it, it is no range at all."""


def between(low: Number, high: Number, bound: str, near: bool) -> Bounds | None:
    """The bounds of a range, both ends included. A hedge before it bounds the end that it looks at: `up to 30 or 40` is
    at most 40 and states no floor. None for ends that cannot be those of one range.
    """
    if low.value > high.value:
        if high.value <= 0 < low.value or low.value > high.value * FAR_APART > 0:
            return None
        low, high = high, low
    precision = min(low.precision, high.precision)
    if bound in ("gt", "ge"):
        return Bounds(None, low.value, None, bound == "ge", False, bound, near, precision)
    if bound in ("lt", "le"):
        return Bounds(None, None, high.value, False, bound == "le", bound, near, precision)
    return Bounds(None, low.value, high.value, True, True, "range", near, precision)


def around(stated: Number, error: Number) -> Bounds:
    """The bounds of `5 ± 0.2`: the value stands, and reaches as far as the error."""
    low, high = stated.value - error.value, stated.value + error.value
    return Bounds(stated.value, low, high, True, True, "range", False, stated.precision)
