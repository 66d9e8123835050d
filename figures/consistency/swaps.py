"""The figures of two texts, and which go together → those of the second that stand beside each other's names.

`Oakley sold 40 carts, Ebbing 70` for `Ebbing sold 40 carts, Oakley 70`: either number is in the first text, and both
are wrong. Each name of a sentence belongs to the nearest of its figures on one scale, and a comma parts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from figures.consistency.matching import Match, Placed
from figures.consistency.policy import Policy
from figures.consistency.readings import meets
from figures.consistency.wording import GENERAL
from figures.linking.scale import COUNTED, DATED, scale
from figures.linking.words import CLAUSE_MARKS, Words, alike
from figures.table import Kind

PLAIN = ("noun", "person-noun", "measured-noun")
"""Classes of the words that are no names where they begin a sentence."""
BEFORE, BEHIND = 2, 6
"""By how many words a comma parts a figure from a word before it, and from one behind it."""


def swapped(
    asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words, policy: Policy
) -> dict[int, int]:
    """The figures of the second text, that stand beside the names of others, each with what the first text has."""
    equal = matched.by_number()
    ours, theirs = NamesBeside(asked, words), NamesBeside(known, words)
    found: dict[int, int] = {}
    for one, two in permutations(equal, 2):
        if not _of_one_sentence(asked[one], asked[two]):
            continue
        pairs = [*_pairs(equal[one], equal[two], known), *_twice(equal[one], equal[two], known, matched)]
        for first, second in pairs:
            if meets(known[second].figure, asked[one].figure, policy):
                continue
            straight = in_common(ours.of(one), theirs.of(first)) or in_common(ours.of(two), theirs.of(second))
            if (
                not straight
                and in_common(ours.of(one), theirs.of(second))
                and in_common(ours.of(two), theirs.of(first))
            ):
                found[one] = second
    texts = _Texts(asked, known, matched, ours, theirs, policy, words)
    for number, places in equal.items():
        if number not in found:
            named = texts.of_another_name(number, places)
            found |= {} if named is None else {number: named}
    return found


def told_of_another(
    asked: Sequence[Placed], known: Sequence[Placed], matched: Match, words: Words, policy: Policy
) -> dict[int, int]:
    """The figures of the second text behind a name of which another sentence of the first has a figure of its own,
    where each equal one stands behind other names: `Birk sold 40 carts`, of `Alder sold 40 carts. Birk sold 70.` The
    two names may be of one, and the figures of two times."""
    texts = _Texts(asked, known, matched, NamesBeside(asked, words), NamesBeside(known, words), policy, words)
    named = {number: texts.of_another_sentence(number, places) for number, places in matched.by_number().items()}
    return {number: place for number, place in named.items() if place is not None}


@dataclass(frozen=True, slots=True)
class _Texts:
    """The figures of two texts, and the names beside them."""

    asked: Sequence[Placed]
    known: Sequence[Placed]
    matched: Match
    ours: NamesBeside
    theirs: NamesBeside
    policy: Policy
    words: Words

    def of_another_name(self, number: int, places: Sequence[int]) -> int | None:
        """The figure of the first text beside the names of which one of the second stands, where all that have its
        number stand beside other names: `Ebbing sold 40 carts`, of `Oakley sold 40 carts, Ebbing 70`."""
        theirs, names = self.theirs, self.ours.of(number) & self.ours.told(number)
        if not names or any(not theirs.of(place) or in_common(names, theirs.of(place)) for place in places):
            return None
        told = self._told(number)
        for place in places:
            for other, each in enumerate(self.known):
                if other == place or other in told or not _of_one_sentence(each, self.known[place]):
                    continue
                named = in_common(names, theirs.of(other) & theirs.told(other))
                if named and self._differs(number, place, other) and _told_alike(each, self.known[place]):
                    return other
        return None

    def of_another_sentence(self, number: int, places: Sequence[int]) -> int | None:
        """The same, where it stands in another sentence than all that have its number, before which are other names."""
        sentence, names = self.asked[number].figure.sentence, self.ours.before(number)
        if not names or self.asked[number].figure.kind in DATED:
            return None
        for place in places:
            others = self.theirs.before(place)
            if not others or in_common(names, self.theirs.named(self.known[place].figure.sentence)):
                return None
            if in_common(others, self.ours.named(sentence)):
                return None
        told, sentences = self._told(number), {self.known[place].figure.sentence for place in places}
        for other, each in enumerate(self.known):
            if other in told or each.figure.sentence in sentences or not in_common(names, self.theirs.before(other)):
                continue
            if all(self._differs(number, place, other) for place in places):
                return other
        return None

    def _told(self, number: int) -> set[int]:
        """The figures of the first text that the sentence of one of the second states."""
        sentence = self.asked[number].figure.sentence
        return {place for one, place in self.matched.equal if self.asked[one].figure.sentence == sentence}

    def _differs(self, number: int, place: int, other: int) -> bool:
        """Whether another figure of the first text is of the same as two that are equal, and has another value."""
        one, each = self.asked[number], self.known[other]
        same = all(_of_one_noun(each, like, self.words) for like in (self.known[place], one))
        return same and not meets(each.figure, one.figure, self.policy)


def _of_one_noun(one: Placed, other: Placed, words: Words) -> bool:
    left, right = one.figure, other.figure
    nouns = None in (left.noun, right.noun) or alike(left.noun or "", right.noun or "")
    nouns = nouns or _is_kind(left.noun, right.noun, words) or _is_kind(right.noun, left.noun, words)
    events = None in (left.event, right.event) or left.event == right.event
    kinds = left.kind == right.kind or {left.kind, right.kind} <= set(COUNTED)
    bare = any(each.kind == Kind.NUMBER and each.per is None for each in (left, right))
    units = kinds and left.unit == right.unit and (left.per == right.per or bare)
    return nouns and events and units


def _told_alike(one: Placed, other: Placed) -> bool:
    """Whether two are of one kind; or of a bare number and a count, whether one noun or event is told of both."""
    left, right = one.figure, other.figure
    noun, event = left.noun == right.noun is not None, left.event == right.event is not None
    return left.kind == right.kind or noun or event


def _is_kind(general: str | None, noun: str | None, words: Words) -> bool:
    """Whether the one is a general word for the other: people, of workers."""
    whole = words.lexicon.find(general or "", GENERAL)
    return whole is not None and words.lexicon.find(noun or "", str(whole.meaning["is"])) is not None


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


class NamesBeside:
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

    def before(self, number: int) -> frozenset[str]:
        """The names that belong to a figure and stand right before it."""
        one = self._figures[number]
        names = self.of(number) & self.told(number)
        leading = {word for _, end, word in self._words.of(one.figure.sentence) if end <= one.within}
        return names & leading

    def named(self, sentence: str) -> frozenset[str]:
        """All that is written as a name in a sentence."""
        return frozenset(word for start, _, word in self._words.of(sentence) if sentence[start].isupper())

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


def in_common(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a name stands in both."""
    return any(alike(word, known) for word in ours for known in theirs)
