"""Years before the year 1 → stand-ins far ahead in the calendar, from which `the following winter` is counted.

The calendar of days begins with the year 1. What a text counts from a year before it is counted from a year as far from
others as it is, and written back when it is known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from figures.calendar import when as calendar
from figures.calendar.when import When

FIRST = 9800
"""The stand-in of the year 1; that of 1 BC is the year before."""

EARLIEST = 5800
"""The stand-in of the earliest year that has one; nothing is counted on from dates so far ahead that are written."""

BEFORE = "BC"
"""How TIMEX3 begins a year before the year 1."""

CENTURY = 100

SPRING = 21
"""The first of the codes that EDTF gives to seasons, of three months each, from March on."""


def stands_in(day: date | None) -> bool:
    """Whether a day is one of a stand-in."""
    return day is not None and day.year >= EARLIEST


def stand_in(timex: str) -> When | None:
    """The days that stand for a year before the year 1, or a season, a month or a day of it; None for other values."""
    parts = timex.removeprefix(BEFORE).split("-")
    if not timex.startswith(BEFORE) or len(parts[0]) != 4 or not all(part.isdecimal() for part in parts):
        return None
    of_year, rest = FIRST - int(parts[0]), [int(part) for part in parts[1:]]
    if not EARLIEST <= of_year < FIRST:
        return None
    if len(rest) == 1 and rest[0] >= SPRING:
        first = 3 * (rest[0] - SPRING) + 3
        return calendar.season(rest[0], first, first + 2, of_year)
    return calendar.of_timex("-".join([str(of_year), *parts[1:]]))


def written(found: When) -> When:
    """What was counted from a stand-in, as TIMEX3 writes it; no calendar has the days."""
    if found.start is not None and found.end is not None and found.end.year - found.start.year == CENTURY - 1:
        return When(None, None, f"{BEFORE}{(FIRST - found.start.year) // CENTURY - 1:02d}", found.doubt)
    ends = [_year(end) for end in found.timex.split("/")]
    return When(None, None, "" if None in ends else "/".join(end for end in ends if end), found.doubt)


def told_from(found: When, anchor: When) -> When:
    """A date that may have been counted from a stand-in: with its own years, in its value and in its doubt."""
    doubt = found.doubt
    value = _year(anchor.timex)
    if doubt is not None and value is not None:
        found = replace(found, doubt=doubt.replace(anchor.timex, value))
    return written(found) if stands_in(found.start) or stands_in(found.end) else found


def _year(timex: str) -> str | None:
    """A value of a stand-in with its own year; None where its year is not whole."""
    head, rest = timex[:4], timex[4:]
    if timex in ("", ".."):
        return timex
    if not head.isdecimal() or (rest and rest[0] not in "-T"):
        return None
    number = FIRST - int(head)
    return (f"{BEFORE}{number:04d}" if number > 0 else f"{1 - number:04d}") + rest
