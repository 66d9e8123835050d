"""A row of the figures table → the interval of values that its words let pass, on a scale that can be compared.

In: a Figure and a policy. Out: `Interval`s, in the base unit of the figure's `scale`: metres for lengths, dollars for
dollars, days for dates, one for counts and shares. Floats are compared with a relative tolerance of TOLERANCE, for
tables come from CSV.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf, isclose

from figures.consistency.policy import Policy
from figures.linking.scale import DATED, SHARES
from figures.table import Bound, Figure, Kind

TOLERANCE = 1e-9
HUNDREDTHS = {"[bp]": 0.0001}
"""What one of a percentage is, where it is not a hundredth: of basis points a hundred are one percentage point."""
DEGREES = {"Cel": 1.0, "[degF]": 5 / 9}
"""How many kelvins one degree is, by its UCUM code: these do not begin at nought."""
OF_A_PART = 0.2
"""How far `about` reaches from a share in words, of one of its parts: about half is from 40 to 60 percent."""


_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`, infinite where nothing bounds them."""

    low: float = -inf
    high: float = inf
    low_closed: bool = True
    high_closed: bool = True

    def inside(self, other: Interval) -> bool:
        """Whether every value here is one of the other's."""
        above = self.low > other.low or (_same(self.low, other.low) and (other.low_closed or not self.low_closed))
        below = self.high < other.high or (_same(self.high, other.high) and (other.high_closed or not self.high_closed))
        return above and below

    def meets(self, other: Interval, *, touching: bool = False) -> bool:
        """Whether some value is in both; `touching`: whether a shared edge is enough, included or not."""
        for one, two in ((self, other), (other, self)):
            if _same(one.low, two.high):
                if not touching and not (one.low_closed and two.high_closed):
                    return False
            elif one.low > two.high:
                return False
        return True

    @property
    def bounded(self) -> bool:
        """Whether the words bound it at all."""
        return self.low > -inf or self.high < inf

    @property
    def point(self) -> float | None:
        """The one value, if it is one."""
        return self.low if _same(self.low, self.high) else None

    def widened(self, by: float) -> Interval:
        """The interval with both ends moved outward."""
        return Interval(self.low - by, self.high + by, self.low_closed, self.high_closed)


def _same(one: float, two: float) -> bool:
    return one == two or isclose(one, two, rel_tol=TOLERANCE)


def factor(figure: Figure) -> float:
    """How many of its scale's base unit one of the figure's own is, where that is a factor (an offset: degrees)."""
    if figure.kind == Kind.PERCENT:
        return HUNDREDTHS.get(figure.unit or "", 0.01)
    if figure.base_unit is None:
        return 1.0
    for own, base in (
        (figure.value, figure.base_value),
        (figure.high, figure.base_high),
        (figure.low, figure.base_low),
    ):
        if own and base is not None:
            return abs(base / own)
    return 1.0


def step(figure: Figure) -> float:
    """How many of that one more of its own is: 20 °C are 293 K, and one degree more is one more."""
    return DEGREES.get(figure.unit or "") or factor(figure)


def interval(figure: Figure, policy: Policy) -> Interval:
    """The values that a figure's words let pass under a policy, in the base unit of its scale."""
    if figure.kind in DATED:
        return _dates(figure)
    low, high, value = _in_base(figure)
    units = step(figure)
    stated = value if figure.value is None or figure.kind in SHARES else figure.value * units
    reach = policy.reach(stated, _place(figure, units)) if stated is not None and value is not None else 0.0
    match figure.bound:
        case Bound.APPROX if value is not None and policy.approximate == "near":
            return Interval(value - reach, value + reach)
        case Bound.LT | Bound.LE if figure.near and value is not None and reach:
            return Interval(value - reach, value, True, figure.high_closed)
        case Bound.GT | Bound.GE if figure.near and value is not None and reach:
            return Interval(value, value + reach, figure.low_closed, True)
        case Bound.RANGE if figure.near and low is not None and high is not None and reach:
            return Interval(low - reach, high + reach)
    return Interval(
        -inf if low is None else low,
        inf if high is None else high,
        low is None or figure.low_closed,
        high is None or figure.high_closed,
    )


def _place(figure: Figure, units: float) -> float | None:
    """The last place at which a number is stated, of which `about` takes one; a share in words is stated finer than its
    parts: about a third is neither none nor two."""
    if figure.precision is None:
        return None
    parts = OF_A_PART if figure.kind == Kind.RATIO and abs(figure.value or 0.0) < 1 else 1.0
    return figure.precision * units * parts


def _in_base(figure: Figure) -> tuple[float | None, float | None, float | None]:
    if figure.base_unit is not None and figure.kind not in SHARES:
        return figure.base_low, figure.base_high, figure.base_value
    units = factor(figure)
    low, high, value = (None if one is None else one * units for one in (figure.low, figure.high, figure.value))
    return low, high, value


def _dates(figure: Figure) -> Interval:
    clock = _CLOCK.fullmatch(figure.timex or "")
    if clock is not None:
        minutes = 60.0 * int(clock[1]) + int(clock[2] or 0)
        return Interval(minutes, minutes)
    low = -inf if figure.date_start is None else float(figure.date_start.toordinal())
    high = inf if figure.date_end is None else float(figure.date_end.toordinal())
    return Interval(low, high)
