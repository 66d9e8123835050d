"""The dates of a first text → what they tell of a figure of a second: of whose life they are, how old he was, how long
something lasted.

A stretch in brackets behind the name that opens a sentence, told to the day at both ends, is a life. Only what is
reckoned from whole days can conflict; a length of time is supported by a stretch that is as long, and contradicted by
none, for a text may tell of many stretches.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from figures.consistency.laying import SOME, Item, Outcome, Texts
from figures.consistency.matching import sameness
from figures.consistency.wording import PERSONS, TURN, Placed
from figures.linking.scale import DATED
from figures.linking.words import Words
from figures.table import Bound, Figure, Kind

LIFE, BIRTH, DEATH = "life", "birth", "death"
"""What words of the class `turn` tell of a person."""
OPENING, CLOSING = ("(", "-LRB-"), (")", "-RRB-")
WHOLE, YEAR = len("1901-05-03"), len("1901")
"""How long a day and a year are as they are written."""
YEAR_DAYS = 365.2425
UNITS = {"a": YEAR_DAYS, "mo": YEAR_DAYS / 12, "wk": 7.0, "d": 1.0}
"""Days of the units in which it is said how long something lasted."""
CLOSE = 5
"""By so many years at most an age is above that of a life and still at odds with it: the stretch may be a reign."""
NEAR = 0.5
"""A length of time is told to the whole unit: the full ones, or rounded."""


class Lives:
    """What the dates of the first text tell where they tell more than a figure beside it."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._known, self._words = texts, texts.known, texts.words
        self._lives = [(one, names) for one in texts.known if (names := _life(one, texts.words))]

    def read(self, number: int, item: Item) -> Item:
        """The item as such dates leave it."""
        asked = self._texts.asked[number]
        figure = asked.figure
        if figure.kind == Kind.DATE:
            return self._of_a_life(item, asked)
        if figure.kind == Kind.AGE and item.against is None and asked.told(TURN, self._words).get(LIFE) == DEATH:
            return self._of_an_age(item, asked)
        if figure.kind == Kind.DURATION and item.verdict is Outcome.UNKNOWN and figure.unit in UNITS:
            lives = [id(one) for one, _ in self._lives]
            lasted = [one for one in self._known if id(one) not in lives and _as_long(one.figure, figure)]
            if len({one.figure.timex for one in lasted}) == 1 and sameness(asked, lasted[0]) > SOME:
                reason = f"{lasted[0].figure.text} in the source is as long"
                return item.decided(Outcome.CONSISTENT, reason, lasted[0])
        return item

    def _of_a_life(self, item: Item, asked: Placed) -> Item:
        """A date that is laid beside a life: one of its ends, by the word beside it, and no other day."""
        figure, said, beside = asked.figure, asked.told(TURN, self._words).get(LIFE), self._texts.against(item)
        if said not in (BIRTH, DEATH):
            life = next((one.figure for one, _ in self._lives if one is beside), None)
            if life is None or item.verdict is not Outcome.CONSISTENT or _ends_beyond(figure, life):
                return item
            return item.decided(Outcome.UNKNOWN, f"{life.text} in the source is a life")
        known = self._life_of(asked)
        told = (
            item.verdict is Outcome.CONSISTENT
            and beside is not None
            and beside.told(TURN, self._words).get(LIFE) == said
        )
        if known is None or told or item.verdict is Outcome.CONFLICT:
            return item
        one = known.figure
        day = one.date_start if said == BIRTH else one.date_end
        if day is None or (figure.date_start is None and figure.date_end is None):
            return item
        if (figure.date_start or day) <= day <= (figure.date_end or day):
            return item.decided(Outcome.CONSISTENT, f"{one.text} in the source supports it", known)
        whole = figure.published is None and len(figure.timex or "") in (WHOLE, YEAR)
        if not (whole and _is_at_odds(figure, day, one) and self._of_nobody_else(asked)):
            return item
        return item.decided(Outcome.CONFLICT, f"{one.text} in the source is the life", known)

    def _of_an_age(self, item: Item, asked: Placed) -> Item:
        """The age at which somebody died whose life the first text has."""
        figure, known = asked.figure, self._life_of(asked)
        if known is None or figure.unit != "a" or figure.value is None or figure.bound != Bound.EQ or figure.near:
            return item
        one = known.figure
        age = _full_years(one.date_start, one.date_end)
        if figure.value == age:
            return item.decided(Outcome.CONSISTENT, f"{one.text} in the source is as long", known)
        if figure.value > age + CLOSE or not self._of_nobody_else(asked):
            return item
        return item.decided(Outcome.CONFLICT, f"{one.text} in the source is {age} years", known)

    def _life_of(self, asked: Placed) -> Placed | None:
        """The life of one who has a name in the sentence, if there is but one."""
        sentence = asked.figure.sentence
        names = {word for start, _, word in self._words.of(sentence) if sentence[start].isupper()}
        lives = [one for one, theirs in self._lives if names & theirs]
        return lives[0] if len(lives) == 1 else None

    def _of_nobody_else(self, asked: Placed) -> bool:
        """Whether all names of the sentence are those of the one life, and it names nobody else by kin or trade."""
        sentence = asked.figure.sentence
        spoken = [(at, word) for at, _, word in self._words.of(sentence) if not asked.within <= at < asked.end]
        names = {word for start, word in spoken if sentence[start].isupper()}
        persons = any(self._words.lexicon.find(word, PERSONS) is not None for _, word in spoken)
        return not persons and any(names <= theirs for _, theirs in self._lives)


