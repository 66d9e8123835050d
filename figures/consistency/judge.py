"""Two figures that speak of the same quantity → their verdict, by their intervals and their stated precision alone.

Whether they do speak of the same, and what may explain that no value fits both, is the business of those who ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from figures.consistency.interval import Interval, factor, interval, step
from figures.consistency.policy import Policy
from figures.table import Bound, Figure, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason, in a few fixed words, and the reason with its values."""

    verdict: Verdict
    reason: str | None = None
    detail: str | None = None


def judge(left: Figure, right: Figure, policy: Policy) -> Judgement:
    """How the values of two figures on one scale stand to each other."""
    return judged(left, right, interval(left, policy), interval(right, policy), policy)


def judged(left: Figure, right: Figure, one: Interval, two: Interval, policy: Policy) -> Judgement:
    """The same, of figures whose intervals are known."""
    if _says_the_same(left, right, one, two):
        return Judgement(Verdict.EQUAL)
    if rounds_to(left, right, policy) or rounds_to(right, left, policy):
        return Judgement(Verdict.ROUNDS_TO, "rounding", f"{left.text} and {right.text} differ by rounding")
    if one.inside(two) or two.inside(one):
        return Judgement(Verdict.WITHIN)
    if one.meets(two, touching=policy.bounds_touch):
        return Judgement(Verdict.OVERLAPS)
    if _rounded(left, right, policy) or _rounded(right, left, policy):
        # `at least 59 %` of a source whose 59 may be 58.5 as well: a wider bound than `59 %` makes no conflict.
        return Judgement(Verdict.ROUNDS_TO, "rounding", f"{left.text} and {right.text} differ by rounding")
    units = factor(left)
    floor, ceiling = max(one.low, two.low) / units, min(one.high, two.high) / units
    detail = f"no value fits both: highest floor {floor:,.10g} > lowest ceiling {ceiling:,.10g}"
    return Judgement(Verdict.CONFLICT, "no value fits both", detail)


def _says_the_same(left: Figure, right: Figure, one: Interval, two: Interval) -> bool:
    if left.bound == right.bound and left.near == right.near and left.value is not None and right.value is not None:
        return one == two or abs(left.value * factor(left) - right.value * factor(right)) <= 1e-9 * abs(
            left.value * factor(left)
        )
    return one == two and one.bounded


def rounds_to(fine: Figure, coarse: Figure, policy: Policy) -> bool:
    """Whether the one exact number, rounded to the place at which the other is stated, is the other."""
    if fine.bound != Bound.EQ or coarse.bound not in (Bound.EQ, Bound.APPROX):
        return False
    return _rounded(fine, coarse, policy)


def _rounded(fine: Figure, coarse: Figure, policy: Policy) -> bool:
    """Whether the one number is stated as the other, rounded to the place of that, whatever bounds are set at them."""
    if fine.value is None or coarse.value is None or fine.precision is None or coarse.precision is None:
        return False
    if not policy.rounding_share:
        return False
    value, other = fine.value * factor(fine), coarse.value * factor(coarse)
    place = coarse.precision * step(coarse)
    if place <= fine.precision * step(fine) * (1 - 1e-9):
        return False
    off, half = abs(value - other), place / 2
    # A half is rounded up, as newsrooms do.
    if off <= abs(value) * 1e-9:
        return False  # about 300 and 300: nothing was rounded
    near = off < half * (1 - 1e-9) or (off <= half * (1 + 1e-9) and abs(other) > abs(value))
    return near and off <= abs(coarse.value) * step(coarse) * policy.rounding_share
