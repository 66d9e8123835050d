"""What recurs: `every Monday`, `twice a month`, `daily`. Values are TIMEX3 sets: `XXXX-WXX-1`, `P1M`, `T09`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from figures.calendar.clock import Clock, clock, part_of_day
from figures.calendar.days import month
from figures.calendar.lengths import FINE_UNITS
from figures.calendar.offsets import amount
from figures.calendar.setting import Texts
from figures.grammar import Rule
from figures.quantities import amounts
from figures.quantities.numbers import decimal_text
from figures.quantities.reading import Reading

TIMES = frozenset(("count", "modifier", "low", "high", "either", "vague"))
"""The parts that say how often."""
COUNTS = TIMES - {"modifier", "either"}


def recurrence(texts: Texts, rule: Rule) -> Reading | None:
    """The reading of what recurs; None where it names no time that a day has."""
    how_often = texts.meaning("every", "frequency", "every", "yearly")
    value: Fraction | None = None
    per: str | None = None
    counted = None if texts.texts.keys().isdisjoint(COUNTS) else _counted(texts, rule)
    if {"every", "unit"} <= texts.texts.keys() and "number" not in texts and counted is not None:
        return Reading("recurrence")  # every few weeks, every six to eight hours
    if "every" in how_often:
        timex = str(how_often["every"])
        if "number" in texts:  # six-monthly
            count = amount(texts.texts["number"], texts.grammar)
            timex = timex if count is None else timex.replace("1", decimal_text(count))
        if counted is not None:  # `twice daily`
            per = how_often.get("per")
    elif "weekday" in texts:
        timex = f"XXXX-WXX-{texts.meaning('weekday', 'weekdays', 'weekday')['value']}"
    elif "month" in texts:
        timex = f"XXXX-{month(texts):02d}" + (f"-{texts.whole('day'):02d}" if "day" in texts else "")
    elif "season" in texts:
        timex = f"XXXX-{texts.meaning('season', 'season')['code']}"
    elif "unit" in texts:
        unit = texts.meaning("unit", "time-unit", "quarter-unit", "time-abbr", "time-letter")
        count = Fraction(int(how_often.get("value", 1))) * int(unit.get("times", 1))
        number = amount(texts.texts["number"], texts.grammar) if "number" in texts else None
        times = texts.meaning("number", "times").get("value")
        if counted is not None:
            per = " ".join(texts.texts[name] for name in ("number", "unit") if name in texts)
        if "every" in texts and number is not None:
            count *= number
        elif times is not None:
            value = Fraction(int(times))
        timex = _period(count, str(unit["code"]), unit.get("recurs"))
    else:
        timex = "P1D"
    if "hour" in texts and "begin" not in texts:  # between 6 and 10 says when it does, and not how often
        time = clock(texts)
        if time is None:
            return None
        timex = (timex if "weekday" in texts else "") + _hour(time, "minute" in texts)
    elif "day-part" in texts:
        timex = (timex if "weekday" in texts else "") + part_of_day(texts)
    if counted is not None:
        return replace(counted, kind="recurrence", timex=timex, per=per)
    return Reading("recurrence", *(value, value, value, value is not None, value is not None), timex=timex)


def _counted(texts: Texts, rule: Rule) -> Reading | None:
    """How many times."""
    named = texts.meaning("count", "times").get("value")
    said = [
        ("number", text if named is None else str(named)) if name == "count" else (name, text)
        for name, text in texts.parts
        if name in TIMES
    ]
    return amounts.reading(replace(rule, kind="number", constants={}), said, texts.grammar)


def _hour(time: Clock, minute_said: bool) -> str:
    """`T09` for `every day at 9`: what recurs is as fine as its words, in TIMEX3's sets."""
    return time.timex if minute_said or time.minute else f"T{time.hour:02d}{time.zone}"


def _period(count: Fraction, code: str, recurs: str | None) -> str:
    letter = recurs or {"a": "Y", "mo": "M", "wk": "W", "d": "D", "h": "H", "min": "M", "s": "S"}[code]
    return f"P{'T' if code in FINE_UNITS else ''}{decimal_text(count)}{letter}"
