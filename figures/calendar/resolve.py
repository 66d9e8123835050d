"""Named parts of a date hit + when and in what tense it was written → `Reading` with `timex`, `date_start`, `date_end`.

Which parts a rule names decides how they are resolved (RESOLVERS, the first whose parts are all there); `begin` and
`end` each head the parts of one end of an interval. What the words leave open is taken from `Setting` and said in
`doubt`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from figures.calendar import when as calendar
from figures.calendar.when import When
from figures.grammar import Grammar, Rule
from figures.quantities.numbers import number
from figures.quantities.reading import Reading

Parts = Sequence[tuple[str, str]]
DATE_CLASSES = ("weekday", "month", "relative-day", "season")


@dataclass(frozen=True, slots=True)
class Setting:
    """What relative dates resolve against: the publication time, the tense of the clause, the last date read."""

    published: datetime | None = None
    tense: str | None = None
    day_first: bool = False


class _Texts:
    """The parts of one date, looked up by name."""

    def __init__(self, parts: Parts, grammar: Grammar, setting: Setting) -> None:
        self.texts = dict(parts)
        self.grammar, self.setting = grammar, setting

    def meaning(self, name: str, *classes: str) -> Mapping[str, Any]:
        word = self.grammar.lexicon.find(self.texts[name], *classes)
        return {} if word is None else word.meaning

    def whole(self, name: str, *, ordinal: bool = False) -> int | None:
        """The whole number of a part written in digits or words."""
        found = number(self.texts[name], self.grammar, ordinal=ordinal)
        return int(found.value) if found is not None and found.value.denominator == 1 else None

    @property
    def today(self) -> date | None:
        return None if self.setting.published is None else self.setting.published.date()

    @property
    def shift(self) -> int | None:
        return int(self.meaning("shift", "shift")["value"]) if "shift" in self.texts else None


def resolve(rule: Rule, parts: Parts, grammar: Grammar, setting: Setting) -> Reading | None:
    """The reading of a date, time or recurrence hit; None where the calendar has no such day."""
    found = _interval(parts, grammar, setting) if any(name == "begin" for name, _ in parts) else None
    if found is None:
        if any(name == "begin" for name, _ in parts):
            return None
        found = _one(parts, grammar, setting)
    if found is None:
        return None
    texts = dict(parts)
    if rule.constants.get("open") == "end":
        found = When(found.start, None, f"{found.timex}/..", found.doubt)
    elif rule.constants.get("open") == "start":
        found = When(None, found.end, f"../{found.timex}", found.doubt)
    kind = "time" if rule.kind == "date" and "hour" in texts else rule.kind
    timex = rule.constants.get("timex", found.timex)
    return Reading(
        kind,
        timex=timex,
        date_start=found.start,
        date_end=found.end,
        modifier=texts.get("modifier"),
        doubt=found.doubt or rule.constants.get("doubt"),
    )


def _interval(parts: Parts, grammar: Grammar, setting: Setting) -> When | None:
    names = [name for name, _ in parts]
    first, second = names.index("begin"), names.index("end")
    start_parts, end_parts = list(parts[first + 1 : second]), list(parts[second + 1 :])
    start_names, end_names = dict(start_parts), dict(end_parts)
    for name in ("year", "month"):  # `3 to 5 March 2014`, `May to June 2014`: said once, at the end or at the start
        if name in end_names and name not in start_names and start_names.keys() & {"day", "month"}:
            start_parts.append((name, end_names[name]))
        elif name == "month" and name in start_names and name not in end_names and "day" in end_names:
            end_parts.append((name, start_names[name]))
    start = _one(start_parts, grammar, setting)
    if "short-year" in end_names and "year" in start_names:  # `2014–22`
        century = start_names["year"][: -len(end_names["short-year"])]
        end_parts = [("year", century + end_names["short-year"])]
    end = _one(end_parts, grammar, setting)
    if start is None or end is None:
        return None
    if start.start and end.end and start.start > end.end and "weekday" in end_names:
        later = calendar.days_from(end.end, 7)
        end = calendar.day(later) if later else end
    return calendar.span(start, end)


def _one(parts: Parts, grammar: Grammar, setting: Setting) -> When | None:
    texts = _Texts(parts, grammar, setting)
    for names, resolver in RESOLVERS:
        if all(name in texts.texts for name in names):
            found = resolver(texts)
            if found is not None and "hour" in texts.texts and "hour" not in names:
                clock = _clock(texts)
                return None if clock is None else replace(found, timex=f"{found.timex}{clock.timex}")
            return found
    return None


# ---------------------------------------------------------------------------------------------- resolvers
def _absolute(texts: _Texts) -> When | None:
    year = _year(texts)
    month = _month(texts)
    days = texts.whole("day", ordinal=True) if "day" in texts.texts else None
    if "month" not in texts.texts:
        return None if year is None else calendar.year(year)
    if month is None or ("year" in texts.texts and year is None):
        return None
    if year is not None:
        return _month_or_day(year, month, days)
    if texts.today is None:
        return When(None, None, f"XXXX-{month:02d}" + (f"-{days:02d}" if days else ""), "no publication date")
    near = [_month_or_day(texts.today.year + step, month, days) for step in (-1, 0, 1)]
    known = [candidate for candidate in near if candidate is not None]
    if texts.shift is not None:
        return _by_shift(known, texts.today, texts.shift)
    chosen = _by_tense(known, texts.today, texts.setting.tense)
    return None if chosen is None else replace(chosen, doubt="year by the publication date")


def _by_shift(candidates: list[When], today: date, shift: int) -> When | None:
    """`last May` is over, `next May` is to come, `this May` is in the same year."""
    if shift < 0:
        return next((found for found in reversed(candidates) if found.end and found.end < today), None)
    if shift > 0:
        return next((found for found in candidates if found.start and found.start > today), None)
    return next((found for found in candidates if found.start and found.start.year == today.year), None)


def _month_or_day(year: int, month: int, days: int | None) -> When | None:
    if days is None:
        return calendar.month(month, year)
    try:
        return calendar.day(date(year, month, days))
    except ValueError:
        return None


def _year(texts: _Texts) -> int | None:
    if "year" not in texts.texts:
        return None
    digits = texts.texts["year"].lstrip("'’")
    if not digits.isdigit():
        return texts.whole("year")
    value = int(digits)
    return value if len(digits) > 2 else value + (1900 if value >= 70 else 2000)


def _month(texts: _Texts) -> int | None:
    text = texts.texts.get("month")
    if text is None:
        return None
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    value = texts.meaning("month", "month").get("value")
    return None if value is None else int(value)


def _by_tense(candidates: list[When], today: date, tense: str | None) -> When | None:
    """The candidate nearest to today, on the side that the clause's tense points to."""

    def distance(candidate: When) -> tuple[bool, int]:
        if candidate.start is None or candidate.end is None:
            return True, 0
        if candidate.start <= today <= candidate.end:
            return False, 0
        wrong = (tense == "past" and candidate.start > today) or (tense == "future" and candidate.end < today)
        return wrong, min(abs((candidate.start - today).days), abs((candidate.end - today).days))

    return min(candidates, key=distance, default=None)


