"""Times longer than a day by their names: last week, decades, centuries, quarters, halves, seasons, fiscal years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from figures.calendar import when as calendar
from figures.calendar.days import month, year
from figures.calendar.setting import FUTURE, NO_DATE, NO_DATE_BEFORE, PRESENT, Texts
from figures.calendar.when import LONGEST_YEAR, When
from figures.calendar.within import fraction, nth
from figures.calendar.yearless import by_tense, without_year

LATEST_HUNDRED = 2000
"""The `s` of years before it that end in two noughts is a century, and from it on a decade: the 1800s, the 2000s."""


def period(texts: Texts) -> When | None:
    """`last week`, `this year`, `next month`: a calendar unit, shifted whole from the day of publication."""
    unit, today = str(texts.meaning("period", "period").get("value")), texts.today
    if today is None:
        return calendar.unknown(NO_DATE)
    if is_rolling(texts, unit):
        first = calendar.back(unit, today)
        return None if first is None else calendar.days_between(first, today)
    told = texts.setting.told
    if unit == "day" and texts.shift == 0 and told is not None and told.days == 1 and told.start is not None:
        return replace(calendar.day(told.start), doubt=f"counted from {told.timex}")  # on this day they fell
    if unit != "day" and texts.setting.tense in FUTURE | {PRESENT}:  # it sank in 2009; another is due next year
        told = None
    if texts.shift and texts.meaning("shift", "shift").get("told") and (told is not None or unit == "day"):
        return _next(texts.setting.anchor if told is None else told, unit, texts.shift, today)
    return None if texts.shift is None else calendar.around(unit, today, texts.shift)


def _next(told: When | None, unit: str, step: int, today: date) -> When | None:
    """`at daybreak next day`, `next year they sailed`: in a story from where it has come to."""
    if told is None:
        return calendar.around(unit, today, step)
    edge = calendar.edge(told, step) if unit == "day" else told
    base = None if edge is None else edge.end if step > 0 else edge.start
    found = None if base is None else calendar.around(unit, base, step)
    return None if found is None else replace(found, doubt=f"counted from {told.timex}")


def is_rolling(texts: Texts, unit: str) -> bool:
    """Whether a unit ends with the publication: `the past year`. Accounts know no other quarters than the calendar."""
    shift = texts.meaning("shift", "shift")
    return bool(shift.get("rolling")) and unit not in ("quarter", "weekend", shift.get("whole"))


def week_number(texts: Texts) -> When | None:
    """`week 36 of 2017`, by ISO 8601."""
    number, of_year = texts.whole("week-number"), year(texts)
    if number is None:
        return None
    if of_year is not None:
        return calendar.iso_week(number, of_year)
    return without_year(texts.setting, f"XXXX-W{number:02d}", lambda of: calendar.iso_week(number, of))


def weekend(texts: Texts) -> When | None:
    """`the weekend`, `this weekend`: this week's, or the one before where the clause is past and it is to come."""
    today = texts.today
    if today is None:
        return calendar.unknown(NO_DATE)
    here = calendar.weekend(today)
    ahead = here is None or (here.start is not None and here.start > today)
    tense = texts.setting.tense
    past = tense == "past" if "shift" in texts else tense not in FUTURE | {"present"}
    return calendar.weekend(today, -1) if ahead and past else here


