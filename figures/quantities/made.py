"""Units made of units → their terms, and what these come to: `mg L−1`, `kg/m²`, `litres per tonne`.

In: the words of a unit that no list has. Out: its terms with their exponents, and from them a meaning of the form that
listed units have: UCUM code, exact factor, base. A made unit whose code a listed one has means what that one means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from unicodedata import normalize

from figures.grammar import Grammar
from figures.grammar.memo import of_grammar
from figures.quantities.numbers import DASHES, SUPERSCRIPT_MINUS

TERM_CLASSES = ("unit-symbol", "time-symbol", "unit-name", "time-unit")
"""Where the units are sought of which others are made."""
BRACKETS = ("(", ")")
PRODUCTS = ("-", "*")
LISTED_CLASSES = ("unit-symbol", "unit-name")
SYMBOLS = ("unit-symbol", "time-symbol")


@dataclass(frozen=True, slots=True)
class Term:
    """One unit in a made one, and its power: -1 for the L of `mg L−1`."""

    meaning: Mapping[str, Any]
    power: int


def made(text: str, grammar: Grammar) -> Mapping[str, Any] | None:
    """The meaning of a unit made of listed ones, or None where one of its terms is not listed."""
    terms = _terms(text, grammar)
    if not terms:
        return None
    code = _code((str(term.meaning["code"]), term.power) for term in terms)
    listed = _by_code(grammar).get(code)
    if listed is not None:
        return listed
    meaning: dict[str, Any] = {"code": code}
    times, factor = Fraction(1), Fraction(1)
    for term in terms:
        times *= Fraction(str(term.meaning.get("times", 1))) ** term.power
        factor *= Fraction(str(term.meaning.get("factor", 0))) ** term.power if "factor" in term.meaning else 0
    if factor:  # a level or an arbitrary unit has none
        meaning |= {"factor": factor, "base": _code((str(term.meaning["base"]), term.power) for term in terms)}
    return meaning | {"times": times}


@of_grammar(1)
def _by_code(grammar: Grammar) -> Mapping[str, Mapping[str, Any]]:
    """The listed units by their code; of several of one code the first that is just one of it."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in LISTED_CLASSES:
        for word in grammar.lexicon.entries(name).values():
            if word.meaning.get("times", 1) == 1 and "doubt" not in word.meaning:
                found.setdefault(str(word.meaning["code"]), word.meaning)
    return found


def _code(terms: Iterable[tuple[str, int]]) -> str:
    """The UCUM code of units and their powers: mg/L, m/s2, cm-1."""
    parts = [(f"({code})" if set("./") & set(code) else code, power) for code, power in terms]
    if all(power < 0 for _, power in parts):
        return ".".join(f"{code}{power}" for code, power in parts)
    text = ""
    for code, power in parts:
        grown = f"({code})" if abs(power) > 1 and code[-1].isdigit() else code
        text += ("/" if power < 0 else "." if text else "") + grown + (str(abs(power)) if abs(power) > 1 else "")
    return text


def _terms(text: str, grammar: Grammar) -> Sequence[Term]:
    """The units in a text and their powers; none where a part of it is no unit."""
    find, pieces = grammar.lexicon.find, grammar.lexicon.pieces(text)
    found: list[Term] = []
    name, sign, index = "", 1, 0

    def close(power: int) -> bool:
        word = find(name, *TERM_CLASSES) if name else None
        if word is not None:
            found.append(Term(word.meaning, power))
        return word is not None or not name

    while index < len(pieces):
        piece, glued = pieces[index]
        follows = normalize("NFKC", pieces[index + 1][0]) if index + 1 < len(pieces) else ""
        if piece in BRACKETS or (piece in PRODUCTS and not follows.isdecimal()):  # `W/(m·K)`, `W/(m-K)`
            if not close(sign):
                return ()
            name = ""
        elif piece in (*DASHES, SUPERSCRIPT_MINUS) and follows.isdecimal():
            if not name or not close(-int(follows)):
                return ()
            name, index = "", index + 1
        elif find(piece, "under", "times-sign") is not None:
            if not close(sign):
                return ()
            name, sign = "", -1 if find(piece, "under") is not None else sign
        elif name and not glued and find(name, *(TERM_CLASSES if find(piece, *SYMBOLS) else SYMBOLS)) is not None:
            # `mg L−1`, `erg cm−2`
            if not close(sign):
                return ()
            name = piece
        else:
            name += piece if glued or not name else f" {piece}"
        index += 1
    return found if close(sign) else ()
