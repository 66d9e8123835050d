"""Days and months: written out, in digits, weekdays, feasts; with the year that the words leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from figures.calendar import when as calendar
from figures.calendar.setting import FUTURE, IN_NEWS, NO_DATE, PLAN, Texts
from figures.calendar.when import When
from figures.calendar.yearless import by_tense, without_year

PIVOT = 50
"""Two digits from here on are years of the last century (RFC 5322, 4.3)."""

WEEK = 7
"""Days that a date covers at most, for a weekday behind it in a range to be the next one."""

MOST_WEEKS = 1000
"""More weekdays are not counted off."""


def absolute(texts: Texts) -> When | None:
    """`12 January 2022`, `January 2022`, `2022`; without a year the one that fits (`by_year`)."""
    of_year, number = year(texts), month(texts)
    days = _day(texts)
    if days is not None and days > 999 and "year" not in texts:  # `Dec-2018`
        of_year, days = days, None
        return None if number is None else calendar.month_or_day(of_year, number, None)
    if "month" not in texts:
        return None if of_year is None else calendar.year(of_year)
    if number is None or ("day" in texts and days is None):
        return None
    if of_year is not None:
        return calendar.month_or_day(of_year, number, days)
    unknown = f"XXXX-{number:02d}" + (f"-{days:02d}" if days else "")
    if "year" in texts or ("period" in texts and texts.meaning("period", "period").get("value") == "year"):
        pointed = "year" not in texts and texts.today is None  # 4 May last year, where nobody knows which that was
        return When(None, None, unknown, NO_DATE) if pointed else None
    if texts.shift is not None and texts.today is not None:
        return _by_shift([calendar.month_or_day(texts.today.year + n, number, days) for n in (-2, -1, 0, 1)], texts)
    wanted = texts.weekday if "weekday" in texts else None
    return without_year(texts.setting, unknown, lambda of: calendar.month_or_day(of, number, days), wanted)


def _day(texts: Texts) -> int | None:
    if "day" not in texts:
        return None
    value = texts.meaning("day", "day-word").get("value")
    return texts.whole("day", ordinal=True) if value is None else int(value)


def year(texts: Texts) -> int | None:
    """The year that is written, or pointed at (`last year`, `that year`)."""
    if "year" not in texts:
        if texts.meaning("period", "period").get("value") != "year":
            return None
        anchor = texts.setting.counted_from(366)
        if "anaphor" in texts and anchor is not None and anchor.start is not None:
            return anchor.start.year + texts.step
        shift = texts.shift if "shift" in texts else texts.meaning("anaphor", "anaphor").get("value")
        return None if shift is None or texts.today is None else texts.today.year + int(shift)
    digits = texts.texts["year"].lstrip("'’")
    if not digits.isdecimal():
        return _year_in_words(texts, digits)
    before = texts.meaning("era", "era", "era-before").get("value") == -1
    if len(digits) > (LONGEST_BEFORE if before else 4) or (len(digits) == 1 and "era" not in texts):
        return None
    value = int(digits)
    return value if len(digits) != 2 or "era" in texts else value + (1900 if value >= PIVOT else 2000)


LONGEST_BEFORE = 6
"""Digits of a year before Christ: 16000 BC."""


def _year_in_words(texts: Texts, text: str) -> int | None:
    """`nineteen eighty-four`: hundreds, then the rest; `two thousand and twenty` is a number like others."""
    first, _, rest = text.partition(" ")
    hundreds = texts.grammar.lexicon.find(first, "century-word")
    if texts.grammar.lexicon.find(rest.partition(" ")[0], "hundred") is not None:  # seventeen hundred and five
        hundreds = None
    stated = texts.number(rest if hundreds is not None else text)
    if stated is None or stated.value.denominator != 1:
        return None
    return int(stated.value) + (100 * int(hundreds.meaning["value"]) if hundreds is not None else 0)


def month(texts: Texts) -> int | None:
    """The number of a month, by its name or its digits."""
    text = texts.texts.get("month")
    if text is None:
        return None
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    value = texts.meaning("month", "month", "month-word").get("value")
    return None if value is None else int(value)


def _by_shift(candidates: list[When | None], texts: Texts) -> When | None:
    """`last May` is over, `next May` is to come, `this May` is in the same year. The month just over is no last May."""
    known = [candidate for candidate in candidates if candidate is not None]
    shift, today = texts.shift, texts.today
    if today is None or shift is None:
        return None
    if shift < 0:
        over = [found for found in known if found.end and found.end < today]
        just = calendar.month(today.month - 1, today.year) if today.month > 1 else None
        if texts.meaning("shift", "shift").get("far") and just in over:  # last October, said in November
            over.remove(just)
        return over[-1] if over else None
    if shift > 0:
        return next((found for found in known if found.start and found.start > today), None)
    return next((found for found in known if found.start and found.start.year == today.year), None)


# -------------------------------------------------------------------------------------- weekdays, days alone
def weekday(texts: Texts) -> When | None:
    """A weekday: of a week named, behind last or next, after the start of a range, or by the clause's tense."""
    setting, today, shift = texts.setting, texts.today, texts.shift
    wanted = texts.weekday
    after = setting.after
    if after is not None and (after.days or 1) > WEEK and today is not None:
        return weekday(Texts(texts.parts, texts.grammar, replace(setting, after=None)))  # from last May to Friday
    if setting.after is not None and setting.after.start is not None:
        return _after(setting.after.start, wanted, setting.after.doubt)
    anchor = setting.anchor
    if "anaphor" in texts and anchor is not None and anchor.start is not None and anchor.end is not None:
        step = texts.step
        first = calendar.days_from(anchor.start, -7) if step < 0 else calendar.days_from(anchor.end, min(step, 1))
        return None if first is None else _after(first, wanted, f"counted from {anchor.timex}")
    told = None if setting.told is None or setting.told.doubt == IN_NEWS else setting.told
    if told is not None and told.start is not None and shift is None and told.days == 1:
        return _after(told.start, wanted, f"week by the date before, {told.timex}")
    if today is None:
        return When(None, None, f"XXXX-WXX-{wanted}", NO_DATE)
    pointed = texts.meaning("shift", "shift", "next-but-one") if shift is not None else {}
    if pointed.get("near"):
        first = calendar.days_from(today, 1 + int(pointed.get("days", 0)))
        return None if first is None else _after(first, wanted, None)
    if shift is not None:
        return _shifted_weekday(today, wanted, shift, whole_week="period" in texts)
    ahead = (wanted - today.isoweekday()) % 7
    tense = setting.tense
    days = 0 if ahead == 0 else ahead if tense in FUTURE or tense == "present" else ahead - 7
    found = calendar.days_from(today, days)
    doubt = None if tense or not ahead else "taken as past: the clause has no tense"
    return None if found is None else replace(calendar.day(found), doubt=doubt)


