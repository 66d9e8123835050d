"""A figure of a second text that tells how much of a whole something is, or how many times another → whether two of the
first are so.

`Half of the members voted` is what `310 of the 620 members voted` says, and `most of the 40 tenants signed` is not what
`12 of the 40 tenants signed` does: a word of the class `quantifier` says what share it leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from figures.consistency.laying import Item, Outcome, Texts
from figures.consistency.swaps import NamesBeside
from figures.consistency.wording import Placed, in_common
from figures.linking.scale import COUNTED, DATED, scale
from figures.linking.words import STOP, alike
from figures.table import Bound, Figure, Kind, Modality, Role, Statistic

QUANTIFIER = "quantifier"
HUNDRED = 100.0
NEAR, FAR = 0.03, 0.15
"""So far from what it is a share is told as that, in halves and thirds; and further off it is another."""
TIMES = 0.05
"""The same of how many times another something is, of that."""
BETWEEN = 2
"""So many words without content stand between a quantifier and a number: most of the 40."""

Pair = tuple[Placed, Placed]


class Shares:
    """What the parts of the first text and their wholes say of shares."""

    def __init__(self, texts: Texts) -> None:
        self._texts, self._known, self._words = texts, texts.known, texts.words
        self._parts = [*_parts(texts.known)]

    def read(self, number: int, item: Item) -> Item:
        """The item, but that a share is supported, or contradicted, by a part and its whole, and so is `most of` it."""
        one = self._texts.asked[number]
        if one.figure.modality != Modality.ASSERTED and not self._quantifier(one):
            return item
        if item.verdict is Outcome.CONSISTENT:
            return self._quantified(number, item, one)
        figure = one.figure
        if item.verdict is not Outcome.UNKNOWN or figure.value is None or figure.statistic != Statistic.SHARE:
            return item
        if figure.kind == Kind.RATIO and figure.value > 1:
            return self._times(item, one)
        return self._share(item, one) if figure.kind in (Kind.RATIO, Kind.PERCENT) else item

    def _share(self, item: Item, one: Placed) -> Item:
        """Half of the members voted, of 310 of 620."""
        figure, pairs = one.figure, [pair for pair in self._parts if self._is_of(one, pair)]
        for part, whole in pairs:
            if _off(figure, _share_of(part, whole)) <= 0:
                reason = f"{part.written.text} of {whole.written.text} in the source are so many"
                return item.decided(Outcome.CONSISTENT, reason, part)
        beside = item.against is not None and alike(item.against.noun or " ", figure.noun or "")
        if len(pairs) != 1 or beside or not self._alone(*pairs[0]) or not self._tells_alike(one, pairs[0][0]):
            return item
        part, whole = pairs[0]
        if _off(figure, _share_of(part, whole)) < FAR:
            return item
        reason = f"{part.written.text} of {whole.written.text} in the source are not so many"
        return item.decided(Outcome.CONFLICT, reason, part)

    def _is_of(self, one: Placed, pair: Pair) -> bool:
        """Whether the same happened to the part, or the same words tell of it, and the share is of such things."""
        figure, part, whole = one.figure, pair[0].figure, pair[1].figure
        same = figure.event == part.event and (part.event is not None or self._tells_alike(one, pair[0]))
        noun = self._words.known_as(figure.noun or "")
        of_it = any(alike(noun, each) for each in (part.noun, whole.noun) if each is not None)
        return same and of_it and part.modality == Modality.ASSERTED

    def _times(self, item: Item, one: Placed) -> Item:
        """Corve made twice as many looms as Ebbing, of 80 looms in Corve and 40 in Ebbing."""
        sentence, times = one.figure.sentence, one.figure.value or 0.0
        names = [
            (end <= one.within, word) for start, end, word in self._words.of(sentence) if sentence[start].isupper()
        ]
        ours, theirs = (frozenset(word for first, word in names if first is side) for side in (True, False))
        said = [word for _, _, word in self._words.of(sentence)]
        beside = NamesBeside(self._known, self._words)
        for first, second in permutations(range(len(self._known)) if ours and theirs else (), 2):
            known = self._known[first]
            more, less = known.figure, self._known[second].figure
            if more.sentence != less.sentence or more.kind in DATED or scale(more) != scale(less) or not less.value:
                continue
            fits = more.value is not None and abs(more.value / less.value - times) <= TIMES * times
            named = in_common(ours, beside.of(first)) and in_common(theirs, beside.of(second))
            if fits and named and any(alike(more.noun or " ", word) for word in said):
                reason = f"{more.text} in the source is so many times {less.text}"
                return item.decided(Outcome.CONSISTENT, reason, known)
        return item

    def _quantifier(self, one: Placed) -> tuple[float, float] | None:
        """What share of a number the word before it leaves open."""
        before = one.before.lower().split()[-1 - BETWEEN :]
        for place in range(len(before) - 1, -1, -1):
            found = self._words.lexicon.find(before[place], QUANTIFIER)
            if found is not None:
                return float(found.meaning["low"]), float(found.meaning["high"])
            if self._words.lexicon.find(before[place], STOP) is None:
                return None
        return None

    def _quantified(self, number: int, item: Item, one: Placed) -> Item:
        """Most of the 40 tenants signed, of 12 of the 40 who signed."""
        left_open = self._quantifier(one)
        if left_open is None:
            return item
        places = self._texts.equal.get(number, [])
        pairs = [pair for pair in self._parts if any(self._known[place] is pair[1] for place in places)]
        pairs = [pair for pair in pairs if self._tells_alike(one, pair[0])]
        shares = [_share_of(*pair) for pair in pairs if self._alone(*pair)]
        if not shares or len(shares) < len(pairs) or any(left_open[0] <= share <= left_open[1] for share in shares):
            return item
        part = pairs[0][0]
        return item.decided(Outcome.CONFLICT, f"{part.written.text} of them in the source", part)

    def _alone(self, part: Placed, whole: Placed) -> bool:
        """Whether their sentence counts nothing else, which may be another part: 12 signed the first, 30 the second."""
        sentence = part.figure.sentence
        return not any(
            each.figure.sentence == sentence and each.figure.kind in COUNTED
            for each in self._known
            if each is not part and each is not whole
        )

    def _tells_alike(self, one: Placed, part: Placed) -> bool:
        """Whether what is told behind a number is told of a part in the first text."""
        facets = part.context.facets
        if any(facets.get(of, told) != told for of, told in one.context.facets.items()):
            return False  # for, against
        ours = [word for start, _, word in self._words.of(one.figure.sentence) if start >= one.end]
        theirs = part.words_beside(self._words)
        return bool(ours) and all(any(alike(word, known) for known in theirs) for word in ours)


def _parts(known: Sequence[Placed]) -> Iterator[Pair]:
    """Each part with its whole, both told as plain numbers."""
    groups: dict[tuple[str, str], list[Placed]] = {}
    for one in known:
        group = one.figure.group_id
        if group is not None and one.figure.role in (Role.PART, Role.WHOLE) and one.figure.bound == Bound.EQ:
            groups.setdefault((one.figure.document, group), []).append(one)
    for group_of in groups.values():
        wholes = [one for one in group_of if one.figure.role == Role.WHOLE]
        for part in group_of if len(wholes) == 1 else ():
            whole, share = wholes[0], part.figure.value
            like = scale(part.figure) == scale(whole.figure) is not None and part is not whole
            if like and share is not None and 0 <= share <= (whole.figure.value or 0.0) != 0.0:
                yield part, whole


def _share_of(part: Placed, whole: Placed) -> float:
    return (part.figure.value or 0.0) / (whole.figure.value or 1.0)


def _off(figure: Figure, share: float) -> float:
    """How far a share is from what a figure allows: 0 or less, if it is not."""
    times = HUNDRED if figure.kind == Kind.PERCENT else 1.0
    value = (figure.value or 0.0) / times
    if figure.bound in (Bound.EQ, Bound.APPROX):
        exact = figure.kind == Kind.PERCENT and figure.bound == Bound.EQ
        return abs(share - value) - ((figure.precision or 0.0) / times / 2 if exact else NEAR)
    low, high = ((None if end is None else end / times) for end in (figure.low, figure.high))
    return max(0.0 if low is None else low - share, 0.0 if high is None else share - high)
