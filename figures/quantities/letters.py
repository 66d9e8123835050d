"""A letter that is a unit and a scale: `4.6m` are metres, or millions behind what is told in millions, as sales are."""

from __future__ import annotations

from dataclasses import replace

from figures.grammar import Grammar, Rule

NEAR = 12
"""How many words before a figure may say what it is told of."""
TOLD, TOLD_IN_UNITS = "told-in-scales", "told-in-units"
NUMBER_PARTS = ("number", "low", "high")

MARKS = str.maketrans(",:;(", "    ")
"""What may hang on such a word."""

Parts = tuple[tuple[str, str], ...]


def as_scale(rule: Rule, parts: Parts, grammar: Grammar, before: str, mention: str) -> tuple[Rule, Parts] | None:
    """Rule and parts of the reading by which such letters are scales; None where they are units.

    `before` is the text between the start of the sentence and the figure. The pack's class TOLD lists what makes a
    scale of them, unless a word of TOLD_IN_UNITS stands nearer; a unit that is `mostly` a scale needs none where it
    hangs on its number: `18.5K`, not `40 K`. `otherwise` of the unit is the doubt that stays.
    """
    letters = [text for name, text in parts if name == "unit"]
    if not letters or any(grammar.lexicon.find(text, "scale-letter") is None for text in letters):
        return None
    words = before.translate(MARKS).split()[-NEAR:]
    telling = [told for word in words for told in (TOLD, TOLD_IN_UNITS) if grammar.lexicon.find(word, told) is not None]
    unit = grammar.lexicon.find(letters[0], "unit-symbol")
    scale = unit is not None and unit.meaning.get("mostly") == "scale" and f" {letters[0]}" not in mention
    mostly = TOLD if scale else TOLD_IN_UNITS
    if [mostly, *telling][-1] != TOLD:
        return None
    found: list[tuple[str, str]] = []
    for name, text in reversed(parts):
        if name in NUMBER_PARTS:
            text += letters[-1] if len(letters) < 2 else letters.pop()
        if name != "unit":
            found.append((name, text))
    doubt = None if unit is None else unit.meaning.get("otherwise")
    return replace(rule, kind="number", constants={**rule.constants, "doubt": doubt}), tuple(reversed(found))
