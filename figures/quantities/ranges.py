"""Both ends of a range as numbers of one scale and one unit.

In: the texts of `low` and `high`. Out: two numbers. A scale stated once at the end holds for both (`1.5-2 million`)
as long as the start then stays below the end: in `500,000 to 2 million` it does not.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from figures.grammar import Grammar
from figures.quantities.numbers import Number, number

SCALES = ("scale", "scale-letter", "money-scale", "hundred", "dozen")


DOWNWARD = 10
"""How many times as large the first of two numbers may be of which the second says the scale: 250 to 200 million."""


def ends(low: str, high: str, grammar: Grammar, dashed: bool = False) -> tuple[Number, Number] | None:
    """The numbers at both ends, or None where one of them is none. Joined by a dash they share whole thousands."""
    first, second = number(low, grammar), number(high, grammar)
    if first is None or second is None:
        return None
    thousands = second.value / 1000
    if dashed and thousands.denominator == 1 and first.value < 1000 and first.value < thousands <= 10 * first.value:
        return Number(first.value * 1000, first.precision * 1000), second  # 15-20,000 people
    if any(_scale(piece, grammar) is not None for piece in _pieces(low, grammar)):
        return first, second
    factors = _closing_scales(high, grammar)
    while factors:
        factor = prod(factors, start=Fraction(1))
        run = first.value * factor / second.value if second.value > 0 else 0
        if 0 < run <= DOWNWARD:
            return Number(first.value * factor, first.precision * factor), second
        factors.pop(0)
    return first, second


def erring(stated: str, error: str, grammar: Grammar, *, relative: bool) -> tuple[Number, Number] | None:
    """A number and its error, or None where one is none: the scale of `251.9 ± 0.03 million` is that of both, and an
    error that is `relative` is one in hundredths of the number: $11 billion ± 2%.
    """
    first, second = number(stated, grammar), number(error, grammar)
    if first is None or second is None:
        return None
    if relative:
        return first, Number(abs(first.value) * second.value / 100, second.precision)
    factor = prod(_closing_scales(error, grammar), start=Fraction(1))
    if first.value < factor and all(_scale(piece, grammar) is None for piece in _pieces(stated, grammar)):
        first = Number(first.value * factor, first.precision * factor)
    return first, second


def _closing_scales(text: str, grammar: Grammar) -> list[Fraction]:
    """The scales with which a number ends: hundred and thousand in `two hundred thousand`."""
    found: list[Fraction] = []
    pieces = _pieces(text, grammar)
    while len(pieces) > 1:
        scale = _scale(pieces.pop(), grammar)
        if scale is None:
            break
        found.insert(0, scale)
    return found


def _pieces(text: str, grammar: Grammar) -> list[str]:
    return [piece for piece, _ in grammar.lexicon.pieces(text)]


def _scale(piece: str, grammar: Grammar) -> Fraction | None:
    word = grammar.lexicon.find(piece, *SCALES)
    return None if word is None else Fraction(str(word.meaning["value"]))
