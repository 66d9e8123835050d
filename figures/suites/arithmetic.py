"""Words of one document → whether its sum, share or change follows, as far as its hedges and roundings tell.

Each value is an interval; an exact number may hide half its last stated place, small counts excepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

from figures.consistency.interval import Interval, factor, interval
from figures.consistency.policy import Policy
from figures.linking.scale import COUNTED, SHARES, scale
from figures.suites.claims import Outcome, term_of
from figures.suites.failure import Failure, Said, drawn, headline, number, place, quotations
from figures.suites.sources import Run
from figures.suites.suite import Check, Suite
from figures.table import Bound, Figure

SMALL = 1000
"""Counts below it are taken for counted, not rounded."""
POINTS = {"[pp]": 100.0, "[bp]": 10_000.0}
"""How many of them make a whole."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """The figures that a check names, found in its document."""

    run: Run
    suite: Suite
    check: Check
    policy: Policy
    figures: dict[str, Figure]

    def slack(self, interval_: Interval) -> float:
        """How far an interval may be off by the tolerance of the check."""
        ends = [abs(end) for end in (interval_.low, interval_.high) if isfinite(end)]
        return float(self.check.asked.get("tolerance", 0.0)) * max(ends, default=0.0)

    def of(self, figure: Figure) -> Interval:
        """What the figure lets pass, with what its rounding may hide."""
        return interval(figure, self.policy).widened(hidden(figure))


def hidden(figure: Figure) -> float:
    """What the rounding of an exact number may hide, in the base unit of its scale."""
    if figure.bound != Bound.EQ or figure.precision is None or figure.value is None:
        return 0.0
    if figure.kind in COUNTED and abs(figure.value) < SMALL:
        return 0.0
    return figure.precision * factor(figure) / 2


def _terms(run: Run, suite: Suite, check: Check, *keys: str) -> _Terms:
    source = run.source(suite, check, check.asked["document"])
    found: dict[str, Figure] = {}
    for key in keys:
        given = check.asked[key]
        for count, words in enumerate([given] if isinstance(given, str) else given):
            name = key if isinstance(given, str) else f"{key}.{count}"
            found[name] = term_of(run, source, words, suite, check, key)
    run.counts["compared"] += 1
    return _Terms(run, suite, check, run.policy(suite), found)


def run_sum(run: Run, suite: Suite, check: Check) -> Outcome:
    """Whether the parts add up to the total. Raises Failure."""
    terms = _terms(run, suite, check, "total", "parts")
    total, *parts = terms.figures.values()
    _one_scale(terms, [total, *parts])
    added = Interval(sum(terms.of(one).low for one in parts), sum(terms.of(one).high for one in parts))
    formula = " + ".join(_short(one) for one in parts)
    return _judged(terms, total, added, formula, [total, *parts], factor(total))


def run_share(run: Run, suite: Suite, check: Check) -> Outcome:
    """Whether the share is that of the part in the whole. Raises Failure."""
    terms = _terms(run, suite, check, "share", "part", "whole")
    share, part, whole = (terms.figures[key] for key in ("share", "part", "whole"))
    _one_scale(terms, [part, whole])
    if share.kind not in SHARES:
        raise _unfit(terms, share, "is no share in")
    divided = _divided(terms.of(part), terms.of(whole))
    return _judged(terms, share, divided, f"{_short(part)} of {_short(whole)}", [share, part, whole], factor(share))


def run_change(run: Run, suite: Suite, check: Check) -> Outcome:
    """Whether the change leads from the one end to the other. Raises Failure."""
    terms = _terms(run, suite, check, "change", "from", "to")
    change, before, after = (terms.figures[key] for key in ("change", "from", "to"))
    _one_scale(terms, [before, after])
    one, two = terms.of(before), terms.of(after)
    unit = factor(change)
    difference = Interval(two.low - one.high, two.high - one.low)
    if change.unit in POINTS:
        points = POINTS[str(change.unit)]
        found, unit = Interval(difference.low * points, difference.high * points), 1.0
    elif change.kind in SHARES:
        low, high = _divided(two, one).low, _divided(two, one).high
        found = Interval(low - 1, high - 1)
    elif scale(change) == scale(before):
        found = difference
    else:
        raise _unfit(terms, change, "is no change in")
    if found.high <= 0:  # a fall is told by its size: fell 25 percent
        found = Interval(-found.high, -found.low)
    stated = interval(change, terms.policy)
    if stated.high < 0:
        found = Interval(-found.high, -found.low)
    formula = f"{_short(before)} to {_short(after)}"
    return _judged(terms, change, found, formula, [change, before, after], unit)


def _divided(part: Interval, whole: Interval) -> Interval:
    if whole.low <= 0:
        return Interval()
    return Interval(part.low / whole.high if isfinite(whole.high) else 0.0, part.high / whole.low)


def _judged(
    terms: _Terms, stated: Figure, computed: Interval, formula: str, figures: Sequence[Figure], unit: float
) -> Outcome:
    """Whether the value stated and the one computed have a value in common."""
    own = terms.of(stated)
    shown = f"{formula} = {_range(computed, unit)}"
    if own.meets(computed.widened(terms.slack(computed)), touching=True):
        return {"stated": stated.text, "computed": shown}
    terms.run.counts["conflicts"] += 1
    where = place(figures[1])
    head = headline(Said.by(stated), "≠", Said(shown, where))
    drawing = drawn([(place(stated), own, stated.text), (where, computed, shown)])
    floor, ceiling = max(own.low, computed.low) / unit, min(own.high, computed.high) / unit
    detail = f"  no value fits both: highest floor {number(floor)} > lowest ceiling {number(ceiling)}"
    raise Failure(head, [*drawing, detail, "", *quotations(figures)])


def _one_scale(terms: _Terms, figures: Sequence[Figure]) -> None:
    first = figures[0]
    for figure in figures[1:]:
        if scale(figure) != scale(first) or scale(figure) is None:
            head = headline(Said.by(figure), "does not compare with", Said.by(first))
            kinds = f"  {figure.text} is of kind {figure.kind}, {first.text} of kind {first.kind}"
            raise Failure(head, [kinds, "", *quotations([figure, first])])


def _unfit(terms: _Terms, figure: Figure, what: str) -> Failure:
    where = f"{terms.suite.label}:{terms.check.line}"
    head = headline(Said.by(figure), what, Said(f"[[{terms.check.kind}]]", where))
    return Failure(head, [f"  it is of kind {figure.kind}", "", *quotations([figure])])


def _short(figure: Figure) -> str:
    """A figure as a term of a formula: its number where it is exact, else its words."""
    return number(figure.value) if figure.bound == Bound.EQ and figure.value is not None else figure.text


def _range(one: Interval, unit: float) -> str:
    low, high = one.low / unit, one.high / unit
    if low == high:
        return number(low)
    if low == -inf or high == inf:
        return f"at most {number(high)}" if low == -inf else f"at least {number(low)}"
    return f"{number(low)} to {number(high)}"
