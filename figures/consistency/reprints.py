"""Two figures of two texts → whether the one text prints the other's sentence, word for word but for this figure, or
whether both fill in one form.

In: figures and the sentences of their documents. Copies of one report have most of their sentences alike: where one
number of a sentence is another, it was mistyped or put right, whatever it is of. Bulletins of two days have the same
sentences with other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from figures.consistency.times import Beside, day
from figures.table import Figure

_DIGITS = re.compile(r"\d+")
WORDS = 4
"""So many other words must stand in the sentence, or a form was filled in twice."""
SENTENCES = 2
"""So many sentences with figures must be in both texts, and as many of the shorter text's as are not."""


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
