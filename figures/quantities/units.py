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
from figures.grammar.memo import of_grammar
from figures.quantities.made import made
from figures.quantities.numbers import LARGEST, Number, decimal_text, too_large
from figures.quantities.reading import Reading

MONEY_CLASSES = ("currency-symbol", "currency-code", "currency-name", "currency-letter", "currency-mark")
MEASURE_CLASSES = ("temperature-letter", "unit-symbol", "unit-name", "foot-unit", "inch-unit", "stone-unit")
LONG_CLASSES = ("geological-unit", "long-unit", "long-units")
UNIT_CLASSES = ("time-unit", *MONEY_CLASSES, "percent-sign", *MEASURE_CLASSES, *LONG_CLASSES)


MONTHS, DAYS = ("a", "mo"), 7
"""The UCUM codes of what is counted in months; the days of a week."""

UNITS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a pack gives it. `times`: how many of its code it is; `factor`, `offset`: to the base unit."""

    text: str | None
    code: str
    meaning: Mapping[str, Any]
    times: Fraction
    factor: Fraction | None
    offset: Fraction


def unit(text: str | None, rule: Rule, grammar: Grammar, currency: str) -> Unit | None:
    """The unit that a text names for a rule of this kind, or the one that the rule states; None without any."""
    named = None if text is None else _named(grammar, text, rule.kind == "measure", currency)
    return named or _unit(text, rule.constants, currency)


@of_grammar(UNITS_KEPT)
def _named(grammar: Grammar, text: str, is_measure: bool, currency: str) -> Unit | None:
    classes = MEASURE_CLASSES if is_measure else UNIT_CLASSES
    word = grammar.lexicon.find(text, *classes) or grammar.lexicon.find(text, *UNIT_CLASSES)
    meaning = word.meaning if word is not None else made(text, grammar) if is_measure else None
    return None if meaning is None else _unit(text, meaning, currency)


def _unit(text: str | None, meaning: Mapping[str, Any], currency: str) -> Unit | None:
    code = currency if meaning.get("bare") else meaning.get("code")
    if code is None:
        return None
    factor = meaning.get("factor")
    return Unit(
        text,
        str(code),
        meaning,
        times=Fraction(str(meaning.get("times", 1))),
        factor=None if factor is None else Fraction(str(factor)),
        offset=Fraction(str(meaning.get("offset", 0))),
    )


def measured(found: Reading, named: Unit) -> Reading | None:
    """A reading in a unit; None where its value is too large to convert."""
    timex = None
    if "iso" in named.meaning and found.value is not None:
        timex = _period(found.value * int(named.meaning.get("iso-times", 1)), str(named.meaning["iso"]))
    found = _times(found, named.times)
    for value in (found.value, found.low, found.high):
        if too_large(value) or (named.factor is not None and too_large(value, named.factor)):
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


def stated_period(numbers: Sequence[Number], units: Sequence[Unit]) -> str | None:
    """`P2Y17D` for two years and 17 days: months and years have no fixed number of days; None for others."""
    codes = [one.code for one in units]
    calendar = [code in MONTHS for code in codes]
    designators = [str(one.meaning.get("iso", "")) for one in units]
    if len(numbers) != len(units) or all(calendar) or not any(calendar) or not all(designators):
        return None
    sums = {letter: Fraction(0) for letter in ("Y", "M", "D", "TH", "TM", "TS")}
    for one, own, designator in zip(numbers, units, designators, strict=True):
        value = one.value * int(own.meaning.get("iso-times", 1))
        days = designator == "W"
        sums["D" if days else designator] += value * (DAYS if days else 1)
    dates = "".join(f"{decimal_text(value)}{name}" for name, value in sums.items() if value and name[0] != "T")
    times = "".join(f"{decimal_text(value)}{name[1]}" for name, value in sums.items() if value and name[0] == "T")
    return f"P{dates}" + (f"T{times}" if times else "")


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
