"""Number phrases → exact numbers: `14,000`, `two and a half million`, `thirty-one`, `2.5bn`, `three-quarters`.

In: the text of a number part. Out: `Number`, or None for what is no number after all. Words compose by the roles that
the pack gives them (the word classes in ROLES); nothing here knows a language. Values are exact fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from figures.grammar import Grammar

ROLES = (
    *(
        "unit-word",
        "teen",
        "ten",
        "hundred",
        "scale",
        "scale-letter",
        "dozen",
        "vulgar",
        "fraction",
        "joiner",
        "article",
    ),
    *("ordinal", "ordinal-suffix"),
)
"""Word classes with a part in composing numbers, in the order in which a word's role is sought."""

ORDINAL_ROLES = ("ordinal", *(role for role in ROLES if role != "ordinal"))
"""The same for ordinals: `third` is 3 there and 1/3 elsewhere."""

LARGEST = Fraction(10) ** 300
"""Larger numbers are not read: nothing counts so many, and a float could not hold them."""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value, and the place value of its last stated digit (`100,000` → 100000, `12.5` → 1/10)."""

    value: Fraction
    precision: Fraction


def number(text: str, grammar: Grammar, *, ordinal: bool = False) -> Number | None:
    """The number that a phrase of digits and number words states, or None."""
    digits = text.replace(str(grammar.settings.get("group", ",")), "")
    if digits.isdecimal():  # the commonest form by far
        value = Fraction(int(digits))
        return Number(value, _place(value))
    composer = _Composer(grammar, ORDINAL_ROLES if ordinal else ROLES)
    for chunk in text.split():
        for token in grammar.tokeniser.tokens(chunk):
            if not composer.take(token.text):
                return None
    return composer.result()


def decimal_text(value: Fraction) -> str:
    """The exact decimal of a number, or `p/q` where no decimal ends."""
    denominator, places = value.denominator, 0
    while denominator % 10 == 0:
        denominator, places = denominator // 10, places + 1
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places += max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


class _Composer:
    """Takes the tokens of a number phrase from left to right.

    `total` holds what larger scales have closed, `base` what stands before `and`, `current` what is being read.
    """

    def __init__(self, grammar: Grammar, roles: tuple[str, ...]) -> None:
        self._lexicon, self._roles = grammar.lexicon, roles
        self._group = str(grammar.settings.get("group", ","))
        self._decimal = str(grammar.settings.get("decimal", "."))
        self.total = self.base = Fraction(0)
        self.current: Fraction | None = None
        self.places: int | None = None
        self.scaled = Fraction(1)
        self.last_scale: Fraction | None = None
        self.negative = self.seen = self.article = False

    def take(self, token: str) -> bool:
        """Fold in one token; False for a token that has no part in a number."""
        if token[0].isdigit() or (token[0] == self._decimal and token[1:].isdigit()):
            return self._digits(token)
        if token in ("-", "‑", "–", "−"):
            self.negative = self.negative or not self.seen
            return True
        word = self._lexicon.find(token, *self._roles)
        if word is None:
            return False
        self.seen = True
        value = Fraction(str(word.meaning.get("value", 0)))
        match word.word_class:
            case "unit-word" | "teen" | "ten" | "ordinal":
                self.current = (self.current or Fraction(0)) + value
            case "hundred" | "dozen":
                self.current = (1 if self.current is None else self.current) * value
            case "scale" | "scale-letter":
                self._scale(value)
            case "vulgar":
                self.current = (self.current or Fraction(0)) + value
            case "fraction":  # `a million and a half` is half of a million more
                self.current = value * ((self.last_scale or 1) if self.current is None else self.current)
            case "joiner":
                self.base, self.current = self.base + (self.current or 0), None
            case "article":
                self.article = True  # `a million`, `half a million`: the other words say how much; alone it is one
        return True

    def _digits(self, token: str) -> bool:
        plain = token.replace(self._group, "")
        whole, _, part = plain.partition(self._decimal)
        if self.current is not None or not (whole + part).isdigit():
            return False
        self.seen = True
        self.current = Fraction(int(whole + part), 10 ** len(part)) if part else Fraction(int(whole))
        self.places = len(part) if part else None
        self.scaled = Fraction(1)
        return True

    def _scale(self, value: Fraction) -> None:
        part = self.base + (Fraction(1) if self.current is None and not self.base else self.current or Fraction(0))
        if self.last_scale is not None and value > self.last_scale:
            self.total = (self.total + part) * value
        elif self.last_scale is not None and self.current is None:
            self.total = self.total * value
        else:
            self.total += part * value
        self.scaled *= value
        self.base, self.current, self.last_scale = Fraction(0), None, value

    def result(self) -> Number | None:
        if not self.seen:
            return None
        value = self.total + self.base + (self.current or 0)
        if self.article and self.current is None and not self.total and not self.base:
            value = Fraction(1)
        if abs(value) > LARGEST:
            return None
        if self.places is not None and not (self.current is not None and self.total):
            precision = self.scaled / 10**self.places
        else:
            precision = _place(value)
        return Number(-value if self.negative else value, precision)


def _place(value: Fraction) -> Fraction:
    """The place value of the last digit that is not a trailing nought of a whole number."""
    if value == 0:
        return Fraction(1)
    if value.denominator != 1:
        return Fraction(1, value.denominator)
    digits = str(abs(value.numerator))
    return Fraction(10) ** (len(digits) - len(digits.rstrip("0")))
