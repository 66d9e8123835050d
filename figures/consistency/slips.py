"""Two figures of two texts → whether the one is the other, mistyped; whether the one text prints the other's sentence,
word for word but for this figure, or both fill in one form.

In: figures, and those of their sentences and documents. A number that has the digits of another in other order, or one
of them wrong, is seldom of another thing where both sentences tell another number alike: then no day or hour between
two reports explains it, and no word need prove it. Copies of one report have most of their sentences alike: where one
number of a sentence is another, it was mistyped or put right, whatever it is of. Bulletins of two days have the same
sentences with other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from figures.consistency.interval import factor
from figures.consistency.miswriting import digits, miswritten
from figures.consistency.times import Beside, day
from figures.linking.scale import DATED, scale
from figures.linking.words import alike
from figures.table import Figure, Kind

TELLING = frozenset((Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.MEASURE, Kind.PERCENT))
"""Kinds of which two events seldom have a figure in common, if it has several digits."""
LEAST = 10
"""A number from here on of more than one digit, or one with a fraction, is such a figure in a sentence."""
PRECISE = 3
"""Two numbers of so many digits are seldom near each other by chance."""
WRONG = 2
"""So many digits show that a number is another one, mistyped."""
APART = 0.05
"""Two numbers no further apart may be of one thing taken twice, with a charge and without, or counted on."""
FINE = 1e-9
DUE = frozenset((1, 15, *range(28, 32)))
"""Days of a month on which something falls due in every month: a quarter ends, a wage is paid."""
_DIGITS = re.compile(r"\d+")
WORDS = 4
"""So many other words must stand in the sentence, or a form was filled in twice."""
SENTENCES = 2
"""So many sentences with figures must be in both texts, and as many of the shorter text's as are not."""


def mistyped(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the one number is the other, mistyped, and neither report has that of the other anywhere."""
    if left.document == right.document or not left.value or not right.value:
        return False
    if miswritten(left, right) < WRONG or miswritten(right, left) < WRONG:
        return False
    return not any(
        one.value == number.value and scale(one) == scale(number)
        for figure, number in ((left, right), (right, left))
        for one in beside.documents[figure.document]
    )


def turned(left: Figure, right: Figure) -> bool:
    """Whether both numbers have the same digits, in other order or on another scale."""
    return sorted(digits(left.value or 0.0)) == sorted(digits(right.value or 0.0))


def precise(left: Figure, right: Figure) -> bool:
    """Whether both numbers have so many digits that none has another's by chance."""
    return all(len(digits(one.value or 0.0)) >= PRECISE for one in (left, right))


def in_company(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether the sentences of both tell another figure alike: 62 killed and 175 hurt, 26 killed and 175 hurt."""
    theirs = [one for one in beside.fellows(right) if _tells(one)]
    return bool(theirs) and any(
        _tells(one) and one.value not in (left.value, right.value) and any(_told_alike(one, each) for each in theirs)
        for one in beside.fellows(left)
    )


def near(left: Figure, right: Figure) -> bool:
    """Whether two numbers may be of one thing taken twice, or counted on."""
    ours, theirs = ((one.value or 0.0) * factor(one) for one in (left, right))
    return abs(ours - theirs) <= APART * max(abs(ours), abs(theirs))


def of_another_month(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether two days that are told by month and number differ by the month alone, and neither report has that of the
    other anywhere."""
    if left.document == right.document or left.kind not in DATED or right.kind not in DATED:
        return False
    one, other = left.date_start, right.date_start
    if one is None or other is None or (one, other) != (left.date_end, right.date_end):
        return False
    if one.month == other.month or (one.year, one.day) != (other.year, other.day) or one.day in DUE:
        return False
    if not all(str(one.day) in each.text for each in (left, right)):
        return False
    if not any(_is_past(each) for each in (left, right)):
        return False  # what is to come may be put off by a month
    return not any(
        each.date_start == day
        for figure, day in ((left, other), (right, one))
        for each in beside.documents[figure.document]
    )


def _is_past(when: Figure) -> bool:
    return when.published is not None and when.date_end is not None and when.date_end <= when.published.date()


def _tells(figure: Figure) -> bool:
    if figure.kind not in TELLING or figure.value is None:
        return False
    return (figure.value >= LEAST and len(digits(figure.value)) > 1) or figure.value != int(figure.value)


def _told_alike(one: Figure, other: Figure) -> bool:
    if scale(one) != scale(other) or (one.noun and other.noun and not alike(one.noun, other.noun)):
        return False
    if None not in (one.event, other.event) and one.event != other.event:
        return False
    ours, theirs = ((each.value or 0.0) * factor(each) for each in (one, other))
    return abs(ours - theirs) <= FINE * abs(ours)


def reprinted(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether both texts are of one day and have most sentences alike, this one but for the two figures."""
    if left.document == right.document or left.text == right.text or day(left) != day(right):
        return False
    if len(left.sentence) - len(left.text) != len(right.sentence) - len(right.text):
        return False  # most are seen to be others by that
    if _frames(left).isdisjoint(_frames(right)):
        return False
    ours, theirs = ({one.sentence for one in beside.documents[each.document]} for each in (left, right))
    if left.sentence in theirs or right.sentence in ours:
        return False  # both offers stand in both texts
    alike = len(ours & theirs)
    return alike >= SENTENCES and 2 * alike >= min(len(ours), len(theirs))


def instalments(left: Figure, right: Figure, beside: Beside) -> bool:
    """Whether both texts say several sentences, and most of those that they share, with other numbers: each is of a
    time of its own, a bulletin of every day or a report brought up to date."""
    ours, theirs = ({one.sentence for one in beside.documents[each.document]} for each in (left, right))
    forms, also = ({_DIGITS.sub("0", one) for one in told - alike} for told, alike in ((ours, theirs), (theirs, ours)))
    return len(forms & also) >= max(SENTENCES, len(ours & theirs))


def _frames(figure: Figure) -> set[tuple[str, str]]:
    """What stands before and behind it in its sentence; both, where its words stand there twice."""
    return {(before, after) for before, after in _parts(figure) if len(f"{before} {after}".split()) >= WORDS}


def _parts(figure: Figure) -> Iterator[tuple[str, str]]:
    place = figure.sentence.find(figure.text)
    while place >= 0:
        yield figure.sentence[:place], figure.sentence[place + len(figure.text) :]
        place = figure.sentence.find(figure.text, place + 1)
