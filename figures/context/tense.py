"""A date in its sentence → the tense of its clause, which decides whether a bare `Friday` is the last or the next."""

from __future__ import annotations

from figures.context.frames import Frames
from figures.grammar import Grammar, Rule
from figures.scan.shapes import Shape


class Tense:
    """Finds tenses by the pack's frames (`frames/tense.toml`)."""

    def __init__(self, grammar: Grammar) -> None:
        self._frames = Frames(grammar, "tense")

    def at(self, shape: Shape, position: int, sentence: tuple[int, int]) -> Rule | None:
        """The frame that tells the tense: the nearest before the date in its sentence, or else the first after it."""
        found = self._frames.find(shape.shape, *shape.positions(*sentence), ())
        before = [frame for frame in found if frame.start < position]
        nearest = before[-1] if before else found[0] if found else None
        return None if nearest is None else nearest.rule
