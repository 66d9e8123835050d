"""The dates read so far in a text → the one that `the following day` or a bare `in June` is counted from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from figures.calendar.antiquity import stand_in, stands_in
from figures.calendar.setting import (
    BY_DATE_BEFORE,
    BY_PUBLICATION,
    BY_TODAY,
    FAR,
    IN_NEWS,
    IN_PASSING,
    SINCE,
    TENSED_PARTS,
)
from figures.calendar.when import When, of_timex, year
from figures.quantities.amounts import Parts
from figures.quantities.reading import Reading

ANCHORED_PARTS = frozenset((*TENSED_PARTS, "anaphor", "period", "year-before"))
"""Parts whose resolution may ask for the last date read in the text."""

POINTING_PARTS = frozenset(("now", "relative-day", "shift", "part-now"))
"""Parts that point from the publication."""

POINTED = frozenset(("shift", "anaphor", "direction"))
"""Parts that say themselves from what a time is counted."""

NEWS_PARTS = frozenset(("relative-day", "shift", "part-now", "weekday"))
"""Parts that show a text to tell of the days about its publication."""

WHOLE_YEAR, COARSE = timedelta(360), 100
"""What counts as a whole year, and the days from which on a date is coarser than a month or a quarter."""

AHEAD = "ahead"
"""The `doubt` of a date that stands farther on, and tells the year of those before it."""

COUNTED_PARTS = frozenset(("anaphor", "period"))
"""Parts that count from a date before them, and from none that comes later."""

HALVES = frozenset(("meridiem", "day-part"))
"""Parts that say in which half of the day an hour is."""

NOON = 12
"""The first hour after noon."""

YEAR_DIGITS, FRAMING = 4, frozenset(("shift", "period", "year", "mention"))
"""The digits of a year, and the parts of one that a sentence may open with, for its months to lie in."""

MONTH_FRAMING = frozenset(("month", "year", "mention", "modifier"))
"""The parts of a month that a sentence may open with, for others to follow it."""

LATE = 184
"""Days before the publication of which a text that names no year may tell, as well as of another year named later."""

RECENT = 31
"""Days about the publication of which news tells."""

LONGEST_ANCHOR = 366
"""Days that a date covers at most, to be what the next dates are counted from: a year, but no decade."""


def spans_a_story(names: Collection[str]) -> bool:
    """Whether it is for the tense to say if a date of these parts is counted from the last one read: `in the next two
    years`, `by the end of the month`, `the next day`.
    """
    told = "anaphor" in names or POINTED.isdisjoint(names)
    return ("shift" in names and "number" in names) or ("period" in names and told)


class Anchors:
    """The last date read in a text, from which `the following day` or a bare `in June` is counted."""

    def __init__(self, published: date | None) -> None:
        self.last: When | None = None
        self.clock: time | None = None
        self._timed: When | None = None
        self._after_noon: time | None = None
        self.beside = False  # whether the date to be read stands in apposition to the one before: , two days later,
        self.frame: When | None = None
        """The year with which the sentence opens: `Last year, sales rose in May`."""
        self.ranked = ""  # the words between it and an ordinal that stands before it
        self.counted = ""  # the words between it and a figure that stands before it
        self.aside = False  # whether it is told in passing: founded in 1890, who joined in 2003
        self.compares = False  # whether an amount is held against the one of then: up 4% from a year earlier
        self._open: When | None = None
        self._entry: When | None = None
        self._course = 1
        self._published = published
        self._news = self._guessed = self._heads_entry = self._beside_story = False
        self.begin()

    def begin(self) -> None:
        """A paragraph begins: no date of it has been read. News that told of another time is back in its own."""
        if self.last is not None and self.last.doubt == IN_NEWS:
            self.last = replace(self.last, doubt=IN_PASSING)
        self.clock = self._timed = self._after_noon = None
        self._before = self.last, self._guessed, self._news
        self._fiscal: When | None = None
        self._guess: date | None = None
        self._ahead: When | None = None
        self._whole: list[When] = []
        self._passed = 0
        self._again = self._astray = False
        self._begun, self._in_entry = True, False
        self.frame, self._sentence, self._guessed_in, self._opens, self._run_in = None, -1, -1, False, -2
        self._told_in = -2
        self._open_years: set[int] = set()

    def looked_ahead(self) -> bool:
        """Whether a year said later in the paragraph bears on dates before it; the paragraph is then read once more.

        A history says `in June …, in August … and in September 1940`. News, which tells of days about its publication,
        names another year in passing.
        """
        if self._ahead is not None and not self._news:
            self.last, self._guessed = self._ahead, False
        elif self._astray:
            self.last, self._guessed, self._news = self._before
        else:
            return False
        self._again, self._guess, self._passed = True, None, 0
        return True

    def said(self, parts: Parts) -> When | None:
        """A date since which something was, or a financial year, said since the last date read: `since 1998 … the
        following year`, `for fiscal 2004 … the previous year`."""
        names = {name for name, _ in parts}
        if not COUNTED_PARTS.isdisjoint(names):
            return self._fiscal or self._open
        if not {"direction", "unit"} <= names:
            return None
        coarse = self._open is not None and (self._open.days or 0) > RECENT
        return self._fiscal or (replace(self._open, doubt=SINCE) if self._open and coarse else self._open)

    def is_far(self, told: When) -> bool:
        """Whether a date is of another time than that of the publication."""
        return told.start is not None and self._is_far(told.start)

    def _is_far(self, day: date) -> bool:
        return self._published is not None and abs(day.year - self._published.year) > FAR

    def for_parts(self, parts: Parts) -> When | None:
        """The last date read, if a date of these parts could ask for it."""
        names = [name for name, _ in parts]
        last = self.last
        if last is None or (ANCHORED_PARTS.isdisjoint(names) and not spans_a_story(names)):
            return None
        if "quarter" in names and self._told_in < 0 and last.start is not None and self._is_far(last.start):
            return None  # a quarter in a new paragraph is of the accounts, whatever year was told before
        coarse = "year-before" in names and (last.days or 0) > COARSE
        passed = last.doubt in (IN_PASSING, IN_NEWS) and (self.elsewhere or self._beside_story or coarse)
        if passed and (self.compares or "quarter" in names):
            return None  # Delmar was bailed out in 2009. Sales are up 4% from a year earlier
        if last.doubt == AHEAD and last.start is not None and not COUNTED_PARTS.isdisjoint(names):
            return year(last.start.year)
        return replace(last, ahead=self._whole[self._passed]) if self._passed < len(self._whole) else last

    @property
    def elsewhere(self) -> bool:
        """Whether the last date read stands in a sentence before that of the date to be read."""
        return self._told_in != self._sentence

    @property
    def past_year(self) -> bool:
        """Whether the last date read is coarser than a month, in a sentence before: what is told now is of another."""
        return self.elsewhere and not self.chronicle and self.last is not None and (self.last.days or 0) > RECENT

    @property
    def chronicle(self) -> bool:
        """Whether an entry of a chronology is read, after one whose year was said."""
        return self._in_entry and self._entry is not None

    @property
    def heading(self) -> int:
        """Which way the entries of a chronology run, for the date that heads one; nought for any other date."""
        return self._course if self._heads_entry and self._entry is not None else 0

    @property
    def run(self) -> bool:
        """Whether the last date read is a month of the same sentence that had its year from one before it."""
        return self._run_in == self._sentence

    def opening(self, sentence: int, opens: bool) -> None:
        """Where the sentence of the date to be read begins, and whether that date opens it."""
        if sentence != self._sentence:
            self.frame = None
        self._sentence, self._opens = sentence, opens

    def begin_entry(self, begins: bool) -> None:
        """An entry of a chronology begins with the date to be read: it goes on from the entry before."""
        self._heads_entry = begins
        self._in_entry = self._in_entry or begins
        if begins and self._entry is not None:
            self.last, self._guessed = self._entry, False

    def _enter(self, names: Collection[str], found: When) -> None:
        """Remember the date of an entry, if its year is said or goes on from one that was."""
        if self._heads_entry and ("year" in names or self._entry is not None):
            last, self._entry = self._entry, found
            if last is not None and last.start and found.start and last.start != found.start:
                self._course = 1 if found.start > last.start else -1

    def hours(self, names: Collection[str]) -> tuple[When | None, time | None]:
        """The day and time last told of in the paragraph, and the hour after noon, for a time of day."""
        return (self._timed, self._after_noon) if "hour" in names else (None, None)

    def _on_the_day(self, names: Collection[str], reading: Reading) -> None:
        """Remember a time of a day that is said; another day, of which no time is said, ends what went on from it."""
        start, timex = reading.date_start, reading.timex or ""
        of_day = start is not None and start == reading.date_end
        if of_day and timex[10:11] == "T" and "open" not in names:
            self._timed = When(start, start, timex, moment=_moment(timex))
        elif of_day and self._timed is not None and start != self._timed.start:
            self._timed = None
        told = _clock(timex[timex.find("T") :], None) if "T" in timex else None
        if told is not None and (not HALVES.isdisjoint(names) or self._after_noon is not None):
            self._after_noon = told if told.hour >= NOON else None

    def _enter_frame(self, names: set[str], reading: Reading) -> None:
        """Remember a year that opens a sentence, until another is said in it."""
        timex = reading.timex or ""
        whole = FRAMING.issuperset(names) and len(timex) == YEAR_DIGITS and timex.isdecimal()
        if self._opens and (whole or (names <= MONTH_FRAMING and {"month", "year"} <= names)):
            self.frame = When(reading.date_start, reading.date_end, timex)
        elif "year" in names or "shift" in names:
            self.frame = None

    def take(self, parts: Parts, reading: Reading, *, of_news: bool = False, late: bool = False) -> None:
        """Remember a date that covers a year at most, if the text goes on from there.

        A history that says `now`, `last year` or `the year before` in passing goes on to tell of its own time, and so
        does one that tells of single days and names another year (`papers found in 2004`).
        """
        start, end = reading.date_start, reading.date_end
        if stands_in(start) or stands_in(end):
            return  # 9999-12-31: so far ahead that years before the year 1 are counted by such days
        names = {name for name, _ in parts}
        self._on_the_day(names, reading)
        self._news = self._news or (reading.doubt == BY_PUBLICATION and (of_news or self._is_of_now(reading, names)))
        ran = "month" in names and (reading.doubt or "").startswith(BY_DATE_BEFORE)
        self._run_in = self._sentence if ran else -2
        self._enter_frame(names, reading)
        if start is None and reading.timex is not None and self._is_of_antiquity(reading.timex):
            return
        if start is None and end is not None and reading.timex is not None and self._is_far(end):
            self._go_on(reading.timex, names)
            return
        if "open" in names and reading.timex is not None and reading.timex.endswith("/.."):
            named = dict(parts).get("year", "") if reading.timex.partition("/")[0].isdecimal() else ""
            self._open = of_timex(named or reading.timex.removesuffix("/.."))  # after 1869: in 1870/..
        if "fiscal" in names and reading.timex:  # for fiscal 2004 … in the previous year
            self._fiscal = of_timex(reading.timex)
            return
        if self._fiscal is not None and not COUNTED_PARTS.isdisjoint(names):
            return  # when it began, nobody knows: no month of the text lies in it
        self._fiscal = None
        self.clock = _clock(reading.timex, self.clock)
        if start is None or end is None or reading.timex is None:
            return
        if start == self._published and ({"month", "day"} <= names or {"shift", "number"} <= names):
            self._news = True  # Feb 29 (Reuters), over the next 18 months: it tells of its own day
        if (end - start).days >= LONGEST_ANCHOR:
            self._open = When(start, end, reading.timex)  # from 1990 to 1995 … in that period
            return
        self._follow(names, start, end, reading, late=late)

    def _follow(self, names: set[str], start: date, end: date, reading: Reading, *, late: bool) -> None:
        """Go on from a date of a year at most, unless it was told in passing."""
        timex, last = reading.timex or "", self.last
        self._enter(names, When(start, end, timex))
        if last is not None and stands_in(last.start):
            last = None
        self._look_back(names, When(start, end, timex), reading.doubt)
        if last is not None and last.start is not None and self._points_back(names, start, last, reading.doubt):
            near = not (self._is_far(start) or self._is_far(last.start)) and "number" not in names
            self._news = self._news or (near and not names.isdisjoint(NEWS_PARTS))
            return
        if "direction" in names and reading.doubt is None:
            if not self._is_far(start):
                self._news = True  # compared to a year ago
            if last is not None or self._is_far(start):
                return  # counted from the publication: what is told does not go on from `14 years ago`
        day = None
        whole_year = end - start > WHOLE_YEAR and names <= {"year", "modifier", "mention"}
        begun, self._begun = self._begun, False
        if whole_year and last is not None and not self._guessed and not begun:
            day = last.day if (last.days or 0) > COARSE else last.start
        by_today = reading.doubt == BY_TODAY and "period" in names and names.isdisjoint(("anaphor", "shift"))
        self._guessed = (reading.doubt == BY_PUBLICATION or by_today) and not self._news
        if self._guessed and self._guess is None and self._is_past_news(start):
            self._guess, self._guessed_in = start, self._sentence
        far = self._is_far(start)
        self._news = self._news or not (names.isdisjoint(NEWS_PARTS) or far)
        doubt = None if not self._news else IN_PASSING if whole_year else IN_NEWS if far else None
        if self.aside and far and (last is None or last.start is None or not self._is_far(last.start)):
            doubt = IN_PASSING  # Delmar was founded in 1890. Third-quarter sales rose
        if doubt == IN_NEWS and "year" not in names and self.frame is not None and len(self.frame.timex) == YEAR_DIGITS:
            doubt = IN_PASSING  # In 1897 a surge in October drowned 40. The mayor, elected in May, has
        self.last = When(start, end, timex, doubt, moment=_moment(timex), day=day, late=late and whole_year)
        self._told_in, self._beside_story = self._sentence, self.aside
        self._open = None

    def _points_back(self, names: set[str], start: date, last: When, doubt: str | None) -> bool:
        """Whether a date only points from the last one, or from the publication, to another time."""
        if (
            last.start is not None
            and not names.isdisjoint(("anaphor", "direction", "year-before"))
            and start < last.start
        ):
            return True
        # founded in 1995. Last year it sold; charged in 2018. It opened last September
        turned = self._is_year_told(last) if "period" in names else "month" in names
        turned = turned and "shift" in names and doubt is None
        return not (names.isdisjoint(POINTING_PARTS) or turned or self._is_news_of(names, start))

    def _is_of_antiquity(self, timex: str) -> bool:
        """Whether a date lies before the year 1; the text goes on from there, if it has told of no later time."""
        found, last = stand_in(timex), self.last
        if found is not None and (last is None or last.start is None or stands_in(last.start)):
            self.last, self._guessed = replace(found, doubt=IN_PASSING if self._news else None), False
        return found is not None

    def _go_on(self, timex: str, names: set[str]) -> None:
        """`It held out until 28 May 1871. The treaty …`: a history goes on from a month or a day with its year said."""
        found = of_timex(timex.rpartition("/")[2])
        if found is not None and {"year", "month"} <= names:
            self.last, self._guessed = found, False

    def _is_year_told(self, last: When) -> bool:
        """Whether no more than a year was told of another time, before the text points from its publication."""
        return (last.days or 0) > COARSE and self.elsewhere

    def _is_news_of(self, names: set[str], start: date) -> bool:
        """Whether news counts on from a week or a month near its publication: last week, up from the week before."""
        return self._news and "shift" in names and not self._is_past_news(start)

    def _look_back(self, names: set[str], found: When, doubt: str | None) -> None:
        """Whether a date whose year is said lies in another year than dates before it that left theirs out."""
        if names.isdisjoint(("month", "season")) or "open" in names or found.start is None:
            return
        if self.aside and self._is_far(found.start):
            return
        if "year" not in names:
            if doubt != BY_PUBLICATION:
                self._open_years.add(found.start.year)
            return
        if self._again:
            self._passed += 1
            return
        self._whole.append(found)
        self._passed = len(self._whole)
        self._astray = self._astray or not self._open_years <= {found.start.year}
        self._open_years.clear()
        # In May it fell. In August 1995, another fell.
        anew = self._opens and self._sentence != self._guessed_in and self._is_of_late(self._guess)
        if (
            self._guess is not None
            and self._ahead is None
            and not anew
            and abs(found.start.year - self._guess.year) > FAR
        ):
            self._ahead = replace(found, doubt=AHEAD)

    def _is_of_late(self, guess: date | None) -> bool:
        """Whether a guessed date lies within half a year before the publication."""
        return guess is not None and self._published is not None and (self._published - guess).days <= LATE

    def _is_of_now(self, reading: Reading, names: set[str]) -> bool:
        """Whether a month is the one about the publication, or that before it: prices rose 3.2% in July."""
        start, end, today = reading.date_start, reading.date_end, self._published
        if start is None or end is None or today is None or "month" not in names or self._guess is not None:
            return False
        return start <= today and (today - end).days <= RECENT

    def _is_past_news(self, guess: date) -> bool:
        """Whether a guessed date is no news any more: one within days of the publication, or to come, is hardly of
        another year.
        """
        return self._published is None or (self._published - guess).days > RECENT


def _clock(timex: str | None, known: time | None) -> time | None:
    """The time of day that a date or time leaves behind it: its own without a day, none where a day is said."""
    if timex is None:
        return known
    try:
        return time.fromisoformat(timex).replace(tzinfo=None) if timex.startswith("T") else None
    except ValueError:
        return known


def _moment(timex: str) -> datetime | None:
    """The moment that an ISO 8601 value tells to the minute, on the wall clock; None for any other value."""
    try:
        return datetime.fromisoformat(timex).replace(tzinfo=None) if timex[10:11] == "T" else None
    except ValueError:
        return None
