"""Durations and ages that amounts alone do not say: `a year and a half`, a woman `in her 60s`."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from figures.grammar import Grammar, Rule
from figures.quantities import amounts
from figures.quantities.amounts import Parts
from figures.quantities.numbers import decimal_text, number
from figures.quantities.reading import Reading

HALF = Fraction(1, 2)
FINE_UNITS = ("h", "min", "s")
"""The UCUM codes of units finer than a day, in the order in which colons part them."""
HOUR = 60
"""Minutes of an hour."""
STATED_PARTS = frozenset(("modifier", "number", "low", "high", "vague", "unit", "half"))
"""The parts of a date that say a length."""


def length_reading(rule: Rule, parts: Parts, grammar: Grammar) -> Reading | None:
    """The reading of a duration or an age: as amounts read it, with the half or the decade that they leave out."""
    texts = dict(parts)
    if "decade" in texts:
        return _in_decade(rule, texts, grammar)
    if "clocked" in texts:
        return _clocked(rule, parts, texts["clocked"], grammar)
    if texts.keys().isdisjoint(("number", "low", "vague")) and "value" not in rule.constants:
        return _several(rule, texts["unit"], grammar)
    if "minute" in texts:
        return _with_minutes(rule, texts, grammar)
    spelt = [(name, _spelt(text, grammar) if name == "unit" else text) for name, text in parts if name != "half"]
    found = amounts.reading(rule, spelt, grammar)
    if found is not None and found.unit_text is not None:
        found = replace(found, unit_text=texts["unit"])
    if found is None or "half" not in texts or found.value is None or found.timex is None:
        return found
    more = number(texts["half"], grammar)
    unit = grammar.lexicon.find(texts["unit"], "time-unit", "quarter-unit")
    part = (HALF if more is None else more.value) * (1 if unit is None else int(unit.meaning.get("times", 1)))
    moved = [None if end is None else end + part for end in (found.value, found.low, found.high)]
    whole = decimal_text(found.value)
    timex = found.timex.replace(whole, decimal_text(found.value + part), 1)
    return replace(found, value=moved[0], low=moved[1], high=moved[2], precision=part, timex=timex)


def stated_length(rule: Rule, parts: Parts, grammar: Grammar) -> Reading | None:
    """The length by whose words a date is said, `three years` of the last three years; None where they state none."""
    own = [name for name, _ in parts]
    outer = parts[: own.index("reference")] if "reference" in own else parts
    said = [(name, text) for name, text in outer if name in STATED_PARTS]
    names = {name for name, _ in said}
    if "high" in names and "low" not in names:  # the next week or two
        said.insert(0, ("low", "1"))
    if "unit" not in names or names.isdisjoint(("number", "low", "high", "vague")):
        return None
    vague = {text for name, text in said if name == "number" and grammar.lexicon.find(text, "few") is not None}
    said = [("vague" if text in vague else name, text) for name, text in said]
    return length_reading(replace(rule, kind="duration", constants={}), said, grammar)


def with_length(date: Reading, length: Reading) -> Reading:
    """A date with the value, the bounds and the unit of the length that its words state."""
    return replace(
        length,
        kind=date.kind,
        timex=date.timex,
        date_start=date.date_start,
        date_end=date.date_end,
        modifier=date.modifier,
        doubt=date.doubt,
    )


def _clocked(rule: Rule, parts: Parts, text: str, grammar: Grammar) -> Reading | None:
    """`2:03:17`, `3:26.73`: hours, minutes and seconds from the right; given in seconds."""
    names = {
        word.meaning.get("code"): name for name, word in reversed(list(grammar.lexicon.entries("time-unit").items()))
    }
    stated = text.split(":")
    spelt = [part for part in parts if part[0] == "modifier"]
    for one, code in zip(stated, FINE_UNITS[-len(stated) :], strict=True):
        spelt += [("number", one), ("unit", names[code])]
    found = amounts.reading(rule, spelt, grammar)
    return None if found is None else replace(found, unit_text=None)


def _with_minutes(rule: Rule, texts: dict[str, str], grammar: Grammar) -> Reading | None:
    """`two hours and thirty`, `1h30`: given in minutes."""
    minutes = number(texts["minute"], grammar)
    units = grammar.lexicon.entries("time-unit")
    minute = next((name for name, word in units.items() if word.meaning.get("code") == "min"), None)
    if minutes is None or minute is None or not 0 < minutes.value < HOUR:
        return None
    parts: list[tuple[str, str]] = [(name, texts[name]) for name in ("modifier", "number") if name in texts]
    parts += [("unit", _spelt(texts["unit"], grammar)), ("number", texts["minute"]), ("unit", minute)]
    found = amounts.reading(rule, parts, grammar)
    return None if found is None else replace(found, unit_text=texts["unit"])


def _several(rule: Rule, unit: str, grammar: Grammar) -> Reading | None:
    """`for years`: a plural is two at least, and no number."""
    two = amounts.reading(rule, [("number", "2"), ("unit", unit)], grammar)
    if two is None:
        return None
    return replace(two, value=None, high=None, high_closed=False, bound="ge", precision=None, timex=None)


def _spelt(unit: str, grammar: Grammar) -> str:
    """The whole word of an abbreviation glued to digits: `h` in `24h` is an hour, and in no other place."""
    word = grammar.lexicon.find(unit, "time-unit", "time-abbr", "time-letter")
    return unit if word is None else str(word.meaning.get("name", unit))


def _in_decade(rule: Rule, texts: dict[str, str], grammar: Grammar) -> Reading | None:
    """`in his 40s`: from 40 to 49 years, both included; `in her early 40s` says so in `modifier`."""
    word = grammar.lexicon.find(texts["decade"], "decade-word")
    stated = number(texts["decade"], grammar)
    first = int(word.meaning["value"]) if word is not None else int(stated.value) if stated is not None else 0
    if not 10 <= first <= 90 or first % 10:
        return None
    years = amounts.reading(rule, [("low", str(first)), ("high", str(first + 9))], grammar)
    return None if years is None else replace(years, modifier=texts.get("modifier"))
