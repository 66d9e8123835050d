"""Named parts of a date hit + when and in what tense it was written → `Reading` with `timex`, `date_start`, `date_end`.

Which parts a rule names decides how they are resolved (RESOLVERS, the first whose parts are all there). `begin` and
`end` each head the parts of one end of an interval, `reference` those of the date from which another is counted. What
the words leave open is taken from `Setting` and said in `doubt`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from figures.calendar import antiquity, days, feasts, offsets, periods, pointed, within
from figures.calendar import when as calendar
from figures.calendar.clock import CLOCK_PARTS, Clock, clock, day_of_part, going_on, halves, part_of_day
from figures.calendar.lengths import FINE_UNITS, length_reading, stated_length, with_length
from figures.calendar.recurrences import recurrence
from figures.calendar.setting import FUTURE, HABIT, NO_DATE, PRESENT, REPORT, TASK, Setting, Texts
from figures.calendar.when import When
from figures.grammar import Grammar, Rule
from figures.quantities.amounts import Parts
from figures.quantities.reading import Reading

OPEN_ENDED, EITHER = "end", "either"
LENGTH_PARTS = frozenset(("number", "unit", "half", "lasting"))
"""The parts that say how long."""

UNITS = ("day", "week", "month", "quarter", "year", "decade", "century")


def resolve(rule: Rule, parts: Parts, grammar: Grammar, setting: Setting) -> Reading | None:
    """The reading of a date, time, recurrence, duration or age; None where the calendar has no such day."""
    if rule.kind in ("duration", "age"):
        return length_reading(rule, parts, grammar)
    nearest = rule.constants.get("nearest")  # they will report September sales; its fiscal first quarter is either
    if nearest == REPORT and setting.tense in FUTURE:  # they will report fourth-quarter earnings
        setting = replace(setting, tense=REPORT)
    elif nearest and (setting.tense in FUTURE or nearest == EITHER):
        setting = replace(setting, tense=None)
    if "ahead" in rule.constants and setting.tense is None:  # by Friday
        setting = replace(setting, tense="future")
    if "each" in rule.constants and setting.tense in (None, PRESENT):  # in winter they gather
        setting = replace(setting, tense=HABIT)
    texts = Texts(parts, grammar, setting)
    if texts.meaning("open", "open-side").get("past") and setting.tense != "past":  # they have been there since April
        texts = Texts(parts, grammar, replace(setting, tense="past"))
    if rule.kind == "recurrence":
        stated = rule.constants.get("timex")
        return recurrence(texts, rule) if stated is None else Reading("recurrence", timex=str(stated))
    if {"shift", "unit"} <= texts.texts.keys() and setting.tense == "past" and _is_hourless(texts):
        return length_reading(replace(rule, kind="duration"), [part for part in parts if part[0] != "shift"], grammar)
    sign = rule.constants.get("sign")
    if sign is not None and (setting.tense in ("past", TASK) or _too_fine(texts)):  # `they did it in three weeks`
        vague = grammar.lexicon.find(texts.texts["number"], "few") if "number" in texts else None
        parts = parts if vague is None else [("vague" if name == "number" else name, text) for name, text in parts]
        return length_reading(replace(rule, kind="duration"), parts, grammar)
    if "begin" in texts:
        found = _interval(texts)
    elif "lasting" in texts:
        found = _lasting(texts)
    else:
        found = _one(texts) if sign is None else offsets.offset(texts, int(sign))
    if found is None:
        return None
    if "open" in texts:
        found = _open(texts, found)
    if setting.anchor is not None and antiquity.stands_in(setting.anchor.start):
        found = antiquity.told_from(found, setting.anchor)
    kind = "time" if "T" in found.timex else "date"
    reading = Reading(
        kind,
        timex=found.timex or None,
        date_start=found.start,
        date_end=found.end,
        modifier=texts.texts.get("modifier"),
        doubt=found.doubt,
    )
    unit = str(texts.meaning("period", "period").get("value"))
    whole = [("number", "1"), ("unit", unit)] if "period" in texts and periods.is_rolling(texts, unit) else parts
    stated = stated_length(rule, whole, grammar)
    if stated is not None and found.doubt == NO_DATE and not found.timex and stated.unit in FINE_UNITS:
        reading = replace(reading, kind="time")  # the past 24 hours, where nobody knows when it was
    return reading if stated is None else with_length(reading, stated)


def _is_hourless(texts: Texts) -> bool:
    """`conceded in the last five minutes`: of what, is not said, and the publication has no hour to count from."""
    published, code = texts.setting.published, texts.meaning("unit", *offsets.UNIT_CLASSES).get("code")
    return code in ("min", "s") and published is not None and published.time() == time()


def _too_fine(texts: Texts) -> bool:
    """`goes from 0 to 100 in 2.9 seconds`: a length of time, where nothing says that it is to come."""
    code, tense = texts.meaning("unit", *offsets.UNIT_CLASSES).get("code"), texts.setting.tense
    return (code == "s" and tense not in FUTURE) or (code == "min" and tense == PRESENT)


def _open(texts: Texts, found: When) -> When:
    """`since 2014` → 2014/.., `until Friday`; `after 2014` begins with the next year, `before` ends with the last.

    What comes after a day can come on that day: they left after Friday's vote.
    """
    meaning = texts.meaning("open", "open-side", "open-after", "open-prefix")
    after = meaning["value"] == OPEN_ENDED
    day_itself = (after and found.start is not None and found.start == found.end) or "modifier" in texts
    if meaning.get("beyond") and found.moment is None and "T" not in found.timex and not day_itself:
        found = _neighbour(found, 1 if after else -1) or found
    if after:
        return When(found.start, None, f"{found.timex.partition('/')[0]}/..", found.doubt)
    return When(None, found.end, f"../{found.timex.rpartition('/')[2]}", found.doubt)


def _neighbour(found: When, step: int) -> When | None:
    """The day, month, … before or after one."""
    edge = found.end if step > 0 else found.start
    other = None if edge is None else calendar.days_from(edge, step)
    unit = next(
        (unit for unit in UNITS if found.start and calendar.same_days(calendar.around(unit, found.start), found)), None
    )
    if other is None or unit is None:
        return None
    beyond = calendar.around(unit, other)
    return None if beyond is None else replace(beyond, doubt=found.doubt)


# -------------------------------------------------------------------------------------- intervals
def _interval(texts: Texts) -> When | None:
    names = [name for name, _ in texts.parts]
    first, second = names.index("begin"), names.index("end")
    before = list(texts.parts[:first])
    start_parts, end_parts = list(texts.parts[first + 1 : second]), list(texts.parts[second + 1 :])
    setting, grammar = texts.setting, texts.grammar
    if "short-year" in dict(end_parts):  # `2014–22`
        start_year, short = dict(start_parts)["year"], dict(end_parts)["short-year"]
        if int(short) <= int(start_year[-len(short) :]):  # `2016-11` is a month, and no range that runs backward
            return calendar.month(int(short), int(start_year)) if 1 <= int(short) <= 12 else None
        end_parts = [("year", start_year[: -len(short)] + short)]
    if "hour" in dict(start_parts) or "hour" in dict(end_parts):
        return _clock_interval(before, start_parts, end_parts, texts)
    _said_once(start_parts, end_parts)
    start = _one(Texts([*before, *start_parts], grammar, setting))
    if start is None:
        return None
    if "now" in dict(start_parts) and start.start is not None and "hour" not in dict(end_parts):
        start = calendar.day(start.start)
    start = _under_way(start, before, start_parts, end_parts, texts) or start
    end = _one(Texts([*before, *end_parts], grammar, replace(setting, after=start)))
    if end is not None and {"year", "shift"}.isdisjoint(dict(end_parts)) and "year" in dict(start_parts):
        end = _following(start, [*end_parts, ("year", dict(start_parts)["year"])], texts) or end
    if end is None:
        return None
    if "now" in dict(end_parts) and start.moment is None and end.start is not None:
        end = calendar.day(end.start)
    if start.start and end.end and start.start > end.end and "year" in dict(end_parts) and "month" in dict(start_parts):
        earlier = [part for part in start_parts if part[0] != "year"]  # `December to March 2015`
        start = _one(Texts([*earlier, ("year", str(end.end.year - 1))], grammar, setting)) or start
    return calendar.span(start, end)


FAR_AHEAD = 90
"""Days by which the end of a range may lie ahead of a past verb: in March `fell from January to September` is over."""


def _under_way(start: When, before: Parts, start_parts: Parts, end_parts: Parts, texts: Texts) -> When | None:
    """The start a year earlier, where the range is then under way: in September `from August to October` has begun; or
    where nothing points ahead, and it is then nearer: in October `from January to September` is over; or where a past
    verb stands by it, and its end lies far ahead.
    """
    today = texts.today
    names = {name for name, _ in (*start_parts, *end_parts)}
    if (
        today is None
        or start.start is None
        or "month" not in names
        or names & {"year", "period"}
        or texts.setting.told is not None
    ):
        return None
    begun = _one(Texts([*before, *start_parts, ("year", str(start.start.year - 1))], texts.grammar, texts.setting))
    if begun is None:
        return None
    if start.start <= today:
        end = _one(Texts([*before, *end_parts], texts.grammar, replace(texts.setting, after=start)))
        far = end is not None and end.end is not None and (end.end - today).days > FAR_AHEAD
        return replace(begun, doubt=start.doubt) if far and texts.setting.tense == "past" else None
    if begun.start is None or begun.start.year != today.year:
        return None
    end = _one(Texts([*before, *end_parts], texts.grammar, replace(texts.setting, after=begun)))
    if end is None or end.end is None:
        return None
    over = texts.setting.tense not in FUTURE and today - end.end < start.start - today
    return replace(begun, doubt=start.doubt) if end.end >= today or over else None


HOURS = frozenset(f"{hour:02d}" for hour in range(24))
"""How the value of a clock time begins behind its T: that of a part of the day does not, nor does 24:00 of no day."""


def _lasting(texts: Texts) -> When | None:
    """A date or a time and how long it lasts; a clock time of no day gives clock times."""
    base = _one(Texts([part for part in texts.parts if part[0] not in LENGTH_PARTS], texts.grammar, texts.setting))
    if base is not None and base.start is None and base.timex[:1] == "T" and base.timex[1:3] in HOURS:
        moment = datetime.combine(date.min, time.fromisoformat(base.timex[1:6]))
        found = offsets.lasting(texts, When(date.min, date.min, base.timex, moment=moment))
        end = None if found is None else found.timex.partition("/")[2].partition("T")[2]
        return When(None, None, f"{base.timex}/T{end}") if end else None
    return None if base is None else offsets.lasting(texts, base)


def _said_once(start: list[tuple[str, str]], end: list[tuple[str, str]]) -> None:
    """`3 to 5 March 2014`, `May to June 2014`: month and year that stand at one end hold for both."""
    begins, ends = dict(start), dict(end)
    if "era" in ends and "era" not in begins:
        start.append(("era", ends["era"]))
    for name in ("month", "year"):
        if (
            name in ends
            and name not in begins
            and "shift" not in begins
            and begins.keys() & {"day", "month", "quarter"}
        ):
            start.append((name, ends[name]))
    if "period" in ends and "month" in ends and "year" not in begins:
        start.extend((name, ends[name]) for name in ("shift", "anaphor", "period") if name in ends)
    if "month" in begins and "month" not in ends and "day" in ends and not ends.keys() & {"weekday", "relative-day"}:
        end.append(("month", begins["month"]))


def _following(start: When, parts: Parts, texts: Texts) -> When | None:
    """An end without a year, in the year of the start or the next."""
    end = _one(Texts(parts, texts.grammar, texts.setting))
    if end is None or end.end is None or start.start is None or end.end >= start.start:
        return end
    later = [part for part in parts if part[0] != "year"]
    return _one(Texts([*later, ("year", str(start.start.year + 1))], texts.grammar, texts.setting))


def _clock_interval(before: Parts, start_parts: Parts, end_parts: Parts, texts: Texts) -> When | None:
    """`from 9 a.m. to 5 p.m. on Friday`: a day said once holds for both; an end before the start is on the next."""
    grammar, setting = texts.grammar, texts.setting
    first, last = Texts(start_parts, grammar, setting), Texts(end_parts, grammar, setting)
    if "hour" not in first or "hour" not in last:
        start, end = _one(Texts([*before, *start_parts], grammar, setting)), _one(last)
        if start is not None and end is not None and end.start is None and start.start == start.end:
            known = clock(last)  # between now and eight o'clock
            if known is not None and start.moment and not known.half_known and known.hour < start.moment.hour:
                known = replace(known, hour=known.hour + 12)
            end = end if known is None or start.start is None else known.on(calendar.day(start.start))
        return None if start is None or end is None else calendar.span(start, end)
    if "day-part" in last and "day-part" not in first:  # `between 5 and 6 in the afternoon`
        first = Texts([*start_parts, ("day-part", last.texts["day-part"])], grammar, setting)
    begins, ends = clock(first), clock(last)
    if begins is None or ends is None:
        return None
    begins, ends = halves(begins, ends)
    outer = Texts([*before, *start_parts], grammar, setting)
    day = _day_beside(outer) or _day_beside(last)
    if day is None:
        told = going_on(begins, outer)
        if _says_day(outer) or _says_day(last) or told is None or told.start is None or told.moment is None:
            return None if _says_day(outer) or _says_day(last) else When(None, None, f"{begins.timex}/{ends.timex}")
        if told.moment.hour != begins.hour:
            begins, ends = replace(begins, hour=told.moment.hour), replace(ends, hour=ends.hour % 12 + 12)
        day = replace(calendar.day(told.start), doubt=told.doubt)
    ending = Texts(end_parts, grammar, replace(setting, after=day))
    until = _day_beside(ending) if _says_day(outer) and _says_day(ending) else day
    if until is not None and until.end is not None and until == day and ends.minutes < begins.minutes:
        until = calendar.around("day", until.end, 1)
    return None if until is None else calendar.span(begins.on(day), ends.on(until))


def _says_day(texts: Texts) -> bool:
    """Whether a clock time stands beside words that say its day."""
    return any(
        name not in CLOCK_PARTS or name == "part-now" for name in texts.texts if name not in ("modifier", "mention")
    )


def _day_beside(texts: Texts) -> When | None:
    """The day that a clock time's other words say; None where they say none."""
    rest = Texts([part for part in texts.parts if part[0] not in CLOCK_PARTS], texts.grammar, texts.setting)
    if "day-part" in texts and rest.texts.keys() - {"mention", "modifier", "open"} == {"anaphor"}:
        return day_of_part(texts)  # 7:45 the next morning
    day = _one(rest) if "reference" in rest else _day(rest)
    if day is None and not texts.texts.keys().isdisjoint(DAY_POINTERS):
        return day_of_part(texts)
    return day


