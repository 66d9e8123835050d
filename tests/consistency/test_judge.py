"""Laws of intervals and verdicts, and the cases that TABLE.md and the policies spell out."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.consistency.interval import Interval, interval
from figures.consistency.judge import judge
from figures.consistency.policy import NAMES, load
from figures.table import Verdict
from tests.consistency.making import BOUNDS, figure

NEWS, STRICT = load("news"), load("strict")
AGREEING = {Verdict.EQUAL, Verdict.ROUNDS_TO, Verdict.WITHIN, Verdict.OVERLAPS}

VALUES = st.integers(0, 10**7).map(float)
FIGURES = st.builds(figure, VALUES, st.sampled_from(sorted(BOUNDS)), near=st.booleans())
POLICIES = st.sampled_from(NAMES).map(load)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (figure(100_000), figure(100_000), "equal"),
        (figure(14_000, "gt"), figure(14_200), "within"),
        (figure(20, "gt"), figure(20), "overlaps"),  # a strict bound has slack
        (figure(97_300, precision=100.0), figure(97_000, precision=1000.0), "rounds_to"),
        (figure(12), figure(10, precision=10.0), "conflict"),  # too far off to be a rounding
        (figure(300, "approx", precision=100.0), figure(320), "within"),
        (figure(300, "approx", precision=1.0), figure(340), "conflict"),
        (figure(500, "le"), figure(600), "conflict"),
        (figure(7), figure(9), "conflict"),
        (figure(12, "ge"), figure(40, "le"), "overlaps"),
        (figure(8, "lt", near=True), figure(2), "conflict"),  # nearly eight is not two
        (figure(None, "range", low=5.0, high=10.0), figure(7), "within"),
    ],
)
def test_verdicts_of_the_news_policy(left: object, right: object, verdict: str) -> None:
    assert judge(left, right, NEWS).verdict == verdict  # type: ignore[arg-type]


def test_a_strict_policy_takes_bounds_at_their_word() -> None:
    assert judge(figure(20, "gt"), figure(20), STRICT).verdict is Verdict.CONFLICT
    assert judge(figure(97_300, precision=100.0), figure(97_000, precision=1000.0), STRICT).verdict is Verdict.CONFLICT
    # `about 300` says nothing that could conflict.
    assert judge(figure(300, "approx"), figure(9_000), STRICT).verdict in AGREEING


@given(FIGURES, FIGURES, POLICIES)
def test_a_verdict_is_the_same_from_either_side(left: object, right: object, policy: object) -> None:
    assert judge(left, right, policy).verdict == judge(right, left, policy).verdict  # type: ignore[arg-type]


@given(FIGURES, POLICIES)
def test_a_figure_agrees_with_itself(one: object, policy: object) -> None:
    assert judge(one, one, policy).verdict in AGREEING  # type: ignore[arg-type]


@given(VALUES, VALUES, VALUES, st.sampled_from(["gt", "ge"]), st.booleans())
def test_widening_a_bound_never_makes_a_conflict(
    value: float, floor: float, lower: float, bound: str, near: bool
) -> None:
    narrow, wide = figure(max(floor, lower), bound), figure(min(floor, lower), bound)
    other = figure(value, near=near)
    if judge(narrow, other, NEWS).verdict is not Verdict.CONFLICT:
        assert judge(wide, other, NEWS).verdict is not Verdict.CONFLICT


@given(VALUES, VALUES, st.sampled_from(["eq", "gt", "ge", "lt", "le"]))
def test_a_hedge_never_turns_agreement_into_conflict(value: float, other: float, bound: str) -> None:
    if judge(figure(value), figure(other, bound), NEWS).verdict is not Verdict.CONFLICT:
        assert judge(figure(value, "approx"), figure(other, bound), NEWS).verdict is not Verdict.CONFLICT


@given(VALUES, VALUES, st.sampled_from([1000.0, 0.3048, 1609.344]), st.sampled_from(["eq", "ge", "le"]))
def test_units_change_no_verdict(left: float, right: float, factor: float, bound: str) -> None:
    def measured(value: float, units: float) -> object:
        ends = {"base_value": value, "base_low": None, "base_high": None}
        made = figure(
            value / units, bound, base_unit="m", dimension="length", kind="measure", noun=None, precision=None
        )
        ends["base_low"] = value if made.low is not None else None
        ends["base_high"] = value if made.high is not None else None
        return made._replace(**ends)

    in_metres = judge(measured(left, 1.0), measured(right, 1.0), NEWS).verdict  # type: ignore[arg-type]
    assert judge(measured(left, factor), measured(right, 1.0), NEWS).verdict == in_metres  # type: ignore[arg-type]


ENDS = st.one_of(st.just(inf), st.floats(-1e6, 1e6))
INTERVALS = st.builds(
    lambda ends, low, high: Interval(-inf if ends[0] == inf else min(ends), max(ends), low, high),
    st.tuples(ENDS, ENDS),
    st.booleans(),
    st.booleans(),
)


@given(INTERVALS, INTERVALS)
def test_what_lies_inside_meets(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    if one.inside(other) and one.meets(one):
        assert one.meets(other)
    if one.meets(other):
        assert one.meets(other, touching=True)


@given(FIGURES, POLICIES)
def test_the_stated_number_is_what_an_exact_figure_lets_pass(one: object, policy: object) -> None:
    span = interval(one, policy)  # type: ignore[arg-type]
    assert span.low <= span.high
    if one.bound == "eq":  # type: ignore[attr-defined]
        assert span.point == one.value  # type: ignore[attr-defined]
