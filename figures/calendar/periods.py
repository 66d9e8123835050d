"""Times longer than a day: last week, that year, decades, centuries, quarters, halves, seasons, parts of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from figures.calendar import when as calendar
from figures.calendar.antiquity import stands_in
from figures.calendar.clock import part_of_day
from figures.calendar.days import month, year
from figures.calendar.setting import BY_TODAY, FUTURE, PRESENT, Texts
from figures.calendar.when import When
from figures.calendar.yearless import NO_DATE, by_tense, without_year

COARSEST = {"day": 7, "week": 7, "weekend": 7, "month": 45, "quarter": 100, "decade": 3660, "century": 36600}
"""Days that a date covers at most, for a day, a week, a month to be counted from it."""

LATEST_HUNDRED = 2000
"""The `s` of years before it that end in two noughts is a century, and from it on a decade: the 1800s, the 2000s."""

LONGEST_YEAR = 366

YEARLY = ("month", "quarter", "year")
"""Units of which each year has the same."""


def period(texts: Texts) -> When | None:
    """`last week`, `this year`, `next month`: a calendar unit, shifted whole from the day of publication."""
    unit, today = str(texts.meaning("period", "period").get("value")), texts.today
    if today is None:
        return When(None, None, "", NO_DATE)
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


def _year_beside(anchor: When, unit: str, step: int) -> When | None:
    """`in the year to September 2013 … the previous year`: the twelve months before them."""
    if unit != "year" or not step or anchor.start is None or anchor.end is None or anchor.start.month == 1:
        return None
    ends = [calendar.months_from(anchor.start, 12 * years) for years in (1, step, step + 1)]
    if ends[0] != calendar.days_from(anchor.end, 1) or ends[1] is None or ends[2] is None:
        return None
    last = calendar.days_from(ends[2], -1)
    return None if last is None else calendar.days_between(ends[1], last)


def same(texts: Texts, *, alone: bool = True) -> When | None:
    """`that year`, `the following day`, `the end of the month`: counted from the last date read, or the publication.

    What stands `alone` points back at a date, and at none that nobody named: later that year he left.
    """
    step = int(texts.meaning("anaphor", "anaphor", "anaphor-after").get("value", 0))
    unit = str(texts.meaning("period", "period", "long-period", "midyear").get("value", "day"))
    if _is_any(texts):
        told = texts.setting.said or texts.setting.counted_from(LONGEST_YEAR)
        if told is None or (told.days or 0) <= 1:
            return When(None, None, "", "no period before it")
        return replace(told, doubt=f"counted from {told.timex}", moment=None, day=None, ahead=None)
    anchor = texts.setting.counted_from(COARSEST.get(unit, 366))
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
    coarse = anchor is not None and "month" not in texts and (anchor.days or 0) > COARSEST.get(unit, 366)
    if coarse and texts.setting.told is not None and anchor is not None:
        return When(None, None, "", f"counted from {anchor.timex}")
    doubt = None if anchor is None or coarse else f"counted from {anchor.timex}"
    if doubt is None and texts.today is not None:
        anchor = calendar.day(texts.today)
    if anchor is None or anchor.start is None or anchor.end is None:
        return When(None, None, "", "no date before it")
    doubt, beside = doubt or BY_TODAY, texts.setting.beside
    if step and "month" not in texts and beside and beside.start and (beside.days or 1) <= COARSEST.get(unit, 366):
        there = calendar.around(unit, beside.start)
        return None if there is None else replace(there, doubt=f"the date before, {beside.timex}")
    if "month" in texts:
        return _named_month(texts, anchor.end if step > 0 else anchor.start, step, doubt)
    found = _year_beside(anchor, unit, step) or _week_beside(anchor, unit, step)
    found = found or calendar.around(unit, anchor.end if step > 0 else anchor.start, step)
    ahead = unit != "day" and bool(texts.meaning("anaphor", "anaphor", "anaphor-after").get("ahead"))
    unsaid = doubt == BY_TODAY and (step == 0 or (step > 0 and texts.setting.tense == "past" and not ahead))
    if unsaid and alone and "anaphor" in texts:
        return When(None, None, "", "no date before it")  # in late August it was signed, and the next day broken
    return None if found is None else replace(found, doubt=doubt)


def _week_beside(anchor: When, unit: str, step: int) -> When | None:
    """`in the week ended Tuesday … the week before`: the seven days before those; `the same week`, those themselves."""
    if unit != "week" or anchor.days != COARSEST["week"] or anchor.start is None:
        return None
    first, last = calendar.days_from(anchor.start, 7 * step), calendar.days_from(anchor.start, 7 * step + 6)
    whole = calendar.same_days(calendar.week(anchor.start), anchor)
    return None if whole or first is None or last is None else calendar.days_between(first, last)


def _is_any(texts: Texts) -> bool:
    """Whether a period is named by no unit: `in the latest period`, `the same period last year`."""
    return "period" in texts and not texts.meaning("period", "period", "long-period", "midyear")


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


def year_before(texts: Texts) -> When | None:
    """`the year-earlier quarter`: the one that is told of, a year before; without a unit what was told of last."""
    anchor, today = texts.setting.counted_from(366), texts.today
    if "period" not in texts and _is_to_come(texts, anchor):
        anchor = None  # will lay off 850 by January; it had a year-earlier loss
    start = today if anchor is None else anchor.start
    moved = None if start is None else calendar.months_from(start, -12)
    if moved is None or start is None:
        return When(None, None, "", "no date before it")
    unit = str(texts.meaning("period", "period").get("value", "year"))
    named = texts.meaning("period", "period") or anchor is None or (anchor.days or 0) <= COARSEST["day"]
    found = calendar.around(unit, moved) if named or anchor is None else _moved(anchor, -12)
    doubt = "counted from the publication date" if anchor is None else f"counted from {anchor.timex}"
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


def _is_to_come(texts: Texts, anchor: When | None) -> bool:
    """Whether a date lies after the publication, so that what was by the end of the month counts from now."""
    start = None if anchor is None or stands_in(anchor.start) else anchor.start
    return start is not None and texts.today is not None and start > texts.today


def _is_over(texts: Texts, anchor: When | None) -> bool:
    """Whether a date lies before the publication, so that what `will end by the end of the month` counts from now."""
    return anchor is not None and anchor.end is not None and texts.today is not None and anchor.end < texts.today


def same_of(texts: Texts, other: When) -> When | None:
    """`the same quarter last year`: the period that is told of, in the year of another date."""
    found, unit = (
        same(texts, alone=False),
        str(texts.meaning("period", "period", "long-period", "midyear").get("value", "day")),
    )
    if _is_any(texts):
        if found is None or found.start is None or other.start is None:
            return other
        there = _moved(found, 12 * (other.start.year - found.start.year))
        return other if there is None else replace(there, doubt=found.doubt)
    if found is None or found.start is None or other.start is None:
        return found
    years = other.start.year - found.start.year
    if unit == "week" and not calendar.same_days(calendar.week(found.start), found):
        there = _moved(found, 12 * years)
        return None if there is None else replace(there, doubt=found.doubt)
    middle = calendar.days_from(found.start, COARSEST["week"] // 2) if unit == "week" else found.start
    moved = None if middle is None else calendar.months_from(middle, 12 * years)
    there = None if moved is None else calendar.around(unit, moved)
    return None if there is None else replace(there, doubt=found.doubt)


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
        return When(None, None, "", NO_DATE)
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
        found = _fraction(told, count, 4)
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
    anchor = texts.setting.counted_from(366) or (None if texts.today is None else calendar.day(texts.today))
    if anchor is None or anchor.start is None or anchor.end is None:
        return When(None, None, f"XXXX-{code}", "no date before it")
    step = int(texts.meaning("anaphor", "anaphor")["value"])
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
        return When(None, None, "", NO_DATE)
    value = year(texts)
    return None if value is None else When(None, None, f"{value:04d}", "a financial year")


# -------------------------------------------------------------------------------------- parts of a longer time
def nth(texts: Texts) -> int | None:
    """Which one: 1 for first, -1 for last, -2 for the second last."""
    text = texts.texts["nth"]
    known = texts.meaning("nth", "nth").get("value")
    if known is not None:
        return int(known)
    *before, final = text.split()
    last = texts.grammar.lexicon.find(final, "nth")
    if before and last is not None and int(last.meaning["value"]) < 0:
        found = texts.number(" ".join(before))
        return None if found is None else -int(found.value)
    count = texts.whole("nth", ordinal=True)
    return count


def part_of(texts: Texts, whole: When) -> When | None:
    """`the first half of 2014`, `the last Friday of October`, `the first six months of the year`, within `whole`."""
    count = nth(texts)
    if count is None or not count or whole.start is None or whole.end is None:
        return None
    if "half" in texts:
        return _fraction(whole, count, int(texts.meaning("half", "half-word")["value"]))
    if "unit" in texts:
        return _first_or_last(texts, whole, count)
    if "weekday" in texts:
        wanted = int(texts.meaning("weekday", "weekday")["value"])
        first = calendar.days_from(whole.start, (wanted - whole.start.isoweekday()) % 7)
        return _pick([calendar.around("day", first, n) for n in range(0, 372, 7)] if first else [], whole, count)
    unit = str(texts.meaning("period", "period").get("value"))
    if (whole.days or 0) > 366 and unit in ("day", "week", "weekend", "month"):
        return None
    if unit == "quarter" and (whole.days or 0) > LONGEST_YEAR:  # of a decade, of a century
        return _fraction(whole, count, 4)
    steps = {"day": 367, "week": 54, "weekend": 54, "month": 13, "quarter": 5, "year": 100, "decade": 10}.get(unit, 0)
    return _pick([calendar.around(unit, whole.start, n) for n in range(steps)], whole, count)


def _pick(candidates: list[When | None], whole: When, count: int) -> When | None:
    """The nth candidate whose middle lies in the whole: a week belongs where most of it lies, as in ISO 8601."""
    inside = []
    for found in candidates:
        middle = (
            None if found is None or found.start is None else calendar.days_from(found.start, (found.days or 1) // 2)
        )
        if found is not None and middle and whole.start and whole.end and whole.start <= middle <= whole.end:
            inside.append(found)
    index = count - 1 if count > 0 else count
    return inside[index] if -len(inside) <= index < len(inside) else None


def _fraction(whole: When, count: int, parts: int) -> When | None:
    """One of two halves of a time, in months where it has them."""
    start, end = whole.start, whole.end
    index = count - 1 if count > 0 else parts + count
    if start is None or end is None or not 0 <= index < parts:
        return None
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and (end.month != start.month or end.year != start.year) and months % parts == 0:
        size = months // parts
        return calendar.months(start.month + index * size, start.month + (index + 1) * size - 1, start.year)
    size = (whole.days or 0) // parts
    first = calendar.days_from(start, index * size)
    last = end if index == parts - 1 else calendar.days_from(start, (index + 1) * size - 1)
    return None if first is None or last is None else calendar.days_between(first, last)


def _first_or_last(texts: Texts, whole: When, count: int) -> When | None:
    if "number" not in texts and texts.meaning("unit", "many-units"):
        return replace(whole, doubt="how much of it is not said")  # the opening weeks of 2021
    number = texts.whole("number") or 1
    word = texts.meaning("unit", "time-unit", "quarter-unit")
    months = {"a": 12, "mo": 1}.get(str(word.get("code")), 0) * number * int(word.get("times", 1))
    days = {"wk": 7, "d": 1}.get(str(word.get("code")), 0) * number * int(word.get("times", 1))
    start, end = whole.start, whole.end
    if start is None or end is None or not (months or days) or count not in (1, -1):
        return None
    if count > 0:
        beyond = calendar.months_from(start, months) if months else calendar.days_from(start, days)
        last = None if beyond is None else calendar.days_from(beyond, -1)
        return None if last is None or last > end else calendar.days_between(start, last)
    after = calendar.days_from(end, 1)
    if after is None:
        return None
    first = calendar.months_from(after, -months) if months else calendar.days_from(after, -days)
    return None if first is None or first < start else calendar.days_between(first, end)
