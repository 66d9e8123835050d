"""A figure of a second text that tells how far apart two others are → whether two of the first text are so far apart.

`a wage of 2,400 crowns, 450 more` says what `a wage of 2,400 crowns, up from 1,950` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from figures.consistency.interval import factor
from figures.consistency.laying import Item, Outcome
from figures.consistency.matching import Match, Placed
from figures.consistency.miswriting import miswritten
from figures.consistency.wording import WAY, quoted, tells_difference
from figures.linking.scale import COUNTED, DATED, SHARES, scale
from figures.linking.words import Words
from figures.table import Bound, Figure, Kind, Role

UP, DOWN = "up", "down"
POINTS = "[pp]"
FINE = 1e-9


def by_difference(
    number: int, item: Item, asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words
) -> Item:
    """The item, but that a difference is supported by two figures of one sentence of the first text that are so far
    apart, if its own sentence states one of the two; of an open one, nothing contradicts it."""
    one = asked[number]
    figure = one.figure
    if item.verdict is Outcome.CONSISTENT or figure.value is None or not tells_difference(one.at, words):
        return item
    spoken = {
        place: asked[other].figure
        for other, place in sorted(matched.equal)
        if other != number and asked[other].figure.sentence == figure.sentence
    }
    for place, other in _pairs(known):
        told = [each for each in (place, other) if each in spoken]
        if not told or not _on_one_scale(figure, known[place].figure):
            continue
        if _apart_by(known[place].figure, known[other].figure, figure) and _goes(
            one, told, (place, other), known, spoken, words
        ):
            left, right = known[place].figure, known[other].figure
            return Item(Outcome.CONSISTENT, f"so much lies between {left.text} and {right.text}", figure, left)
    if item.verdict is Outcome.CONFLICT and item.against is not None:
        against = next((each for each in known if each.figure is item.against), None)
        if against is not None and not (tells_difference(against.at, words) or _slipped(against, one)):
            return Item(Outcome.UNKNOWN, f"{against.figure.text} in the source is no difference", figure, item.against)
    return item


def _slipped(known: Placed, one: Placed) -> bool:
    """Whether the number, or the words beside it, are those of the other."""
    return quoted(known.at, one.at) or miswritten(known.figure, one.figure) > 0


def _pairs(known: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    sentences: dict[str, list[int]] = {}
    for place, one in enumerate(known):
        if one.figure.kind not in DATED and one.figure.value is not None:
            sentences.setdefault(one.figure.sentence, []).append(place)
    for places in sentences.values():
        for first, second in combinations(places, 2):
            left, right = known[first].figure, known[second].figure
            if scale(left) == scale(right) or _bare(left) or _bare(right):
                yield (second, first) if _bare(left) else (first, second)


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


def _goes(
    one: Placed,
    told: Sequence[int],
    pair: tuple[int, int],
    known: Sequence[Placed],
    spoken: dict[int, Figure],
    words: Words,
) -> bool:
    """Whether the one that the sentence states lies on the side of the other to which its words say that it went."""
    if len(told) > 1:
        return True
    place = told[0]
    other = pair[0] if place == pair[1] else pair[1]
    way = UP if (known[place].figure.value or 0.0) > (known[other].figure.value or 0.0) else DOWN
    if spoken[place].role == Role.FROM:
        way = DOWN if way == UP else UP
    said = words.told_outside(WAY, one.figure.sentence, one.within, one.end).get(WAY)
    return said in (None, way)
