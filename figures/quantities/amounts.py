"""Named parts of a hit → `Reading` for every kind that is not a date: counts, money, measures, durations, ordinals, …

The parts a rule may name: `number`, or `low` and `high`; `modifier` (any number of them, before or after); `unit`;
`subject` and, inside it, `noun`; `per`. What a rule cannot take from the words it states in `set`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from figures.grammar import Grammar, Rule
from figures.grammar.words import Word, normal
from figures.quantities.numbers import LARGEST, Number, decimal_text, number
from figures.quantities.reading import Bounds, Reading, between, bounded

Parts = Sequence[tuple[str, str]]
"""(name, text) of each named part, in the order of the text."""

UNIT_CLASSES = (
    "time-unit",
    "currency-symbol",
    "currency-code",
    "currency-name",
    "percent-sign",
    "unit-symbol",
    "unit-name",
)
HEDGE_CLASSES = ("hedge", "after-hedge", "after-suffix")
FIRMNESS = ("eq", "approx", "lt", "le", "gt", "ge")
"""Of several hedges the one latest here decides the bound: `at least some 200` is at least."""


def reading(rule: Rule, parts: Parts, grammar: Grammar, currency: str = "USD") -> Reading | None:
    """The reading of one hit, or None where the words turn out to state no quantity.

    `currency` (ISO 4217) is what a sign or name shared by several currencies means, such as a bare `$`.
    """
    texts = dict(parts)
    if rule.kind == "ignored":
        return Reading("ignored", reason=rule.reason)
    bounds = _bounds(rule, parts, texts, grammar)
    if bounds is None:
        return None
    modifiers = [text for name, text in parts if name == "modifier"]
    found = Reading(
        rule.kind,
        *(bounds.value, bounds.low, bounds.high, bounds.low_closed, bounds.high_closed),
        bound=bounds.bound,
        near=bounds.near,
        modifier=" … ".join(modifiers) or None,
        precision=bounds.precision,
        noun=_noun(texts.get("noun"), grammar),
        subject=texts.get("subject"),
        per=texts.get("per"),
        statistic=str(rule.constants.get("statistic", "point")),
        doubt=rule.constants.get("doubt"),
    )
    return _with_unit(found, rule, texts, grammar, currency)


def _bounds(rule: Rule, parts: Parts, texts: Mapping[str, str], grammar: Grammar) -> Bounds | None:
    bound, near, vague = _hedge(rule, parts, grammar)
    if "low" in texts and "high" in texts:
        low, high = _range_ends(texts["low"], texts["high"], grammar)
        if low is None or high is None:
            return None
        return between(low, high, near) or between(high, low, near)
    if vague is not None:
        floor = Fraction(str(vague.meaning["low"])) if "low" in vague.meaning else None
        scaled = number(texts["number"], grammar) if "number" in texts else None
        if floor is not None and scaled is not None:
            floor *= scaled.value
        return Bounds(None, floor, None, floor is not None, False, "ge" if floor is not None else "approx", near, None)
    ordinal = rule.kind == "ordinal"
    stated = number(texts["number"], grammar, ordinal=ordinal) if "number" in texts else _constant(rule)
    return None if stated is None else bounded(stated, bound, near)


def _constant(rule: Rule) -> Number | None:
    value = rule.constants.get("value")
    return None if value is None else Number(Fraction(str(value)), Fraction(1))


def _range_ends(low: str, high: str, grammar: Grammar) -> tuple[Number | None, Number | None]:
    """Both ends of a range; a scale stated once at the end holds for both: `1.5-2 million`."""
    first, second = number(low, grammar), number(high, grammar)
    if first is None or second is None:
        return first, second
    pieces = [piece for piece, _ in grammar.lexicon.pieces(high)]
    scale = grammar.lexicon.find(pieces[-1], "scale", "scale-letter", "hundred") if len(pieces) > 1 else None
    own = [grammar.lexicon.find(piece, "scale", "scale-letter", "hundred") for piece, _ in grammar.lexicon.pieces(low)]
    if scale is None or any(own):
        return first, second
    factor = Fraction(str(scale.meaning["value"]))
    if first.value >= factor:
        return first, second
    return Number(first.value * factor, first.precision * factor), second


def _hedge(rule: Rule, parts: Parts, grammar: Grammar) -> tuple[str, bool, Word | None]:
    bound, near, vague = str(rule.constants.get("bound", "eq")), bool(rule.constants.get("near", False)), None
    for name, text in parts:
        if name == "vague":
            vague = grammar.lexicon.find(text, "vague-number")
        if name != "modifier":
            continue
        word = grammar.lexicon.find(text, *HEDGE_CLASSES)
        for one in [word] if word is not None else _stacked(text, grammar):
            stated = str(one.meaning.get("bound", "eq"))
            if FIRMNESS.index(stated) > FIRMNESS.index(bound):
                bound = stated
            near = near or bool(one.meaning.get("near", False))
    return bound, near, vague


def _stacked(text: str, grammar: Grammar) -> list[Word]:
    """The hedges of a modifier of several: `at least some` → at least, some."""
    words, found = normal(text).split(), []
    while words:
        for size in range(len(words), 0, -1):
            word = grammar.lexicon.find(" ".join(words[:size]), *HEDGE_CLASSES)
            if word is not None or size == 1:
                found += [word] if word is not None else []
                words = words[size:]
                break
    return found


def _noun(text: str | None, grammar: Grammar) -> str | None:
    """The head of what is counted, in the singular: the last word of the noun part."""
    if text is None:
        return None
    words = normal(text).split()
    for start in range(len(words)):
        known = grammar.lexicon.find(" ".join(words[start:]), *grammar.settings.get("nouns", ()))
        if known is not None:
            return known.lemma.split()[-1]
    head = words[-1].lower()
    for plural_end, singular_end in grammar.settings.get("singular-endings", ()):
        if head.endswith(plural_end):
            return head[: len(head) - len(plural_end)] + str(singular_end)
    return head


def _with_unit(found: Reading, rule: Rule, texts: Mapping[str, str], grammar: Grammar, currency: str) -> Reading:
    text = texts.get("unit")
    word = None if text is None else grammar.lexicon.find(text, *UNIT_CLASSES)
    meaning = word.meaning if word is not None else rule.constants
    code = currency if meaning.get("bare") else meaning.get("code")
    if code is None:
        return found
    factor = meaning.get("factor")
    timex = None
    if "iso" in meaning and found.value is not None:
        timex = _period(found.value, str(meaning["iso"]))
    if "times" in meaning:
        found = _times(found, Fraction(str(meaning["times"])))
    return replace(
        found,
        unit=str(code),
        unit_text=text,
        dimension=meaning.get("dimension"),
        base_factor=None if factor is None else Fraction(str(factor)),
        base_offset=Fraction(str(meaning.get("offset", 0))),
        base_unit=meaning.get("base"),
        timex=timex,
        doubt=found.doubt or meaning.get("doubt"),
    )


def _times(found: Reading, factor: Fraction) -> Reading:
    """A reading in a unit that is a multiple of its code: a decade is ten years, a cent a hundredth of the currency."""
    value, low, high, precision = (
        None if number is None else number * factor for number in (found.value, found.low, found.high, found.precision)
    )
    return replace(found, value=value, low=low, high=high, precision=precision)


def _period(value: Fraction, designator: str) -> str | None:
    """An ISO 8601 duration, such as `P8Y` or `PT48H`; `designator` is its last letters, `Y` or `TH`."""
    if value < 0 or value > LARGEST:
        return None
    time, letter = designator[:-1], designator[-1]
    return f"P{time}{decimal_text(value)}{letter}"
