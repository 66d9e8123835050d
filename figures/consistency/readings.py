"""Two figures of two texts → whether they read the same, and whether the first supports or contradicts the second.

What a figure says alone is weighed here; which figures speak of the same is for `compare`, by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from figures.calendar.setting import BY_DATE_BEFORE, BY_PUBLICATION
from figures.consistency.interval import factor, interval, step
from figures.consistency.judge import rounds_to
from figures.consistency.policy import Policy
from figures.consistency.wording import misquoted, same_shift
from figures.grammar.tokens import bare
from figures.linking.scale import COUNTED, DATED, SHARES, scale
from figures.linking.words import Words, alike
from figures.table import Bound, Figure, Kind, Role

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?=-)")
_BRACKETS = re.compile(r"\([^)]*\)")
_CLOCK = re.compile(r"T(\d[\d:]*)")
SOME_DAY = datetime(2000, 1, 3)
"""A Monday, on which a text without a date is taken to have been written."""
YEAR_DIGITS = 4
OPEN = ".."
"""The end of a stretch that is open."""
HUNDRED = 100
"""Things are counted one by one below that."""
SIDES = {Bound.GT: 1, Bound.GE: 1, Bound.LT: -1, Bound.LE: -1}
"""On which side of its number the values of a bound lie."""
NEARBY = 0.1
"""A bound that is set further off than this share of what it bounds was not rounded from it."""
FINE = 1e-9
"""Floats that differ by no more than this share are one."""
ROUNDED = 1000
"""A number that is stated to no finer place than that is rounded."""


def comparable(figure: Figure, other: Figure) -> bool:
    """Whether two figures are of one scale (money of one currency, lengths, dates), or written with the same words."""
    if figure.kind == other.kind == Kind.SCORE:
        return True
    if figure.kind == other.kind == Kind.RECURRENCE and figure.timex == other.timex:
        return True
    if without_unit(figure, other):
        return True
    own = scale(figure)
    if own is None or own != scale(other) or (figure.kind in DATED and figure.published != other.published):
        return figure.kind == other.kind and (figure.text.lower() == other.text.lower() or in_some_year(figure, other))
    return figure.kind != Kind.AGE or other.kind == Kind.AGE


def without_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one number, of which the one leaves out the unit: `is 41`, of an age; `by 3 million
    euros to 46 million`; or names it otherwise: `after 64 minutes`, `in the 64th minute`; or counts what is the unit of
    the other: four crowns."""
    if one.value is None or one.value != other.value or not one.value:
        return False
    for bare_one, whole in ((one, other), (other, one)):
        if bare_one.kind == Kind.ORDINAL and whole.kind == Kind.DURATION:
            return alike(bare_one.noun or "", (whole.unit_text or "").lower())
        if bare_one.kind == Kind.COUNT and whole.kind == Kind.MONEY:
            return bare_one.noun is not None and any(alike(bare_one.noun, word) for word in whole.text.lower().split())
        if bare_one.kind == Kind.NUMBER and bare_one.unit is None and bare_one.per is None:
            if whole.kind == Kind.AGE:
                return bare_one.noun is None and bare_one.event is None
            if whole.kind == Kind.MONEY:
                return whole.value is not None and whole.value >= ROUNDED
    return False


def same_clock(one: Figure, other: Figure) -> bool:
    """Whether both tell one time of the day, of which but one tells the day: `at 9:40`, `at 9:40 on Tuesday`."""
    ours, theirs = ((each.timex or "").partition("T") for each in (one, other))
    dated = one.kind in DATED and other.kind in DATED and "/" not in ours[0] + theirs[0]
    return dated and bool(ours[2]) and ours[2] == theirs[2] and "" in (ours[0], theirs[0])


def states(figure: Figure) -> bool:
    """Whether it says anything that could be true or false: `the past several weeks` does not."""
    return (
        figure.timex is not None
        or figure.kind == Kind.SCORE
        or any(told is not None for told in (figure.value, figure.low, figure.high, figure.date_start, figure.date_end))
    )


def of_one_noun(figure: Figure, others: Sequence[Figure]) -> list[int]:
    """Which of the others count the same: those to whom the same happened, if there are any."""
    named = [
        place
        for place, other in enumerate(others)
        if figure.noun is not None and other.noun is not None and alike(figure.noun, other.noun)
    ]
    of_event = [place for place in named if figure.event is not None and others[place].event == figure.event]
    return of_event or named


