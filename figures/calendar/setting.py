"""What relative dates resolve against, and the named parts of one date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from figures.calendar.antiquity import stands_in
from figures.calendar.when import When
from figures.grammar import Grammar
from figures.quantities.amounts import Parts
from figures.quantities.numbers import Number, number

TENSED_PARTS = frozenset((
    *("weekday", "weekend", "month", "quarter", "half", "season", "side", "day", "feast", "first", "week-number"),
    "direction",
))  # fmt: skip
"""Parts whose resolution may ask for the tense of the clause."""

PRESENT, HABIT = "present", "habit"
"""Tenses of what is so, and of what is so each year, in none more than in others."""

BY_DATE_BEFORE = "year by the date before"
"""How the `doubt` of a date begins whose year is that of one before it."""

BY_PUBLICATION = "year by the publication date"
"""The `doubt` of a date whose year nothing in the text says."""

BY_TODAY = "counted from the publication date"
"""The `doubt` of a time that nothing in the text says the day of."""

NO_DATE, NO_DATE_BEFORE, NO_LENGTH = "no publication date", "no date before it", "how long is not said"
"""The `doubt` of a date for which something is not known: that from which it is counted, or how far from it it lies."""

WILL, PLAN, TASK, REPORT, MEANT, ALONE = "will", "plan", "task", "report", "meant", "alone"
FUTURE = frozenset(("future", WILL, PLAN, TASK, REPORT, MEANT, ALONE))
"""Tenses of what is to come; of `will`, when it is written, and not only as it is told; a plan may just be over, a
report tells of what is over for months, what was meant may be over or to come, a task takes the time that is named with
it, and a date alone is typed by someone who has it before him."""

FAR = 1
"""Years between the last date read and the publication from which on the text tells of another time than its own."""

IN_NEWS = "in news"
"""The `doubt` of another date of another time in such a text: in its paragraph what is past goes on from it."""

SINCE = "since"
"""The `doubt` of a year since which something was, from which `two years later` counts on, and nothing counts back."""

IN_PASSING = "in passing"
"""The `doubt` of a bare year in a text that has pointed from its publication: news, which goes on to tell of now."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What relative dates resolve against: the publication time, the tense of the clause, the last date read."""

    published: datetime | None = None
    tense: str | None = None
    day_first: bool = False
    anchor: When | None = None
    said: When | None = None
    """A date that was said since, in an open interval: `since 1998`."""
    clock: time | None = None
    """The time of day last read, if no day was: `at 3.40 a.m. … twelve minutes later`."""
    timed: When | None = None
    """What was last told in this paragraph of a day and a time of it: a time alone goes on from there."""
    after_noon: time | None = None
    """The time of day last read, where an hour after noon was said: `5:47 p.m. … at 6:05`."""
    beside: When | None = None
    """The date in apposition to which one stands that is counted from another: `On 19 October, five days later, …`."""
    chronicle: bool = False
    """Whether it stands in an entry of a chronology, which tells of its own day: `Nov. 22, 2012: …`, `Dec. 8: …`."""
    heading: int = 0
    """1 for the date that heads an entry which goes on from the one before, -1 where the entries run backward."""
    run: bool = False
    """Whether the last date read is a month of the same sentence whose year is that of one before it: in March 2020, in
    April, in May."""
    elsewhere: bool = False
    """Whether the last date read stands in a sentence before."""
    frame: When | None = None
    """The year with which the sentence opens: `Last year, sales rose in May`."""
    after: When | None = None
    """The first date of a range, when the second is being resolved: it comes after it."""

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return None if self.published is None else self.published.date()

    def counted_from(self, most_days: int) -> When | None:
        """The date that `the following year`, `two days later` are counted from: what was said last, if fine enough."""
        said = self.said
        return said if said is not None and (said.days or 1) <= most_days else self.anchor

    @property
    def told(self) -> When | None:
        """The last date read, where the text tells of another time than that of its publication."""
        if self.anchor is None or self.anchor.start is None or self.anchor.doubt == IN_PASSING or self.tense == WILL:
            return None
        if self.chronicle:
            return self.anchor
        ahead = self.today is not None and self.anchor.start > self.today and not stands_in(self.anchor.start)
        if (self.anchor.doubt == IN_NEWS and self.tense != "past") or (ahead and self.tense == "past"):
            return None
        far = self.published is None or abs(self.anchor.start.year - self.published.year) > FAR
        return self.anchor if far else None


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

    @property
    def today(self) -> date | None:
        """The day of publication."""
        return self.setting.today

    @property
    def weekday(self) -> int:
        """The weekday that a part names, by its number in ISO 8601: 1 for Monday."""
        return int(self.meaning("weekday", "weekday", "weekday-short", "weekdays")["value"])

    @property
    def step(self) -> int:
        """-1 for the previous, 0 for that, 1 for the following, 2 for the one after."""
        return int(self.meaning("anaphor", "anaphor", "anaphor-after").get("value", 0))

    @property
    def shift(self) -> int | None:
        """-1 for last, 0 for this, 1 for next, 2 for the one after next."""
        return int(self.meaning("shift", "shift", "next-but-one", "latest")["value"]) if "shift" in self.texts else None
