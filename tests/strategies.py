"""Hypothesis strategies that write text from a grammar: phrases that its patterns can match, and near misses."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from figures import Grammar
from figures.grammar.pattern import Choice, Named, Node, Repeat, Sequence, Term

# One or more surfaces for each class that has no word list.
FORM_SURFACES: dict[str, list[str]] = {
    "word": ["rebels", "Kyiv"],
    "lower": ["quickly", "gunmen"],
    "title": ["Kyiv", "Boeing"],
    "caps": ["NATO"],
    "number": ["7", "14,000", "2.5", "2014"],
    "amount": ["7", "14,000", "2.5", "1850"],
    "plain": ["7", "365"],
    "decimal": ["2.5"],
    "joined": ["5", "90"],
    "tagged": ["7"],
    "dotted": ["1.2.3"],
    "dotted-date": ["12.01.2022"],
    "clitic": ["'s"],
    "address": ["https://example.org/1"],
    "year-digits": ["2014", "1812"],
    "recent-year": ["2014", "1999"],
    "far-year": ["1812", "2150"],
    "day-digits": ["3", "31"],
    "month-digits": ["1", "12"],
    "hour-digits": ["5", "17"],
    "minute-digits": ["05", "30"],
    "one-digit": ["5"],
    "digit-one": ["1"],
    "two-digits": ["22"],
    "late-digits": ["96"],
    "three-digits": ["555"],
    "four-digits": ["2014"],
    "early-clock": ["0930"],
    "sign": ["-"],
    "long-digits": ["4420794"],
    "divisor": ["4"],
    "grouped": ["14,000"],
    "three-digit-decimal": ["409.14"],
    "tagged-amount": ["1,600"],
    "joined-year": ["1990"],
    "joined-two-digits": ["90"],
    "joined-four-digits": ["0930"],
    "joined-hour": ["5"],
    "joined-day": ["3"],
    "joined-decimal": ["2.5"],
    "clock-decimal": ["17.30"],
    "point-decimal": [".4"],
    "plural-like": ["widgets"],
    "past-like": ["blorped"],
    "ing-like": ["blorping"],
    "present-like": ["blorps"],
    "chemical-like": ["blorpane"],
    "salt-like": ["blorchloride"],
    "adjective-like": ["blorpish"],
    "modifier-like": ["blorped"],
    "adverb-like": ["blandly"],
    "name-like": ["Kyiv"],
    "unlisted": ["blorp"],
    "unlisted-ing": ["blorping"],
    "superlative-like": ["blandest"],
}


def surfaces(grammar: Grammar, name: str) -> list[str]:
    """Words that are tokens of a class, or entries of several words where it has no others."""
    if name.startswith("="):
        return [name[1:]]
    if name in FORM_SURFACES:
        return FORM_SURFACES[name]
    listed = list(grammar.lexicon.entries(name))
    return [surface for surface in listed if len(grammar.lexicon.pieces(surface)) == 1][:40] or listed[:40]


@cache
def phrase(grammar: Grammar, node: Node) -> st.SearchStrategy[str]:
    """Texts that a pattern is meant to match; glued tokens stand without a blank."""
    match node:
        case Term():
            lead = "" if node.glued else " "
            return st.sampled_from(surfaces(grammar, node.name)).map(lambda word: lead + word)
        case Named():
            return phrase(grammar, node.item)
        case Choice():
            return st.one_of([phrase(grammar, item) for item in node.items])
        case Sequence():
            return st.tuples(*(phrase(grammar, item) for item in node.items)).map("".join)
        case Repeat():
            most = min(node.most, node.least + 2)
            return st.lists(phrase(grammar, node.item), min_size=node.least, max_size=most).map("".join)
    raise TypeError(node)


def phrases(grammar: Grammar) -> st.SearchStrategy[str]:
    """A phrase of any rule of a grammar."""
    numbers = st.integers(0, len(grammar.rules) - 1)  # the rules themselves make too long a repr
    return numbers.flatmap(lambda number: phrase(grammar, grammar.rules[number].node)).map(str.strip)


def texts(grammar: Grammar) -> st.SearchStrategy[str]:
    """Several phrases in a row, with words and signs between them, some cut off: what rules compete for."""
    between = st.sampled_from(
        [" ", " and ", ", ", " of the ", ". The ", "-", " – ", "\n", "  ", " (", ") ", "’s ", "$", "%"]
    )
    piece = st.tuples(phrases(grammar), st.integers(0, 12)).map(lambda pair: pair[0][pair[1] :] or pair[0])
    return st.lists(st.tuples(piece, between), min_size=1, max_size=4).map(
        lambda pairs: "".join(text + gap for text, gap in pairs)
    )