def tells(known: Figure, asked: Figure, words: Words, policy: Policy) -> bool:
    """Whether two figures read the same, or are dates, and the second says, holds or ends the first."""
    if known.kind not in DATED or asked.kind not in DATED:
        return same_reading(known, asked, policy)
    if known.published == asked.published == SOME_DAY and (
        same_shift(known, asked, words) or said_within(asked, known)
    ):
        return True
    start, slash, end = (known.timex or "").partition("/")
    if slash and asked.timex and any(f"{each}-".startswith(f"{asked.timex}-") for each in (start, end)):
        return True
    return supports(known, asked, policy)


def same_reading(known: Figure, asked: Figure, policy: Policy) -> bool:
    """Whether two figures say the same: value and bound, or the day; or the one is the other rounded."""
    # What was done within six months was done in six months.
    if known.timex is not None and known.timex == asked.timex and known.bound in (asked.bound, Bound.LE):
        return True
    if known.kind in DATED and known.text.lower() == asked.text.lower():
        return True
    if _differs_as_written(known, asked):
        return False
    if without_unit(known, asked):
        return known.bound == asked.bound
    if known.kind in DATED and (less_of_year(known, asked) or in_some_year(asked, known) or _one_day(known, asked)):
        return True
    if known.kind == asked.kind == Kind.SCORE:
        return _points(known.text) == _points(asked.text) or _points(_whole(known)) == _points(_whole(asked))
    if scale(known) is None:
        return known.text.lower() == asked.text.lower()
    if known.value is not None and known.value == asked.value and known.near and asked.near:
        return factor(known) == factor(asked) and not turned(known, asked)
    if exact(known, asked):
        return False
    one, two = interval(known, policy), interval(asked, policy)
    return (one.bounded and one == two and known.bound == asked.bound) or rounds_to(known, asked, policy)


def _one_day(known: Figure, asked: Figure) -> bool:
    """Whether both tell a day of the year alike, and the year of both is guessed: by its tense, of either sentence."""
    guessed = all((each.doubt or "").startswith((BY_PUBLICATION, BY_DATE_BEFORE)) for each in (known, asked))
    one, two = (_YEAR.sub("", each.timex or "") for each in (known, asked))
    return guessed and known.published == asked.published and one == two


def _points(score: str) -> list[int]:
    """What either side of a score has, whoever is named first."""
    return sorted(int(points) for points in _DIGITS.findall(score))


def _whole(score: Figure) -> str:
    """A score without what stands in brackets, as how a set was decided does, which not everybody tells."""
    return _BRACKETS.sub("", score.text)


def echoes(known: Figure, asked: Figure, policy: Policy) -> bool:
    """Whether the one has the other's number, rounded, or with another hedge: `more than 42,000` of 42,397."""
    if same_reading(known, asked, policy):
        return True
    if scale(known) is None or known.kind in DATED or asked.kind in DATED or not meets(known, asked, policy):
        return False
    if turned(known, asked) or beyond(known, asked):
        return False
    within = supports(known, asked, policy) and asked.bound != Bound.RANGE
    if within and asked.near:
        return True
    one, two = (_end(each) for each in (known, asked))
    place = (asked.precision or 0.0) * step(asked) * (1 - FINE) if within else 0.0
    if one is None or two is None:
        return False
    return abs(one - two) <= max(min(place, NEARBY * abs(two)), FINE * abs(two))


def unhedged(known: Figure, asked: Figure, policy: Policy) -> bool:
    """Whether the second is the number of the first without its `about`, or rounded from it."""
    if known.bound != Bound.APPROX or asked.bound not in (Bound.EQ, Bound.APPROX) or not echoes(known, asked, policy):
        return False
    return known.value is not None and asked.value is not None


def overstates(known: Figure, asked: Figure) -> bool:
    """Whether the second bounds the value from the side of the first, and further off: `at least 50` for `at least 20`.

    Some value fits both, and yet the one was not taken from the other.
    """
    side = SIDES.get(asked.bound)
    one, two = (_end(each) for each in (known, asked))
    if side is None or SIDES.get(known.bound) != side or one is None or two is None:
        return False
    return (two - one) * side > NEARBY * abs(one)


def apart_in_value(known: Figure, asked: Figure, policy: Policy) -> bool:
    """Whether no value fits both, or they bound it from one side: `over 2,000` is not `more than 200`."""
    if scale(known) is None or scale(known) != scale(asked) or not meets(known, asked, policy):
        return True
    return SIDES.get(known.bound, 0) * SIDES.get(asked.bound, 0) > 0 and not echoes(known, asked, policy)


def turned(known: Figure, asked: Figure) -> bool:
    """Whether both bound the value by one number, from either side: `more than 40`, `fewer than 40`."""
    sides = SIDES.get(known.bound, 0) * SIDES.get(asked.bound, 0)
    one, two = (_end(each) for each in (known, asked))
    if sides >= 0 or one is None or two is None:
        return False
    return abs(one - two) <= FINE * abs(one)


