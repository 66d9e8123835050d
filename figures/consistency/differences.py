"""What two figures of a first text come to → whether a figure of a second tells so much: how far they are apart, by
what share one changed to the other, or their sum.

`a wage of 2,400 crowns, 450 more` says what `a wage of 2,400 crowns, up from 1,950` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from figures.consistency.interval import factor
from figures.consistency.laying import Item, Outcome, Texts
from figures.consistency.listed import exact
from figures.consistency.wording import DOWN, GENERAL, PERSONS, UP, WAY, Placed, tells_difference
from figures.linking.scale import COUNTED, DATED, SHARES, scale
from figures.linking.words import JOINING
from figures.table import Bound, Figure, Kind, Role

POINTS, PERCENT = "[pp]", "%"
FINE = 1e-9

Pair = tuple[int, int]
"""Two figures of one sentence of the first text; of a change what it came from, and what it led to."""


class Differences:
    """What pairs of figures of the first text come to."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._known, self._words = texts, texts.known, texts.words
        self._pairs = [*_pairs(texts.known)]
        both = [pair for one in self._pairs for pair in (one, one[::-1])]
        self._ends = [pair for pair in both if _is_change(*(texts.known[place].figure for place in pair))]

    def read(self, number: int, item: Item) -> Item:
        """The item, but that a difference, a change in percent or a sum of two is supported."""
        one = self._texts.asked[number]
        if item.verdict is Outcome.CONSISTENT or one.figure.value is None:
            return item
        if not tells_difference(one, self._words):
            return self._by_sum(item, one)
        spoken = {place: self._texts.asked[each].figure for place, each in self._texts.spoken_beside(number).items()}
        for pair in self._ends if one.figure.unit == PERCENT else self._pairs:
            told = [place for place in pair if place in spoken]
            left, right = (self._known[place].figure for place in pair)
            if self._comes_to(pair, one.figure) and self._goes(one, told, pair, spoken):
                return item.decided(
                    Outcome.CONSISTENT, f"so much lies between {left.text} and {right.text}", self._known[pair[0]]
                )
        return self._by_sum(item, one)

    def _comes_to(self, pair: Pair, figure: Figure) -> bool:
        before, after = (self._known[place].figure for place in pair)
        if figure.unit != PERCENT:
            return _on_one_scale(figure, before) and _apart_by(before, after, figure)
        return _rounds(figure, 100 * abs(_in_base(after) / _in_base(before) - 1))

    def _goes(self, one: Placed, told: Sequence[int], pair: Pair, spoken: Mapping[int, Figure]) -> bool:
        """Whether the sentence states one of two, or there are no other, and that lies on the side of the other to
        which its words say that it went."""
        alone = one.figure.unit == PERCENT and len(self._ends) == 1
        if len(told) != 1 and not alone:
            return len(told) > 1
        place = told[0] if len(told) == 1 else pair[1]
        other = pair[0] if place == pair[1] else pair[1]
        ours, theirs = (self._known[each].figure for each in (place, other))
        way = UP if (ours.value or 0.0) > (theirs.value or 0.0) else DOWN
        if place in spoken and spoken[place].role == Role.FROM:
            way = DOWN if way == UP else UP
        said = one.told_outside(WAY, self._words).get(WAY)
        return said in (None, way)

    def _by_sum(self, item: Item, one: Placed) -> Item:
        """230 people, of 212 passengers and 18 crew."""
        figure, lexicon = one.figure, self._words.lexicon
        general = lexicon.find(figure.noun or "", GENERAL)
        if figure.bound != Bound.EQ or general is None or general.meaning["is"] != PERSONS:
            return item
        for known, other in pairwise(self._known):
            left, right = known.figure, other.figure
            kinds = all(lexicon.find(each.noun or "", PERSONS) is not None for each in (left, right))
            between = left.sentence[known.end : other.within].strip().lower()
            joined = left.sentence == right.sentence and lexicon.find(between, JOINING) is not None
            same = left.event == right.event and figure.event in (None, left.event)
            if not (joined and kinds and same and exact((left, right))) or left.noun == right.noun:
                continue
            if figure.value == (left.value or 0.0) + (right.value or 0.0):
                reason = f"{left.text} and {right.text} in the source add up to it"
                return item.decided(Outcome.CONSISTENT, reason, known)
        return item


def _pairs(known: Sequence[Placed]) -> Iterator[Pair]:
    sentences: dict[str, list[int]] = {}
    for place, one in enumerate(known):
        if one.figure.kind not in DATED and one.figure.value is not None:
            sentences.setdefault(one.figure.sentence, []).append(place)
    for places in sentences.values():
        for first, second in combinations(places, 2):
            left, right = known[first].figure, known[second].figure
            if scale(left) == scale(right) or _bare(left) or _bare(right):
                yield (second, first) if _bare(left) else (first, second)


def _is_change(before: Figure, after: Figure) -> bool:
    """Whether the one is what the other came from, and neither is a share."""
    same = before.group_id == after.group_id is not None and scale(before) == scale(after)
    return (
        same and (before.role, after.role) == (Role.FROM, Role.TO) and before.kind not in SHARES and bool(before.value)
    )


def _in_base(figure: Figure) -> float:
    return (figure.value or 0.0) * factor(figure)


def _bare(figure: Figure) -> bool:
    return figure.kind == Kind.NUMBER and figure.unit is None


def _on_one_scale(figure: Figure, other: Figure) -> bool:
    """Whether a difference may be of such figures: of a bare number, the unit is theirs; of shares, it is points."""
    if other.kind in SHARES:
        return other.kind == Kind.PERCENT and (figure.unit == POINTS or figure.kind in COUNTED)
    return _bare(figure) or scale(figure) == scale(other) or (figure.kind in COUNTED and other.kind in COUNTED)


def _apart_by(one: Figure, other: Figure, figure: Figure) -> bool:
    units = 1.0 if _bare(figure) or figure.kind in COUNTED or one.kind in SHARES else factor(figure) / factor(one)
    gap, told = abs((one.value or 0.0) - (other.value or 0.0)), (figure.value or 0.0) * units
    if figure.bound not in (Bound.EQ, Bound.APPROX):
        return False
    coarse = (figure.precision or 0.0) * units > max(one.precision or 0.0, other.precision or 0.0)
    off = (figure.precision or 0.0) * units / 2 if coarse or figure.bound == Bound.APPROX else 0.0
    return abs(gap - told) <= off + FINE * max(abs(one.value or 0.0), abs(other.value or 0.0))


def _rounds(figure: Figure, share: float) -> bool:
    if figure.value is None or figure.bound not in (Bound.EQ, Bound.APPROX):
        return (figure.low is None or share > figure.low) and (figure.high is None or share < figure.high)
    return abs(share - figure.value) <= (figure.precision or 1.0) / 2
