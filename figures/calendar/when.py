"""`When`: the days that an expression covers, and its ISO 8601 or EDTF form. Calendar arithmetic.

Sources: ISO 8601-1 (weeks, durations), ISO 8601-2 / EDTF (unspecified digits `198X`, seasons `2014-22`, open intervals
`2014/..`), TIMEX3 (quarters `2021-Q3`, parts of a day `TMO`, unknown years `XXXX-10-02`, years before 1 as `BC0044`).
Weeks run from Monday to Sunday.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
LONGEST_YEAR = 366
"""Days."""


@dataclass(frozen=True, slots=True)
class When:
    """First and last day covered (None: open or unknown), the EDTF value, what was not certain, the moment if told.

    An empty `timex` is a date that the words leave unknown (`a few days ago`).
    """

    start: date | None
    end: date | None
    timex: str
    doubt: str | None = None
    moment: datetime | None = None
    day: date | None = None
    """Of a bare year as the last date read: the first day of the finer date read before it."""
    ahead: When | None = None
    """Of the last date read: the next one of the paragraph that says its year."""
    late: bool = False
    """Of a year: only what is late in it was meant."""

    @property
    def days(self) -> int | None:
        """How many days are covered."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1


def unknown(doubt: str) -> When:
    """A date that the words leave unknown, and why."""
    return When(None, None, "", doubt)


def day(value: date) -> When:
    """One day."""
    return When(value, value, value.isoformat())


def moment(value: datetime) -> When:
    """One moment, to the minute, or to the second where it has one."""
    timespec = "seconds" if value.second else "minutes"
    return When(value.date(), value.date(), value.replace(tzinfo=None).isoformat(timespec=timespec), moment=value)


def year(number: int) -> When | None:
    """One year; None outside the calendar's years 1 to 9999."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    return When(date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def before_christ(number: int, of_month: int | None = None, days: int | None = None) -> When:
    """A year before the year 1, and a month or a day of it, as TIMEX3 writes them; no calendar has their days."""
    return When(
        None, None, f"BC{number:04d}" + (f"-{of_month:02d}" if of_month else "") + (f"-{days:02d}" if days else "")
    )


def of_timex(timex: str) -> When | None:
    """A year, month or day by its ISO 8601 value; None for any other value."""
    try:
        match [int(part) for part in timex.split("-")]:
            case [number]:
                return year(number)
            case [number, of_month]:
                return month(of_month, number)
            case [number, of_month, days]:
                return month_or_day(number, of_month, days)
    except ValueError:
        return None
    return None


def last_day(of_year: int, number: int) -> int:
    """The last day of a month of a year."""
    return calendar.monthrange(of_year, number)[1]


def month(number: int, of_year: int) -> When | None:
    """One month; `number` may run over the year's ends."""
    of_year, number = of_year + (number - 1) // 12, (number - 1) % 12 + 1
    if not FIRST_YEAR <= of_year <= LAST_YEAR:
        return None
    return When(
        date(of_year, number, 1), date(of_year, number, last_day(of_year, number)), f"{of_year:04d}-{number:02d}"
    )


def month_or_day(of_year: int, number: int, days: int | None) -> When | None:
    """A month, or a day of it; None where the calendar has none such."""
    if days is None:
        return month(number, of_year)
    try:
        return day(date(of_year, number, days))
    except ValueError:
        return None


def quarter(number: int, of_year: int) -> When | None:
    """One quarter; `number` may run over the year's ends."""
    of_year, number = of_year + (number - 1) // 4, (number - 1) % 4 + 1
    first, last = month(3 * number - 2, of_year), month(3 * number, of_year)
    if first is None or last is None:
        return None
    return When(first.start, last.end, f"{of_year:04d}-Q{number}")


def months(first: int, last: int, of_year: int) -> When | None:
    """From one month to another, both included; the last may run over the year's end."""
    start, end = month(first, of_year), month(last, of_year)
    return None if start is None or end is None else span(start, end)


def week(anchor: date, shift: int = 0) -> When | None:
    """The week, Monday to Sunday, that holds a day, or one some weeks from it; None outside the calendar."""
    monday = days_from(anchor, 7 * shift - anchor.weekday())
    sunday = None if monday is None else days_from(monday, 6)
    if monday is None or sunday is None:
        return None
    of_year, number, _ = monday.isocalendar()
    return When(monday, sunday, f"{of_year:04d}-W{number:02d}")


