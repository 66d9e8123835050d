"""Intervals → strips of characters, one below the other on one axis: `├────►`, `●`, `├──┤`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite

from figures.consistency.interval import Interval

WIDTH = 24
EDGE = 3
"""Cells left free on each side, which an arrow fills."""


def strips(intervals: Sequence[Interval]) -> list[str]:
    """One strip of WIDTH cells each; an open end is a bare bar, an endless one an arrow."""
    ends = [end for one in intervals for end in (one.low, one.high) if isfinite(end)]
    if not ends:
        return ["◄" + "─" * (WIDTH - 2) + "►"] * len(intervals)
    least, most = min(ends), max(ends)

    def cell(end: float) -> int:
        if most == least:
            return WIDTH // 2
        return EDGE + round((end - least) / (most - least) * (WIDTH - 1 - 2 * EDGE))

    return [_strip(one, cell) for one in intervals]


def _strip(one: Interval, cell: Callable[[float], int]) -> str:
    left = cell(one.low) if isfinite(one.low) else 0
    right = cell(one.high) if isfinite(one.high) else WIDTH - 1
    if left == right:
        return " " * left + "●" + " " * (WIDTH - 1 - left)
    first = ("├" if one.low_closed else "╶") if isfinite(one.low) else "◄"
    last = ("┤" if one.high_closed else "╴") if isfinite(one.high) else "►"
    return " " * left + first + "─" * (right - left - 1) + last + " " * (WIDTH - 1 - right)