def decade(texts: Texts) -> When | None:
    """`the 1990s`, `the ’90s`, `the nineties`."""
    digits = texts.texts["decade"].lstrip("'’")
    if digits.isdecimal():
        if len(digits) == 4 and int(digits) % 10:
            return calendar.year(int(digits))
        first = int(digits) if len(digits) == 4 else 1900 + int(digits) + (100 if int(digits) < 20 else 0)
    else:
        first = 1900 + int(texts.meaning("decade", "decade-word").get("value", 0))
    found = None if first % 10 else calendar.decade(first)
    if found is not None and len(digits) == 4 and first % 100 == 0 and first < LATEST_HUNDRED:
        return replace(calendar.century(first // 100 + 1) or found, doubt=f"or {found.timex}")  # the late 1800s
    return found


def decade_before(texts: Texts) -> When | None:
    """`the 470s BC`: 479 to 470 BC, which TIMEX3 writes by the digits they share; after the year 1 as others."""
    first = int(texts.texts["decade"])
    if first % 10 or not 0 < first <= 9990:
        return None
    if int(texts.meaning("era", "era", "era-before")["value"]) > 0:
        return calendar.decade(first)
    return When(None, None, f"BC{first // 10:03d}")


def century(texts: Texts) -> When | None:
    """`the 19th century`; before the year 1 only its value, as TIMEX3 writes it."""
    count = texts.whole("century", ordinal=True)
    if count is not None and texts.meaning("era", "era", "era-before").get("value") == -1:
        return When(None, None, f"BC{count - 1:02d}") if 1 <= count <= 99 else None
    return None if count is None else calendar.century(count)


def quarter(texts: Texts) -> When | None:
    """`Q3 2021`, `the third quarter`."""
    named = texts.meaning("quarter", "quarter-name").get("value")
    count = texts.whole("quarter", ordinal=True) if named is None else int(named)
    of_year = year(texts)
    if count is None or not 1 <= count <= 4:
        return None
    if of_year is not None:
        return calendar.quarter(count, of_year)
    told = texts.setting.anchor
    if told is not None and _is_financial(told):
        found = fraction(told, count, 4)
        return None if found is None else replace(found, doubt=f"counted from {told.timex}")
    return without_year(texts.setting, f"XXXX-Q{count}", lambda of: calendar.quarter(count, of))


def _is_financial(told: When) -> bool:
    """Whether a date is twelve months that are no year of the calendar: the year ended 30 September 2022."""
    if told.start is None or told.end is None or told.start.month == 1:
        return False
    return calendar.days_from(told.end, 1) == calendar.months_from(told.start, 12)


def quarter_of_month(texts: Texts) -> When | None:
    """`the June quarter`: the three months that end with a month."""
    number, of_year = month(texts), year(texts)
    if number is None:
        return None
    if of_year is not None:
        return calendar.months(number - 2, number, of_year)
    return without_year(texts.setting, "", lambda of: calendar.months(number - 2, number, of))


def half(texts: Texts) -> When | None:
    """`H1 2014`, `the first half of last year`."""
    named = texts.meaning("half", "half-name").get("value")
    count = nth(texts) if named is None else int(named)
    of_year = year(texts)
    if count not in (1, 2, -1):
        return None
    first = 1 if count == 1 else 7
    if of_year is not None:
        return calendar.months(first, first + 5, of_year)
    return without_year(texts.setting, "", lambda of: calendar.months(first, first + 5, of))


def season(texts: Texts) -> When | None:
    """`summer 2014`, `last winter`, `in the spring`, as EDTF numbers seasons."""
    meaning = texts.meaning("season", "season", "season-fall")
    code, (first, last) = int(meaning["code"]), meaning["months"]
    of_year, today, shift = year(texts), texts.today, texts.shift
    if of_year is not None:
        return calendar.season(code, first, last, of_year)
    if "anaphor" in texts:
        return _next_season(texts, code, first, last)
    if shift is None:
        return without_year(texts.setting, f"XXXX-{code}", lambda of: calendar.season(code, first, last, of))
    if today is None:
        return When(None, None, f"XXXX-{code}", NO_DATE)
    known = [found for n in (-1, 0, 1) if (found := calendar.season(code, first, last, today.year + n)) is not None]
    if shift < 0:
        return next((found for found in reversed(known) if found.end and found.end < today), None)
    if shift == 0 and texts.setting.tense not in FUTURE:
        return _this_season(known, today, texts.setting.tense)
    return next((f for f in known if f.start and f.end and (f.start > today if shift else f.end >= today)), None)


def _this_season(known: list[When], today: date, tense: str | None) -> When | None:
    """`this summer`: the last that has begun, where the clause is past; or else the one of this year, or about it."""
    begun = [found for found in known if found.start and found.start <= today]
    if tense == "past":
        return begun[-1] if begun else None
    here = [found for found in known if found.start and found.end and found.start.year == found.end.year == today.year]
    return by_tense(here or known, today, tense)


def _next_season(texts: Texts, code: int, first: int, last: int) -> When | None:
    """`that summer`, `the following spring`: of the year of the last date read, after it or before it."""
    anchor = texts.setting.counted_from(LONGEST_YEAR) or (None if texts.today is None else calendar.day(texts.today))
    if anchor is None or anchor.start is None or anchor.end is None:
        return When(None, None, f"XXXX-{code}", NO_DATE_BEFORE)
    step = texts.step
    near = [calendar.season(code, first, last, anchor.start.year + n) for n in (-1, 0, 1)]
    known = [found for found in near if found is not None and found.start is not None and found.end is not None]
    if step > 0:
        known = [one for one in known if one.start and one.end and one.start > anchor.start and one.end > anchor.end]
    elif step < 0:
        known = [found for found in reversed(known) if found.end and found.end < anchor.end]
    else:
        known = [found for found in known if found.start and found.start.year == anchor.start.year]
    return replace(known[0], doubt=f"counted from {anchor.timex}") if known else None


def fiscal(texts: Texts) -> When | None:
    """`FY2021`, `last fiscal year`: the year by name; when a financial year begins is not said."""
    if "year" not in texts and texts.today is None:
        return calendar.unknown(NO_DATE)
    value = year(texts)
    return None if value is None else When(None, None, f"{value:04d}", "a financial year")