# -------------------------------------------------------------------------------------- one date
def _one(texts: Texts) -> When | None:
    if "reference" in texts:
        return _from_reference(texts)
    time: Clock | None = None
    if "hour" in texts:
        time = clock(texts)
        if time is None:
            return None
    day = _day_beside(texts)
    if time is not None:
        bare = not time.half_known and "minute" not in texts and "side" not in texts
        doubt = f"or {replace(time, hour=(time.hour + 12) % 24).timex}" if bare else None
        if day is not None:
            found = time.on(day)
            return replace(found, doubt=found.doubt or doubt)
        if any(name not in CLOCK_PARTS for name in texts.texts if name not in NO_DAY):
            return None
        return (None if bare else going_on(time, texts)) or When(None, None, time.timex, doubt)
    if "day-part" in texts or "part-now" in texts:
        part = part_of_day(texts)
        if day is not None:
            return replace(day, timex=day.timex + part)
        pointed = not texts.texts.keys().isdisjoint(DAY_POINTERS)
        return When(None, None, part, NO_DATE if pointed else None)
    return day


def _day(texts: Texts) -> When | None:
    if "week" in texts:
        inner = _day(Texts([part for part in texts.parts if part[0] != "week"], texts.grammar, texts.setting))
        unit = str(texts.meaning("week", "period").get("value", "week"))
        week = None if inner is None or inner.start is None else calendar.around(unit, inner.start)
        return None if week is None or inner is None else replace(week, doubt=inner.doubt)
    for names, resolver in RESOLVERS:
        if all(name in texts for name in names):
            return resolver(texts)
    return None


