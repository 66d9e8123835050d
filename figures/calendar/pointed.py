"""Times that a text points at: that year, the following month, the same quarter last year, the day after Christmas.

In: the parts of a hit and where the text has come to. Out: `When`s, counted from the last date read, or from the
publication; `doubt` says from which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from figures.calendar import when as calendar
from figures.calendar.antiquity import stands_in
from figures.calendar.clock import part_of_day
from figures.calendar.setting import BY_TODAY, FUTURE, NO_DATE_BEFORE, Texts
from figures.calendar.when import LONGEST_YEAR, When

COARSEST = {"day": 7, "week": 7, "weekend": 7, "month": 45, "quarter": 100, "decade": 3660, "century": 36600}
"""Days that a date covers at most, for a day, a week, a month to be counted from it."""

YEARLY = ("month", "quarter", "year")
"""Units of which each year has the same."""


def same(texts: Texts, *, alone: bool = True) -> When | None:
    """`that year`, `the following day`, `the end of the month`: counted from the last date read, or the publication.

    What stands `alone` points back at a date, and at none that nobody named: later that year he left.
    """
    step = texts.step
    unit = _unit(texts)
    if _is_any(texts):
        told = texts.setting.said or texts.setting.counted_from(LONGEST_YEAR)
        if told is None or (told.days or 0) <= 1:
            return calendar.unknown("no period before it")
        return replace(told, doubt=f"counted from {told.timex}", moment=None, day=None, ahead=None)
    most = COARSEST.get(unit, LONGEST_YEAR)
    anchor = texts.setting.counted_from(most)
    if "anaphor" not in texts and texts.setting.tense in FUTURE and _is_over(texts, anchor):
        anchor = None
    if "anaphor" not in texts and texts.setting.tense == "past" and _is_to_come(texts, anchor):
        anchor = None  # payable on 26 May; it has fallen since the beginning of the month
    if step < 0 and texts.setting.elsewhere and texts.setting.tense not in FUTURE and _is_to_come(texts, anchor):
        anchor = None  # will open 50 shops by the end of 2030. Sales rose compared to the previous year
    if unit == "day" and anchor is not None and step and (anchor.days or 0) > COARSEST["day"]:
        last = calendar.edge(anchor, step)
        anchor = anchor if last is None else replace(last, timex=anchor.timex)
    if unit == "month" and step < 0 and anchor is not None and "/" in anchor.timex and anchor.end is not None:
        anchor = calendar.month(anchor.end.month, anchor.end.year)  # in the 12 months to May, up on the previous month
    coarse = anchor is not None and "month" not in texts and (anchor.days or 0) > most
    if coarse and texts.setting.told is not None and anchor is not None:
        return calendar.unknown(f"counted from {anchor.timex}")
    doubt = None if anchor is None or coarse else f"counted from {anchor.timex}"
    if doubt is None and texts.today is not None:
        anchor = calendar.day(texts.today)
    if anchor is None or anchor.start is None or anchor.end is None:
        return calendar.unknown(NO_DATE_BEFORE)
    doubt, other = doubt or BY_TODAY, texts.setting.beside
    if step and "month" not in texts and other and other.start and (other.days or 1) <= most:
        there = calendar.around(unit, other.start)
        return None if there is None else replace(there, doubt=f"the date before, {other.timex}")
    if "month" in texts:
        return _named_month(texts, anchor.end if step > 0 else anchor.start, step, doubt)
    found = _year_beside(anchor, unit, step) or _week_beside(anchor, unit, step)
    found = found or calendar.around(unit, anchor.end if step > 0 else anchor.start, step)
    ahead = unit != "day" and bool(texts.meaning("anaphor", "anaphor", "anaphor-after").get("ahead"))
    unsaid = doubt == BY_TODAY and (step == 0 or (step > 0 and texts.setting.tense == "past" and not ahead))
    if unsaid and alone and "anaphor" in texts:
        return calendar.unknown(NO_DATE_BEFORE)  # in late August it was signed, and the next day broken
    return None if found is None else replace(found, doubt=doubt)


def same_of(texts: Texts, other: When, inner: Texts) -> When | None:
    """`the same quarter last year`: the period that is told of, in the year of another date."""
    found = same(texts, alone=False)
    unit = _unit(texts)
    if found is None or found.start is None or other.start is None:
        return other if _is_any(texts) else found
    counted = bool(inner.meaning("direction", "direction").get("text"))
    whole = _is_any(texts) and not counted and found.end is not None  # the year to June 2019 is of 2019
    years = other.start.year - (found.end if whole and found.end is not None else found.start).year
    pointed = "direction" in inner or inner.meaning("shift", "shift").get("value", 0)
    if not years and pointed and unit != "week":
        years = -1  # in January, of the last quarter: nothing is held against itself
    if _is_any(texts):
        there = _moved(found, 12 * years)
        return other if there is None else replace(there, doubt=found.doubt)
    if unit == "week" and not calendar.same_days(calendar.week(found.start), found):
        there = _moved(found, 12 * years)
        return None if there is None else replace(there, doubt=found.doubt)
    middle = calendar.days_from(found.start, COARSEST["week"] // 2) if unit == "week" else found.start
    moved = None if middle is None else calendar.months_from(middle, 12 * years)
    there = None if moved is None else calendar.around(unit, moved)
    return None if there is None else replace(there, doubt=found.doubt)


def year_before(texts: Texts) -> When | None:
    """`the year-earlier quarter`: the one that is told of, a year before; without a unit what was told of last."""
    anchor, today = texts.setting.counted_from(LONGEST_YEAR), texts.today
    if "period" not in texts and _is_to_come(texts, anchor):
        anchor = None  # will lay off 850 by January; it had a year-earlier loss
    start = today if anchor is None else anchor.start
    moved = None if start is None else calendar.months_from(start, -12)
    if moved is None or start is None:
        return calendar.unknown(NO_DATE_BEFORE)
    unit = str(texts.meaning("period", "period").get("value", "year"))
    named = texts.meaning("period", "period") or anchor is None or (anchor.days or 0) <= COARSEST["day"]
    found = calendar.around(unit, moved) if named or anchor is None else _moved(anchor, -12)
    doubt = BY_TODAY if anchor is None else f"counted from {anchor.timex}"
    return None if found is None else replace(found, doubt=doubt)


def beside(texts: Texts, whole: When) -> When | None:
    """`the day after Thanksgiving`, `the weekend before 5 May`, `the night before Christmas`."""
    step = int(texts.meaning("direction", "side")["value"])
    edge = whole.start if step < 0 else whole.end
    unit = str(texts.meaning("period", "period").get("value", "day"))
    if edge is None:
        return None
    near = [calendar.around(unit, edge, n * step) for n in (0, 1)]
    bounds = [(one, one.end if step < 0 else one.start) for one in near if one is not None]
    found = next((one for one, bound in bounds if bound is not None and (bound - edge).days * step > 0), None)
    part = part_of_day(texts) if "day-part" in texts else ""
    return None if found is None else replace(found, timex=found.timex + part, doubt=whole.doubt)


def _is_any(texts: Texts) -> bool:
    """Whether a period is named by no unit: `in the latest period`, `the same period last year`."""
    return "period" in texts and not _period(texts)


def _period(texts: Texts) -> Mapping[str, Any]:
    return texts.meaning("period", "period", "long-period", "midyear")


def _unit(texts: Texts) -> str:
    """The unit of the period that is named; a day, if none is."""
    return str(_period(texts).get("value", "day"))


def _is_to_come(texts: Texts, anchor: When | None) -> bool:
    """Whether a date lies after the publication, so that what was by the end of the month counts from now."""
    start = None if anchor is None or stands_in(anchor.start) else anchor.start
    return start is not None and texts.today is not None and start > texts.today


def _is_over(texts: Texts, anchor: When | None) -> bool:
    """Whether a date lies before the publication, so that what `will end by the end of the month` counts from now."""
    return anchor is not None and anchor.end is not None and texts.today is not None and anchor.end < texts.today


def _year_beside(anchor: When, unit: str, step: int) -> When | None:
    """`in the year to September 2013 … the previous year`: the twelve months before them."""
    if unit != "year" or not step or anchor.start is None or anchor.end is None or anchor.start.month == 1:
        return None
    ends = [calendar.months_from(anchor.start, 12 * years) for years in (1, step, step + 1)]
    whole = (anchor.end, calendar.days_from(anchor.end, 1))  # the past year ends on the day on which it began
    if ends[0] not in whole or ends[1] is None or ends[2] is None:
        return None
    last = calendar.days_from(ends[2], -1)
    return None if last is None else calendar.days_between(ends[1], last)


def _week_beside(anchor: When, unit: str, step: int) -> When | None:
    """`in the week ended Tuesday … the week before`: the seven days before those; `the same week`, those themselves."""
    if unit != "week" or anchor.days != COARSEST["week"] or anchor.start is None:
        return None
    first, last = calendar.days_from(anchor.start, 7 * step), calendar.days_from(anchor.start, 7 * step + 6)
    whole = calendar.same_days(calendar.week(anchor.start), anchor)
    return None if whole or first is None or last is None else calendar.days_between(first, last)


def _moved(told: When, months: int) -> When | None:
    """As much of the calendar, some months from it: a quarter, a month or a year, or else from day to day."""
    if told.start is None or told.end is None:
        return None
    start, end = calendar.months_from(told.start, months), calendar.days_from(told.end, 1)
    for unit in YEARLY:
        if start is not None and calendar.same_days(calendar.around(unit, told.start), told):
            return calendar.around(unit, start)
    beyond = None if end is None else calendar.months_from(end, months)
    last = None if beyond is None else calendar.days_from(beyond, -1)
    return None if start is None or last is None else calendar.days_between(start, last)


def _named_month(texts: Texts, start: date, step: int, doubt: str) -> When | None:
    number = int(texts.meaning("month", "month", "month-word")["value"])
    near = [calendar.month(number, start.year + n) for n in (-1, 0, 1)]
    known = [found for found in near if found is not None and found.start is not None]
    if step > 0:
        known = [found for found in known if found.start and found.start > start]
    elif step < 0:
        known = [found for found in reversed(known) if found.end and found.end < start]
    else:
        known = [found for found in known if found.start and found.start.year == start.year]
    return replace(known[0], doubt=doubt) if known else None
