"""Units of a hit → code, factor and base of its reading; two units of one figure brought to one.

In: the words of the unit parts. Out: `Unit`, and readings in it. Factors and codes are the pack's (words/units.toml,
money.toml, time.toml), exact fractions; only multiplying them is done here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from figures.grammar import Grammar, Rule
from figures.quantities.numbers import LARGEST, Number, decimal_text
from figures.quantities.reading import Reading

MONEY_CLASSES = ("currency-symbol", "currency-code", "currency-name")
MEASURE_CLASSES = ("temperature-letter", "unit-symbol", "unit-name", "foot-unit", "inch-unit")
UNIT_CLASSES = ("time-unit", *MONEY_CLASSES, "percent-sign", *MEASURE_CLASSES)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a pack gives it. `times`: how many of its code it is; `factor`, `offset`: to the base unit."""

    text: str | None
    code: str
    meaning: Mapping[str, Any]

    @property
    def times(self) -> Fraction:
        return Fraction(str(self.meaning.get("times", 1)))

    @property
    def factor(self) -> Fraction | None:
        factor = self.meaning.get("factor")
        return None if factor is None else Fraction(str(factor))

    @property
    def offset(self) -> Fraction:
        return Fraction(str(self.meaning.get("offset", 0)))


def unit(text: str | None, rule: Rule, grammar: Grammar, currency: str) -> Unit | None:
    """The unit that a text names for a rule of this kind, or the one that the rule states; None without any."""
    classes = MEASURE_CLASSES if rule.kind == "measure" else UNIT_CLASSES
    word = None if text is None else grammar.lexicon.find(text, *classes) or grammar.lexicon.find(text, *UNIT_CLASSES)
    meaning = word.meaning if word is not None else rule.constants
    code = currency if meaning.get("bare") else meaning.get("code")
    return None if code is None else Unit(text, str(code), meaning)


def measured(found: Reading, named: Unit) -> Reading | None:
    """A reading in a unit; None where its value is too large to convert."""
    timex = None
    if "iso" in named.meaning and found.value is not None:
        timex = _period(found.value, str(named.meaning["iso"]))
    found = _times(found, named.times)
    largest = max((abs(value) for value in (found.value, found.low, found.high) if value is not None), default=0)
    if largest > LARGEST or largest * (named.factor or 1) + abs(named.offset) > LARGEST:
        return None
    return replace(
        found,
        unit=named.code,
        unit_text=named.text,
        dimension=named.meaning.get("dimension"),
        base_factor=named.factor,
        base_offset=named.offset,
        base_unit=named.meaning.get("base"),
        timex=timex,
        doubt=found.doubt or named.meaning.get("doubt"),
    )


def converted(stated: Number, own: Unit, other: Unit) -> Number | None:
    """A number of one unit in another of the same dimension; of money only what is of one currency."""
    if own.code == other.code:
        share = own.times / other.times
        return Number(stated.value * share, stated.precision * share)
    if own.factor is None or other.factor is None or own.meaning.get("base") != other.meaning.get("base"):
        return None
    share = own.times * own.factor / (other.times * other.factor)
    shift = (own.offset - other.offset) / (other.times * other.factor)
    return Number(stated.value * share + shift, stated.precision * share)


def together(numbers: Sequence[Number], units: Sequence[Unit]) -> tuple[Number, Unit] | None:
    """`5 ft 11 in` → 71 inches; `3 dollars and 50 cents` → 3.5 dollars. A last number without a unit is hundredths."""
    last = units[-1]
    money = last.meaning.get("dimension") == "currency"
    if len(numbers) - len(units) not in ((0, 1) if money else (0,)):
        return None
    if money:
        # The subunit of whatever the first names: a cent of a Canadian dollar needs no name of its own.
        shares = [one.times for one in units]
        if len(numbers) > len(units):
            shares.append(units[0].times / 100)
        value = sum((one.value * share for one, share in zip(numbers, shares, strict=True)), Fraction(0))
        whole = units[0].times
        precision = min(one.precision * share for one, share in zip(numbers, shares, strict=True))
        return Number(value / whole, precision / whole), units[0]
    parts = [converted(one, own, last) for one, own in zip(numbers, units, strict=True)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    value = sum((part.value for part in known), Fraction(0))
    return Number(value, min(part.precision for part in known)), last


def _times(found: Reading, factor: Fraction) -> Reading:
    """A reading in a unit that is a multiple of its code: a decade is ten years, a cent a hundredth of the currency."""
    if factor == 1:
        return found
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
