"""Named parts of a hit → `Reading` for every kind that is not a date: counts, money, measures, durations, ordinals, …

The parts a rule may name: `number`, or `low` and `high`; `modifier` (any number of them, before or after); `unit`;
`subject` and, inside it, `noun`; `per`; `whole` (`one in five`), `error` (`5 ± 0.2`), `sign` (`2 degrees below zero`),
`scale` (`75 USD million`). Several numbers with units of their own make one figure (`5 ft 11 in`). What a rule cannot
take from the words it states in `set`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from figures.grammar import Grammar, Rule
from figures.grammar.words import Word, normal
from figures.quantities.numbers import DASHES, Number, number, too_large
from figures.quantities.ranges import ends, erring
from figures.quantities.reading import FAR_APART, Bounds, Reading, around, between, bounded
from figures.quantities.units import Unit, converted, measured, stated_period, together, unit

Parts = Sequence[tuple[str, str]]
"""(name, text) of each named part, in the order of the text."""

HEDGE_CLASSES = ("hedge", "after-hedge", "after-suffix", "after-glued", "bound-verb")
VAGUE_CLASSES = ("vague-number", "vague-of", "few", "multi")
UNITED = frozenset(("measure", "duration", "age", "money", "percent"))
"""Kinds that are nothing without a unit: a law of the table."""
SCORES = 180
"""A larger pair that runs downward is no score: years before our era, the ends of a range."""
FIRMNESS = ("eq", "approx", "lt", "le", "gt", "ge")
"""Of several hedges the one latest here decides the bound: `at least some 200` is at least."""


def reading(rule: Rule, parts: Parts, grammar: Grammar, currency: str = "USD") -> Reading | None:
    """The reading of one hit, or None where the words turn out to state no quantity.

    `currency` (ISO 4217) is what a sign or name shared by several currencies means, such as a bare `$`.
    """
    texts = dict(parts)
    if rule.kind == "ignored":
        return Reading("ignored", reason=rule.reason)
    if rule.kind == "score":
        return Reading("score")
    units = [unit(text, rule, grammar, currency) for name, text in parts if name == "unit"]
    named = [one for one in units if one is not None]
    stated = unit(None, rule, grammar, currency)
    if stated is not None and len(named) < max(1, [name for name, _ in parts].count("number")):
        named.append(stated)  # of all, or of the last number: a 5-foot-9 guard
    found = _bounds(rule, parts, texts, grammar, named)
    if found is None:
        return Reading("score") if _is_score(rule, texts, grammar) and parts[0][0] != "from" else None
    bounds, single = found
    modifiers = [text for name, text in parts if name == "modifier"]
    read = Reading(
        rule.kind,
        *(bounds.value, bounds.low, bounds.high, bounds.low_closed, bounds.high_closed),
        bound=bounds.bound,
        near=bounds.near,
        modifier=" … ".join(modifiers) or None,
        precision=bounds.precision,
        noun=_noun(texts, grammar),
        subject=texts.get("subject"),
        per=texts.get("per"),
        statistic="rate" if "per" in texts else str(rule.constants.get("statistic", "point")),
        doubt=rule.constants.get("doubt"),
    )
    if single is None:
        unread = rule.kind in UNITED  # at 10 H: what it is in, is not said
        return None if unread or any(map(too_large, (read.value, read.low, read.high))) else read
    found_in = measured(read, single)
    spelt = None if found_in is None or found_in.timex is None or len(named) < 2 else _period_of(parts, named, grammar)
    return found_in if found_in is None or spelt is None else replace(found_in, timex=spelt)


def _period_of(parts: Parts, units: Sequence[Unit], grammar: Grammar) -> str | None:
    """The ISO 8601 duration of several numbers with units of their own; None where one unit says it all."""
    numbers = [number(text, grammar) for name, text in parts if name == "number"]
    stated = [one for one in numbers if one is not None]
    return stated_period(stated, units) if len(stated) == len(numbers) else None


def _bounds(
    rule: Rule, parts: Parts, texts: Mapping[str, str], grammar: Grammar, units: Sequence[Unit]
) -> tuple[Bounds, Unit | None] | None:
    """The bounds that the words state, and the unit in which they are."""
    outer, inner = _hedges_of_range(parts)
    bound, near, vague = _hedge(rule, outer, grammar)
    last = units[-1] if units else None
    if "low" in texts and "high" in texts:
        if rule.constants.get("bounded"):
            both = _inside(parts, texts, grammar)
            return None if both is None else (both, last)
        if inner:
            at_end, near_end, _ = _hedge(rule, inner, grammar)
            near = near or near_end
            bound = "ge" if bound == "eq" and at_end in ("gt", "ge") else bound
        between_ends = _range(texts, grammar, units, bound, near, "descending" in rule.constants)
        return None if between_ends is None else (between_ends, last)
    if "decade" in texts:  # `the mid-30s`
        first = number(texts["decade"], grammar)
        tens = None if first is None else between(first, Number(first.value + 9, first.precision), bound, near)
        return None if tens is None else (tens, last)
    if vague is not None:
        return _vague(texts, grammar, vague, near), last
    ordinal = rule.kind == "ordinal"
    numbers = [number(text, grammar, ordinal=ordinal) for name, text in parts if name == "number"]
    stated: list[Number] = [one for one in numbers if one is not None]
    if len(stated) < len(numbers):
        return None
    if len(stated) > 1:
        whole = together(stated, units) if units else None
        return None if whole is None else (bounded(whole[0], bound, near), whole[1])
    single = stated[0] if stated else _constant(rule)
    single = None if single is None else _completed(single, texts, grammar, rule.constants.get("whole"))
    if single is None:
        return None
    if "error" in texts:
        pair = erring(texts["number"], texts["error"], grammar, relative=bool(rule.constants.get("relative")))
        return None if pair is None else (around(*pair), last)
    return bounded(single, bound, near), last


def _hedges_of_range(parts: Parts) -> tuple[Parts, Parts]:
    """The parts of a hit, and apart from them those between the ends of a range: `from 2,000 to more than 10,000`."""
    names = [name for name, _ in parts]
    if "low" not in names or "high" not in names:
        return parts, ()
    low, high = names.index("low"), names.index("high")
    return [*parts[: low + 1], *parts[high:]], parts[low + 1 : high]


def _vague(texts: Mapping[str, str], grammar: Grammar, vague: Word, near: bool) -> Bounds:
    """A floor without a number: `dozens`; `a few hundred` is at least two of them."""
    floor = Fraction(str(vague.meaning["low"])) if "low" in vague.meaning else None
    scaled = number(texts["number"], grammar) if "number" in texts else None
    if floor is not None and scaled is not None:
        floor *= scaled.value
    return Bounds(None, floor, None, floor is not None, False, "ge" if floor is not None else "approx", near, None)


def _range(
    texts: Mapping[str, str], grammar: Grammar, units: Sequence[Unit], bound: str, near: bool, apart: bool
) -> Bounds | None:
    dashed = texts.get("from", DASHES[0]) in DASHES and "either" not in texts
    pair = ends(texts["low"], texts["high"], grammar, dashed=dashed)
    if pair is None:
        return None
    low, high = pair
    if apart and ("either" not in texts or low.value == high.value) and SCORES > low.value >= high.value:
        return None
    scale = number(texts["scale"], grammar) if "scale" in texts else None
    if scale is not None:  # `3 to 4 USD million`
        low, high = (Number(one.value * scale.value, one.precision * scale.value) for one in pair)
    if "sign" in texts:  # `5 to 10 degrees below zero`
        low, high = Number(-high.value, high.precision), Number(-low.value, low.precision)
    if "either" in texts and low.value > 0 and high.value > low.value * FAR_APART:  # 2 million or 2 billion
        return None
    if len(units) > 1:
        moved = converted(low, units[0], units[-1])
        if moved is None:
            return None
        low = moved
    if ("from" in texts or len(units) > 1) and low.value > high.value > 0:  # from 1,250 to 1,000, 123 mg to 75 mg
        return None
    return between(low, high, bound, near)


def _inside(parts: Parts, texts: Mapping[str, str], grammar: Grammar) -> Bounds | None:
    """More than 10 but at most 20: each hedge bounds the number behind it."""
    low, high = number(texts["low"], grammar), number(texts["high"], grammar)
    if low is None or high is None or low.value >= high.value:
        return None
    words = [grammar.lexicon.find(text, *HEDGE_CLASSES) for name, text in parts if name == "modifier"]
    closed = [word is not None and word.meaning.get("bound") in ("ge", "le") for word in words]
    names = [name for name, _ in parts]
    if names.index("high") < names.index("low"):
        closed.reverse()
    precision = min(low.precision, high.precision)
    return Bounds(None, low.value, high.value, closed[0], closed[-1], "range", False, precision)


def _is_score(rule: Rule, texts: Mapping[str, str], grammar: Grammar) -> bool:
    """A pair that runs downward or ends level, where the rule says that such a one is a score: `3-1`, `2-2`, and not
    `won 61 – one more`, nor `12 or 11`.
    """
    if "either" in texts or texts.get("low", "").isdecimal() != texts.get("high", "").isdecimal():
        return False
    pair = ends(texts["low"], texts["high"], grammar) if rule.constants.get("descending") == "score" else None
    return pair is not None and SCORES > pair[0].value >= pair[1].value


def _completed(stated: Number, texts: Mapping[str, str], grammar: Grammar, kind: str | None) -> Number | None:
    """A number with what stands apart from it: its scale, its sign, the whole of which it is a share. `kind` is what
    the rule says of the whole: `ordinal` (one twenty-fifth), or `proper`, where no share is larger than it.
    """
    value, precision = stated.value, stated.precision
    if "scale" in texts:
        scale = number(texts["scale"], grammar)
        if scale is None:
            return None
        value, precision = value * scale.value, precision * scale.value
    if "sign" in texts:
        value = -value
    if "whole" in texts:
        whole = number(texts["whole"], grammar, ordinal=kind == "ordinal")
        if whole is None or whole.value == 0 or (kind == "proper" and value > whole.value):
            return None
        value, precision = value / whole.value, 1 / abs(whole.value)
    return Number(value, precision)


def _constant(rule: Rule) -> Number | None:
    value = rule.constants.get("value")
    return None if value is None else Number(Fraction(str(value)), Fraction(1))


def _hedge(rule: Rule, parts: Parts, grammar: Grammar) -> tuple[str, bool, Word | None]:
    bound, near, vague = str(rule.constants.get("bound", "eq")), bool(rule.constants.get("near", False)), None
    for name, text in parts:
        if name == "vague":
            vague = grammar.lexicon.find(text, *VAGUE_CLASSES)
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


def _noun(texts: Mapping[str, str], grammar: Grammar) -> str | None:
    """What is counted, in the singular; a listed noun with a hyphen is one word: lay-offs are no offs."""
    if "noun" not in texts:
        return None
    words, nouns = texts.get("subject", "").split(), grammar.settings.get("nouns", ())
    phrase = grammar.lexicon.find(" ".join(words[-2:]), *nouns)
    if phrase is not None and "head" in phrase.meaning:
        return str(phrase.meaning["head"])
    whole = "-" in "".join(words[-1:]) and grammar.lexicon.find(words[-1], *nouns) is not None
    return head(words[-1] if whole else texts["noun"], grammar)


def head(text: str, grammar: Grammar) -> str:
    """The head of what is counted, in the singular: the last word of a noun phrase."""
    words = normal(text).split()
    for start in range(len(words)):
        known = grammar.lexicon.find(" ".join(words[start:]), *grammar.settings.get("nouns", ()))
        if known is not None:
            return str(known.meaning.get("head", known.lemma.split()[-1]))
    head = words[-1].lower()
    for plural_end, singular_end in grammar.settings.get("singular-endings", ()):
        if head.endswith(plural_end):
            return head[: len(head) - len(plural_end)] + str(singular_end)
    return head
