"""A date in its sentence → the tense of its clause, which decides whether a bare `Friday` is the last or the next."""

from __future__ import annotations

import re

from figures.grammar import Grammar, Rule
from figures.scan.scanner import Scanner
from figures.scan.shapes import Shape

ALONE = "alone"
"""The tense of a date that is all of its block."""
NAMED = "named"
"""What a frame sets that only keeps a word from telling a tense: four addresses."""
OWN = "own"
"""What a frame sets that tells of the dates in it alone: wheat for May delivery."""
NOW = "now"
"""What a frame sets that tells of what was up to now: prices have risen since March."""
TENSE, CLAUSE = "tense", "clause"
"""What a frame sets that tells a tense; one that does not set it begins a clause."""

_WRITTEN = re.compile(r"\S")


class Tense:
    """Finds tenses by the pack's frames (`frames/tense.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._scanner = Scanner(*grammar.layer("tense"))
        self._last: tuple[Shape | None, tuple[int, int], list[tuple[int, int, Rule]]] = (None, (0, 0), [])

    def at(self, shape: Shape, mention: tuple[int, int], sentence: tuple[int, int]) -> dict[str, Rule]:
        """The frame that tells the `tense` of the clause of a date, and the one that begins this `clause`, if any.

        The tense is told by the nearest frame before the date in its sentence, or that begins with it, unless a new
        clause has begun since and has one behind the date; or else by the first after the date.
        """
        if self._last[0] is not shape or self._last[1] != sentence:
            start, line = shape.line(*sentence)
            hits = [(start + hit.mention[0], start + hit.mention[1], hit.rule) for hit in self._scanner.hits(line)]
            self._last = (shape, sentence, hits)
        hits = [
            (place, end, rule)
            for place, end, rule in self._last[2]
            if OWN not in rule.constants or (place <= mention[0] and mention[1] <= end)
        ]
        before = [rule for place, end, rule in hits if (place, mention[1]) < (mention[0], end)]
        names = [rule for rule in before if NAMED in rule.constants]
        named = {NAMED: names[-1]} if names else {}
        before = [rule for rule in before if NAMED not in rule.constants]
        after = [rule for place, _, rule in hits if place >= mention[1] and NAMED not in rule.constants]
        told = [rule for rule in before if TENSE in rule.constants]
        if before and TENSE not in before[-1].constants and after and TENSE in after[0].constants:
            return {TENSE: after[0], CLAUSE: before[-1]} | named
        told = told[-1:] or [rule for rule in after if TENSE in rule.constants][:1]
        return ({TENSE: told[0]} if told else {}) | named

    @staticmethod
    def alone(shape: Shape, start: int, end: int) -> str | None:
        """A date that is all of its block tells of nothing past: as someone types it, it is to come."""
        beside = _WRITTEN.search(shape.shape, 0, start) or _WRITTEN.search(shape.shape, end)
        return ALONE if beside is None else None
