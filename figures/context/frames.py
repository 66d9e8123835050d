"""Sentences with figures → what the pack's frames say of them.

In: the shape of a sentence, and where its figures stand. Out: `Framed` hits. A frame is a rule over the sentence in
which each figure has become one token (`<figure-count>`, `<figure>`); each file of frames is one pass of its own, so
that what one pass consumes (an event) is still there for another (a tense).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from figures.grammar import Grammar, Rule
from figures.grammar.alphabet import Chars
from figures.grammar.pattern import class_names, named
from figures.scan.scanner import Hit, Scanner


@dataclass(frozen=True, slots=True)
class Framed:
    """One frame that matched: its rule, the figures it names, and its other named parts (shape positions)."""

    rule: Rule
    start: int
    figures: tuple[int, ...]
    parts: tuple[tuple[str, int, int], ...]


class Frames:
    """One pass of frames over sentences."""

    def __init__(self, grammar: Grammar, name: str, part: str) -> None:
        self._alphabet = grammar.alphabet
        rules, automaton = grammar.layer(name)
        self._scanner = Scanner(grammar, rules, automaton)
        self._needed = Chars(self._alphabet, class_names(*(node for rule in rules for node in named(rule.node, part))))

    def may_match(self, shape: str, start: int, end: int) -> bool:
        """Whether a token of the part that every frame needs stands in `shape[start:end]`: most sentences have none."""
        return self._needed.search(shape, start, end)

    def find(self, shape: str, start: int, end: int, figures: Sequence[tuple[int, int, str]]) -> list[Framed]:
        """The frames in `shape[start:end]`; `figures` are (start, end, kind) in order, none overlapping another."""
        pieces: list[str] = []
        origins: list[tuple[int, int]] = []  # (position in the collapsed sentence, position in the shape)
        length, here = 0, start
        standing: dict[int, int] = {}
        for number, (begin, stop, kind) in enumerate(figures):
            if begin < here or stop > end:
                continue
            pieces.append(shape[here:begin])
            origins.append((length, here))
            length += begin - here
            standing[length] = number
            origins.append((length, begin))
            pieces.append(self._alphabet.char(frozenset(("figure", f"figure-{kind}"))))
            length, here = length + 1, stop
        origins.append((length, here))
        pieces.append(shape[here:end])
        return [self._framed(hit, origins, standing) for hit in self._scanner.hits("".join(pieces))]

    def _framed(self, hit: Hit, origins: list[tuple[int, int]], standing: dict[int, int]) -> Framed:
        marks = [collapsed for collapsed, _ in origins]

        def origin(position: int) -> int:
            index = bisect_right(marks, position) - 1
            return origins[index][1] + position - origins[index][0]

        figures = tuple(standing[begin] for name, begin, _ in hit.parts if name == "figure" and begin in standing)
        parts = tuple(
            (name, origin(begin), origin(stop - 1) + 1) for name, begin, stop in hit.parts if name != "figure"
        )
        return Framed(hit.rule, origin(hit.start), figures, parts)
