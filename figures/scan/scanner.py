"""Shapes → hits: which rule reads which tokens, and its named parts.

In: a shape. Out: `Hit`s from left to right: at each place the longest reading of any rule, the rule listed first where
two are equally long; the next hit is sought after the mention. The automaton proposes the end and the rule, the rule's
reader reads the parts; where the two differ, every rule that the automaton passed is tried. `reference_hits` does the
same with pyparsing alone, and is what the fast way is held to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.grammar import Grammar, Rule
from figures.grammar.automaton import Automaton
from figures.grammar.reader import Capture

MEMO_LIMIT = 50_000
MENTION = "mention"
"""The part that a rule names when its pattern also holds words that are no part of the mention."""


@dataclass(slots=True)
class Hit:
    """One reading: the rule, the tokens it matched (shape positions), the mention among them, and the named parts."""

    rule: Rule
    start: int
    end: int
    mention: tuple[int, int]
    parts: Sequence[Capture]


class Scanner:
    """Finds the hits of one set of rules, by their automaton or by pyparsing alone."""

    def __init__(self, grammar: Grammar, rules: Sequence[Rule], automaton: Automaton) -> None:
        self._grammar, self._rules = grammar, rules
        self._automaton = automaton
        self._dead: set[str] = set()
        self._alphabet_size = -1
        self._judged, self._others = 0, ""
        self._starts: re.Pattern[str] = re.compile(r"(?!)")

    def hits(self, shape: str) -> Iterator[Hit]:
        """The hits in a shape, by the automaton."""
        if len(self._grammar.alphabet) > self._alphabet_size:
            self._learn_starts()
        longest, dead = self._automaton.longest, self._dead
        position = 0
        for found in self._starts.finditer(shape):
            start = found.start()
            if start < position or shape[start : start + 3] in dead:
                continue
            proposal = longest(shape, start)
            if proposal is None:
                self._bury(shape[start : start + 3])
                continue
            end, number = proposal
            captures: list[Capture] = []
            rule = self._rules[number]
            if rule.reader(shape, start, captures) == end:
                hit: Hit | None = _hit(rule, start, end, captures)
            else:
                hit = self._best(shape, start)
            if hit is not None:
                position = hit.mention[1]
                yield hit

    def reference_hits(self, shape: str) -> Iterator[Hit]:
        """The same hits by pyparsing alone, every rule at every token."""
        position = 0
        while position < len(shape):
            readings = [] if shape[position] == " " else self.readings_at(shape, position)
            hit = readings[0] if readings else None
            position = position + 1 if hit is None else max(hit.mention[1], position + 1)
            if hit is not None:
                yield hit

    def readings_at(self, shape: str, start: int) -> list[Hit]:
        """Every rule's own reading at one place, longest first: what `explain` shows of the losers."""
        matches = ((rule, rule.expression.match(shape, start)) for rule in self._rules)
        found = [_hit(rule, start, *match) for rule, match in matches if match is not None]
        return sorted(found, key=lambda hit: (-hit.end, hit.rule.index))

    def _best(self, shape: str, start: int) -> Hit | None:
        """The longest reading of any rule that the automaton passed on its way."""
        best: Hit | None = None
        for number in self._automaton.candidates(shape, start):
            captures: list[Capture] = []
            end = self._rules[number].reader(shape, start, captures)
            if end >= 0 and (best is None or end > best.end):
                best = _hit(self._rules[number], start, end, captures)
        return best

    def _bury(self, head: str) -> None:
        """Remember three characters, mostly two words (`of the`), that lead nowhere: nearly all starts are false."""
        if self._automaton.dies(head):
            if len(self._dead) > MEMO_LIMIT:
                self._dead.clear()
            self._dead.add(head)

    def _learn_starts(self) -> None:
        # A character that is not known yet may start a match, so the search excludes what is known not to; it is made
        # anew only when the alphabet has grown by a tenth.
        chars = list(self._grammar.alphabet.sets)
        self._alphabet_size = len(chars) + len(chars) // 10
        self._others += "".join(
            char for char in chars[self._judged :] if char == " " or not self._automaton.starts(char)
        )
        self._judged = len(chars)
        self._starts = re.compile(f"[^{self._others}]")


def _hit(rule: Rule, start: int, end: int, parts: Sequence[Capture]) -> Hit:
    for name, begin, stop in parts:
        if name == MENTION:
            return Hit(rule, start, end, (begin, stop), tuple(parts))
    return Hit(rule, start, end, (start, end), tuple(parts))
