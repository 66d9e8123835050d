"""The figures of a block so far → the rule by which a bare number behind them is read: as an age, mostly.

A rule cannot read these, as the words before belong to another figure: `aged 7, 9 and 11` goes on with a list
(`listed`); `one man, 34, died` and `two boys, 9 and 11,` have as many ages as persons between commas or brackets, and
`12 children under five` one number with a bound. The rules that set `apposed` to `number` and `bound` read them.
"""

from __future__ import annotations

import re

from figures.grammar import Grammar, Rule
from figures.quantities.reading import Reading

LIST_JOINING, AGE_SIDE = "list-joining", "age-side"
LISTED, APPOSED = "listed", "apposed"
MOST = 12
"""Of so many persons the ages are listed."""
COUNTING = frozenset(("count", "ordinal", "ratio", "percent"))
_AGE = re.compile(r"(\d{1,3})((?: ?,)?(?: [^\W\d]+)? )?")
_CLOSERS = {", ": ",;.", " (": ")"}


class Ages:
    """What a grammar says of numbers that are ages: its rules, and its words for persons and between numbers."""

    def __init__(self, grammar: Grammar) -> None:
        rules = {rule.constants[APPOSED]: rule for rule in grammar.rules if APPOSED in rule.constants}
        self.number, self.bound = rules.get("number"), rules.get("bound")
        self.people, self._lexicon = grammar.lexicon.entries("person-noun"), grammar.lexicon

    def joins(self, between: str) -> bool:
        """Whether what stands between two numbers makes them items of a list."""
        words = between.replace(",", " ").split()
        return not between.isspace() and all(self._lexicon.find(word, LIST_JOINING) is not None for word in words)

    def bounds(self, word: str) -> bool:
        """Whether a word before a number says on which side of an age persons are."""
        return self._lexicon.find(word, AGE_SIDE) is not None

    def behind(self, text: str, end: int, persons: int) -> list[int]:
        """Where the ages of so many persons begin, who are told of up to an offset: none if there are more or fewer."""
        opening = text[end : end + 2]
        found: list[int] = []
        position = end + 2
        while opening in _CLOSERS and len(found) < persons and (match := _AGE.match(text, position)) is not None:
            found.append(position)
            joined = len(found) < persons and match[2] is not None and self.joins(match[2])
            position = match.end() if joined else match.end(1)
        return found if len(found) == persons and text[position : position + 1] in _CLOSERS[opening] else []


class Apposed:
    """Follows the figures of one block, from left to right."""

    def __init__(self, ages: Ages, text: str) -> None:
        self._known, self._text = ages, text
        self._end, self._persons = -1, False
        self._listed: Rule | None = None
        self._ages: list[int] = []

    def rule(self, start: int, parts: tuple[tuple[str, str], ...]) -> Rule | None:
        """The rule by which to read a hit at an offset instead of its own, if any."""
        names = [name for name, _ in parts]
        if names == ["number"] and parts[0][1].isdecimal():
            if self._listed is not None and self._known.joins(self._text[self._end : start]):
                return self._listed
            return self._known.number if start in self._ages else None
        bounded = names == ["modifier", "number"] and self._persons and start == self._end + 1
        return self._known.bound if bounded and self._known.bounds(parts[0][1]) else None

    def take(self, rule: Rule, end: int, reading: Reading) -> None:
        """Remember a figure that ends at an offset."""
        self._end, self._listed = end, rule if LISTED in rule.constants else None
        self._persons = reading.kind in COUNTING and reading.noun in self._known.people
        persons = _persons(reading) if self._persons else None
        if persons is not None:
            self._ages = self._known.behind(self._text, end, persons) or self._ages


def _persons(reading: Reading) -> int | None:
    """How many persons a figure counts, if it is a small number; of an ordinal, one."""
    if reading.kind == "ordinal":
        return 1
    value = reading.value if reading.kind == "count" else None
    return int(value) if value is not None and value.denominator == 1 and 0 < value <= MOST else None
