"""Laws that the rows of a table keep, as data: which columns each is about, what must hold, and how to say so.

In: nothing. Out: `LAWS`, by table, and what a law is. A law knows no library of tables: it is a function of one row's
values, and every engine applies the same one. What one column says of itself (type, null, vocabulary, least value,
key) stands in the contract and is not repeated here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isclose, isfinite
from operator import le
from typing import Any

from figures.table import ROW_TYPES, Bound, Kind, Severity, Statistic, Status, Type, Verdict, columns_of


@dataclass(frozen=True, slots=True)
class Law:
    """One law of a table's rows.

    `holds` takes the values of `columns`, in this order. A row with a null among them passes unless `nulls` says that
    the law is about nulls. With `each`, `holds` takes one value, and every column must pass alone.
    """

    name: str
    columns: tuple[str, ...]
    says: str
    holds: Callable[..., bool]
    nulls: bool = False
    each: bool = False

    def broken(self, cells: Mapping[str, Sequence[Any]]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows (0-based) that break it, each with the columns at fault; nothing if a column is not there.

        A value of a wrong type breaks no law: that it is of a wrong type is a fault of its own.
        """
        if self.each:
            for name in self.columns:
                yield from ((row, (name,)) for row in self._alone(cells.get(name, ())))
        elif all(name in cells for name in self.columns):
            for row, values in enumerate(zip(*(cells[name] for name in self.columns), strict=True)):
                if not self._passes(values):
                    yield row, self.columns

    def _alone(self, values: Sequence[Any]) -> list[int]:
        broken = {value for value in set(values) if not self._passes((value,))}  # most values repeat
        return [row for row, value in enumerate(values) if value in broken] if broken else []

    def _passes(self, values: tuple[Any, ...]) -> bool:
        if None in values and not self.nulls:
            return True
        try:
            return self.holds(*values)
        except (TypeError, ValueError, AttributeError, ArithmeticError):
            return True


