"""Pattern trees → what must stand in a line for a pattern to match there: most starts are seen to be false by it.

In: nodes. Out: `Need`s, each a cue (classes of which one must stand ahead, the rarest that can be told) and how many
figures must. A need is true of whatever the pattern matches, so a start whose need is not met is passed over for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from figures.grammar.alphabet import ANYTHING, SEVERAL, Bits
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term

FIGURE = "figure"
"""The class of every token that stands for a figure, and what the names of its kinds begin with."""
COMMON_WEIGHT = 100
"""A class that most sentences hold counts as so many others."""


class Need(NamedTuple):
    """What must stand ahead: one of the classes of the `cue`, and so many `figures`, of which one is of these `kinds`;
    classes are bits, and nought asks for nothing.
    """

    cue: int
    figures: int
    kinds: int


NOTHING = Need(0, 0, 0)


class Needs:
    """The needs of the patterns over one alphabet; of a node they are worked out once."""

    def __init__(self, bits: Bits, common: Iterable[str] = ()) -> None:
        self.bits, self._common = bits, bits.joined(common)
        self._anything, self._several = bits.joined((ANYTHING,)), bits.joined((SEVERAL,))
        self._known: dict[Node, Need] = {}
        self._weights: dict[int, int] = {}

    def of(self, node: Node) -> Need:
        """What a match of one pattern needs."""
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self.shared(self._made(node))
        return found

    def shared(self, need: Need) -> Need:
        """The same need with its classes as one object for all that are equal."""
        return need._replace(cue=self.bits.shared(need.cue), kinds=self.bits.shared(need.kinds))

    def _made(self, node: Node) -> Need:
        if node.nullable:
            return NOTHING
        match node:
            case Term():
                bit = self.bits.joined((node.name,))
                figure = is_figure(node.name)
                return Need(bit, int(figure), bit if figure else 0)
            case Named() | Repeat():
                return self.of(node.item)
            case Sequence():
                first = node.items[0]
                if isinstance(first, Term) and not node.hands_on:  # a phrase of a list: a rare first word is enough
                    need = self.of(first)
                    if need.cue & ~self._common:
                        return need
                return self.row(node.items)
            case Choice():
                return self.either(map(self.of, node.items))
        raise TypeError(node)

    def row(self, nodes: Iterable[Node]) -> Need:
        """What some patterns need that stand in a row."""
        return reduce(self.both, map(self.of, nodes), NOTHING)

    def of_any(self, nodes: Iterable[Node]) -> tuple[int, int]:
        """The masks of what one of several patterns needs to match anywhere in a line."""
        return self.masks(self.either(map(self.of, nodes)))

    def both(self, one: Need, other: Need) -> Need:
        """What two patterns need, one behind the other: the more telling of their cues."""
        if not one.cue:
            return other
        if not other.cue:
            return one
        telling = one if self._weight(one.cue) <= self._weight(other.cue) else other
        figures, kinds = min(one.figures + other.figures, 2), one.kinds or other.kinds
        same = telling.figures == figures and telling.kinds == kinds  # most are: one object is kept, and not two
        return telling if same else Need(telling.cue, figures, kinds)

    def either(self, needs: Iterable[Need]) -> Need:
        """What any of several patterns needs."""
        cue, figures, kinds = 0, 2, 0
        for one, least, some in needs:
            if not one:
                return NOTHING
            cue, kinds = cue | one, kinds | some
            if least < figures:
                figures = least
        return Need(cue, figures, kinds if figures else 0)

    def masks(self, need: Need) -> tuple[int, int]:
        """Two sets of classes of each of which something must be ahead: of the cue, and of the figures."""
        figures = self._several if need.figures > 1 else need.kinds if need.figures else self._anything
        return need.cue or self._anything, figures

    def _weight(self, cue: int) -> int:
        found = self._weights.get(cue)
        if found is None:
            found = self._weights[cue] = cue.bit_count() + COMMON_WEIGHT * (cue & self._common).bit_count()
        return found


def is_figure(name: str) -> bool:
    """Whether a class is of tokens that stand for figures."""
    return name.split("-")[0] == FIGURE
