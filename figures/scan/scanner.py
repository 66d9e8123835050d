"""Shapes → hits: which rule reads which tokens, and its named parts.

In: a shape. Out: `Hit`s from left to right: at each place the longest reading of any rule, the rule listed first where
two are equally long; the next hit is sought after the mention. The automaton proposes the end and the rule, the rule's
pyparsing expression reads the parts; where the two differ, every rule is tried. `reference_hits` does the same with
pyparsing alone, and is what the fast way is held to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from figures.grammar import Grammar, Rule
from figures.grammar.automaton import Automaton
from figures.grammar.compile import Capture

MEMO_LIMIT = 50_000
MENTION = "mention"
"""The part that a rule names when its pattern also holds words that are no part of the mention."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One reading: the rule, the tokens it matched (shape positions), the mention among them, and the named parts."""

    rule: Rule
    start: int
    end: int
    mention: tuple[int, int]
    parts: tuple[Capture, ...]


class Scanner:
    """Finds the hits of one set of rules, by their automaton or by pyparsing alone."""

    def __init__(self, grammar: Grammar, rules: Sequence[Rule], automaton: Automaton) -> None:
        self._grammar, self._rules = grammar, rules
        self._automaton = automaton
        self._best_memo: dict[str, tuple[int, dict[str, Hit | None]]] = {}
        self._beginning: dict[str, tuple[Rule, ...]] = {}
        self._alphabet_size = -1
        self._judged, self._others = 0, ""
        self._starts: re.Pattern[str] = re.compile(r"(?!)")
        # (rule, matched shape) → how much further the parse looked, and by what it saw there, the reading
        self._memo: dict[tuple[int, str], tuple[int, dict[str, tuple[int, tuple[Capture, ...]] | None]]] = {}

    def hits(self, shape: str) -> Iterator[Hit]:
        """The hits in a shape, by the automaton."""
        if len(self._grammar.alphabet) > self._alphabet_size:
            self._learn_starts()
        search, longest = self._starts.search, self._automaton.longest
        position = 0
        while (found := search(shape, position)) is not None:
            start = found.start()
            proposal = longest(shape, start)
            hit = None if proposal is None else self._read(shape, start, *proposal)
            position = start + 1 if hit is None else max(hit.mention[1], start + 1)
            if hit is not None:
                yield hit

    def reference_hits(self, shape: str) -> Iterator[Hit]:
        """The same hits by pyparsing alone, every rule at every token."""
        position = 0
        while position < len(shape):
            hit = None if shape[position] == " " else self._best(shape, position)
            position = position + 1 if hit is None else max(hit.mention[1], position + 1)
            if hit is not None:
                yield hit

    def readings_at(self, shape: str, start: int) -> list[Hit]:
        """Every rule's own reading at one place, longest first: what `explain` shows of the losers."""
        found = []
        for rule in self._able(shape[start]):
            match = rule.expression.match(shape, start)
            if match is not None:
                found.append(_hit(rule, start, *match))
        return sorted(found, key=lambda hit: (-hit.end, hit.rule.index))

    def _able(self, char: str) -> tuple[Rule, ...]:
        """The rules that can begin with a token of this character."""
        known = self._beginning.get(char)
        if known is None:
            classes = self._grammar.alphabet.sets[char]
            known = tuple(rule for rule in self._rules if not classes.isdisjoint(rule.first_names))
            self._beginning[char] = known
        return known

    def _best(self, shape: str, start: int) -> Hit | None:
        readings = self.readings_at(shape, start)
        return readings[0] if readings else None

    def _read(self, shape: str, start: int, end: int, rule_number: int) -> Hit | None:
        rule = self._rules[rule_number]
        match = self._remembered(rule, shape, start, end)
        if match is None or match[0] != end - start:
            return self._remembered_best(shape, start, end)
        return _moved(_hit(rule, 0, end - start, match[1]), start)

    def _remembered_best(self, shape: str, start: int, end: int) -> Hit | None:
        """What `_best` gives, remembered by all that any rule looked at."""
        known = self._best_memo.get(shape[start:end])
        if known is not None:
            seen = shape[end : end + known[0]]
            if seen in known[1]:
                hit = known[1][seen]
                return None if hit is None else _moved(hit, start)
        hit = self._best(shape, start)
        reach = max(rule.expression.reach.position for rule in self._able(shape[start])) - end
        if known is None or reach > known[0]:
            if len(self._best_memo) > MEMO_LIMIT:
                self._best_memo.clear()
            known = self._best_memo[shape[start:end]] = (max(reach, 0), {})
        known[1][shape[end : end + known[0]]] = None if hit is None else _moved(hit, -start)
        return hit

    def _remembered(self, rule: Rule, shape: str, start: int, end: int) -> tuple[int, tuple[Capture, ...]] | None:
        # What the rule cannot tell apart is one key: `troops in the` and `troops at a` look alike to most rules.
        alike = rule.alike
        key = (rule.index, shape[start:end].translate(alike))
        known = self._memo.get(key)
        if known is not None:
            seen = shape[end : end + known[0]].translate(alike)
            if seen in known[1]:
                return known[1][seen]
        match = rule.expression.match(shape, start)
        relative = None
        if match is not None:
            parts = tuple(Capture((name, begin - start, stop - start)) for name, begin, stop in match[1])
            relative = (match[0] - start, parts)
        reach = max(rule.expression.reach.position - end, 0)
        if known is None or reach > known[0]:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            known = self._memo[key] = (reach, {})
        known[1][shape[end : end + known[0]].translate(alike)] = relative
        return relative

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


def _hit(rule: Rule, start: int, end: int, parts: tuple[Capture, ...]) -> Hit:
    mention = next(((begin, stop) for name, begin, stop in parts if name == MENTION), (start, end))
    return Hit(rule, start, end, mention, parts)


def _moved(hit: Hit, by: int) -> Hit:
    parts = tuple(Capture((name, begin + by, stop + by)) for name, begin, stop in hit.parts)
    return Hit(hit.rule, hit.start + by, hit.end + by, (hit.mention[0] + by, hit.mention[1] + by), parts)