def _after(first: date, wanted: int, doubt: str | None) -> When | None:
    found = calendar.days_from(first, (wanted - first.isoweekday()) % 7)
    return None if found is None else replace(calendar.day(found), doubt=doubt)


def _shifted_weekday(today: date, wanted: int, shift: int, *, whole_week: bool) -> When | None:
    week = calendar.week(today, shift if shift > 0 or whole_week else 0)
    found = None if week is None or week.start is None else calendar.days_from(week.start, wanted - 1)
    if shift < 0 and not whole_week and found is not None and found >= today:
        found = calendar.days_from(found, -7)
    if shift < -1 and not whole_week and found is not None:  # the Friday before last
        found = calendar.days_from(found, 7 * (shift + 1))
    return None if found is None else calendar.day(found)


def some_weekday(texts: Texts) -> When:
    """`on a Saturday`: which one is not said."""
    return When(None, None, f"XXXX-WXX-{texts.weekday}", "which one is not said")


def relative_day(texts: Texts) -> When | None:
    """`yesterday`, `the day after tomorrow`: counted from the day of publication."""
    if texts.today is None:
        return calendar.unknown(NO_DATE)
    found = calendar.days_from(texts.today, int(texts.meaning("relative-day", "relative-day")["value"]))
    return None if found is None else calendar.day(found)


def day_alone(texts: Texts) -> When | None:
    """`the 5th`, `Monday the 24th`, `the first of next month`: in the month of the last date read, or near today."""
    days = _day(texts)
    setting = texts.setting
    base = setting.after or setting.told or (setting.anchor if "weekday" not in texts else None)
    start = base.start if base is not None else texts.today
    if days is not None and start is None:
        return calendar.unknown(NO_DATE)
    if days is None or start is None:
        return None
    if "period" in texts:
        step = texts.shift if "shift" in texts else texts.step
        here = texts.today if "shift" in texts else start
        target = None if here is None else calendar.month(here.month + (step or 0), here.year)
        return None if target is None or target.start is None else _in_month(target.start, 0, days)
    if base is not None:
        near = [found for n in (0, 1, 2) if (found := _in_month(start, n, days)) is not None]
        found = next((found for found in near if found.start and found.start >= start), None)
        return None if found is None else replace(found, doubt=f"month by the date before, {base.timex}")
    near = [found for n in (-1, 0, 1) if (found := _in_month(start, n, days)) is not None]
    if "weekday" in texts:
        for reach in (6, 12):  # Friday the 13th
            wider = [found for n in range(-reach, reach + 1) if (found := _in_month(start, n, days)) is not None]
            named = [found for found in wider if found.start and found.start.isoweekday() == texts.weekday]
            if named:
                near = named
                break
    if setting.tense in ("past", PLAN):  # died on the 25th, talks begin on the 29th: a month is never far
        past = setting.tense == "past"
        sided = [found for found in near if found.start and (found.start <= start if past else found.start >= start)]
        near = sided or near
    chosen = by_tense(near, start, setting.tense or "future")
    return None if chosen is None else replace(chosen, doubt="month by the publication date")


