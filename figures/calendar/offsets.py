"""Dates counted from another: `two years ago`, `in three weeks`, `a week from Tuesday`, `the last three years`.

Counted from the moment of publication, from the last date read (`three weeks later`) or from a date beside it. The
result is as fine as the finest unit: two years ago is a year, three weeks ago a day, an hour ago a moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from figures.calendar import when as calendar
from figures.calendar.lengths import FINE_UNITS
from figures.calendar.setting import BY_TODAY, FUTURE, NO_DATE, NO_DATE_BEFORE, NO_LENGTH, SINCE, Texts
from figures.calendar.when import When
from figures.grammar import Grammar
from figures.quantities import ranges
from figures.quantities.amounts import Parts
from figures.quantities.numbers import decimal_text, number

UNIT_CLASSES = ("short-unit", "time-unit", "time-abbr", "time-letter", "quarter-unit")
MOST = 100_000
"""More of any unit is not counted: it leads out of the calendar."""

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800}
MONTHS = {"mo": 1, "a": 12}
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Length:
    """How long, in months and seconds (exact), and the grain: the UCUM code of the finest unit named."""

    months: Fraction
    seconds: Fraction
    grain: str

    @property
    def fine(self) -> bool:
        """Whether it is counted in units finer than a day."""
        return self.grain in FINE_UNITS


def pairs(parts: Parts) -> list[tuple[str, str, bool]]:
    """(number, unit, and a half) for each amount of `two years and three months`."""
    found: list[tuple[str, str, bool]] = []
    stated: str | None = None
    for name, text in parts:
        if name == "number":
            stated = text
        elif name == "unit" and stated is not None:
            found.append((stated, text, False))
            stated = None
        elif name == "half" and found:
            found[-1] = (*found[-1][:2], True)
    return found


def amount(text: str, grammar: Grammar) -> Fraction | None:
    """The number before a unit of time: digits, words, `a couple of`; None where it is not said (`a few`)."""
    words = text.split()
    pair = next((found for word in words if (found := grammar.lexicon.find(word, "pair"))), None)
    if pair is not None:
        return Fraction(int(pair.meaning["value"]))
    if grammar.lexicon.find(text, "few") is not None:
        return None
    stated = number(text, grammar)
    return None if stated is None else stated.value


def length(parts: Parts, grammar: Grammar) -> Length | None:
    """The sum of the amounts named; None where one of them is not said, or is beyond counting."""
    months = seconds = Fraction(0)
    grain = "a"
    order = ("a", "mo", "wk", "d", "h", "min", "s")
    for text, unit, and_half in pairs(parts):
        word = grammar.lexicon.find(unit, *UNIT_CLASSES)
        value = amount(text, grammar)
        if word is None or value is None or abs(value) > MOST:
            return None
        value = (value + (Fraction(1, 2) if and_half else 0)) * int(word.meaning.get("times", 1))
        code = str(word.meaning["code"])
        if code in MONTHS:
            months += value * MONTHS[code]
        else:
            seconds += value * SECONDS[code]
        if value.denominator != 1:
            code = {"a": "mo", "mo": "d", "wk": "d", "d": "h"}.get(code, code)
        grain = max(grain, code, key=order.index)
    if months.denominator != 1:
        seconds += (months % 1) * 30 * SECONDS["d"]
        months -= months % 1
    return Length(months, seconds, grain)


def counted(base: datetime, span: Length, sign: int) -> When | None:
    """A length before or after a moment, as finely as the grain says; None outside the calendar.

    A year before the calendar begins has its value, and no days.
    """
    day = calendar.months_from(base.date(), sign * int(span.months))
    if day is None:
        number = base.year + sign * int(span.months / 12)
        return calendar.before_christ(1 - number) if span.grain == "a" and -9999 <= number <= 0 else None
    try:
        moment = datetime.combine(day, base.time()) + sign * timedelta(seconds=float(span.seconds))
    except OverflowError:
        return None
    match span.grain:
        case "a":
            return calendar.year(moment.year)
        case "mo":
            return calendar.month(moment.month, moment.year)
        case "wk" | "d":
            return calendar.day(moment.date())
    return calendar.moment(moment)


def offset(texts: Texts, sign: int | None = None) -> When | None:
    """`two years ago`, `three weeks later`, `in five minutes`."""
    if "low" in texts:
        return _between(texts)
    meaning = texts.meaning("direction", "direction", "step")
    sign = int(meaning.get("sign", 1)) if sign is None else sign
    span, amounts = length(texts.parts, texts.grammar), pairs(texts.parts)
    if not amounts:
        return calendar.unknown(NO_LENGTH)
    if span is None:
        vague = any(amount(text, texts.grammar) is None for text, _, _ in amounts)
        return calendar.unknown(NO_LENGTH) if vague else _outside(sign)
    finest = {"a": 366, "mo": 31}.get(span.grain, 1)
    published, anchor, beside = texts.setting.published, texts.setting.counted_from(finest), texts.setting.beside
    if sign < 0 and anchor is not None and anchor.doubt == SINCE:
        anchor = texts.setting.anchor  # it has grown since 2008, and was up 5% from a year earlier
    if meaning.get("text") and beside is not None and beside.start is not None and (beside.days or 1) <= finest:
        unit = {"a": "year", "mo": "month"}.get(span.grain, "day")
        found = None if span.fine else calendar.around(unit, beside.start)
        if found is not None:
            return replace(found, doubt=f"the date before, {beside.timex}")
    if meaning.get("text") and span.fine and texts.setting.clock is not None:
        return _on_the_clock(texts.setting.clock, span, sign)
    if not meaning.get("text"):
        if published is None:
            return calendar.unknown(NO_DATE)
        return counted(published, span, sign) or _outside(sign)
    if anchor is None or anchor.start is None:
        if published is None:
            return calendar.unknown(NO_DATE_BEFORE)
        hourless = span.fine and published.time() == time()  # a day of publication has no hour to count from
        found = calendar.day(published.date()) if hourless else counted(published, span, sign)
        if (finest > 1 or not span.fine) and sign > 0 and texts.setting.tense not in FUTURE:
            return calendar.unknown(NO_DATE_BEFORE)  # `five years later it fell`
        return _outside(sign) if found is None else replace(found, doubt=BY_TODAY)
    doubt = f"counted from {anchor.timex}"
    if (anchor.days or 1) > finest and finest == 1 and not span.fine:
        anchor = calendar.edge(anchor, sign) or anchor
    if (anchor.days or 1) > finest and span.grain == "mo" and not span.months % 12 and not span.seconds:
        span, finest = replace(span, grain="a"), 366  # 12 months earlier than a quarter: a year
    if (anchor.days or 1) > finest or anchor.start is None:
        return calendar.unknown(doubt)
    base = anchor.moment or datetime.combine(anchor.start, time())
    if anchor.moment is None and span.fine:
        return When(anchor.start, anchor.end, anchor.timex, doubt)
    found = counted(base, span, sign)
    return _outside(sign) if found is None else replace(found, doubt=doubt)


def _outside(sign: int) -> When:
    """A time that no calendar has: millions of years ago, or ahead."""
    return calendar.unknown("before the calendar" if sign < 0 else "after the calendar")


def _on_the_clock(base: time, span: Length, sign: int) -> When | None:
    """`twelve minutes later` than a time of no day: a time of no day, within a day of it."""
    if span.months or span.seconds >= SECONDS["d"]:
        return None
    moment = datetime.combine(date(2000, 1, 2), base) + sign * timedelta(seconds=float(span.seconds))
    said = moment.strftime("T%H:%M:%S" if span.grain == "s" else "T%H:%M")
    return When(None, None, said, f"counted from T{base.isoformat('minutes')}")


def weekday_of(texts: Texts) -> When | None:
    """`Monday two weeks from now`: that day of the week which the length leads to."""
    found = offset(texts)
    week = None if found is None or found.start is None else calendar.week(found.start)
    if week is None or week.start is None or found is None or found.days != 1:
        return found
    named = calendar.days_from(week.start, texts.weekday - 1)
    return None if named is None else replace(calendar.day(named), doubt=found.doubt)


def _between(texts: Texts) -> When | None:
    """`two to three years ago`: from the one to the other."""
    rest = [part for part in texts.parts if part[0] not in ("low", "high")]
    both = ranges.ends(texts.texts["low"], texts.texts["high"], texts.grammar)
    said = [texts.texts[end] if both is None else decimal_text(both[n].value) for n, end in enumerate(("low", "high"))]
    ends = [offset(Texts([("number", end), *rest], texts.grammar, texts.setting)) for end in said]
    first, last = ends
    if first is None or last is None or first.start is None or last.start is None:
        return first
    return calendar.span(first, last) if first.start <= last.start else calendar.span(last, first)


def lasting(texts: Texts, base: When) -> When | None:
    """`from 2 pm for two hours`, `a week starting on Monday`: a date or a time, and how long it lasts from there."""
    if "number" not in texts and texts.meaning("unit", "many-units"):  # the years to 2023
        return calendar.unknown(NO_LENGTH)
    parts = texts.parts if "number" in texts else [("number", "1"), *texts.parts]
    found = length(parts, texts.grammar)
    if found is None or base.start is None:
        return None if found is None or base.doubt != NO_DATE else calendar.unknown(NO_DATE)
    if texts.meaning("lasting", "ending"):
        return _up_to(found, base)
    if base.moment is None:
        after = calendar.months_from(base.start, int(found.months))
        last = None if after is None else calendar.days_from(after, int(found.seconds // SECONDS["d"]) - 1)
        return None if last is None or last < base.start else calendar.span(base, calendar.day(last))
    end = counted(base.moment, replace(found, grain="s"), 1)
    return None if end is None else calendar.span(base, end)


def _up_to(found: Length, base: When) -> When | None:
    """`the six months to 30 June`: a length of time that ends with a date."""
    after = None if base.end is None else calendar.days_from(base.end, 1)
    first = None if after is None else calendar.months_from(after, -int(found.months))
    first = None if first is None else calendar.days_from(first, -int(found.seconds // SECONDS["d"]))
    if first is None or base.end is None or first > base.end:
        return None
    spanned = calendar.days_between(first, base.end)
    return None if spanned is None else replace(spanned, doubt=base.doubt)


def beside(texts: Texts, base: When) -> When | None:
    """`a week from Tuesday`, `five hours before noon`, counted from the date beside it."""
    span = length(texts.parts, texts.grammar)
    side = texts.meaning("direction", "side", "direction")
    sign = int(side.get("value", side.get("sign", 1)))
    start = base.start if sign < 0 or base.days == 1 else base.end
    if span is None or start is None:
        return calendar.unknown(NO_LENGTH) if span is None and pairs(texts.parts) else None
    moment = base.moment or datetime.combine(start, time())
    grain = span.grain if span.fine or (base.days or 1) > 31 else "d"
    grain = "s" if base.moment is not None else grain
    if (base.days or 1) > 31 and span.grain in ("a", "mo"):
        grain = "a" if (base.days or 1) > 200 and span.grain == "a" else "mo"
    elif 27 < (base.days or 1) <= 31 and span.grain in ("a", "mo"):
        grain = "mo"
    found = counted(moment, replace(span, grain=grain), sign)
    if base.days == DAYS_OF_A_WEEK and span.grain in MONTHS and found is not None and found.start is not None:
        middle = calendar.days_from(found.start, DAYS_OF_A_WEEK // 2)
        found = None if middle is None else calendar.week(middle)  # a year ago this week
    return None if found is None else replace(found, doubt=base.doubt)


def last_few(texts: Texts) -> When | None:
    """`the last three years`, `the next 24 hours`: up to the publication, or from it on."""
    published, shift = texts.setting.published, texts.shift
    parts = texts.parts if "number" in texts else [("number", "1"), *texts.parts]
    span = None if "low" in texts or "high" in texts else length(parts, texts.grammar)
    told = texts.setting.told
    counted_on = bool(texts.meaning("shift", "shift").get("told"))
    before = _before_like(texts.setting.anchor, span) if shift == -1 and counted_on else None
    if before is not None:
        return before
    if told is not None and span is not None and texts.setting.tense == "past" and counted_on:
        return _told(told, span, shift or 0)
    over = _over(texts, span) if shift == 1 and counted_on else None
    if over is not None:
        return over
    if published is None or not shift or span is None:
        return calendar.unknown(NO_DATE if published is None else NO_LENGTH)
    other = counted(published, replace(span, grain="s" if span.fine else "d"), shift)
    if other is None or other.start is None:
        return None
    here = calendar.moment(published) if other.moment is not None else calendar.day(published.date())
    return calendar.span(other, here) if shift < 0 else calendar.span(here, other)


def _before_like(anchor: When | None, span: Length | None) -> When | None:
    """`in the three months to May … in the previous three months`: those before what was told in whole months."""
    if anchor is None or anchor.start is None or anchor.end is None or span is None or span.seconds or not span.months:
        return None
    size = (anchor.end.year - anchor.start.year) * 12 + anchor.end.month - anchor.start.month + 1
    beyond = calendar.months_from(anchor.start, size)
    first, last = calendar.months_from(anchor.start, -int(span.months)), calendar.days_from(anchor.start, -1)
    if beyond is None or calendar.days_from(anchor.end, 1) != beyond or first is None or last is None:
        return None
    if span.months % size:
        return None
    found = calendar.days_between(first, last)
    return None if found is None else replace(found, doubt=f"counted from {anchor.timex}")


def _over(texts: Texts, span: Length | None) -> When | None:
    """`On Nov. 20 …, and for the next 10 days they had no heat`: from that day on, where all of it is past."""
    anchor, today = texts.setting.anchor, texts.today
    if texts.setting.tense != "past" or anchor is None or anchor.days != 1 or today is None or span is None:
        return None
    found = None if span.fine else _told(anchor, span, 1)
    return found if found is not None and found.end is not None and found.end < today else None


def _told(told: When, span: Length, shift: int) -> When | None:
    """`in the next two years` of a story: from the last date read on, where that is fine enough to count from."""
    edge = told.end if shift > 0 else told.start
    doubt = f"counted from {told.timex}"
    if span.grain != "a":
        told = calendar.edge(told, shift) or told
    if edge is None or (span.grain != "a" and told.days != 1):
        return calendar.unknown(doubt)
    grain = "a" if span.grain == "a" and told.days != 1 else "d"
    other = counted(datetime.combine(edge, time()), replace(span, grain=grain), shift)
    here = calendar.around("year" if grain == "a" else "day", edge)
    found = None if other is None or here is None else calendar.span(*((here, other) if shift > 0 else (other, here)))
    return None if found is None else replace(found, doubt=doubt)


def rolling(texts: Texts) -> When | None:
    """`the next hour`, `the past fortnight`: one unit, up to the publication or from it; how many `the coming
    weeks` are is not said.
    """
    if texts.meaning("unit", "many-units"):
        return calendar.unknown(NO_LENGTH)
    published, shift = texts.setting.published, texts.shift
    word = texts.meaning("unit", *UNIT_CLASSES)
    step = SECONDS.get(str(word.get("code")))
    if published is None or not shift or step is None:
        return None
    step *= int(word.get("times", 1))
    grain = "d" if step >= SECONDS["d"] else "s"
    other = counted(published, Length(Fraction(0), Fraction(step), grain), shift)
    here = calendar.day(published.date()) if grain == "d" else calendar.moment(published)
    return None if other is None else calendar.span(other, here) if shift < 0 else calendar.span(here, other)


def now(texts: Texts) -> When | None:
    """`now`: the moment of publication."""
    published = texts.setting.published
    return calendar.unknown(NO_DATE) if published is None else calendar.moment(published)
