"""The pack's units are proved against pint and ucumvert, and its units and currencies read back as what they are.

Every code is parsed as UCUM and every factor compared: exactly where pint is exact, within the last bits where it
divides in floats. The few units in which pint, or what it makes of a UCUM code, differs from the pack are listed with
the reason.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

import figures
from figures import Document, Extractor, Figure, Grammar
from figures.quantities.numbers import decimal_text

GRAMMAR = Grammar.load()
UNIT_CLASSES = ("unit-name", "unit-symbol", "time-symbol", "time-unit", "temperature-letter")

# code → what pint is asked for instead, and why ucumvert's reading of the code is not that
INSTEAD = {
    "[cft_i]": ("foot ** 3", "read as a unit of length"),
    "[cyd_i]": ("yard ** 3", "read as a unit of length"),
    "[cft_i]/s": ("foot ** 3 / second", "as above"),
    "'": ("arcminute", "read as a unit of time"),
    "''": ("arcsecond", "read as a unit of time"),
    "fb": ("barn / 1000000000000000", "UCUM gives the barn no prefixes"),
    "G": ("tesla / 10000", "read as the gauss of Gaussian units, which is of another dimension"),
    "kG": ("tesla / 10", "the same"),
    "pb": ("barn / 1000000000000", "UCUM gives the barn no prefixes"),
}

# code → the largest relative difference, and why there is one
DIFFERENT = {
    "pc": (1e-11, "the IAU's parsec, 648000/π au; pint has the tangent"),
    "kpc": (1e-11, "the same"),
    "Mpc": (1e-11, "the same"),
    "mm[Hg]": (3e-6, "UCUM's metre of mercury is 133.322 kPa; pint's is the conventional 133.322387415"),
    "[in_i'Hg]": (3e-3, "UCUM's again; pint's inch is of mercury at 60 °F"),
    "[in_i'H2O]": (1e-3, "UCUM's metre of water is 9.80665 kPa; pint's inch is of water at 39 °F"),
}

ROUNDED = ("rad", "mrad")
"""Codes whose factor is irrational: the pack gives the first sixteen digits."""

UNPROVED = ("level", "arbitrary")
"""Dimensions that pint converts by logarithms or not at all: the code at least is UCUM."""

LAST_BITS = 1e-15
"""pint takes powers in floats: what is divided is right to within these."""


def units() -> Mapping[tuple[str, str], Mapping[str, Any]]:
    """The meanings of the pack's units, one for each code and factor."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for word_class in UNIT_CLASSES:
        for word in GRAMMAR.lexicon.entries(word_class).values():
            found.setdefault((str(word.meaning["code"]), str(word.meaning.get("factor"))), word.meaning)
    return found


UNITS = units()


@pytest.fixture(scope="module")
def registry() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="ucumvert|pint|lark")
        from ucumvert import PintUcumRegistry

        yield PintUcumRegistry(non_int_type=Fraction)


def theirs(registry: Any, code: str, base: str) -> tuple[Any, Any]:
    """What pint makes of nought and of one of a unit, in the base unit."""
    one = registry(INSTEAD[code][0]) if code in INSTEAD else registry.from_ucum(code)
    goal = registry.from_ucum(base)
    at_nought = registry.Quantity(0 * one.magnitude, one.units).to(goal.units).magnitude
    return at_nought, registry.Quantity(one.magnitude, one.units).to(goal.units).magnitude / goal.magnitude


@pytest.mark.parametrize("code, factor", sorted(UNITS))
def test_code_and_factor(registry: Any, code: str, factor: str) -> None:
    meaning = UNITS[code, factor]
    if "factor" not in meaning or meaning["dimension"] in UNPROVED:
        assert registry.from_ucum(code) is not None
        assert ("base" in meaning) == ("factor" in meaning)
        assert (code == meaning.get("base")) == (factor == "1")
        return
    offset, value = theirs(registry, code, str(meaning["base"]))
    ours = Fraction(str(meaning["factor"]))
    assert offset == Fraction(str(meaning.get("offset", 0)))
    difference = abs(Fraction(value - offset) / ours - 1)
    if code in DIFFERENT:
        allowed, reason = DIFFERENT[code]
        assert 0 < difference <= allowed, reason
    elif isinstance(value, Fraction | int) and code not in ROUNDED:
        assert difference == 0, f"{code}: {factor}, pint has {value}"
    else:
        assert difference <= LAST_BITS, f"{code}: {factor}, pint has {value}"


