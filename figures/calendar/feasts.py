"""Days with a name, as the pack defines them → the day of each year: `Christmas`, `Thanksgiving`, `Good Friday`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from figures.calendar import when as calendar
from figures.calendar.days import year
from figures.calendar.setting import Texts
from figures.calendar.when import When
from figures.calendar.yearless import without_year


def feast(texts: Texts) -> When | None:
    """The day of a feast, with its year written, pointed at (`last Easter`) or left out."""
    meaning = texts.meaning("feast", "feast", "feast-word", "feast-city", "new-year")
    of_year, shift, today = meaning.get("year", year(texts)), texts.shift, texts.today
    if of_year is not None:
        return in_year(meaning, of_year)
    if shift is not None and today is not None:
        near = [found for n in (-1, 0, 1) if (found := in_year(meaning, today.year + n)) is not None]
        if shift < 0:
            return next((found for found in reversed(near) if found.start and found.start < today), None)
        if shift > 0:
            return next((found for found in near if found.start and found.start > today), None)
        return in_year(meaning, today.year)
    fixed = f"XXXX-{meaning['month']:02d}-{meaning['day']:02d}" if "day" in meaning else ""
    return without_year(texts.setting, fixed, lambda number: in_year(meaning, number))


def in_year(meaning: Mapping[str, Any], of_year: int) -> When | None:
    """The day that a feast has in a year: `month` and `day`; `month`, `nth` and `weekday`; or days from `easter`."""
    if not calendar.FIRST_YEAR < of_year < calendar.LAST_YEAR:
        return None
    if "day" in meaning:
        return calendar.month_or_day(of_year, meaning["month"], meaning["day"])
    if "easter" in meaning:
        found = calendar.days_from(easter(of_year), meaning["easter"])
    else:
        found = nth_weekday(of_year, meaning["month"], meaning["weekday"], meaning["nth"])
        found = calendar.days_from(found, meaning.get("days", 0))
    return None if found is None else calendar.day(found)


def nth_weekday(of_year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday (ISO 8601: Monday is 1) of a month; -1 is the last."""
    if nth > 0:
        first = date(of_year, month, 1)
        return first.replace(day=1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(of_year, month, calendar.last_day(of_year, month))
    return last.replace(day=last.day - (last.isoweekday() - weekday) % 7 + 7 * (nth + 1))


def easter(of_year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991: the anonymous algorithm)."""
    golden, (century, rest) = of_year % 19, divmod(of_year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(of_year, month, day + 1)