def _in_month(start: date, step: int, days: int) -> When | None:
    target = calendar.month(start.month + step, start.year)
    if target is None or target.start is None:
        return None
    return calendar.month_or_day(target.start.year, target.start.month, days)


def weekdays_away(texts: Texts) -> When | None:
    """`two Fridays ago`, `three Sundays from now`: counted from the day of publication, which is none of them."""
    today, count = texts.today, texts.whole("number")
    sign = int(texts.meaning("direction", "direction")["sign"])
    wanted = texts.weekday
    if today is None or count is None or not 0 < count < MOST_WEEKS:
        return calendar.unknown(NO_DATE) if today is None else None
    first = sign * (((wanted - today.isoweekday()) * sign - 1) % 7 + 1)
    found = calendar.days_from(today, first + sign * 7 * (count - 1))
    return None if found is None else calendar.day(found)


def weekday_beside(texts: Texts, whole: When) -> When | None:
    """`the Friday before Christmas`, `the Monday after 5 May`: the nearest on that side, and not that day itself."""
    before = int(texts.meaning("direction", "side")["value"]) < 0
    edge = whole.start if before else whole.end
    first = None if edge is None else calendar.days_from(edge, -7 if before else 1)
    return None if first is None else _after(first, texts.weekday, whole.doubt)


# -------------------------------------------------------------------------------------- digits
def numeric(texts: Texts) -> When | None:
    """`12/01/2022`: month or day first by the setting, the other reading kept in doubt."""
    if "dotted" in texts:
        return _dotted(texts)
    first, second, of_year = texts.whole("first"), texts.whole("second"), year(texts)
    if first is None or second is None:
        return None
    orders = [(first, second), (second, first)] if texts.setting.day_first else [(second, first), (first, second)]
    if of_year is None:
        possible = [(days, number) for days, number in orders if 1 <= number <= 12]
        if not possible or "year" in texts:
            return None
        found = [_yearless(texts, days, number) for days, number in possible]
        return next((one for one in found if one and _falls_on(one, texts)), found[0])
    return _in_order(of_year, orders, texts)


def _yearless(texts: Texts, days: int, number: int) -> When | None:
    unknown = f"XXXX-{number:02d}-{days:02d}"
    return without_year(texts.setting, unknown, lambda of: calendar.month_or_day(of, number, days))


def _falls_on(found: When, texts: Texts) -> bool:
    """Whether a day falls on the weekday that stands beside it, as one of the two days of Wednesday (8/6) does."""
    return "weekday" in texts and found.start is not None and found.start.isoweekday() == texts.weekday


def _dotted(texts: Texts) -> When | None:
    """`12.01.2022`, `2022.1.12`: with dots the day stands before the month wherever the year stands last."""
    first, second, third = (
        int(part) for part in texts.texts["dotted"].split(texts.grammar.settings.get("decimal", "."))
    )
    if first > 31:
        return calendar.month_or_day(first, second, third) if second <= 12 else None
    return _in_order(third, [(first, second), (second, first)], texts)


def _in_order(of_year: int, orders: list[tuple[int, int]], texts: Texts) -> When | None:
    """The first of some orders of day and month that is a date; the other, if it is one, in doubt. A weekday beside
    them decides, where it is that of one alone.
    """
    found = [calendar.month_or_day(of_year, month, days) if 1 <= month <= 12 else None for days, month in orders]
    known = [candidate for candidate in found if candidate is not None]
    known = [candidate for candidate in known if _falls_on(candidate, texts)] or known
    if not known:
        return None
    other = known[1].timex if len(known) > 1 and known[1].timex != known[0].timex else None
    return replace(known[0], doubt=f"or {other}" if other else None)


def _season_of(texts: Texts, of_year: int) -> When | None:
    meaning = texts.meaning("season", "season", "season-fall")
    first, last = meaning["months"]
    return calendar.season(int(meaning["code"]), first, last, of_year)


def before_christ(texts: Texts) -> When | None:
    """`44 BC`, `15 March 44 BC`, by the year as it is said. AD is as written."""
    of_year, number, days = year(texts), month(texts), _day(texts)
    if of_year is None or of_year < 1:
        return None
    meaning = texts.meaning("era", "era", "era-before")
    if int(meaning["value"]) > 0:
        of_year += int(meaning.get("offset", 0))
        if "season" in texts:
            return _season_of(texts, of_year)
        return calendar.year(of_year) if number is None else calendar.month_or_day(of_year, number, days)
    season = texts.meaning("season", "season", "season-fall").get("code")
    return calendar.before_christ(of_year, number if season is None else int(season), days)
