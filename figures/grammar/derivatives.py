"""Pattern trees → what may follow a token that begins a match of one: its partial derivatives (Antimirov 1996).

In: a node and the classes of a token. Out: rows of nodes, of each of which all must still be matched. They are worked
out once for all patterns that share the node, and for all recognisers over one alphabet.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq

from figures.grammar.alphabet import Bits
from figures.grammar.memo import Memo
from figures.grammar.pattern import Choice, Left, Named, Node, Repeat, Sequence, Term

Row = tuple[Node, ...]
"""What must still be matched, the last of it first: so it is put before what stands behind it, node by node."""

REMEMBERED = 20_000
"""How many derivatives are remembered: those of the patterns that texts ask for over and over."""


class Derivatives:
    """The derivatives of the patterns over one alphabet."""

    def __init__(self, bits: Bits) -> None:
        self._bits = bits
        self._known: Memo[tuple[Node, int, bool], tuple[Row, ...]] = Memo(REMEMBERED)
        self._same: Memo[int, int] = Memo(REMEMBERED, lambda bits: bits)
        """Long numbers, of which one object is kept for all that are equal."""
        self._fewer: dict[tuple[Node, int, int], Row] = {}
        self._left: dict[Row, Row] = {}

    def rows(self, node: Node, bits: int, spaced: bool) -> Seq[Row]:
        """What may follow a token with these classes that begins a match of the node."""
        while isinstance(node, Named):
            node = node.item
        bits &= self._bits.first[node]
        if not bits:
            return ()
        if isinstance(node, Term):
            return () if spaced and node.glued else ((),)
        if isinstance(node, Sequence):  # mostly a phrase of a list, which is asked for once
            return self._of_sequence(node, bits, spaced)
        try:
            return self._known[node, bits, spaced]
        except KeyError:
            found = self._known[node, self._same[bits], spaced] = tuple(dict.fromkeys(self._made(node, bits, spaced)))
            return found

    def _made(self, node: Node, bits: int, spaced: bool) -> list[Row]:
        match node:
            case Choice():
                return [row for item in self._bits.able(node, bits) for row in self.rows(item, bits, spaced)]
            case Repeat():
                fewer = self._repeat(node.item, max(node.least - 1, 0), node.most - 1)
                return [fewer + row for row in self.rows(node.item, bits, spaced)]
        raise TypeError(node)

    def _of_sequence(self, node: Sequence, bits: int, spaced: bool) -> list[Row]:
        found: list[Row] = []
        for index, item in enumerate(node.items, 1):
            rows = self.rows(item, bits, spaced)
            if rows:
                later = self._later(node.items[index:])
                found += [later + row for row in rows]
            if not item.nullable:
                break
        return found

    def _later(self, items: Row) -> Row:
        """What is left of a sequence: one node for all that are alike."""
        if len(items) > 1 and items not in self._left:
            self._left[items] = (Left(items),)
        return self._left[items] if len(items) > 1 else items

    def _repeat(self, item: Node, least: int, most: int) -> Row:
        """A pattern as many times as are left of a repeat: one node for all that are alike."""
        if most == 0:
            return ()
        key = (item, least, most)
        if key not in self._fewer:
            self._fewer[key] = (Repeat(item, least, most),)
        return self._fewer[key]
