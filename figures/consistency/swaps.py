"""The figures of two texts, and which go together → those of the second that stand beside each other's names.

`Oakley sold 40 carts, Ebbing 70` for `Ebbing sold 40 carts, Oakley 70`: either number is in the first text, and both
are wrong. Each name of a sentence belongs to the nearest of its figures on one scale, and a comma parts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from figures.consistency.matching import Match, Placed
from figures.consistency.policy import Policy
from figures.consistency.readings import meets
from figures.linking.scale import DATED, scale
from figures.linking.words import CLAUSE_MARKS, Words, alike

PLAIN = ("noun", "person-noun", "measured-noun")
"""Classes of the words that are no names where they begin a sentence."""
BEFORE, BEHIND = 2, 6
"""By how many words a comma parts a figure from a word before it, and from one behind it."""


def swapped(
    asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words, policy: Policy
) -> dict[int, int]:
    """The figures of the second text, that stand beside the names of others, each with what the first text has."""
    equal = matched.by_number()
    ours, theirs = _Beside(asked, words), _Beside(known, words)
    found: dict[int, int] = {}
    for one, two in permutations(equal, 2):
        if not _of_one_sentence(asked[one], asked[two]):
            continue
        pairs = [*_pairs(equal[one], equal[two], known), *_twice(equal[one], equal[two], known, matched)]
        for first, second in pairs:
            if meets(known[second].figure, asked[one].figure, policy):
                continue
            straight = _share(ours.of(one), theirs.of(first)) or _share(ours.of(two), theirs.of(second))
            if not straight and _share(ours.of(one), theirs.of(second)) and _share(ours.of(two), theirs.of(first)):
                found[one] = second
    for number, places in equal.items():
        if number not in found:
            named = _of_another_name(number, places, asked, known, matched, ours, theirs, policy)
            found |= {} if named is None else {number: named}
    return found


def _of_another_name(
    number: int,
    places: Sequence[int],
    asked: Sequence[Placed],
    known: Sequence[Placed],
    matched: Match,
    ours: _Beside,
    theirs: _Beside,
    policy: Policy,
) -> int | None:
    """The figure of the first text beside the names of which one of the second stands, where all that have its number
    stand beside other names: `Ebbing sold 40 carts`, of `Oakley sold 40 carts, Ebbing 70`."""
    names = ours.of(number) & ours.told(number)
    if not names or any(not theirs.of(place) or _share(names, theirs.of(place)) for place in places):
        return None
    sentence = asked[number].figure.sentence
    told = {place for one, place in matched.equal if asked[one].figure.sentence == sentence}
    for place in places:
        for other, each in enumerate(known):
            if other == place or other in told or not _of_one_sentence(each, known[place]):
                continue
            named = _share(names, theirs.of(other) & theirs.told(other))
            if (
                named
                and all(_of_one_noun(each, one) for one in (known[place], asked[number]))
                and not meets(each.figure, asked[number].figure, policy)
            ):
                return other
    return None


def _of_one_noun(one: Placed, other: Placed) -> bool:
    left, right = one.figure, other.figure
    nouns = None in (left.noun, right.noun) or alike(left.noun or "", right.noun or "")
    events = None in (left.event, right.event) or left.event == right.event
    units = (left.kind, left.unit, left.per) == (right.kind, right.unit, right.per)
    return nouns and events and units


def _of_one_sentence(one: Placed, other: Placed) -> bool:
    left, right = one.figure, other.figure
    same = left.document == right.document and left.sentence == right.sentence
    return same and left.kind not in DATED and scale(left) == scale(right) is not None


def _pairs(ones: Sequence[int], others: Sequence[int], known: Sequence[Placed]) -> Iterator[tuple[int, int]]:
    """The two that a pair of figures equals: the only ones, or those that stand in one sentence."""
    for one in ones:
        for other in others:
            lone = len(ones) == len(others) == 1
            if one != other and (lone or _of_one_sentence(known[one], known[other])):
                yield one, other


def _twice(
    ones: Sequence[int], others: Sequence[int], known: Sequence[Placed], matched: Match
) -> Iterator[tuple[int, int]]:
    """The one figure that both of a pair equal, each time with one that no figure of the second text has told."""
    for one in ones if ones == others and len(ones) == 1 else ():
        for place, other in enumerate(known):
            if place not in matched.spoken and scale(other.figure) == scale(known[one].figure):
                yield one, place


class _Beside:
    """The names that belong to each figure of a text."""

    def __init__(self, figures: Sequence[Placed], words: Words) -> None:
        self._figures, self._words = figures, words
        self._known: dict[int, frozenset[str]] = {}

    def of(self, number: int) -> frozenset[str]:
        """The names that stand nearer to this figure than to another of its sentence and scale."""
        if number not in self._known:
            self._known[number] = frozenset(self._of(self._figures[number]))
        return self._known[number]

    def _dates(self, sentence: str) -> Iterator[Placed]:
        yield from (each for each in self._figures if each.figure.kind in DATED and each.figure.sentence == sentence)

    def told(self, number: int) -> frozenset[str]:
        """The names right before it or right behind, whatever figure is nearer to them."""
        one = self._figures[number]
        sentence = one.figure.sentence
        return frozenset(
            word
            for start, end, word in self._words.of(sentence)
            if sentence[start].isupper() and (_away(one, start, end) or 0) < BEHIND
        )

    def _of(self, one: Placed) -> Iterator[str]:
        rivals = [other for other in self._figures if other is not one and _of_one_sentence(one, other)]
        sentence = one.figure.sentence
        for start, end, word in self._words.of(sentence):
            if any(each.within <= start < each.end for each in self._dates(sentence)):
                continue
            plain = start == 0 and self._words.lexicon.find(word, *PLAIN) is not None  # Revenue in Ebbing
            away = _away(one, start, end) if sentence[start].isupper() and not plain else None
            theirs = [_away(each, start, end) for each in rivals]
            if away is not None and all(each is not None and away < each for each in theirs):
                yield word


def _away(one: Placed, start: int, end: int) -> int | None:
    """How many words stand between a figure and a word of its sentence; None for its own."""
    first, last = one.within, one.within + len(one.figure.text)
    if start < last and end > first:
        return None
    behind = start >= last
    between = one.figure.sentence[last:start] if behind else one.figure.sentence[end:first]
    marks = sum(between.count(mark) for mark in CLAUSE_MARKS)
    return len(between.split()) + marks * (BEHIND if behind else BEFORE)


def _share(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a name stands in both."""
    return any(alike(word, known) for word in ours for known in theirs)