def iso_week(number: int, of_year: int) -> When | None:
    """One week by its number; None where the year has none such."""
    try:
        return week(date.fromisocalendar(of_year, number, 1))
    except ValueError:
        return None


def weekend(anchor: date, shift: int = 0) -> When | None:
    """Saturday and Sunday of the week that holds a day, or of one some weeks from it; None outside the calendar."""
    saturday = days_from(anchor, 7 * shift + 5 - anchor.weekday())
    sunday = None if saturday is None else days_from(saturday, 1)
    if saturday is None or sunday is None:
        return None
    return When(saturday, sunday, f"{saturday.isoformat()}/{sunday.isoformat()}")


def decade(first_year: int) -> When | None:
    """Ten years from a year that ends in 0."""
    if not FIRST_YEAR <= first_year <= LAST_YEAR - 9:
        return None
    return When(date(first_year, 1, 1), date(first_year + 9, 12, 31), f"{first_year // 10:03d}X")


def century(number: int) -> When | None:
    """The nth century, an interval of years: the 19th is `1800/1899`; the first has no year 0."""
    first, last = max(1, (number - 1) * 100), number * 100 - 1
    if number < 1 or last > LAST_YEAR:
        return None
    return When(date(first, 1, 1), date(last, 12, 31), f"{first:04d}/{last:04d}")


def around(unit: str, anchor: date, shift: int = 0) -> When | None:
    """The day, week, month, … of the calendar that holds a day, or one some such units from it."""
    match unit:
        case "day":
            found = days_from(anchor, shift)
            return None if found is None else day(found)
        case "week":
            return week(anchor, shift)
        case "weekend":
            return weekend(anchor, shift)
        case "month":
            return month(anchor.month + shift, anchor.year)
        case "quarter":
            return quarter((anchor.month - 1) // 3 + 1 + shift, anchor.year)
        case "year":
            return year(anchor.year + shift)
        case "decade":
            return decade((anchor.year // 10 + shift) * 10)
        case "century":
            return century(anchor.year // 100 + 1 + shift)
    return None


def back(unit: str, anchor: date) -> date | None:
    """One day, week, month, … before a day: where a window up to that day begins."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    return days_from(anchor, -1 if unit == "day" else -7) if months is None else months_from(anchor, -months)


def season(code: int, first: int, last: int, of_year: int) -> When | None:
    """A season by its EDTF code (21 spring … 24 winter), and its months in the north."""
    found = months(first, last, of_year)
    return None if found is None else When(found.start, found.end, f"{of_year:04d}-{code}", "months of the north")


def edge(found: When, step: int) -> When | None:
    """The day from which another is counted on or back: of `14 to 18 August` the last or the first."""
    if found.days == 1 and found.start is not None:
        return found
    first, _, last = found.timex.partition("/")
    value = last if step > 0 else first
    return of_timex(value) if len(first) == len(last) == len("2000-01-01") and step else None


def same_days(one: When | None, other: When) -> bool:
    """Whether two cover the same days."""
    return one is not None and (one.start, one.end) == (other.start, other.end)


def span(start: When, end: When) -> When | None:
    """From the first day of one to the last of another, both included; None where that runs backward."""
    if start.start is not None and end.end is not None and start.start > end.end:
        return None
    first, last = start.timex.partition("/")[0], end.timex.rpartition("/")[2]
    return When(start.start, end.end, f"{first}/{last}", start.doubt or end.doubt)


def days_between(first: date, last: date) -> When | None:
    """From one day to another, both included, in whole months where they are whole."""
    if first > last:
        return None
    if first.day == 1 and last.day == last_day(last.year, last.month):
        if (first.year, first.month) == (last.year, last.month):
            return month(first.month, first.year)
        return When(first, last, f"{first.isoformat()[:7]}/{last.isoformat()[:7]}")
    return When(first, last, f"{first.isoformat()}/{last.isoformat()}")


def months_from(anchor: date, count: int) -> date | None:
    """The same day some months on, or the last day of that month where it is shorter."""
    target = month(anchor.month + count, anchor.year)
    if target is None or target.start is None or target.end is None:
        return None
    return target.start.replace(day=min(anchor.day, target.end.day))


def days_from(anchor: date, days: int) -> date | None:
    """Some days on; None outside the calendar."""
    try:
        return anchor + timedelta(days)
    except OverflowError:
        return None
