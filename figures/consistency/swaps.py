"""The figures of two texts, and which go together → those of the second that stand beside each other's names.

`Oakley sold 40 carts, Ebbing 70` for `Ebbing sold 40 carts, Oakley 70`: either number is in the first text, and both
are wrong. Each name of a sentence belongs to the nearest of its figures on one scale, and a comma parts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from figures.consistency.laying import Item, Outcome, Texts
from figures.consistency.readings import meets
from figures.consistency.wording import Placed, in_common, is_kind
from figures.linking.scale import COUNTED, DATED, scale
from figures.linking.words import Words, alike
from figures.table import Kind

PLAIN = ("noun", "person-noun", "measured-noun")
"""Classes of the words that are no names where they begin a sentence."""
BEFORE, BEHIND = 2, 6
"""By how many words a comma parts a figure from a word before it, and from one behind it."""


class Swapped:
    """Which figures of the second text stand beside the names of others."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._ours, self._theirs = NamesBeside(texts.asked, texts.words), NamesBeside(texts.known, texts.words)

    def read(self, number: int, item: Item) -> Item:
        """The item, but that a figure is in conflict with the one whose names stand beside it; or unknown, where that
        stands in another sentence: the two names may be of one, and the figures of two times."""
        places = self._texts.equal.get(number, ())
        if item.verdict is Outcome.CONFLICT or not places:
            return item
        one = self._of_another_name(number, places)
        if one is not None:
            return item.decided(Outcome.CONFLICT, f"{one.written.text} in the source has the names beside it", one)
        one = self._of_another_sentence(number, places) if item.verdict is Outcome.CONSISTENT else None
        if one is not None:
            return item.decided(Outcome.UNKNOWN, f"{one.written.text} in the source has the name before it", one)
        return item

    def _of_another_name(self, number: int, places: Sequence[int]) -> Placed | None:
        """The figure of the first text beside the names of which one of the second stands, where all that have its
        number stand beside other names: `Ebbing sold 40 carts`, of `Oakley sold 40 carts, Ebbing 70`."""
        theirs, names = self._theirs, self._ours.of(number) & self._ours.told(number)
        if not names or any(not theirs.of(place) or in_common(names, theirs.of(place)) for place in places):
            return None
        told = self._told(number)
        for place in places:
            for other, each in enumerate(self._texts.known):
                if other == place or other in told or not _of_one_sentence(each, self._texts.known[place]):
                    continue
                named = in_common(names, theirs.of(other) & theirs.told(other))
                if named and self._differs(number, place, other) and _told_alike(each, self._texts.known[place]):
                    return each
        return None

    def _of_another_sentence(self, number: int, places: Sequence[int]) -> Placed | None:
        """The same, where it stands in another sentence than all that have its number, before which are other names."""
        sentence, names = self._texts.asked[number].figure.sentence, self._ours.before(number)
        if not names or self._texts.asked[number].figure.kind in DATED:
            return None
        for place in places:
            others = self._theirs.before(place)
            if not others or in_common(names, self._theirs.named(self._texts.known[place].figure.sentence)):
                return None
            if in_common(others, self._ours.named(sentence)):
                return None
        told, sentences = self._told(number), {self._texts.known[place].figure.sentence for place in places}
        for other, each in enumerate(self._texts.known):
            if other in told or each.figure.sentence in sentences or not in_common(names, self._theirs.before(other)):
                continue
            if all(self._differs(number, place, other) for place in places):
                return each
        return None

    def _told(self, number: int) -> set[int]:
        """The figures of the first text that its sentence states beside a name of theirs, or any without names."""
        spoken = self._texts.spoken_beside(number)
        return {
            p
            for p, one in spoken.items()
            if not self._ours.of(one) or in_common(self._ours.of(one), self._theirs.of(p))
        }

    def _differs(self, number: int, place: int, other: int) -> bool:
        """Whether another figure of the first text is of the same as two that are equal, and has another value."""
        one, each = self._texts.asked[number], self._texts.known[other]
        same = all(_of_one_noun(each, like, self._texts.words) for like in (self._texts.known[place], one))
        return same and not meets(each.figure, one.figure, self._texts.policy)


def _of_one_noun(one: Placed, other: Placed, words: Words) -> bool:
    left, right = one.figure, other.figure
    nouns = None in (left.noun, right.noun) or alike(left.noun or "", right.noun or "")
    nouns = nouns or any(is_kind(a or "", b or "", words) for a, b in permutations((left.noun, right.noun)))
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


def _of_one_sentence(one: Placed, other: Placed) -> bool:
    left, right = one.figure, other.figure
    same = left.document == right.document and left.sentence == right.sentence
    return same and left.kind not in DATED and scale(left) == scale(right) is not None


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

    def told(self, number: int) -> frozenset[str]:
        """The names right before it or right behind, whatever figure is nearer to them."""
        one = self._figures[number]
        found = self._words.of(one.figure.sentence)
        near = [(start, word) for start, end, word in found if one.away(start, end, BEFORE, BEHIND) < BEHIND]
        return frozenset(word for start, word in near if one.figure.sentence[start].isupper())

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
        sentence = one.figure.sentence
        fellows = [each for each in self._figures if each.figure.sentence == sentence and each is not one]
        dates = [each for each in fellows if each.figure.kind in DATED]
        rivals = [each for each in fellows if _of_one_sentence(one, each)]
        for start, end, word in self._words.of(sentence):
            away = one.away(start, end, BEFORE, BEHIND)
            named = sentence[start].isupper() and away >= 0 and not any(each.away(start, end) < 0 for each in dates)
            plain = start == 0 and self._words.lexicon.find(word, *PLAIN) is not None  # Revenue in Ebbing
            if named and not plain and all(away < each.away(start, end, BEFORE, BEHIND) for each in rivals):
                yield word
