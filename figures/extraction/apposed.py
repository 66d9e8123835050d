"""Figures of persons → the bare numbers behind them that are their ages: `one man, 34, died`, `two boys, 9 and 11,`.

A rule cannot read these, as the words before belong to another figure. There are as many numbers as persons, between
commas or brackets; the rule of the pack that sets `apposed` reads them.
"""

from __future__ import annotations

import re

from figures.grammar import Grammar, Rule
from figures.quantities.reading import Reading

MOST = 12
"""Of so many persons the ages are listed."""
LIST_JOINING = "list-joining"
_AGE = re.compile(r"(\d{1,3})((?: ?,)?(?: [^\W\d]+)? )?")
_CLOSERS = {", ": ",;.", " (": ")"}


class Apposed:
    """Finds the ages in apposition to the persons counted last."""

    def __init__(self, grammar: Grammar) -> None:
        self.rule: Rule | None = next((rule for rule in grammar.rules if "apposed" in rule.constants), None)
        self._lexicon, self._people = grammar.lexicon, grammar.lexicon.entries("person-noun")

    def starts(self, text: str, end: int, reading: Reading) -> list[int]:
        """Where the ages begin behind a figure that ends at an offset; none where it counts no persons."""
        number = self._number(reading)
        opening = text[end : end + 2]
        if number is None or opening not in _CLOSERS:
            return []
        found: list[int] = []
        position = end + 2
        while len(found) < number and (match := _AGE.match(text, position)) is not None:
            found.append(position)
            joined = len(found) < number and match[2] is not None and self.joins(match[2])
            position = match.end() if joined else match.end(1)
        return found if len(found) == number and text[position : position + 1] in _CLOSERS[opening] else []

    def _number(self, reading: Reading) -> int | None:
        """How many persons a figure counts; of an ordinal, one."""
        if self.rule is None or reading.noun not in self._people:
            return None
        if reading.kind == "ordinal":
            return 1
        value = reading.value if reading.kind == "count" else None
        return int(value) if value is not None and value.denominator == 1 and 0 < value <= MOST else None

    def joins(self, between: str) -> bool:
        """Whether what stands between two numbers makes them items of a list."""
        words = between.replace(",", " ").split()
        return not between.isspace() and all(self._lexicon.find(word, LIST_JOINING) is not None for word in words)