def _end(figure: Figure) -> float | None:
    """The number that a figure names, in the base unit of its scale: of a range none."""
    if figure.bound == Bound.RANGE or figure.value is None:
        return None
    if figure.base_value is not None and figure.kind not in SHARES:
        return figure.base_value
    return figure.value * factor(figure)


def supports(known: Figure, asked: Figure, policy: Policy) -> bool:
    """Whether all that the first allows lies inside what the second says."""
    if same_reading(known, asked, policy):
        return True
    if _differs_as_written(known, asked):
        return False
    one, two = interval(known, policy), interval(asked, policy)
    return scale(known) is not None and one.bounded and one.inside(two) and not one_end_apart(known, asked)


def _differs_as_written(known: Figure, asked: Figure) -> bool:
    """Whether the second says another thing than the first in the same form, whatever both let pass."""
    return any(other(known, asked) for other in (_other_digits, _other_clock, _other_estimate, _other_base))


def _other_digits(known: Figure, asked: Figure) -> bool:
    """Whether of two dates the one is the other but for its digits: 870 BC and 470 BC, from 1150 to 1960."""
    if known.kind not in DATED or asked.kind not in DATED or known.timex == asked.timex:
        return False
    one, two = (_DIGITS.sub("0", each.text.lower()) for each in (known, asked))
    return one == two and known.text.lower() != asked.text.lower()


def _other_clock(known: Figure, asked: Figure) -> bool:
    """Whether both tell the hour of a day, and neither tells the other's: 11 p.m. on Monday, 2:40 a.m. on Monday."""
    if known.kind != Kind.TIME or asked.kind != Kind.TIME or "/" in f"{known.timex}{asked.timex}":
        return False
    one, two = (_CLOCK.search(each.timex or "") for each in (known, asked))
    return one is not None and two is not None and not _one_date(one[1], two[1])


def _other_estimate(known: Figure, asked: Figure) -> bool:
    """Whether both are estimates of numbers of which neither is the other rounded: about 27,000, about 20,000."""
    if not known.bound == asked.bound == Bound.APPROX or known.unit != asked.unit:
        return False
    finest = max(known.precision or 0.0, asked.precision or 0.0) / 2
    return abs((known.value or 0.0) - (asked.value or 0.0)) > finest


def _other_base(known: Figure, asked: Figure) -> bool:
    """Whether of one number the base differs: 30 per 1,000, 30 per 4,000."""
    one, two = (_DIGITS.findall(each.per or "") for each in (known, asked))
    return bool(one and two) and one != two and known.value == asked.value


def meets(known: Figure, asked: Figure, policy: Policy) -> bool:
    """Whether some value fits both."""
    if known.kind == asked.kind == Kind.SCORE:
        return same_reading(known, asked, policy)
    if _other_base(known, asked) or (_other_digits(known, asked) and "/" not in f"{known.timex}{asked.timex}"):
        return False
    if without_unit(known, asked):
        return True
    if scale(known) is None or (known.published == SOME_DAY and known.rule != asked.rule):
        return True
    if known.published == asked.published == SOME_DAY and (said_within(known, asked) or said_within(asked, known)):
        return True
    if exact(known, asked):
        return False
    if rounds_to(asked, known, policy):
        return True
    # `nearly 8` and `8` leave each other open, and so do `less than 6.4 million` and `6.4 million`, which is rounded;
    # `less than 8` and `8` do not.
    if known.kind in DATED and (less_of_year(asked, known) or _one_day(known, asked)):
        return True
    if one_end_apart(known, asked) or crossing(known, asked):
        return False
    rounded = any(_is_rounded(one) for one in (known, asked))
    return interval(known, policy).meets(interval(asked, policy), touching=known.near or asked.near or rounded)


def crossing(known: Figure, asked: Figure) -> bool:
    """Whether each of two stretches told to the same unit, or of two ranges, holds what the other does not: nobody
    reigned from 1816 to 1828 and from 1820 to 1830."""
    ours, theirs = (_ends(one) for one in (known, asked))
    if len(ours) != 2 or not theirs or len({len(end) if isinstance(end, str) else 0 for end in (*ours, *theirs)}) != 1:
        return False
    return bool(ours[0] < theirs[0] <= ours[-1] < theirs[-1] or theirs[0] < ours[0] <= theirs[-1] < ours[-1])


def _ends(figure: Figure) -> list[Any]:
    if figure.kind in DATED:
        return (figure.timex or "").split("/")
    whole = figure.bound == Bound.RANGE and not figure.near and None not in (figure.low, figure.high)
    return [figure.low, figure.high] if whole else []


