"""The figures of a block so far → the rule and the parts by which a bare number behind them is read: as an age, mostly.

A rule cannot read these, as the words before belong to another figure: `aged 7, 9 and 11` goes on with a list
(`listed`); `one man, 34, died` and `two boys, 9 and 11,` have as many ages as persons between commas or brackets, and
`12 children under five` one number with a bound. The rules that set `apposed` to `number` and `bound` read them.
In `from 12 years to nine` and `to $40 million from 36 million` the second end has the unit of the first.
"""

from __future__ import annotations

import re
from fractions import Fraction

from figures.grammar import Grammar, Rule
from figures.quantities.letters import Parts
from figures.quantities.numbers import number
from figures.quantities.reading import Reading

LIST_JOINING, AGE_SIDE, END_JOINING = "list-joining", "age-side", "end-joining"
LISTED, APPOSED = "listed", "apposed"
NUMBER, DECADE = "number", "decade"
"""The parts by which an item of a list may be told alone."""
MOST = 12
"""Of so many persons the ages are listed."""
NEAR = 16
"""Characters beside a number in which the words stand that make it an end of a change."""
COUNTING = frozenset(("count", "ordinal", "ratio", "percent"))
IN_UNITS = frozenset(("duration", "money", "percent", "measure"))
SHARED_PARTS = frozenset(("unit", "per"))
"""What the second end of a change has from the first."""
FAR = 1000
"""How many times the one end is of the other, at most: to $40 million from 36 leaves more than the unit out."""
_AGE = re.compile(r"(\d{1,3})((?: ?,)?(?: [^\W\d]+)? )?")
_CLOSERS = {", ": ",;.", " (": ")"}


class Ages:
    """What a grammar says of numbers that are ages: its rules, and its words for persons and between numbers."""

    def __init__(self, grammar: Grammar) -> None:
        rules = {rule.constants[APPOSED]: rule for rule in grammar.rules if APPOSED in rule.constants}
        self.number, self.bound = rules.get("number"), rules.get("bound")
        self.people, self._lexicon = grammar.lexicon.entries("person-noun"), grammar.lexicon
        self._grammar = grammar

    def joins(self, between: str) -> bool:
        """Whether what stands between two numbers makes them items of a list."""
        words = between.replace(",", " ").split()
        return not between.isspace() and all(self._lexicon.find(word, LIST_JOINING) is not None for word in words)

    def bounds(self, word: str) -> bool:
        """Whether a word before a number says on which side of an age persons are."""
        return self._lexicon.find(word, AGE_SIDE) is not None

    def is_end(self, before: str, between: str, behind: str) -> bool:
        """Whether what stands before, between and behind two numbers makes them the ends of one change."""
        joined = self._lexicon.find(between.strip(" ,"), END_JOINING)
        if joined is None or joined.meaning["behind"] != before.rstrip().rpartition(" ")[2].lower():
            return False
        return not behind.startswith(joined.meaning["never"])

    def value(self, text: str) -> Fraction | None:
        """The number that a text states."""
        stated = number(text, self._grammar)
        return None if stated is None else stated.value

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
        self._item = NUMBER
        self._ages: list[int] = []
        self._unit: tuple[int, Rule, Parts, Fraction] | None = None

    def instead(self, start: int, end: int, rule: Rule, parts: Parts) -> tuple[Rule, Parts] | None:
        """The rule and the parts by which to read a hit between two offsets instead of its own, if any."""
        other = self._rule(start, parts)
        if other is not None:
            return other, parts
        return self._other_end(start, end, parts) if rule.kind == "number" else None

    def _other_end(self, start: int, end: int, parts: Parts) -> tuple[Rule, Parts] | None:
        """The unit of a number that leaves it out behind `to` or `from`, as it was said of the end before."""
        names = [name for name, _ in parts if name != "modifier"]
        if self._unit is None or names != ["number"]:
            return None
        before, rule, own, first = self._unit
        second = self._known.value(dict(parts)["number"])
        if not second or not first or not 1 / FAR <= abs(second / first) <= FAR:
            return None
        text = self._text
        ahead, behind = text[max(0, before - NEAR) : before], text[end : end + NEAR].lstrip()
        if not self._known.is_end(ahead, text[self._end : start], behind):
            return None
        shared = [(name, said) for name, said in own if name in SHARED_PARTS or name == "number"]
        stated = [(name, dict(parts)["number"] if name == "number" else said) for name, said in shared]
        return rule, (*(part for part in parts if part[0] == "modifier"), *stated)

    def _rule(self, start: int, parts: Parts) -> Rule | None:
        names = [name for name, _ in parts]
        bare = len(names) == 1 and parts[0][1].isdecimal() and self._text.startswith(parts[0][1], start)
        listed = self._listed if bare and names == [self._item] else None
        if listed is not None and self._known.joins(self._text[self._end : start]):
            return listed
        if bare and names == [NUMBER]:
            return self._known.number if start in self._ages else None
        bounded = names == ["modifier", "number"] and self._persons and start == self._end + 1
        return self._known.bound if bounded and self._known.bounds(parts[0][1]) else None

    def take(self, rule: Rule, start: int, end: int, parts: Parts, reading: Reading) -> None:
        """Remember a figure between two offsets."""
        names = [name for name, _ in parts]
        whole = reading.kind in IN_UNITS and names.count("number") == names.count("unit") == 1
        self._unit = (start, rule, parts, reading.value) if whole and reading.value is not None else None
        self._end, self._listed = end, rule if LISTED in rule.constants else None
        self._item = DECADE if DECADE in names else NUMBER
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