# ------------------------------------------------------------------------------------------ reading back
# surface → a text with it that reads otherwise, the unit read there, and why
OTHERWISE = {
    "S/.": ("S/.40", None, "the point is taken for a decimal one unless a blank follows it"),
    "pc": ("40pc", "%", "glued to digits it is per cent, as British papers write; apart from them it is a parsec"),
    "cups": ("40 cups", None, "counted, unless it is said of what"),
    "pound": ("40 pound", "GBP", "money, unless it is said of what"),
    "pounds": ("40 pounds", "GBP", "money, unless it is said of what"),
}

AMOUNTS = {"40": Fraction(40), "1,234.5": Fraction("1234.5"), "2.5 million": Fraction(2_500_000)}


def surfaces(*classes: str) -> list[tuple[str, str]]:
    """Each surface of some classes, with its class; those that read otherwise left out."""
    return [
        (word_class, surface)
        for word_class in classes
        for surface in sorted(GRAMMAR.lexicon.entries(word_class))
        if surface not in OTHERWISE
    ]


def check(extractor: Extractor, text: str, number: Fraction, meaning: Mapping[str, Any]) -> None:
    rows = [Figure._make(row) for row in extractor.document(Document("a", text)).figures]
    value = decimal_text(number * Fraction(str(meaning.get("times", 1))))
    assert [(row.text, row.unit, row.value_text) for row in rows] == [(text, meaning["code"], value)]


@pytest.mark.parametrize("word_class, surface", surfaces("unit-name", "unit-symbol"))
def test_a_unit_reads_back(extractor: Extractor, word_class: str, surface: str) -> None:
    meaning = GRAMMAR.lexicon.entries(word_class)[surface].meaning
    for amount, number in AMOUNTS.items():
        check(extractor, f"{amount} {surface}", number, meaning)
    if word_class == "unit-symbol" and meaning.get("mostly") != "scale":  # 40K are 40,000
        check(extractor, f"40{surface}", Fraction(40), meaning)


def test_figures_with_any_unit_keep_the_laws_of_the_table() -> None:
    lines = [f"From 40 to 50 {surface}. More than 40 {surface}." for _, surface in surfaces(*UNIT_CLASSES)]
    table = figures.extract([Document("a", "\n\n".join(lines))])
    assert len({figure.unit for figure in table}) > 200
    assert [finding.message for finding in figures.check(table) if finding.code.startswith("FIG1")] == []


@pytest.mark.parametrize("word_class, surface", surfaces("currency-symbol", "currency-code", "currency-name"))
def test_money_reads_back(extractor: Extractor, word_class: str, surface: str) -> None:
    meaning = GRAMMAR.lexicon.entries(word_class)[surface].meaning
    for amount, number in AMOUNTS.items():
        if word_class != "currency-name":
            check(extractor, f"{surface}{amount}", number, meaning)
            check(extractor, f"{surface} {amount}", number, meaning)
        if word_class != "currency-symbol":
            check(extractor, f"{amount} {surface}", number, meaning)


@pytest.mark.parametrize("surface", OTHERWISE)
def test_what_reads_otherwise(extractor: Extractor, surface: str) -> None:
    text, unit, reason = OTHERWISE[surface]
    rows = [Figure._make(row) for row in extractor.document(Document("a", text)).figures]
    assert [row.unit for row in rows] == [unit], reason


# made of listed units: text → code, factor, base
MADE = {
    "12 mg L−1": ("mg/L", Fraction(1, 1000), "kg/m3"),
    "12 mg L⁻¹": ("mg/L", Fraction(1, 1000), "kg/m3"),
    "3 W/kg": ("W/kg", Fraction(1), "W/kg"),
    "20 litres per tonne": ("L/t", Fraction(1, 10**6), "m3/kg"),
    "9.8 m s⁻²": ("m/s2", Fraction(1), "m/s2"),
    "50 ml · kg −1 · min −1": ("mL/kg/min", Fraction(1, 6 * 10**7), "m3/kg/s"),
    "0.25 W/(m·K)": ("W/m/K", Fraction(1), "W/m/K"),
    "4.2 kJ/(kg K)": ("kJ/kg/K", Fraction(1000), "J/kg/K"),
    "472 cm−1": ("cm-1", Fraction(100), "m-1"),
}


@pytest.mark.parametrize("text", MADE)
def test_units_made_of_units(extractor: Extractor, registry: Any, text: str) -> None:
    code, factor, base = MADE[text]
    (row,) = (Figure._make(row) for row in extractor.document(Document("a", text)).figures)
    assert (row.text, row.unit, row.base_unit, row.per) == (text, code, base, None)
    assert row.value is not None and row.base_value == pytest.approx(row.value * float(factor))
    _, value = theirs(registry, code, base)
    assert float(value) == pytest.approx(float(factor)), "as pint has it"