def _is_at_odds(figure: Figure, day: date, life: Figure) -> bool:
    """Whether a birth or a death is told within the stretch, or is its day but for the day, the month or the year. It
    may be a reign: whoever reigned was born before it and may have died after it.
    """
    if life.date_start is None or life.date_end is None:
        return False
    told = figure.date_start or figure.date_end or day
    alike = (told.year == day.year) + (told.month == day.month) + (told.day == day.day)
    inside = life.date_start <= (figure.date_start or told) and (figure.date_end or told) <= life.date_end
    return inside or (len(figure.timex or "") == WHOLE and alike > 1)


def _life(one: Placed, words: Words) -> frozenset[str]:
    """Whose life a stretch of days is, if it is one: a stretch in brackets behind the names that open a sentence."""
    figure = one.figure
    start, slash, end = (figure.timex or "").partition("/")
    if figure.kind not in DATED or not slash or len(start) != WHOLE or len(end) != WHOLE:
        return frozenset()
    before = one.before
    opened = max(before.rfind(mark) for mark in OPENING)
    whole = opened >= 0 and not any(mark in before[opened:] for mark in CLOSING)
    return _opening(one, words) if whole and _full_years(figure.date_start, figure.date_end) > 0 else frozenset()


def _opening(one: Placed, words: Words) -> frozenset[str]:
    """The names that a sentence opens with, before its first bracket; none if plain words are there."""
    sentence = one.figure.sentence
    bracket = next((place for mark in OPENING if (place := sentence.find(mark)) >= 0), 0)
    there = [
        (start, word)
        for start, end, word in words.of(sentence)
        if end <= bracket and not sentence[start - 1 : start].isdigit()
    ]
    return frozenset(word for _, word in there if all(sentence[start].isupper() for start, _ in there))


def _ends_beyond(figure: Figure, life: Figure) -> bool:
    """Whether a stretch holds the whole life."""
    return None not in (life.date_start, life.date_end) and all(
        (figure.date_start or day) <= day <= (figure.date_end or day)
        for day in (life.date_start, life.date_end)
        if day is not None
    )


def _as_long(one: Figure, figure: Figure) -> bool:
    """Whether a stretch of days, months or years is as long as is said."""
    if one.kind not in DATED or "/" not in (one.timex or ""):
        return False
    if ".." in (one.timex or ""):
        return _lasts(one, figure)
    if one.date_start is None or one.date_end is None or one.published is not None:
        return False
    return any(_holds(figure, length) for length in _lengths(one, UNITS[figure.unit or "d"]))


def _lasts(one: Figure, figure: Figure) -> bool:
    """Whether a stretch from some year on is as long, in years, on the day on which it is told."""
    start, _, end = (one.timex or "").partition("/")
    if end != ".." or len(start) != YEAR or figure.unit != "a" or one.published is None:
        return False
    return figure.bound in (Bound.EQ, Bound.APPROX) and figure.value == one.published.year - int(start)


def _lengths(one: Figure, unit: float) -> Iterator[float]:
    """How long a stretch is in a unit: from year to year, or by its days."""
    start, _, end = (one.timex or "").partition("/")
    if len(start) == len(end) == YEAR:
        if unit == YEAR_DAYS:
            yield float(int(end) - int(start))
    elif one.date_start is not None and one.date_end is not None:
        days = (one.date_end - one.date_start).days
        if len(end) == YEAR:
            days = (date(one.date_end.year, 7, 1) - one.date_start).days
        yield days / unit


def _holds(figure: Figure, length: float) -> bool:
    if figure.bound == Bound.EQ and figure.value is not None:
        return length >= 1 and figure.value in (int(length), round(length))
    low, high = figure.low, figure.high
    if figure.bound == Bound.APPROX or figure.near:
        return figure.value is not None and abs(length - figure.value) <= NEAR
    return (low is None or length > low) and (high is None or length < high) and (low, high) != (None, None)


def _full_years(start: date | None, end: date | None) -> int:
    if start is None or end is None:
        return 0
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
