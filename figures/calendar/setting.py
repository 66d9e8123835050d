"""What relative dates resolve against, and the named parts of one date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from figures.calendar.when import When, year
from figures.grammar import Grammar
from figures.quantities.numbers import Number, number
from figures.quantities.reading import Reading

Parts = Sequence[tuple[str, str]]

TENSED_PARTS = frozenset((
    *("weekday", "weekend", "month", "quarter", "half", "season", "side", "day", "feast", "first", "week-number"),
))  # fmt: skip
"""Parts whose resolution may ask for the tense of the clause."""

ANCHORED_PARTS = frozenset((*TENSED_PARTS, "anaphor", "direction", "period"))
"""Parts whose resolution may ask for the last date read in the text."""

POINTING_PARTS = frozenset(("now", "relative-day", "shift", "part-now"))
"""Parts that point from the publication."""

NEWS_PARTS = frozenset(("relative-day", "shift", "part-now", "weekday"))
"""Parts that show a text to tell of the days about its publication."""

BY_PUBLICATION = "year by the publication date"
"""The `doubt` of a date whose year nothing in the text says."""

FAR = 1
"""Years between the last date read and the publication from which on the text tells of another time than its own."""

JUMP = 3
"""Years from the last date read beyond which a bare year is told in passing, in a text that tells of days."""

WHOLE_YEAR, COARSE = timedelta(360), 100
"""What counts as a whole year, and the days from which on a date is coarser than a month or a quarter."""

AHEAD = "ahead"
"""The `doubt` of a date that stands farther on, and tells the year of those before it."""

COUNTED_PARTS = frozenset(("anaphor", "direction", "period"))
"""Parts that count from a date before them, and from none that comes later."""

RECENT = 31
"""Days about the publication of which news tells."""

IN_PASSING = "in passing"
"""The `doubt` of a bare year in a text that has pointed from its publication: news, which goes on to tell of now."""

LONGEST_ANCHOR = 366
"""Days that a date covers at most, to be what the next dates are counted from: a year, but no decade."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What relative dates resolve against: the publication time, the tense of the clause, the last date read."""

    published: datetime | None = None
    tense: str | None = None
    day_first: bool = False
    anchor: When | None = None
    after: When | None = None
    """The first date of a range, when the second is being resolved: it comes after it."""

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return None if self.published is None else self.published.date()

    @property
    def told(self) -> When | None:
        """The last date read, where the text tells of another time than that of its publication."""
        if self.anchor is None or self.anchor.start is None or self.anchor.doubt == IN_PASSING:
            return None
        far = self.published is None or abs(self.anchor.start.year - self.published.year) > FAR
        return self.anchor if far else None


class Anchors:
    """The last date read in a text, from which `the following day` or a bare `in June` is counted."""

    def __init__(self, published: date | None) -> None:
        self.last: When | None = None
        self._published = published
        self._news = self._guessed = False
        self._guess: date | None = None
        self._ahead: When | None = None

    def begin(self) -> None:
        """A paragraph begins: no date of it has been guessed."""
        self._guess = self._ahead = None

    def looked_ahead(self) -> bool:
        """Whether a year said later in the paragraph holds for its dates that were guessed; they are read once more.

        A history says `in June …, in August … and in September 1940`. News, which tells of days about its publication,
        names another year in passing.
        """
        ahead = self._ahead
        if ahead is None or self._news:
            return False
        self.last, self._guessed = ahead, False
        self.begin()
        return True

    def for_parts(self, parts: Parts) -> When | None:
        """The last date read, if a date of these parts could ask for it."""
        names = [name for name, _ in parts]
        last = self.last
        if last is None or ANCHORED_PARTS.isdisjoint(names):
            return None
        if last.doubt == AHEAD and last.start is not None and not COUNTED_PARTS.isdisjoint(names):
            return year(last.start.year)
        return last

    def take(self, parts: Parts, reading: Reading) -> None:
        """Remember a date that covers a year at most, if the text goes on from there.

        A history that says `now`, `last year` or `the year before` in passing goes on to tell of its own time, and so
        does one that tells of single days and names another year (`papers found in 2004`).
        """
        start, end = reading.date_start, reading.date_end
        if start is None or end is None or reading.timex is None or (end - start).days >= LONGEST_ANCHOR:
            return
        last, names = self.last, {name for name, _ in parts}
        dated = "year" in names and not names.isdisjoint(("month", "season")) and "open" not in names
        if self._guess is not None and dated and self._ahead is None and abs(start.year - self._guess.year) > FAR:
            self._ahead = When(start, end, reading.timex, AHEAD)
        whole_year = end - start > WHOLE_YEAR and names <= {"year", "modifier", "mention"}
        if last is not None and last.start is not None:
            backward = not names.isdisjoint(("anaphor", "direction")) and start < last.start
            jumps = whole_year and (last.days or 0) < COARSE and abs(start.year - last.start.year) > JUMP
            if backward or (jumps and not self._guessed) or not names.isdisjoint(POINTING_PARTS):
                return
        day = None
        if whole_year and last is not None and not self._guessed:
            day = last.day if (last.days or 0) > COARSE else last.start
        self._guessed = reading.doubt == BY_PUBLICATION and not self._news
        if self._guessed and self._guess is None and self._is_past_news(start):
            self._guess = start
        self._news = self._news or not names.isdisjoint(NEWS_PARTS)
        self.last = When(start, end, reading.timex, IN_PASSING if whole_year and self._news else None, day=day)


    def _is_past_news(self, guess: date) -> bool:
        """Whether a guessed date is no news any more: one within days of the publication is hardly of another year."""
        return self._published is None or abs((guess - self._published).days) > RECENT


class Texts:
    """The parts of one date, looked up by name."""

    def __init__(self, parts: Parts, grammar: Grammar, setting: Setting) -> None:
        self.parts = parts
        self.texts = dict(parts)
        self.grammar, self.setting = grammar, setting

    def __contains__(self, name: str) -> bool:
        return name in self.texts

    def meaning(self, name: str, *classes: str) -> Mapping[str, Any]:
        """What the pack says of a part in the first of some classes; empty where none lists it."""
        word = self.grammar.lexicon.find(self.texts[name], *classes) if name in self.texts else None
        return {} if word is None else word.meaning

    def whole(self, name: str, *, ordinal: bool = False) -> int | None:
        """The whole number of a part written in digits or words."""
        if name not in self.texts:
            return None
        found = number(self.texts[name], self.grammar, ordinal=ordinal)
        return int(found.value) if found is not None and found.value.denominator == 1 else None

    def number(self, text: str) -> Number | None:
        """The number that a text states."""
        return number(text, self.grammar)

    def inner(self, name: str) -> Parts:
        """The parts that stand behind a part which heads others, such as the end of a range."""
        names = [one for one, _ in self.parts]
        return self.parts[names.index(name) + 1 :]

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return self.setting.today

    @property
    def shift(self) -> int | None:
        """-1 for last, 0 for this, 1 for next, 2 for the one after next."""
        return int(self.meaning("shift", "shift", "next-but-one")["value"]) if "shift" in self.texts else None
