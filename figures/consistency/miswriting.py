"""Two numbers → whether the second is the first miswritten: another scale or unit, digits in other order, one wrong.

Such a number was not rounded from the other, nor is it likely to be of another thing: few numbers of a text are a slip
of each other by chance, the fewer the more digits they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from figures.consistency.interval import factor
from figures.linking.scale import COUNTED, DATED, scale
from figures.table import Bound, Figure, Kind

WRITTEN = frozenset((Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT, Kind.AGE))
"""Kinds of what is written as a number and its unit."""
FEW = 3
"""A number of fewer digits is another with one of them changed too often."""
CLOCK_DIGITS, WHOLE_HOUR = len("18:52"), ":00"
FINE = 1e-9


def miswritten(known: Figure, asked: Figure) -> int:
    """How many digits show that the second is the first, miswritten; none if it is not."""
    if known.kind in DATED:
        return _clock(known, asked)
    if not _of_one_kind(known, asked):
        return 0
    if not known.value or not asked.value or Bound.RANGE in (known.bound, asked.bound):
        return 0
    if known.value * asked.value < 0 and known.value != -asked.value:
        return 0
    if Kind.COUNT in (known.kind, asked.kind) and min(abs(known.value), abs(asked.value)) < 1:
        return 0  # nobody counts ten rowers as 0.01
    ours, theirs = digits(asked.value), digits(known.value)
    if abs(known.value - asked.value) <= max((asked.precision or 0.0) - (known.precision or 0.0), 0.0) / 2:
        return len(ours) + 1 if _other_unit(known, asked) else 0
    if known.unit != asked.unit:
        return 0
    if ours == theirs:
        return len(ours)
    return len(ours) if _slipped(known.value, asked.value) else 0


def derived(asked: Figure, known: Figure, first: Iterable[Figure]) -> bool:
    """Whether a number is what two of the first text add up to, or differ by, as exactly as it is stated: two of one
    sentence, or one of the sentence of `known`."""
    if asked.value is None:
        return False
    values = [(one.sentence, one.value * factor(one)) for one in first if one.value and scale(one) == scale(asked)]
    number, near = asked.value * factor(asked), (asked.precision or 0.0) * factor(asked) / 2
    near += FINE * abs(number)
    return any(
        min(abs(one + two - number), abs(abs(one - two) - number)) <= near
        for sentence, one in values
        for other, two in values
        if sentence == other or known.sentence in (sentence, other)
    )


def amount(figure: Figure) -> tuple[object, ...]:
    """What a figure says, on its scale."""
    ends = (figure.value, figure.low, figure.high) if figure.value is None else (figure.value,)
    return scale(figure), *(None if one is None else one * factor(figure) for one in ends), figure.timex


def _of_one_kind(known: Figure, asked: Figure) -> bool:
    if known.kind in COUNTED and asked.kind in COUNTED:
        return True
    if known.kind != asked.kind or known.kind not in WRITTEN:
        return False
    return known.kind == Kind.MONEY or known.dimension == asked.dimension


def _other_unit(known: Figure, asked: Figure) -> bool:
    """Whether the units are not of one size; of two currencies whose codes end alike both may be dollars."""
    if known.kind == Kind.MONEY:
        return (known.unit or " ")[-1] != (asked.unit or " ")[-1]
    one, two = factor(known), factor(asked)
    return known.unit != asked.unit and abs(one - two) > max(one, two) / 2


def digits(value: float) -> str:
    """The digits of a number, without noughts before and after them."""
    return "".join(map(str, Decimal(repr(abs(value))).normalize().as_tuple().digits))


def _slipped(one: float, two: float) -> bool:
    """Whether two numbers of one size have the same digits in other order, or the same but for one."""
    first, second = (format(Decimal(repr(abs(value))).normalize(), "f") for value in (one, two))
    if len(first) != len(second):
        return _dropped(*sorted((first, second), key=len))
    if first.find(".") != second.find("."):
        return False
    if sorted(first) == sorted(second):
        return True
    return (
        min(len(digits(one)), len(digits(two))) >= FEW and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )


def _dropped(short: str, long: str) -> bool:
    """Whether the one lacks but one digit of the other."""
    if len(long) != len(short) + 1 or len(long.strip("0")) < FEW or "." in short + long:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _clock(known: Figure, asked: Figure) -> int:
    """The digits of a time of day told to the minute, if the hour or a digit alone is another: 6:52 for 7:52."""
    one, two = ((each.timex or "").partition("T")[2] for each in (known, asked))
    whole = len(one) == len(two) == CLOCK_DIGITS and one != two and not (known.timex or "").partition("T")[0]
    if not whole or one.endswith(WHOLE_HOUR) or two.endswith(WHOLE_HOUR) or (asked.timex or "").partition("T")[0]:
        return 0
    hours, minutes = one[:2] != two[:2], sum(a != b for a, b in zip(one[-2:], two[-2:], strict=True))
    return FEW - 1 if hours + minutes == 1 else 0