def _from_reference(texts: Texts) -> When | None:
    names = [name for name, _ in texts.parts]
    place = names.index("reference")
    outer = Texts(texts.parts[:place], texts.grammar, texts.setting)
    inner = Texts(texts.parts[place + 1 :], texts.grammar, texts.setting)
    whole = pointed.same(inner) if set(inner.texts) == {"period"} else _one(inner)
    if whole is None:
        return None
    if "anaphor" in outer:  # `the same quarter last year`
        return pointed.same_of(outer, whole, inner) if "period" in outer else whole
    if "direction" in outer and ("period" in outer or "day-part" in outer):
        return pointed.beside(outer, whole)
    if "nth" in outer or "weekday" in outer:
        found = within.part_of(outer, whole) if "nth" in outer else days.weekday_beside(outer, whole)
        if found is not None and "day-part" in outer:
            found = replace(found, timex=found.timex + part_of_day(outer))
        return None if found is None else replace(found, doubt=found.doubt or whole.doubt)
    if whole.start is None and "hour" in inner and texts.today is not None:
        time = clock(inner)
        whole = whole if time is None else time.on(calendar.day(texts.today))
    return offsets.beside(outer, whole)


def _that_month(texts: Texts) -> When | None:
    """`the following May`, and `5 May of that year`."""
    return days.absolute(texts) if "day" in texts or "period" in texts else pointed.same(texts)


