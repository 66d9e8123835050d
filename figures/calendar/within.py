"""Parts of a longer time: the first half of 2014, the last Friday of October, the first six months of the year."""

from __future__ import annotations

from dataclasses import replace

from figures.calendar import when as calendar
from figures.calendar.setting import Texts
from figures.calendar.when import LONGEST_YEAR, When


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
    return texts.whole("nth", ordinal=True)


def part_of(texts: Texts, whole: When) -> When | None:
    """`the first half of 2014`, `the last Friday of October`, `the first six months of the year`, within `whole`."""
    count = nth(texts)
    if count is not None and count and whole.start is None and whole.end is None and whole.doubt is not None:
        return calendar.unknown(whole.doubt)
    if count is None or not count or whole.start is None or whole.end is None:
        return None
    if "half" in texts:
        return fraction(whole, count, int(texts.meaning("half", "half-word")["value"]))
    if "unit" in texts:
        return _first_or_last(texts, whole, count)
    if "weekday" in texts:
        first = calendar.days_from(whole.start, (texts.weekday - whole.start.isoweekday()) % 7)
        return _pick([calendar.around("day", first, n) for n in range(0, 372, 7)] if first else [], whole, count)
    unit = str(texts.meaning("period", "period").get("value"))
    if (whole.days or 0) > LONGEST_YEAR and unit in ("day", "week", "weekend", "month"):
        return None
    if unit == "quarter" and (whole.days or 0) > LONGEST_YEAR:  # of a decade, of a century
        return fraction(whole, count, 4)
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


def fraction(whole: When, count: int, parts: int) -> When | None:
    """One of so many equal parts of a time, in months where it has them."""
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
