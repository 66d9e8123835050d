"""What recurs each year, and when it was written → the year meant: `on 5 May`, `in June`, `at Easter`, `in summer`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from figures.calendar.setting import (
    BY_DATE_BEFORE,
    BY_PUBLICATION,
    FUTURE,
    HABIT,
    IN_NEWS,
    IN_PASSING,
    MEANT,
    NO_DATE,
    PLAN,
    PRESENT,
    REPORT,
    Setting,
)
from figures.calendar.when import When

EACH_YEAR = "of each year"
NEXT_YEAR, YEAR_BEFORE = 120, 300
"""Days that a date of the next year, or of the year before, lies farther from the last date read than it seems."""

BACK, BEYOND, UNSAID = 60, 100, 40
"""Days that a date before both the last one read and the next, or after the next, or of another year than the last one
read, lies farther off than it seems."""

SOON = 31
"""Days from the last day read within which a date goes on from it, though a bare year was named between them."""

RUN = 92
"""Days within which a month goes on from others of its sentence: held in January 2019, tried in March, free in May."""

HALF_YEAR = 184
"""Days within which a month goes on from the one that its sentence opens with."""

DAYS_OFF = 14
"""Days by which a day beside a past verb may lie ahead: the deadline of 31 December was met."""

OVER = {PLAN: SOON, REPORT: 75, MEANT: 366}
"""Days for which what is planned, is to be reported, or was to happen, may be over."""

LATE_DAYS = 122
"""Days before the end of a year that are late in it."""

ZONES = 1
"""Days by which what has happened may lie after the publication: farther east it is tomorrow already."""


def without_year(
    setting: Setting, unknown: str, of_year: Callable[[int], When | None], weekday: int | None = None
) -> When | None:
    """Of what recurs each year, the one meant: after the start of a range, near the last date read, or near today.

    `unknown` is the value where there is nothing to go by; a `weekday` named with it (ISO 8601) tells the year.
    """
    if setting.tense == HABIT:
        return When(None, None, unknown, EACH_YEAR)
    if setting.after is not None and setting.after.start is not None:
        start = setting.after.start
        later = [found for n in (0, 1) if (found := of_year(start.year + n)) and found.end and found.end >= start]
        return replace(later[0], doubt=setting.after.doubt) if later else None
    frame = setting.frame if setting.told is None and setting.tense not in FUTURE else None
    if frame is not None and (framed := _framed(of_year, frame)) is not None:
        return replace(framed, doubt=f"{BY_DATE_BEFORE}, {frame.timex}")
    entry = _next_entry(of_year, setting) if setting.heading else None
    if entry is not None:
        return entry
    told = None if _is_of_late(setting, of_year) else setting.told
    if told is not None and told.start is not None:
        near = _in_years(of_year, told.start.year)
        day = told.day
        if day is not None:  # `on 10 March 1975 … from 1976 on … on 11 March`
            near += _in_years(of_year, day.year)
            near = [found for found in near if found.start and abs((found.start - day).days) <= SOON] or near
        chosen = min(near, key=lambda found: _in_story(found, told), default=None)
        if chosen is None or told.doubt != IN_NEWS or chosen.timex != told.timex or chosen.days == 1:
            return None if chosen is None else replace(chosen, doubt=f"{BY_DATE_BEFORE}, {told.timex}")
    today = setting.today
    if today is None:
        return When(None, None, unknown, NO_DATE)
    near = _in_years(of_year, today.year)
    near = [found for found in near if found.start and found.start.isoweekday() == weekday] or near
    chosen = by_tense(near, today, setting.tense)
    if weekday is None and chosen is not None and (setting.run or _apart(today, chosen) > SOON):
        beside = _beside_last(of_year, setting.anchor, RUN if setting.run else SOON)
        soon = setting.tense == PRESENT and beside is not None and beside.end is not None and beside.end < today
        if beside is not None and not soon and not _is_wrong(beside, today, setting.tense):
            return beside
    return None if chosen is None else replace(chosen, doubt=BY_PUBLICATION)


def _framed(of_year: Callable[[int], When | None], frame: When) -> When | None:
    """What lies in the year that its sentence opens with, or within half a year of such a month: In July 2018 it fell;
    in October it rose.
    """
    if frame.start is None or frame.end is None or (frame.days or 0) > SOON:
        return None if frame.start is None else of_year(frame.start.year)
    later = (of_year(frame.start.year + n) for n in (0, 1))
    return next((one for one in later if one and one.start and 0 < (one.start - frame.end).days <= HALF_YEAR), None)


def _next_entry(of_year: Callable[[int], When | None], setting: Setting) -> When | None:
    """What heads an entry of a chronology: the next such day from the entry before on, or else the last before it."""
    last, today = setting.anchor, setting.today
    if last is None or last.start is None:
        return None
    known = [found for found in _in_years(of_year, last.start.year) if found.start is not None]
    later = [found for found in known if found.start and found.start >= last.start]
    earlier = [found for found in known if found.start and found.start <= last.start]
    ahead = bool(later) and today is not None and later[0].start is not None and later[0].start > today
    chosen = earlier[-1:] if (setting.heading < 0 or ahead) and earlier else later[:1]
    return replace(chosen[0], doubt=f"{BY_DATE_BEFORE}, {last.timex}") if chosen else None


def _is_of_late(setting: Setting, of_year: Callable[[int], When | None]) -> bool:
    """Whether news that told of another time, in a sentence before, names a day of the last weeks: in August 2006
    it was found. The show had opened on Oct. 7.
    """
    told, today = setting.told, setting.today
    if told is None or told.doubt != IN_NEWS or today is None or not setting.elsewhere:
        return False
    near = by_tense(_in_years(of_year, today.year), today, setting.tense)
    return near is not None and near.start is not None and near.days == 1 and 0 <= (today - near.start).days <= SOON


def _beside_last(of_year: Callable[[int], When | None], anchor: When | None, reach: int) -> When | None:
    """What lies within days of the last date read, a day or a month: `on 4 March 2022 … by 6 March`; a month that was
    named with its year is another when it is named without: it was 9% in June 2022. In June it was 3%.
    """
    if anchor is None or anchor.start is None or (anchor.days or 0) > SOON or anchor.doubt == IN_PASSING:
        return None
    years = _in_years(of_year, anchor.start.year)
    near = [found for found in years if found.start and _apart(found.start, anchor) <= reach]
    near = [found for found in near if found.timex != anchor.timex or found.days == 1]
    return replace(near[0], doubt=f"{BY_DATE_BEFORE}, {anchor.timex}") if near else None


def _in_years(of_year: Callable[[int], When | None], about: int) -> list[When]:
    """The candidates of the years around one; of more years where these have none, as for 29 February."""
    for reach in (1, 4, 8):
        near = [found for n in range(-reach, reach + 1) if (found := of_year(about + n)) is not None]
        if near:
            return near
    return []


def _in_story(candidate: When, told: When) -> int:
    """How far a candidate lies from the last date read, or from the next one whose year is said, if that is nearer."""
    behind, ahead = _from_anchor(candidate, told), told.ahead
    if ahead is None or ahead.start is None or ahead.end is None or candidate.start is None or told.start is None:
        return behind
    outside = BACK if candidate.start < min(told.start, ahead.start) else 0
    if told.start <= ahead.start and candidate.start > ahead.end:
        outside = BEYOND
    unsaid = UNSAID if candidate.start.year != told.start.year else 0
    return min(behind, _apart(candidate.start, ahead) + outside + unsaid)


def _from_anchor(candidate: When, anchor: When) -> int:
    """How far a candidate lies from the last date read: what is told mostly follows, and stays within a year told."""
    if candidate.start is None or anchor.start is None or anchor.end is None:
        return 0
    left = (anchor.end - candidate.start).days
    if anchor.late and left > LATE_DAYS:
        return left + YEAR_BEFORE
    if anchor.start <= candidate.start <= anchor.end:
        return 0
    days = (candidate.start - anchor.start).days
    if anchor.days is not None and anchor.days > 200:
        return abs(days) + 1
    years = candidate.start.year - anchor.start.year
    return abs(days) + (NEXT_YEAR if years > 0 else YEAR_BEFORE if years else 0)


def _apart(day: date, found: When) -> int:
    """Days from a day to the nearest that a date covers."""
    if found.start is None or found.end is None or found.start <= day <= found.end:
        return 0
    return min(abs((day - found.start).days), abs((day - found.end).days))


def by_tense(candidates: list[When], today: date, tense: str | None) -> When | None:
    """The candidate nearest to today, on the side that the clause's tense points to."""
    return min(candidates, key=lambda found: (_is_wrong(found, today, tense), _apart(today, found)), default=None)


def _is_wrong(candidate: When, today: date, tense: str | None) -> bool:
    """Whether a candidate lies on the other side of today than the clause's tense points to."""
    if candidate.start is None or candidate.end is None:
        return True
    ahead = (candidate.start - today).days > (DAYS_OFF if candidate.days == 1 else ZONES)
    over = SOON if candidate.days == 1 and tense == "future" else 0  # they were told that they could go home on Feb. 8
    past = (today - candidate.end).days > OVER.get(tense or "", over)
    return (tense == "past" and ahead) or (tense in FUTURE and past)
