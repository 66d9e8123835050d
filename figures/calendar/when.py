"""`When`: the days that an expression covers, and its ISO 8601 or EDTF form. Calendar arithmetic.

Sources: ISO 8601-1 (weeks, durations), ISO 8601-2 / EDTF (unspecified digits `198X`, open intervals `2014/..`),
TIMEX3 (quarters `2021-Q3`, unknown years `XXXX-10-02`). Weeks run from Monday to Sunday.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year


@dataclass(frozen=True, slots=True)
class When:
    """First and last day covered (None: open or unknown), the EDTF value, and what was not certain."""

    start: date | None
    end: date | None
    timex: str
    doubt: str | None = None


def day(value: date) -> When:
    """One day."""
    return When(value, value, value.isoformat())


def year(number: int) -> When | None:
    """One year; None outside the calendar's years 1 to 9999."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    return When(date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def month(number: int, of_year: int) -> When | None:
    """One month; `number` may run over the year's ends."""
    of_year, number = of_year + (number - 1) // 12, (number - 1) % 12 + 1
    if not FIRST_YEAR <= of_year <= LAST_YEAR:
        return None
    last = calendar.monthrange(of_year, number)[1]
    return When(date(of_year, number, 1), date(of_year, number, last), f"{of_year:04d}-{number:02d}")


def quarter(number: int, of_year: int) -> When | None:
    """One quarter; `number` may run over the year's ends."""
    of_year, number = of_year + (number - 1) // 4, (number - 1) % 4 + 1
    first, last = month(3 * number - 2, of_year), month(3 * number, of_year)
    if first is None or last is None:
        return None
    return When(first.start, last.end, f"{of_year:04d}-Q{number}")


def week(anchor: date, shift: int = 0) -> When:
    """The week, Monday to Sunday, that holds a day, or one some weeks from it."""
    monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * shift)
    of_year, number, _ = monday.isocalendar()
    return When(monday, monday + timedelta(6), f"{of_year:04d}-W{number:02d}")


def weekend(anchor: date, shift: int = 0) -> When:
    """Saturday and Sunday of the week that holds a day, or of one some weeks from it."""
    saturday = anchor - timedelta(anchor.weekday()) + timedelta(7 * shift + 5)
    return When(saturday, saturday + timedelta(1), f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}")


def decade(first_year: int) -> When | None:
    """Ten years from a year that ends in 0."""
    if not FIRST_YEAR <= first_year <= LAST_YEAR - 9:
        return None
    return When(date(first_year, 1, 1), date(first_year + 9, 12, 31), f"{first_year // 10:03d}X")


def century(number: int) -> When | None:
    """The nth century as EDTF writes it: the 19th is `18XX`, 1800 to 1899."""
    first = (number - 1) * 100
    if not 100 <= first <= LAST_YEAR - 99:
        return None
    return When(date(first, 1, 1), date(first + 99, 12, 31), f"{first // 100:02d}XX")


def span(start: When, end: When) -> When | None:
    """From the first day of one to the last of another, both included; None where that runs backward."""
    if start.start is not None and end.end is not None and start.start > end.end:
        return None
    return When(start.start, end.end, f"{start.timex}/{end.timex}", start.doubt or end.doubt)


def months_from(anchor: date, months: int) -> date | None:
    """The same day some months on, or the last day of that month where it is shorter."""
    target = month(anchor.month + months, anchor.year)
    if target is None or target.start is None or target.end is None:
        return None
    return target.start.replace(day=min(anchor.day, target.end.day))


def days_from(anchor: date, days: int) -> date | None:
    """Some days on; None outside the calendar."""
    try:
        return anchor + timedelta(days)
    except OverflowError:
        return None
