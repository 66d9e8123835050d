"""Sets of word classes ↔ characters. A text's shape is written in this alphabet: one character a token.

`second` can be an ordinal or a unit, `may` a month or not: each distinct set of classes is one character, so a rule
that asks for a class asks for a set of characters, and a word added to a pack is a dictionary entry, not a longer
pattern.
"""

from __future__ import annotations

import re

FIRST = 0xE000
"""Private-use characters, which no text that is read as words carries: shapes are never mistaken for text."""


class Alphabet:
    """`char(classes)` gives the character of a class set, `sets[char]` the set; blank is itself and has no classes."""

    __slots__ = ("_chars", "sets")

    def __init__(self) -> None:
        self._chars: dict[frozenset[str], str] = {}
        self.sets: dict[str, frozenset[str]] = {" ": frozenset()}

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


class Chars:
    """A regular expression for the characters with one of some classes; it grows with the alphabet.

    A character that is not known yet may be one of them, so what is sought is any character not known to be another;
    the expression is made anew only when the alphabet has grown by a tenth.
    """

    def __init__(self, alphabet: Alphabet, names: frozenset[str]) -> None:
        self._sets, self._names = alphabet.sets, names
        self._limit = -1
        self._pattern = re.compile("")

    def _current(self) -> re.Pattern[str]:
        if len(self._sets) > self._limit:
            others = [char for char, classes in self._sets.items() if not classes & self._names]
            self._limit = len(self._sets) + len(self._sets) // 10
            self._pattern = re.compile(f"[^{''.join(others)}]")
        return self._pattern

    def search(self, shape: str, start: int, end: int) -> bool:
        """Whether such a character stands in `shape[start:end]`."""
        return any(self._sets[match[0]] & self._names for match in self._current().finditer(shape, start, end))

    def standing(self, shape: str) -> list[tuple[int, frozenset[str]]]:
        """Position and classes of every such character."""
        sets, names = self._sets, self._names
        found = ((match.start(), sets[match[0]]) for match in self._current().finditer(shape))
        return [(position, classes) for position, classes in found if classes & names]
