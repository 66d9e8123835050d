"""The dates of a first text → what they tell of a figure of a second: of whose life they are, how old he was, how long
something lasted; and what amounts of it tell: the change between two, the sum of two.

A stretch in brackets behind the name that opens a sentence, told to the day at both ends, is a life. Only what is
reckoned from whole days can conflict; a length of time is supported by a stretch that is as long, and contradicted by
none, for a text may tell of many stretches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from figures.consistency.interval import factor
from figures.consistency.laying import SOME, Item, Outcome
from figures.consistency.listed import exact
from figures.consistency.matching import Match, Placed, sameness
from figures.consistency.wording import GENERAL, PERSONS, TURN, WAY, apart
from figures.linking.scale import DATED, SHARES, scale
from figures.linking.words import JOINING as LIST_JOINING
from figures.linking.words import Words
from figures.table import Bound, Figure, Kind, Role, Statistic

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


def by_dates(item: Item, asked: Placed, known: Sequence[Placed], words: Words) -> Item:
    """The item, but that dates of the first text decide where they tell more than a figure beside it."""
    figure = item.figure
    if figure.kind == Kind.DATE:
        return _of_a_life(item, asked, known, words)
    if figure.kind == Kind.AGE and item.against is None and _turn(asked, words) == DEATH:
        return _of_an_age(item, asked, known, words)
    if figure.kind == Kind.DURATION and item.verdict is Outcome.UNKNOWN and figure.unit in UNITS:
        lasted = [one for one in known if not _is_life(one, words) and _as_long(one.figure, figure)]
        if len({one.figure.timex for one in lasted}) == 1 and sameness(asked, lasted[0]) > SOME:
            one = lasted[0].figure
            return Item(Outcome.CONSISTENT, f"{one.text} in the source is as long", figure, one)
    return item


def by_change(
    number: int, item: Item, asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words
) -> Item:
    """The item, but that a share by which something changed is supported by what it was before and after, if its
    sentence states one of the two or the first text tells of no other change."""
    figure = item.figure
    if figure.kind != Kind.PERCENT or figure.unit != "%" or item.verdict is not Outcome.UNKNOWN:
        return item
    if figure.statistic != Statistic.CHANGE and figure.role != Role.CHANGE:
        return item
    ends: dict[str, dict[str, int]] = {}
    for place, one in enumerate(known):
        if one.figure.group_id is not None and one.figure.role in (Role.FROM, Role.TO):
            ends.setdefault(one.figure.group_id, {})[one.figure.role] = place
    pairs = [(those[Role.FROM], those[Role.TO]) for those in ends.values() if len(those) > 1]
    spoken = {
        place for other, place in matched.equal if other != number and asked[other].figure.sentence == figure.sentence
    }
    for start, end in pairs:
        before, after = known[start].figure, known[end].figure
        if scale(before) != scale(after) or before.kind in SHARES or not before.value or after.value is None:
            continue
        share = 100 * abs(after.value * factor(after) / (before.value * factor(before)) - 1)
        told = len(pairs) == 1 or {start, end} & spoken
        if told and _rounds(figure, share) and not apart(WAY, known[end].at, asked[number].at, words):
            return Item(Outcome.CONSISTENT, f"so much lies between {before.text} and {after.text}", figure, after)
    return item


def by_sum(item: Item, asked: Placed, known: Sequence[Placed], words: Words) -> Item:
    """The item, but that a count of people is supported by the two kinds of them that a sentence of the first text
    joins: 230 people, of 212 passengers and 18 crew."""
    figure, lexicon = item.figure, words.lexicon
    if item.verdict is Outcome.CONSISTENT or figure.bound != Bound.EQ or not _is_general(asked.figure, words):
        return item
    for one, other in pairwise(known):
        left, right = one.figure, other.figure
        kinds = all(lexicon.find(each.noun or "", PERSONS) is not None for each in (left, right))
        between = left.sentence[one.end : other.within].strip().lower()
        joined = left.sentence == right.sentence and lexicon.find(between, LIST_JOINING) is not None
        if not joined or not kinds or left.noun == right.noun or not exact((left, right)):
            continue
        same = left.event == right.event and figure.event in (None, left.event)
        if same and figure.value == (left.value or 0.0) + (right.value or 0.0):
            return Item(Outcome.CONSISTENT, f"{left.text} and {right.text} in the source add up to it", figure, left)
    return item


def _is_general(figure: Figure, words: Words) -> bool:
    found = words.lexicon.find(figure.noun or "", GENERAL)
    return found is not None and found.meaning["is"] == PERSONS


def _rounds(figure: Figure, share: float) -> bool:
    if figure.value is None or figure.bound not in (Bound.EQ, Bound.APPROX):
        return (figure.low is None or share > figure.low) and (figure.high is None or share < figure.high)
    return abs(share - figure.value) <= (figure.precision or 1.0) / 2


def _of_a_life(item: Item, asked: Placed, known: Sequence[Placed], words: Words) -> Item:
    """A date that is laid beside a life: one of its ends, by the word beside it, and no other day."""
    figure = item.figure
    said = _turn(asked, words)
    if said not in (BIRTH, DEATH):
        life = next((one for one in known if one.figure is item.against and _is_life(one, words)), None)
        if life is None or item.verdict is not Outcome.CONSISTENT or _ends_beyond(figure, life.figure):
            return item
        return replace(item, verdict=Outcome.UNKNOWN, reason=f"{life.figure.text} in the source is a life")
    one = _life_of(asked, known, words)
    beside = next((each for each in known if each.figure is item.against), None)
    told = item.verdict is Outcome.CONSISTENT and beside is not None and _turn(beside, words) == said
    if one is None or told or item.verdict is Outcome.CONFLICT:
        return item
    day = one.date_start if said == BIRTH else one.date_end
    if day is None or (figure.date_start is None and figure.date_end is None):
        return item
    inside = (figure.date_start or day) <= day <= (figure.date_end or day)
    if inside:
        return Item(Outcome.CONSISTENT, f"{one.text} in the source supports it", figure, one)
    whole = figure.published is None and len(figure.timex or "") in (WHOLE, YEAR)
    if not (whole and _is_at_odds(figure, day, one) and _of_nobody_else(asked, known, words)):
        return item
    return Item(Outcome.CONFLICT, f"{one.text} in the source is the life", figure, one)


def _of_an_age(item: Item, asked: Placed, known: Sequence[Placed], words: Words) -> Item:
    """The age at which somebody died whose life the first text has."""
    figure, one = item.figure, _life_of(asked, known, words)
    if one is None or one.date_start is None or one.date_end is None or figure.unit != "a" or figure.value is None:
        return item
    age = _full_years(one.date_start, one.date_end)
    if figure.bound != Bound.EQ or figure.near:
        return item
    if figure.value == age:
        return Item(Outcome.CONSISTENT, f"{one.text} in the source is as long", figure, one)
    if figure.value > age + CLOSE or not _of_nobody_else(asked, known, words):
        return item
    return Item(Outcome.CONFLICT, f"{one.text} in the source is {age} years", figure, one)


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


def _life_of(asked: Placed, known: Sequence[Placed], words: Words) -> Figure | None:
    """The life of one who has a name in the sentence, if there is but one."""
    sentence = asked.figure.sentence
    names = {word for start, _, word in words.of(sentence) if sentence[start].isupper()}
    lives = [one.figure for one in known if _is_life(one, words) and names & _opening(one, words)]
    return lives[0] if len(lives) == 1 else None


def _of_nobody_else(asked: Placed, known: Sequence[Placed], words: Words) -> bool:
    """Whether all names of the sentence are those of the one life, and it names nobody else by kin or trade."""
    sentence = asked.figure.sentence
    spoken = [(start, word) for start, end, word in words.of(sentence) if not asked.within <= start < asked.end]
    names = {word for start, word in spoken if sentence[start].isupper()}
    lives = [_opening(one, words) for one in known if _is_life(one, words)]
    persons = any(words.lexicon.find(word, PERSONS) is not None for _, word in spoken)
    return not persons and any(names <= one for one in lives)


def _is_life(one: Placed, words: Words) -> bool:
    figure = one.figure
    start, slash, end = (figure.timex or "").partition("/")
    if figure.kind not in DATED or not slash or len(start) != WHOLE or len(end) != WHOLE:
        return False
    before = figure.sentence[: one.within]
    opened = max(before.rfind(mark) for mark in OPENING)
    if opened < 0 or any(mark in before[opened:] for mark in CLOSING):
        return False
    return bool(_opening(one, words)) and _full_years(figure.date_start, figure.date_end) > 0


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


def _turn(one: Placed, words: Words) -> str | None:
    figure = one.figure
    return words.told(TURN, figure.sentence, one.within, one.end).get(LIFE)


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