_CODE = re.compile(r"FIG[1-3]\d\d")
_HASH = re.compile(r"[0-9a-f]{64}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_RULE = re.compile(r"[^/\s]+/[^:\s]+:\S+")

PERCENTS = ("%", "[pp]", "[bp]")
MEASURED = (Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.AGE)
"""Kinds that have a unit; the others are bare numbers, or dates, which have one where their words state a length."""
DATED = (Kind.DATE, Kind.TIME, Kind.RECURRENCE)
"""Kinds whose value is a date."""
SKETCHED = 2**53
"""Hashes of a sketch are below this, so that JSON keeps them exactly."""


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _is_text(text: str, start: int, end: int) -> bool:
    return len(text) == end - start


def _closed(low: float | None, low_closed: bool, high: float | None, high_closed: bool) -> bool:
    return (low is not None or not low_closed) and (high is not None or not high_closed)


def _as_bound(bound: str, low: float | None, low_closed: bool, high: float | None, high_closed: bool) -> bool:
    """Whether the ends are those that the word for the bound asks for; dates have none, whatever their bound."""
    ends = (low is not None, low_closed, high is not None, high_closed)
    match bound:
        case Bound.GT:
            return ends == (True, False, False, False)
        case Bound.GE:
            return ends == (True, True, False, False)
        case Bound.LT:
            return ends == (False, False, True, False)
        case Bound.LE:
            return ends == (False, False, True, True)
        case Bound.APPROX:
            return ends == (False, False, False, False)
        case Bound.RANGE:
            return low is not None and high is not None
    return ends in ((True, True, True, True), (False, False, False, False))


def _stated(bound: str, value: float | None, low: float | None, high: float | None) -> bool:
    """Whether the value is the number that the bound was set at."""
    match bound:
        case Bound.EQ:
            return value == low == high
        case Bound.GT | Bound.GE:
            return value is None or low is None or value == low
        case Bound.LT | Bound.LE:
            return value is None or high is None or value == high
        case Bound.APPROX:
            return value is not None
    return True


def _exact(value: float | None, value_text: str | None) -> bool:
    if value is None or value_text is None:
        return value is None and value_text is None
    return _same(float(Fraction(value_text)), value)


def _unit(kind: str, unit: str | None) -> bool:
    if kind == Kind.PERCENT:
        return unit in PERCENTS
    if kind == Kind.MONEY:
        return unit is not None and _CURRENCY.fullmatch(unit) is not None
    return kind in (Kind.DATE, Kind.TIME) or (unit is not None) == (kind in MEASURED)


def _based(
    value: float | None,
    base_value: float | None,
    low: float | None,
    base_low: float | None,
    high: float | None,
    base_high: float | None,
    base_unit: str | None,
) -> bool:
    if base_unit is None:
        return base_value is None and base_low is None and base_high is None
    pairs = ((value, base_value), (low, base_low), (high, base_high))
    return all((own is None) == (base is None) for own, base in pairs)


def _dated(kind: str, timex: str | None, date_start: object, date_end: object) -> bool:
    if date_start is None and date_end is None:
        return timex is None or kind in (*DATED, Kind.DURATION, Kind.AGE)
    return timex is not None and kind in DATED


def _ended(status: str, reason: str | None, figure_id: str | None) -> bool:
    return (status == Status.PARSED) == (figure_id is not None) and (status == Status.IGNORED) == (reason is not None)


def _of_type(table: str, *kinds: Type) -> tuple[str, ...]:
    return tuple(column.name for column in columns_of(ROW_TYPES[table]) if column.type in kinds)


def _common(table: str) -> tuple[Law, ...]:
    """What holds of every table: unknown is null, not an empty string and not NaN."""
    laws = [
        Law(
            "texts",
            _of_type(table, Type.STRING, Type.DICTIONARY),
            "a text is null where nothing is known, never empty",
            lambda text: text != "",
            each=True,
        )
    ]
    numbers = _of_type(table, Type.FLOAT64)
    if numbers:
        laws.append(Law("finite", numbers, "a number is finite, and null where nothing is known", isfinite, each=True))
    return tuple(laws)


def _at_most(name: str, low: str, high: str) -> Law:
    return Law(name, (low, high), f"{low} is at most {high}", le)


def _digest(column: str) -> Law:
    says = "a SHA-256 is 64 hexadecimal digits"
    return Law("hash", (column,), says, lambda digest: _HASH.fullmatch(digest) is not None)


_SPAN = (
    Law("span", ("start", "end"), "start is before end", lambda start, end: start < end),
    Law("span-text", ("text", "start", "end"), "end - start is the length of text", _is_text),
)
_VERDICT_SAYS_ALL = (Verdict.EQUAL, Verdict.WITHIN, Verdict.OVERLAPS)

LAWS: dict[str, tuple[Law, ...]] = {
    "figures": (
        *_common("figures"),
        *_SPAN,
        Law("in-sentence", ("text", "sentence"), "text stands in sentence", lambda text, sentence: text in sentence),
        _at_most("low-high", "low", "high"),
        _at_most("low-value", "low", "value"),
        _at_most("value-high", "value", "high"),
        Law(
            "closed",
            ("low", "low_closed", "high", "high_closed"),
            "only a bound that is there is closed",
            _closed,
            nulls=True,
        ),
        Law(
            "bound",
            ("bound", "low", "low_closed", "high", "high_closed"),
            "low, high and whether they are closed are as bound says",
            _as_bound,
            nulls=True,
        ),
        Law(
            "stated", ("bound", "value", "low", "high"), "value is the number that bound is set at", _stated, nulls=True
        ),
        Law("near", ("bound", "near"), "what is exact is not near", lambda bound, near: not near or bound != Bound.EQ),
        Law("exact", ("value", "value_text"), "value_text is value, exactly", _exact, nulls=True),
        Law("precision", ("precision",), "a place value is more than 0", lambda precision: precision > 0),
        Law("unit", ("kind", "unit"), "the unit is one that the kind has", _unit, nulls=True),
        Law(
            "unit-text",
            ("unit", "unit_text"),
            "a unit_text has its unit",
            lambda unit, text: unit is not None or text is None,
            nulls=True,
        ),
        Law(
            "base",
            ("value", "base_value", "low", "base_low", "high", "base_high", "base_unit"),
            "what is converted is what is stated, in base_unit",
            _based,
            nulls=True,
        ),
        _at_most("base-low-high", "base_low", "base_high"),
        _at_most("base-low-value", "base_low", "base_value"),
        _at_most("base-value-high", "base_value", "base_high"),
        Law("dates", ("date_start", "date_end"), "date_start is not after date_end", lambda first, last: first <= last),
        Law(
            "timex",
            ("kind", "timex", "date_start", "date_end"),
            "only dates, times, ages and durations have a timex, and only dates and times cover days",
            _dated,
            nulls=True,
        ),
        Law(
            "rate",
            ("statistic", "per"),
            "a rate says per what",
            lambda statistic, per: statistic != Statistic.RATE or per is not None,
            nulls=True,
        ),
        Law(
            "group",
            ("group_id", "role"),
            "a figure has a role in a group, or neither",
            lambda group, role: (group is None) == (role is None),
            nulls=True,
        ),
        Law("rule", ("rule",), "a rule is named pack/file:id", lambda rule: _RULE.fullmatch(rule) is not None),
        _digest("document_sha256"),
    ),
    "documents": (
        *_common("documents"),
        _digest("sha256"),
        Law("names", ("names",), "no name is empty", lambda names: "" not in names),
        Law(
            "shingles",
            ("shingles",),
            "hashes of shingles are from 0 to 2**53",
            lambda hashes: all(0 <= each < SKETCHED for each in hashes),
        ),
    ),
    "ledger": (
        *_common("ledger"),
        *_SPAN,
        Law(
            "ending",
            ("status", "reason", "figure_id"),
            "what is parsed has a figure, what is ignored a reason, and nothing else has either",
            _ended,
            nulls=True,
        ),
    ),
    "quantities": (
        *_common("quantities"),
        _at_most("low-high", "low", "high"),
        _at_most("low-best", "low", "best"),
        _at_most("best-high", "best", "high"),
        Law(
            "voices",
            ("voices", "documents", "mentions"),
            "there are no more voices than documents, and no more documents than mentions",
            lambda voices, documents, mentions: voices <= documents <= mentions,
        ),
        Law(
            "verdict",
            ("mentions", "verdict"),
            "a single mention has no verdict, several have one",
            lambda mentions, verdict: (mentions == 1) == (verdict is None),
            nulls=True,
        ),
    ),
    "comparisons": (
        *_common("comparisons"),
        Law("pair", ("left_id", "right_id"), "no figure is compared with itself", lambda left, right: left != right),
        Law(
            "reason",
            ("verdict", "reason"),
            "a verdict that does not say it all has a reason",
            lambda verdict, reason: verdict in _VERDICT_SAYS_ALL or reason is not None,
            nulls=True,
        ),
    ),
    "findings": (
        *_common("findings"),
        Law("code", ("code",), "a code is FIG1xx, FIG2xx or FIG3xx", lambda code: _CODE.fullmatch(code) is not None),
        Law("message", ("message",), "a message is one line", lambda message: len(message.splitlines()) == 1),
        Law("span", ("start", "end"), "start is not after end", lambda start, end: start <= end),
        Law(
            "place",
            ("start", "end"),
            "start and end are there together",
            lambda start, end: (start is None) == (end is None),
            nulls=True,
        ),
        Law(
            "figures",
            ("severity", "code", "figure_ids"),
            "an error across or within texts names its figures",
            lambda severity, code, ids: severity != Severity.ERROR or code.startswith("FIG1") or len(ids) > 0,
        ),
    ),
}
"""The laws of each table, in the order in which faults are told."""
