"""Sets of word classes ↔ characters. A text's shape is written in this alphabet: one character a token.

`second` can be an ordinal or a unit, `may` a month or not: each distinct set of classes is one character, so a rule
that asks for a class asks for a set of characters, and a word added to a pack is a dictionary entry, not a longer
pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Seq
from functools import reduce
from itertools import accumulate, compress, count
from operator import or_

from figures.grammar.memo import Known
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term

FIRST = 0xE000
"""Private-use characters, which no text that is read as words carries: shapes are never mistaken for text."""

ANYTHING, SEVERAL = "anything", "several figures"
"""Classes that no token has: the bit of the one stands everywhere, of the other where two figures are still ahead."""


FEW = 8
"""How many items a choice has at most that are gone through one by one, and not sorted by their classes."""


class Alphabet:
    """`char(classes)` gives the character of a class set, `sets[char]` the set; blank is itself and has no classes."""

    __slots__ = ("_chars", "bits", "sets")

    def __init__(self) -> None:
        self._chars: dict[frozenset[str], str] = {}
        self.sets: dict[str, frozenset[str]] = {" ": frozenset()}
        self.bits = Bits(self)

    def char(self, classes: frozenset[str]) -> str:
        """The character that stands for `classes`, allotted when first asked for."""
        found = self._chars.get(classes)
        if found is None:
            number = FIRST + len(self._chars)
            found = chr(number if number < 0xF900 else 0xF0000 + number - 0xF900)
            self._chars[classes] = found
            self.sets[found] = classes
        return found

    def __len__(self) -> int:
        return len(self._chars)

    def having(self, *names: str) -> str:
        """All characters so far whose set holds one of the classes, as one string."""
        wanted = set(names)
        return "".join(char for char, classes in self.sets.items() if wanted & classes)


class Chars(dict[str, bool]):
    """Character → whether it has one of some classes; it learns a character when first asked for it."""

    __slots__ = ("_names", "_sets")

    def __init__(self, alphabet: Alphabet, names: frozenset[str]) -> None:
        super().__init__()
        self._sets, self._names = alphabet.sets, names

    def __missing__(self, char: str) -> bool:
        found = self[char] = not self._sets[char].isdisjoint(self._names)
        return found

    def standing(self, shape: str) -> list[tuple[int, frozenset[str]]]:
        """Position and classes of every such character."""
        return [(position, self._sets[shape[position]]) for position in compress(count(), map(self.__getitem__, shape))]


class Bits:
    """Sets of classes as numbers with a bit for each class: small, and quickly met and joined."""

    __slots__ = ("_able", "_anything", "_names", "_same", "_several", "first", "of")

    def __init__(self, alphabet: Alphabet) -> None:
        self._names: dict[str, int] = {}
        self._same: dict[int, int] = {}
        self._able: dict[Choice, _Able] = {}
        self._anything, self._several = self.joined((ANYTHING,)), self.joined((SEVERAL,))
        self.first = Known(self._first)
        """Pattern → the classes of the tokens with which a match of it can begin."""
        self.of: Known[str, int] = Known(lambda char: self.joined(alphabet.sets[char]))
        """Character → the bits of its classes."""

    def joined(self, names: Iterable[str]) -> int:
        """The bits of some classes; a class gets its bit when first asked for."""
        return self.shared(reduce(or_, map(self._bit, names), 0))

    def _bit(self, name: str) -> int:
        return 1 << self._names.setdefault(name, len(self._names))

    def shared(self, bits: int) -> int:
        """The same bits as one object for all that are equal: they are long numbers."""
        return self._same.setdefault(bits, bits)

    def ahead(self, line: str, figures: Seq[int] = ()) -> list[int]:
        """The classes of what stands in a line from each position on; `figures` are the positions of its figures."""
        found = [*map(self.of.__getitem__, reversed(line))]
        if len(figures) > 1:
            found[len(line) - 1 - figures[-2]] |= self._several
        return [*accumulate(found, or_, initial=self._anything)][::-1]

    def _first(self, node: Node) -> int:
        found = 0
        match node:
            case Term():
                found = self._bit(node.name)
            case Named() | Repeat():
                return self.first[node.item]
            case Choice():
                found = reduce(or_, map(self.first.__getitem__, node.items), 0)
            case Sequence():
                for item in node.items:
                    found |= self.first[item]
                    if not item.nullable:
                        break
        return self.shared(found)

    def able(self, node: Choice, bits: int) -> list[Node]:
        """The items of a choice that can begin with one of these classes, in order: word lists are not gone through."""
        if len(node.items) <= FEW:
            return [item for item in node.items if self.first[item] & bits]
        able = self._able.get(node)
        if able is None:
            able = self._able[node] = _Able(node, self)
        return able.having(bits)


def ones(bits: int) -> Iterator[int]:
    """The classes of a set, each by itself."""
    while bits:
        one = bits & -bits
        yield one
        bits ^= one


class _Able:
    """The items of a choice by the class with which they begin, and those that can begin with several."""

    __slots__ = ("_by_class", "_classes", "_items", "_several")

    def __init__(self, node: Choice, bits: Bits) -> None:
        self._items = node.items
        self._by_class: dict[int, list[int]] = {}
        self._several: list[tuple[int, int]] = []
        for number, item in enumerate(node.items):
            firsts = bits.first[item]
            if firsts & (firsts - 1):
                self._several.append((number, firsts))
            else:
                self._by_class.setdefault(firsts, []).append(number)
        self._classes = reduce(or_, self._by_class, 0)

    def having(self, bits: int) -> list[Node]:
        found = [number for number, firsts in self._several if firsts & bits]
        for one in ones(bits & self._classes):
            found += self._by_class[one]
        return [self._items[number] for number in sorted(found)]