def one_end_apart(known: Figure, asked: Figure) -> bool:
    """Whether both are stretches told by one word, open at one end, and apart at the other: since May, since June; or
    are alike at one end alone: 12 to 14 May, 12 to 18 May."""
    one, two = (known.timex or "").split("/"), (asked.timex or "").split("/")
    if len(one) != 2 or len(two) != 2 or said_within(known, asked) or said_within(asked, known):
        return False
    if OPEN not in (*one, *two):
        now = "" if known.published is None else str(known.published.date())
        rolling = one[1] == two[1] and now.startswith(one[1])  # over the last 25 years, the last 28 years
        return [*map(len, one)] == [*map(len, two)] and (one[0] == two[0]) != (one[1] == two[1]) and not rolling
    if known.text.lower().split()[:1] != asked.text.lower().split()[:1]:
        return False
    return any(
        one[open_end] == two[open_end] == OPEN and not _one_date(one[1 - open_end], two[1 - open_end])
        for open_end in (0, 1)
    )


def is_open(figure: Figure) -> bool:
    """Whether it is a stretch with an open end: since May."""
    return OPEN in (figure.timex or "").split("/")


def _one_date(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _is_rounded(figure: Figure) -> bool:
    """Whether a number may stand for others near it, as lengths of time do: few things are counted out."""
    if figure.kind == Kind.DURATION:
        return figure.bound == Bound.EQ
    counted_out = figure.kind in COUNTED and abs(figure.value or 0.0) < HUNDRED
    return figure.bound == Bound.EQ and (figure.precision or 0.0) >= ROUNDED and not counted_out


def exact(known: Figure, asked: Figure) -> bool:
    """Whether two small numbers of things differ, each without a hedge: whoever writes 20 for 19 did not round."""
    plain = all(one.kind in COUNTED and one.bound == Bound.EQ and not one.near for one in (known, asked))
    return plain and known.value != asked.value and abs(asked.value or 0.0) < HUNDRED


def misquotes(figure: Figure, said: Figure, policy: Policy) -> bool:
    """Whether a figure changes what is said in the same words in the first text."""
    changed = not meets(said, figure, policy) or misquoted(said, figure) or beyond(said, figure)
    return figure.modality == said.modality and changed


def beyond(known: Figure, asked: Figure) -> bool:
    """Whether the second leaves out the very number of the first: `less than 9 hours`, of 9 hours."""
    strict = known.bound == Bound.EQ and asked.bound in (Bound.LT, Bound.GT) and not known.near and not asked.near
    return strict and (known.precision or 0.0) < ROUNDED and _end(known) is not None and _end(known) == _end(asked)


def inverse(known: Figure, asked: Figure) -> bool:
    """Whether one ratio is the other told from the other side: half of what he sought, who sought twice as much."""
    ratios = known.kind == asked.kind == Kind.RATIO and known.value != asked.value
    return ratios and abs((known.value or 0.0) * (asked.value or 0.0) - 1) <= NEARBY


def follows(figure: Figure, one: Figure, first: Sequence[Figure]) -> bool:
    """Whether a count is the sum of one of the first text and another of its sentence, or to which the same happened,
    or what the one leaves; of 14 people five are women, and are among them."""
    if figure.kind not in COUNTED or figure.value is None or one.value is None:
        return False
    others = {
        each.value
        for each in first
        if each is not one and each.kind in COUNTED and each.role != Role.PART and each.noun in (None, one.noun)
        if each.sentence == one.sentence or (each.event == one.event is not None and figure.noun in (None, one.noun))
    }
    return abs(figure.value - one.value) in others or figure.value + one.value in others


def said_within(figure: Figure, other: Figure) -> bool:
    """Whether a date stands, word for word, in another: `1962` in `August 1962`."""
    said, within = (set(map(bare, one.text.lower().split())) for one in (figure, other))
    return figure.kind in DATED and said <= within


def in_some_year(asked: Figure, known: Figure) -> bool:
    """Whether a date whose year nobody knows stands, word for word, in one that is said whole, or is that of a year."""
    if asked.published != SOME_DAY or known.published == SOME_DAY:
        return False
    part = (asked.timex or "")[YEAR_DIGITS:] if asked.doubt == BY_PUBLICATION else ""
    return said_within(asked, known) or (bool(part) and part == (known.timex or "")[YEAR_DIGITS:])


def less_of_year(fine: Figure, coarse: Figure) -> bool:
    """Whether of two dates whose years are guessed the one is the other, or a part of it, in whichever year."""
    if fine.published != SOME_DAY or coarse.published != SOME_DAY:
        return False
    one, other = ("/".join(end[YEAR_DIGITS:] for end in (each.timex or "").split("/")) for each in (fine, coarse))
    return bool(other.strip("/")) and one.startswith(other)