DAY_POINTERS = ("shift", "anaphor", "part-now")
"""Parts by which a part of a day says its day itself: `this morning`, `tonight`."""

NO_DAY = frozenset(("modifier", "shift", "anaphor", "open", "mention"))
"""Parts that say no day by themselves."""

RESOLVERS: tuple[tuple[tuple[str, ...], Callable[[Texts], When | None]], ...] = (
    (("now",), offsets.now),
    (("number", "unit", "weekday"), offsets.weekday_of),
    (("number", "weekday", "direction"), days.weekdays_away),
    (("week-number",), periods.week_number),
    (("dotted",), days.numeric),
    (("era", "century"), periods.century),
    (("era", "decade"), periods.decade_before),
    (("era",), days.before_christ),
    (("fiscal",), periods.fiscal),
    (("feast",), feasts.feast),
    (("vague", "weekday"), days.some_weekday),
    (("weekday", "month"), days.absolute),
    (("weekday", "first"), days.numeric),
    (("weekday", "year", "day"), days.absolute),
    (("weekday", "day"), days.day_alone),
    (("weekday",), days.weekday),
    (("relative-day",), days.relative_day),
    (("weekend",), periods.weekend),
    (("shift", "number", "unit"), offsets.last_few),
    (("shift", "low", "unit"), offsets.last_few),
    (("shift", "high", "unit"), offsets.last_few),
    (("number", "unit"), offsets.offset),
    (("low", "unit"), offsets.offset),
    (("unit", "direction"), offsets.offset),
    (("shift", "unit", "half"), offsets.last_few),
    (("shift", "unit"), offsets.rolling),
    (("anaphor", "unit"), offsets.rolling),
    (("decade",), periods.decade),
    (("century",), periods.century),
    (("month", "quarter"), periods.quarter_of_month),
    (("quarter",), periods.quarter),
    (("half",), periods.half),
    (("season",), periods.season),
    (("first", "second"), days.numeric),
    (("day", "month", "period"), days.absolute),
    (("day", "period"), days.day_alone),
    (("anaphor", "month"), _that_month),
    (("month",), days.absolute),
    (("year",), days.absolute),
    (("day",), days.day_alone),
    (("year-before",), pointed.year_before),
    (("shift", "period"), periods.period),
    (("anaphor",), pointed.same),
    (("period",), pointed.same),
)
