"""Pattern trees → plain functions that read the named parts of a match, a hundred times faster than pyparsing does.

A function takes a shape, a position and a list for captures, and gives the end of its match or -1. It says what the
pyparsing expression of `compile` says (first choice that fits, repeats as long as they go, no way back), and is held to
it by tests; a node that several rules share is one function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from figures.grammar.alphabet import Alphabet, Bits
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term

Capture = tuple[str, int, int]
"""(name, start, end) of a named part, in shape positions; blanks before the part are left out."""

Match = Callable[[str, int, list[Capture]], int]


class Readers:
    """The functions of the patterns of one grammar."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._sets, self._bits = alphabet.sets, alphabet.bits
        self._made: dict[Node, Match] = {}
        self._same: dict[tuple[Match, ...], tuple[Match, ...]] = {}

    def reader(self, node: Node) -> Match:
        """The function of one pattern."""
        if node not in self._made:
            self._made[node] = self._make(node)
        return self._made[node]

    def readers(self, nodes: Iterable[Node]) -> tuple[Match, ...]:
        """The functions of several patterns, as one object for all that are the same."""
        found = tuple(map(self.reader, nodes))
        return self._same.setdefault(found, found)

    def _make(self, node: Node) -> Match:
        match node:
            case Term():
                return self._term(node.name, node.glued)
            case Sequence():
                return _sequence([self.reader(item) for item in node.items])
            case Choice():
                return self._choice(node)
            case Repeat():
                return _repeat(self.reader(node.item), node.least, node.most)
            case Named():
                return _named(self.reader(node.item), node.name)
        raise TypeError(node)

    def _term(self, name: str, glued: bool) -> Match:
        sets = self._sets

        def match(shape: str, position: int, captures: list[Capture]) -> int:
            try:
                char = shape[position]
                while char == " " and not glued:
                    position += 1
                    char = shape[position]
            except IndexError:
                return -1
            return position + 1 if name in sets[char] else -1

        return match

    def _choice(self, node: Choice) -> Match:
        able = _Able(node, self, self._bits)

        def match(shape: str, position: int, captures: list[Capture]) -> int:
            ahead = position
            try:
                while shape[ahead] == " ":
                    ahead += 1
                char = shape[ahead]
            except IndexError:
                char = " "
            for item in able[char]:
                end = item(shape, position, captures)
                if end >= 0:
                    return end
            return -1

        return match


class _Able(dict[str, tuple[Match, ...]]):
    """Character ahead → the items of a choice that can begin with it, in order: word lists are not tried in vain, and
    of most no function is ever made.
    """

    def __init__(self, node: Choice, readers: Readers, bits: Bits) -> None:
        super().__init__()
        self._node, self._readers, self._bits = node, readers, bits

    def __missing__(self, char: str) -> tuple[Match, ...]:
        node, bits = self._node, self._bits.of[char]
        if node.nullable:
            able = [item for item in node.items if item.nullable or self._bits.first[item] & bits]
        else:
            able = self._bits.able(node, bits)
        found = self[char] = self._readers.readers(able)
        return found


def _sequence(items: list[Match]) -> Match:
    def match(shape: str, position: int, captures: list[Capture]) -> int:
        before = len(captures)
        for item in items:
            position = item(shape, position, captures)
            if position < 0:
                del captures[before:]
                return -1
        return position

    return match


def _repeat(item: Match, least: int, most: int) -> Match:
    def match(shape: str, position: int, captures: list[Capture]) -> int:
        before = len(captures)
        for count in range(most):
            end = item(shape, position, captures)
            if end < 0:
                if count < least:
                    del captures[before:]
                    return -1
                break
            position = end
        return position

    return match


def _named(item: Match, name: str) -> Match:
    def match(shape: str, position: int, captures: list[Capture]) -> int:
        before = len(captures)
        end = item(shape, position, captures)
        if end >= 0:
            while position < end and shape[position] == " ":
                position += 1
            captures.insert(before, (name, position, end))
        return end

    return match