def _weekday(texts: _Texts) -> When | None:
    wanted = int(texts.meaning("weekday", "weekday")["value"])
    today, shift = texts.today, texts.shift
    if today is None:
        return When(None, None, f"XXXX-WXX-{wanted}", "no publication date")
    if shift is not None:
        monday = calendar.week(today, shift if shift > 0 else 0).start
        found = None if monday is None else calendar.days_from(monday, wanted - 1)
        if shift < 0 and found is not None and found >= today:
            found = calendar.days_from(found, -7)
        return None if found is None else calendar.day(found)
    ahead = (wanted - today.isoweekday()) % 7
    tense = texts.setting.tense
    days = 0 if ahead == 0 else ahead if tense in ("future", "present") else ahead - 7
    found = calendar.days_from(today, days)
    doubt = None if tense or not ahead else "taken as past: the clause has no tense"
    return None if found is None else replace(calendar.day(found), doubt=doubt)


def _relative_day(texts: _Texts) -> When | None:
    if texts.today is None:
        return None
    found = calendar.days_from(texts.today, int(texts.meaning("relative-day", "relative-day")["value"]))
    return None if found is None else calendar.day(found)


def _period(texts: _Texts) -> When | None:
    """`last week`, `this year`, `next month`: a calendar unit, shifted whole."""
    shift, unit, today = texts.shift, str(texts.meaning("period", "period").get("value")), texts.today
    if today is None or shift is None:
        return None
    match unit:
        case "day":
            found = calendar.days_from(today, shift)
            return None if found is None else calendar.day(found)
        case "week":
            return calendar.week(today, shift)
        case "weekend":
            return calendar.weekend(today, shift)
        case "month":
            return calendar.month(today.month + shift, today.year)
        case "quarter":
            return calendar.quarter((today.month - 1) // 3 + 1 + shift, today.year)
        case "year":
            return calendar.year(today.year + shift)
        case "decade":
            return calendar.decade((today.year // 10 + shift) * 10)
        case "century":
            return calendar.century(today.year // 100 + 1 + shift)
    return None


def _weekend(texts: _Texts) -> When | None:
    """`the weekend`: this week's, or the one before where the clause is past and it has not come yet."""
    today = texts.today
    if today is None:
        return None
    here = calendar.weekend(today)
    ahead = here.start is not None and here.start > today
    return calendar.weekend(today, -1) if ahead and texts.setting.tense not in ("future", "present") else here


def _offset(texts: _Texts) -> When | None:
    """`two years ago`, `in three weeks`: counted from the publication date, as finely as the unit says."""
    today, count = texts.today, texts.whole("number")
    sign = int(texts.meaning("direction", "direction").get("value", 0))
    unit = str(texts.meaning("unit", "time-unit").get("code"))
    times = int(texts.meaning("unit", "time-unit").get("times", 1))
    if today is None or count is None or abs(count) > 100_000:
        return None
    steps = sign * count * times
    match unit:
        case "a":
            return calendar.year(today.year + steps)
        case "mo":
            return calendar.month(today.month + steps, today.year)
        case "d" | "wk":
            found = calendar.days_from(today, steps * (7 if unit == "wk" else 1))
            return None if found is None else calendar.day(found)
    return None


def _decade(texts: _Texts) -> When | None:
    digits = texts.texts["decade"].lstrip("'’")
    if digits.isdigit():
        first = int(digits) if len(digits) == 4 else 1900 + int(digits) + (100 if int(digits) < 20 else 0)
    else:
        first = 1900 + int(texts.meaning("decade", "decade-word").get("value", 0))
    if first % 10:
        return None
    return calendar.decade(first)


def _century(texts: _Texts) -> When | None:
    count = texts.whole("century", ordinal=True)
    return None if count is None else calendar.century(count)


def _quarter(texts: _Texts) -> When | None:
    named = texts.meaning("quarter", "quarter-name").get("value")
    count = texts.whole("quarter", ordinal=True) if named is None else int(named)
    year = _year(texts)
    if count is None or not 1 <= count <= 4:
        return None
    if year is not None:
        return calendar.quarter(count, year)
    if texts.today is None:
        return When(None, None, f"XXXX-Q{count}", "no publication date")
    near = [calendar.quarter(count, texts.today.year + step) for step in (-1, 0, 1)]
    chosen = _by_tense([found for found in near if found], texts.today, texts.setting.tense)
    return None if chosen is None else replace(chosen, doubt="year by the publication date")


def _numeric(texts: _Texts) -> When | None:
    """`12/01/2022`: month or day first by the setting, the other reading kept in doubt."""
    first, second, year = texts.whole("first"), texts.whole("second"), _year(texts)
    if first is None or second is None or year is None:
        return None
    orders = [(first, second), (second, first)] if texts.setting.day_first else [(second, first), (first, second)]
    found = [_month_or_day(year, month, days) if 1 <= month <= 12 else None for days, month in orders]
    known = [candidate for candidate in found if candidate is not None]
    if not known:
        return None
    other = known[1].timex if len(known) > 1 and known[1].timex != known[0].timex else None
    return replace(known[0], doubt=f"or {other}" if other else None)


def _clock(texts: _Texts) -> When | None:
    if texts.texts["hour"].isalpha() and texts.grammar.lexicon.find(texts.texts["hour"], "clock-word"):
        return When(None, None, str(texts.meaning("hour", "clock-word")["value"]))
    hour = texts.whole("hour")
    minute = texts.whole("minute") if "minute" in texts.texts else 0
    second = texts.whole("second") if "second" in texts.texts else None
    if hour is None or minute is None:
        return None
    if "meridiem" in texts.texts:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(texts.meaning("meridiem", "meridiem")["value"])
    if hour > 24 or minute > 59:
        return None
    return When(None, None, f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second is not None else ""))


def _recurrence(texts: _Texts) -> When | None:
    return When(None, None, "P1W" if "weekday" in texts.texts else "P1D")


RESOLVERS: tuple[tuple[tuple[str, ...], Callable[[_Texts], When | None]], ...] = (
    (("every",), _recurrence),
    (("weekday", "day"), _absolute),
    (("weekday",), _weekday),
    (("relative-day",), _relative_day),
    (("weekend",), _weekend),
    (("period", "shift"), _period),
    (("number", "unit", "direction"), _offset),
    (("decade",), _decade),
    (("century",), _century),
    (("quarter",), _quarter),
    (("first", "second", "year"), _numeric),
    (("month",), _absolute),
    (("year",), _absolute),
    (("hour",), _clock),
)
