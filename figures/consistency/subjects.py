"""A conflict → whether the sentence of the second text tells of something that the first text does not tell of.

In: two figures that no value fits, each with where it stands in its sentence, and what either text says. Out: a reason,
or None. `El Salvador had 154 murders` is in no conflict with `Trinidad had 577 murders`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from figures.consistency.laying import Item, Outcome
from figures.consistency.surplus import Surplus
from figures.consistency.swaps import PLAIN
from figures.consistency.wording import UNLIKE, WAY, Placed, apart, numeral, tokens, unlike
from figures.grammar.tokens import bare
from figures.linking.links import MEASURE
from figures.linking.scale import COUNTED, DATED, scale
from figures.linking.words import CLAUSE_MARKS, STOP, Words, alike
from figures.table import Figure, Kind, Statistic

STRANGE = 5
"""So many words at least of a sentence, and more of them than not, are nowhere in the first text, if it tells of
something else."""
SURE, BY_STRANGE, BY_UNLIKE, MANY_STRANGE = 0.2, 0.25, 0.15, 6
"""How surely two figures whose values differ must be of one thing where their sentences say the same, and how much more
where MANY_STRANGE words of the one are nowhere in the first text, and where the two have no word in common."""
LEAST_ALIKE = 3
"""So many words at least are the same of two sentences that say the same of two things."""
PARTITIVE, PARTITIVE_AFTER = "partitive", "partitive-after"
"""The class of the words before a part of what was told: of these, including; and of those behind it: alone."""
POINTING, DEFINITE = "pointing-word", "definite"
"""Classes of the words that a sentence begins with if it goes on with what was told before it: it, the film."""

MEASURED = (Kind.MONEY, Kind.PERCENT)
"""Kinds of what is measured of something, and not what is counted."""
QUARTER = "Q"
"""What the TIMEX3 value of a quarter begins with, behind its year."""
_JOINED = re.compile(r"[-‑–][^\W\d_]")
_CLAUSE = re.compile("|".join(map(re.escape, CLAUSE_MARKS)))


@dataclass(frozen=True, slots=True)
class Subjects:
    """What two texts say, by one grammar."""

    words: Words
    source: Surplus
    draft: Surplus

    def of_others(self, items: Sequence[Item], asked: Sequence[Placed], known: Sequence[Placed]) -> list[Item]:
        """The items, but that a figure is in no conflict whose sentence tells of something else."""
        places = {id(one.written): one for one in known}
        found = []
        for item, one in zip(items, asked, strict=True):
            other = places.get(id(item.against))
            reason = None
            if item.verdict is Outcome.CONFLICT and other is not None:
                reason = self._apart(one, other) or self._told_apart(one, other, asked, known)
                if reason is None and item.likely is not None:
                    reason = self._unlike(one, other) or self._unsure(one, other, item.likely)
            found.append(item if reason is None else Item(Outcome.UNKNOWN, reason, item.figure, item.against))
        return found

    def _apart(self, one: Placed, other: Placed) -> str | None:
        part, whole = sorted((one, other), key=lambda each: each.figure.value or 0.0)
        if part.figure.kind in COUNTED and self._is_part(part) and not self._is_part(whole):
            return f"{part.written.text} may be of {whole.written.text}"
        ours, theirs = (
            [word for end, word in self._names(each) if end <= each.within or each.figure.kind in DATED]
            for each in (one, other)
        )
        if any(alike(word, name) for word in ours for name in theirs):
            return None
        pointing = self._points(other)
        if not pointing and not all(map(self.source.knows, ours)) and not all(map(self.draft.knows, theirs)):
            return f"the source has {other.written.text} of another name"
        names = {word for _, word in self._names(one)} if pointing else ()
        told = list(self._told(one, other))
        strange = [word for word in told if word not in names and not self.source.knows(word)]
        if len(strange) >= STRANGE and 2 * len(strange) > len(told):
            return "the source says nothing of most that its sentence says"
        return None

    def _told_apart(self, one: Placed, other: Placed, asked: Sequence[Placed], known: Sequence[Placed]) -> str | None:
        """What tells two figures apart whose numbers differ, even in the same words."""
        ours, theirs = one.figure, other.figure
        if ours.value == theirs.value or ours.kind in DATED:
            return None
        nouns = [noun for noun in (ours.noun, theirs.noun) if noun is not None and ours.kind in MEASURED]
        if len(nouns) > 1 and not alike(*nouns) and self._only(one, nouns[:1], other, nouns[1:]):
            return f"the one is of {one.written.noun}, the other of {other.written.noun}"
        if apart(UNLIKE, one, other, self.words):
            return "the words beside them tell of other things"
        if self._says_more(one) != self._says_more(other):
            return "the one is a difference"
        for this, own, that, texts in ((one, asked, other, known), (other, known, one, asked)):
            if _year_before(this, own) and not _has_date(that, texts):
                return f"{this.written.text} is of the year before"
        return None

    def _says_more(self, one: Placed) -> bool:
        """Whether it is written as how much more or less something is: 5 crowns more a bag."""
        said = [token.said.lower() for token in tokens(one.written.text)]
        behind = dropwhile(lambda word: not numeral(word), said)
        return any(self.words.lexicon.find(word, WAY) is not None for word in behind)

    def _unlike(self, one: Placed, other: Placed) -> str | None:
        """What beside two figures whose values differ tells them apart, as a reason."""
        if self._sized(one, other) or self._sized(other, one):
            return "the one is the size of something else"
        ours, theirs = one.context.narrower, other.context.narrower
        of_one_measure = None is not one.context.hints.get(MEASURE) == other.context.hints.get(MEASURE)
        if ours and theirs and not of_one_measure and self._only(one, [ours], other, [theirs]):
            return f"the one is of {ours}, the other of {theirs}"
        if one.figure.kind == other.figure.kind == Kind.AGE and unlike(_aged(one), _aged(other), self.words):
            return "the one is another person's"
        if one.figure.kind not in DATED and not of_one_measure and self._in_place_of_another(one, other):
            return "their sentences are alike, but for what they tell of"
        if one.figure.kind not in DATED and not self._points(other) and self._of_other_names(one, other):
            return f"the source has {other.written.text} of another name"
        return None

    def _of_other_names(self, one: Placed, other: Placed) -> bool:
        """Whether names stand before both, and they have none in common; a word that opens a sentence is no name."""
        ours, theirs = (
            [word for end, word in self._names(each, opening=False) if end <= each.within] for each in (one, other)
        )
        return bool(ours and theirs) and not any(alike(word, name) for word in ours for name in theirs)

    def _sized(self, one: Placed, other: Placed) -> bool:
        """Whether it is written as a word of what stands behind it, of which the other's sentence has nothing, or
        which is no more alike to what stands behind the other: a 40-foot wall."""
        named = one.context.after
        if not _JOINED.search(one.written.text) or one.figure.kind == Kind.AGE or named is None:
            return False
        if _JOINED.search(other.written.text):
            return other.context.after is not None and not alike(named, other.context.after)
        return not self._says(other, named)

    def _in_place_of_another(self, one: Placed, other: Placed) -> bool:
        """Whether both sentences are the same words up to the figures but for some in a row, of which either has none:
        seats on the ferry rose to 40, seats on the late tram rose to 90."""
        ours, theirs = (
            [
                token.said.lower()
                for token in tokens(each.figure.sentence)
                if token.end <= each.within and not numeral(token.said)
            ]
            for each in (one, other)
        )
        first = _alike_from_start(ours, theirs)
        last = min(_alike_from_start(ours[::-1], theirs[::-1]), len(ours) - first, len(theirs) - first)
        if not first or not last or first + last < LEAST_ALIKE:
            return False
        ours, theirs = (
            [word for word in each[first : len(each) - last] if self.words.lexicon.find(word, STOP) is None]
            for each in (ours, theirs)
        )
        return self._only(one, ours, other, theirs)

    def _only(self, one: Placed, ours: Sequence[str], other: Placed, theirs: Sequence[str]) -> bool:
        """Whether there are words of either, and the sentence of the other has none of them."""
        if not ours or not theirs:
            return False
        return not any(self._says(other, word) for word in ours) and not any(self._says(one, word) for word in theirs)

    def _says(self, one: Placed, word: str) -> bool:
        known = self.words.known_as(word)
        return any(alike(known, self.words.known_as(said)) for _, _, said in self.words.of(one.figure.sentence))

    def _unsure(self, one: Placed, other: Placed, likely: float) -> str | None:
        """That the sentences of both have too little in common for figures that are so surely of one thing; a name of
        several words, or the same words on either side, say that they are."""
        ours, theirs = [*self._told(one, other)], [*self._told(other, one)]
        strange = sum(not self.source.knows(word) for word in ours)
        said, known = ([*map(self.words.known_as, each)] for each in (ours, theirs))
        common = max(_common(said, known), _common(known, said))
        if likely >= SURE + BY_STRANGE * min(strange / MANY_STRANGE, 1.0) + BY_UNLIKE * (1 - common):
            return None
        if one.figure.kind not in DATED and None is not _between(one) == _between(other):
            return None
        if self._long_names(one) & self._long_names(other):
            return None
        return "their sentences have too little in common"

    def _long_names(self, one: Placed) -> set[tuple[str, str]]:
        """Two words beside each other of each name of several words in its sentence."""
        sentence = one.figure.sentence
        pairs = pairwise(self.words.of(sentence))
        return {(word, after) for (at, _, word), (then, _, after) in pairs if (sentence[at] + sentence[then]).isupper()}

    def _told(self, one: Placed, other: Placed) -> Iterator[str]:
        """The content words of the sentence of the one, but for those of both figures."""
        own = [word for each in (one, other) for _, _, word in self.words.of(each.written.text)]
        for _, _, word in self.words.of(one.figure.sentence):
            if not any(alike(word, each) for each in own):
                yield word

    def _is_part(self, one: Placed) -> bool:
        """Whether a word beside it says that it is of what was told: of these, 40; 40 in Corve alone."""
        behind = _CLAUSE.split(one.figure.sentence[one.end :], maxsplit=1)[0].split()
        if any(self.words.lexicon.find(bare(word), PARTITIVE_AFTER) is not None for word in behind):
            return True
        before = " ".join(map(bare, one.figure.sentence[: one.within].lower().split()[-2:])).split()
        return any(self.words.lexicon.find(" ".join(before[number:]), PARTITIVE) is not None for number in (0, 1))

    def _names(self, one: Placed, *, opening: bool = True) -> Iterator[tuple[int, str]]:
        """The names of its sentence, each with where it ends; those with a digit too: F-35. Without `opening`, a word
        that opens the sentence is none."""
        sentence = one.figure.sentence
        yield from (
            (token.end, token.said.lower())
            for token in tokens(sentence)
            if token.said[0].isupper() and numeral(token.said)
        )
        for start, end, word in self.words.of(sentence):
            named = sentence[start].isupper() and (opening or start > 0)
            if named and self.words.lexicon.find(word, *PLAIN) is None:
                yield end, word

    def _points(self, one: Placed) -> bool:
        """Whether a part of its sentence goes on with what the text has told: `it sold 40`, `the film sold 40`."""
        for part in one.figure.sentence[: one.within].split(","):
            first, second = [*part.split(maxsplit=2), "", ""][:2]
            if self.words.lexicon.find(first.lower(), POINTING) is not None:
                return True
            if self.words.lexicon.find(first.lower(), DEFINITE) is not None and second[:1].islower():
                return True
        return False


def _common(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """The share of the words of the one that the other has."""
    return sum(any(alike(word, known) for known in theirs) for word in ours) / max(len(ours), 1)


def _between(one: Placed) -> tuple[str, str] | None:
    """The words on either side of its number."""
    said = tokens(one.figure.sentence)
    before = [token.said.lower() for token in said if token.end <= one.within]
    after = [token.said.lower() for token in said if token.start >= one.within and not numeral(token.said)]
    return (before[-1], after[0]) if before and after else None


def _aged(one: Placed) -> Figure:
    """An age as of whom the word behind it names: a 40-year-old woman."""
    return one.figure._replace(noun=one.context.after)


def _alike_from_start(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words are the same before the first that is not."""
    same = 0
    for word, known in zip(ours, theirs, strict=False):
        if word != known:
            break
        same += 1
    return same


def _year_before(one: Placed, texts: Sequence[Placed]) -> bool:
    """Whether its sentence tells of it as of the year before, in words, and of nothing else that it could be held
    against: a year ago it earned 40 million."""
    beside = [each.figure for each in texts if each.figure.sentence == one.figure.sentence and each is not one]
    if one.figure.role is not None or one.figure.statistic == Statistic.CHANGE:
        return False
    if any(each.statistic == Statistic.CHANGE for each in beside):
        return False
    if any(scale(each) == scale(one.figure) for each in beside):
        return False
    return any(map(_is_year_before, beside))


def _is_year_before(when: Figure) -> bool:
    if when.published is None or when.kind not in DATED or any(map(str.isdigit, when.text)):
        return False
    year, _, part = (when.timex or "").partition("-")
    return year == str(when.published.year - 1) and part[:1] in ("", QUARTER)


def _has_date(one: Placed, texts: Sequence[Placed]) -> bool:
    return any(each.figure.kind in DATED for each in texts if each.figure.sentence == one.figure.sentence)
