"""Times of day: `5 p.m. GMT`, `17:30`, `half past five`, `1730 hours`, `this morning`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from figures.calendar import when as calendar
from figures.calendar.setting import BY_TODAY, FUTURE, PRESENT, Texts
from figures.calendar.when import When

CLOCK_PARTS = frozenset(("hour", "minute", "clock-second", "meridiem", "zone", "side", "day-part", "part-now"))
"""The parts that say a time of day; the others of the same date say its day."""

MORNING, AFTERNOON, EVENING, NIGHT = "TMO", "TAF", "TEV", "TNI"
"""Parts of a day, as TIMEX3 writes them; in the last three an hour up to twelve is one after noon."""


HALF_A_DAY, HOURS_ON = 12, 4
"""Hours; and how many a time told without its half of the day lies at most behind one with it."""

FIRST_HOURS = {MORNING: 6, AFTERNOON: 12, EVENING: 18, NIGHT: 20}
"""About when a part of a day begins."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `half_known` says whether it is certain which half of the day is meant."""

    hour: int
    minute: int
    second: int | None
    zone: str
    half_known: bool

    @property
    def timex(self) -> str:
        """As ISO 8601 writes it, with the offset from UTC where the words tell it."""
        second = "" if self.second is None else f":{self.second:02d}"
        return f"T{self.hour:02d}:{self.minute:02d}{second}{self.zone}"

    @property
    def minutes(self) -> int:
        """Minutes from midnight."""
        return self.hour * 60 + self.minute

    def on(self, day: When) -> When:
        """This time on a day."""
        if day.start is None or day.start != day.end:
            return replace(day, timex=f"{day.timex}{self.timex}")
        start = datetime.combine(day.start, time(self.hour % 24, self.minute, self.second or 0))
        moment = start + timedelta(self.hour // 24) if day.start < day.start.max else start
        return replace(day, timex=f"{day.timex}{self.timex}", moment=moment)


def clock(texts: Texts) -> Clock | None:
    """The time that the parts of a clock say; None where a day has no such time."""
    word = texts.meaning("hour", "clock-word").get("value")
    zone = str(texts.meaning("zone", "time-zone").get("value", texts.texts.get("zone", "")))
    if word is not None:
        named = time.fromisoformat(str(word)[1:])
        known = Clock(named.hour, named.minute, None, zone, True)
        return _beside(texts, known) if "side" in texts else known
    found = _digits(texts) if "hour" in texts else None
    if found is None:
        return None
    hour, minute = found
    second = _seconds(texts)
    written = texts.texts["hour"]
    half_known = hour > 12 or written.startswith("0") or (len(written) == 4 and written.isdecimal())
    if "meridiem" in texts:
        if hour > 12:
            return None
        hour = hour % 12 + int(texts.meaning("meridiem", "meridiem", "meridiem-letter")["value"])
        half_known = True
    elif "day-part" in texts or "part-now" in texts:
        part = str(texts.meaning("day-part", "day-part", "day-parts").get("value", NIGHT))
        hour, half_known = hour % 12 + 12 if _is_after_noon(part, hour) and hour <= 12 else hour, True
    if hour > 24 or minute > 59 or (second or 0) > 59 or (hour == 24 and (minute or second)):
        return None
    known = _after(Clock(hour, minute, second, zone, half_known), texts.setting.after_noon)
    return _beside(texts, known) if "side" in texts else known


def going_on(time: Clock, texts: Texts) -> When | None:
    """A time alone, on the day of which a time was told before in the paragraph; past midnight on the next.

    `at 3 p.m. on 6 June … by 5 p.m. … at 1 a.m.`
    """
    timed = texts.setting.timed
    if timed is None or timed.start is None or time.zone:
        return None
    if texts.setting.tense in FUTURE | {PRESENT} and texts.today is not None and timed.start < texts.today:
        return None  # it opened at 9 a.m. on Monday, and closes at 5 p.m.
    part = timed.timex[10:]
    told = FIRST_HOURS.get(part, 0) if timed.moment is None else timed.moment.hour
    if not time.half_known and time.hour < HALF_A_DAY and _is_after_noon(part, time.hour):
        time = replace(time, hour=time.hour + HALF_A_DAY, half_known=True)
    early = time.hour < told and (timed.moment is None or not time.half_known)
    if early and (part not in (EVENING, NIGHT) or time.hour >= FIRST_HOURS[MORNING]):
        return None  # due by Wednesday night, and to begin at 4 p.m.
    day = calendar.around("day", timed.start, 1 if told - time.hour >= HALF_A_DAY else 0)
    return None if day is None else replace(time.on(day), doubt=f"day by the time before, {timed.timex}")


def _is_after_noon(part: str, hour: int) -> bool:
    """Whether an hour up to twelve is one after noon in a part of the day."""
    return part in (AFTERNOON, EVENING) or (part == NIGHT and hour >= 5)


def _after(known: Clock, told: time | None) -> Clock:
    """`5:47 p.m. … at 6:05`: an hour after noon, where one was told within hours before it."""
    if told is None or known.half_known or known.hour >= HALF_A_DAY:
        return known
    later = known.minutes + HALF_A_DAY * 60 - (told.hour * 60 + told.minute)
    return replace(known, hour=known.hour + HALF_A_DAY, half_known=True) if 0 <= later <= HOURS_ON * 60 else known


def _digits(texts: Texts) -> tuple[int, int] | None:
    text = texts.texts["hour"]
    decimal = str(texts.grammar.settings.get("decimal", "."))
    whole, _, part = text.partition(decimal)
    if part:  # 8.30 pm
        return (int(whole), int(part)) if len(part) == 2 and whole.isdecimal() and part.isdecimal() else None
    if text.isdecimal() and len(text) in (3, 4):  # 1730 hours, 340pm
        return int(text[:-2]), int(text[-2:])
    named = texts.meaning("hour", "hour-word").get("value")
    hour = int(named) if named is not None else texts.whole("hour")
    if hour is None or "side" in texts or "minute" not in texts:
        return None if hour is None else (hour, 0)
    minute = texts.whole("minute")
    return None if minute is None else (hour, minute)


def _seconds(texts: Texts) -> int | None:
    """Whole seconds: their fractions are finer than any news."""
    stated = texts.number(texts.texts["clock-second"]) if "clock-second" in texts else None
    return None if stated is None else int(stated.value)


def _beside(texts: Texts, hour: Clock) -> Clock | None:
    """`half past five`, `ten minutes to noon`: minutes after the hour or before it."""
    fraction = texts.meaning("minute", "clock-fraction").get("value")
    minutes = texts.whole("minute") if fraction is None else int(fraction)
    side = int(texts.meaning("side", "clock-side").get("value", 1))
    if minutes is None or not 0 < minutes < 60:
        return None
    total = (hour.minutes + side * minutes) % (24 * 60)
    return replace(hour, hour=total // 60, minute=total % 60)


def part_of_day(texts: Texts) -> str:
    """`TMO` for a morning, as TIMEX3 writes parts of a day."""
    if "day-part" in texts:
        return str(texts.meaning("day-part", "day-part", "day-parts", "overnight")["value"])
    return NIGHT


def day_of_part(texts: Texts) -> When | None:
    """The day of `this morning`, `tonight`, `last night`, `the next morning`, where no other words say it."""
    today = texts.today
    if "anaphor" in texts:
        anchor = texts.setting.anchor
        if anchor is None:
            found = None if today is None else calendar.day(today)
            return None if found is None else replace(found, doubt=BY_TODAY)
        step = texts.step
        if step > 0 and part_of_day(texts) == MORNING and anchor.moment and anchor.moment.hour < FIRST_HOURS[MORNING]:
            step = 0  # at 1 a.m. … until the next morning
        edge = calendar.edge(anchor, step)
        found = None if edge is None or edge.end is None else calendar.around("day", edge.end, step)
        return None if found is None else replace(found, doubt=f"counted from {anchor.timex}")
    if today is None:
        return None
    shift = texts.shift if "shift" in texts else int(texts.meaning("part-now", "part-now").get("value", 0))
    return calendar.around("day", today, shift or 0)


def halves(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    """A range of hours in which one of the ends says the half of the day for both: `2 to 5:30pm`, `8pm to 11`."""
    noon = 12 * 60
    if end.half_known and not start.half_known and end.minutes >= noon and start.minutes + noon < end.minutes:
        start = replace(start, hour=start.hour + 12, half_known=True)
    elif end.half_known and not start.half_known and end.hour > 0 and end.minutes < start.minutes < noon:
        start = replace(start, hour=start.hour + 12, half_known=True)  # from 11 to 3am: the night before
    elif start.half_known and not end.half_known and end.minutes <= start.minutes < end.minutes + noon:
        end = replace(end, hour=end.hour + 12, half_known=True)
    elif not start.half_known and not end.half_known and end.minutes <= start.minutes < end.minutes + noon:
        end = replace(end, hour=end.hour + 12)  # from 10:30 to 3: on the same day
    elif end.half_known and end.minutes < noon:
        start = replace(start, half_known=True)  # between 7 and 10 a.m.
    return start, end
