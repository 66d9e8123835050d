"""A date in its sentence → the tense of its clause, which decides whether a bare `Friday` is the last or the next."""

from __future__ import annotations

from figures.grammar import Grammar, Rule
from figures.scan.scanner import Scanner
from figures.scan.shapes import Shape


class Tense:
    """Finds tenses by the pack's frames (`frames/tense.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._scanner = Scanner(grammar, *grammar.layer("tense"))
        self._last: tuple[Shape | None, tuple[int, int], list[tuple[int, Rule]]] = (None, (0, 0), [])

    def at(self, shape: Shape, position: int, sentence: tuple[int, int]) -> Rule | None:
        """The frame that tells the tense: the nearest before the date in its sentence, or else the first after it."""
        if self._last[0] is not shape or self._last[1] != sentence:
            start, end = shape.positions(*sentence)
            hits = [(start + hit.start, hit.rule) for hit in self._scanner.hits(shape.shape[start:end])]
            self._last = (shape, sentence, hits)
        found = self._last[2]
        before = [rule for place, rule in found if place < position]
        return before[-1] if before else found[0][1] if found else None
