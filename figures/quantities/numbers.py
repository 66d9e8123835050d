"""Number phrases → exact numbers: `14,000`, `two and a half million`, `thirty-one`, `2.5bn`, `three-quarters`, `2 1/2`.

In: the text of a number part. Out: `Number`, or None for what is no number after all. Words compose by the roles that
the pack gives them (the word classes in ROLES); nothing here knows a language. Values are exact fractions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import normalize

from figures.grammar import Grammar
from figures.grammar.memo import of_grammar

ROLES = (
    *(
        "unit-word",
        "teen",
        "ten",
        "hundred",
        "scale",
        "scale-letter",
        "money-scale",
        "dozen",
        "vulgar",
        "fraction",
        "joiner",
        "article",
    ),
    *("ordinal", "ordinal-suffix", "point", "filler", "negative", "bar", "times-sign", "exponent-letter", "fold-word"),
    *("spoken-zero", "two", "superscript", "denominator-plural"),
)
"""Word classes with a part in composing numbers, in the order in which a word's role is sought."""

ORDINAL_ROLES = ("ordinal", "denominator-plural", *(role for role in ROLES if role != "ordinal"))
"""The same for ordinals: `third` is 3 there and 1/3 elsewhere."""

LARGEST = 10**306
"""Larger numbers are not read, nor what is nearer to nought than its inverse: no float could hold them."""
LONGEST_POWER = 4_000
"""Bits of the largest power that is worked out: what lies beyond is not read."""

NUMBERS_KEPT = 8_192
"""How many number phrases are remembered."""

ONE = Fraction(1)
MINUS = "−"
DASHES = ("-", "‑", "–", "—", MINUS)
POWER = "^"
SUPERSCRIPT_MINUS = "⁻"


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value, and the place value of its last stated digit (`100,000` → 100000, `12.5` → 1/10)."""

    value: Fraction
    precision: Fraction


def too_large(value: Fraction | None, factor: Fraction = ONE) -> bool:
    """Whether a number, times a factor, is larger than any that is read."""
    if value is None:
        return False
    return abs(value.numerator * factor.numerator) > LARGEST * value.denominator * factor.denominator


def number(text: str, grammar: Grammar, *, ordinal: bool = False) -> Number | None:
    """The number that a phrase of digits and number words states, or None."""
    return _number(grammar, text, ordinal)


@of_grammar(NUMBERS_KEPT)
def _number(grammar: Grammar, text: str, ordinal: bool) -> Number | None:
    group = str(grammar.settings.get("group", ","))
    for other in grammar.settings.get("other-groups", ()):
        text = text.replace(other, "")
    if group in text:
        text = _with_point(text, group, str(grammar.settings.get("decimal", ".")))
    digits = text.replace(group, "")
    if digits.isdecimal():  # the commonest form by far
        value = Fraction(int(digits))
        return Number(value, _place(value))
    composer = _Composer(grammar, ORDINAL_ROLES if ordinal else ROLES)
    for chunk in text.split():
        for token in grammar.tokeniser.tokens(chunk):
            if not composer.take(token.text):
                return None
    return composer.result()


def _with_point(text: str, group: str, decimal: str) -> str:
    """`2,5 million` with a point: no group has one digit or two at the end, and none stands behind a nought."""
    first = re.split("[ \u2010-\u2013-]", text, maxsplit=1)[0]  # 2,5 million, 2,5-million
    rest = text[len(first) :]
    whole, _, part = first.partition(group)
    groups = whole.split(decimal)
    if len(groups) > 1 and len(part) < 3 and all(len(one) == 3 for one in groups[1:]):  # 1.111,11
        return f"{''.join(groups)}{decimal}{part}{rest}"
    if not (whole.isdecimal() and part.isdecimal()) or (len(part) > 2 and whole.strip("0")):
        return text
    return f"{whole}{decimal}{part}{rest}"


def decimal_text(value: Fraction) -> str:
    """The exact decimal of a number, or `p/q` where no decimal ends."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


class _Composer:
    """Takes the tokens of a number phrase from left to right.

    `total` holds what larger scales have closed, `base` what stands before `and`, `current` what is being read.
    `decimals` are the digits read behind a spoken point, `numerator` what stands before a fraction bar, `power` the
    exponent: None where there is none, an empty text where its digits are still to come; `raised` is what it raises
    where that is not ten.
    """

    def __init__(self, grammar: Grammar, roles: tuple[str, ...]) -> None:
        self._lexicon, self._roles = grammar.lexicon, roles
        self._group = str(grammar.settings.get("group", ","))
        self._decimal = str(grammar.settings.get("decimal", "."))
        self.total = self.base = Fraction(0)
        self.current: Fraction | None = None
        self.numerator: Fraction | None = None
        self.decimals: str | None = None
        self.power: str | None = None
        self.raised: Fraction | None = None
        self.places: int | None = None
        self.scaled = Fraction(1)
        self.last_scale: Fraction | None = None
        self.negative = self.seen = self.article = self.radix = self.ten_open = self.after_and = False

    def take(self, token: str) -> bool:
        """Fold in one token; False for a token that has no part in a number."""
        if self.power is not None or self.radix:
            return self._exponent(token)
        if (token[0].isdigit() and token.isascii()) or (token[0] == self._decimal and token[1:].isdigit()):
            return self._digits(token)
        raises = token in (POWER, SUPERSCRIPT_MINUS) or (token == MINUS and self.current == 10)  # `10−6`
        if raises and self.current is not None:
            self.raised, self.power = self.current, "" if token == POWER else "-"
            return True
        if token in DASHES:
            self.negative = self.negative or not self.seen
            return True
        if token == self._group:
            return self.seen
        if token == "+":
            return not self.seen
        word = self._lexicon.find(token, *self._roles)
        if word is None:
            return False
        value = Fraction(str(word.meaning.get("value", 0)))
        if self.decimals is not None and word.word_class in ("unit-word", "teen", "ten", "spoken-zero"):
            self._spoken_digit(word.word_class, int(value))
            return True
        return self._word(word.word_class, value)

    def _word(self, role: str, value: Fraction) -> bool:
        match role:
            case "unit-word" | "teen" | "ten" | "fold-word":
                of_one = self.current is not None and 0 < self.current < 1  # a quarter of one million
                self.current = self.current * value if of_one and self.current else (self.current or 0) + value
            case "ordinal" | "denominator-plural":
                self._ordinal(value)
            case "superscript":
                self.raised, self.power = self.current, str(value)
            case "hundred" | "dozen" | "two":
                self.current = (1 if self.current is None else self.current) * value
            case "scale" | "scale-letter" | "money-scale":
                self._scale(value)
            case "vulgar":
                self.current = (self.current or Fraction(0)) + value
            case "fraction":
                self._fraction(value)
            case "joiner":
                self.base, self.current, self.after_and = self.base + (self.current or 0), None, True
            case "article":
                self.article = True  # `a million`, `half a million`: the other words say how much; alone it is one
            case "point":
                self.decimals = ""
            case "negative":
                self.negative = True
            case "bar":
                self.numerator, self.current = self.current, None
                return self.numerator is not None
            case "times-sign":
                self.radix = True
            case "exponent-letter":
                self.power = ""
        self.seen = self.seen or role not in ("negative", "filler")
        return True

    def _ordinal(self, value: Fraction) -> None:
        """`hundredth` and `thousandth` multiply what stands before them, as `hundred` and `thousand` do."""
        if value < 100 or (self.current is None and self.total == 0):
            self.current = (self.current or Fraction(0)) + value
        elif value == 100:
            self.current = (self.current or 1) * value
        else:
            self._scale(value)

    def _fraction(self, value: Fraction) -> None:
        """`three quarters`; `a million and a half` is half of a million more."""
        part = self.current if self.current is not None else Fraction(1)
        if not self.after_and and self.total:  # `a hundred thousand millionths`
            self.total, self.current = Fraction(0), (self.total + (self.current or 0)) * value
        elif self.base and part * value >= 1:  # `one hundred and thirty fifths`
            self.base, self.current = Fraction(0), (self.base + part) * value
        else:
            self.current = part * value * (self.last_scale if self.last_scale is not None and not self.base else 1)

    def _digits(self, token: str) -> bool:
        plain = token.replace(self._group, "")
        whole, _, part = plain.partition(self._decimal)
        if not (whole + part).isdigit():
            return False
        if self.decimals is not None:  # `1 point 1`
            self.decimals += plain
            return plain.isdigit()
        value = Fraction(int(whole + part), 10 ** len(part)) if part else Fraction(int(whole))
        if self.numerator is not None:  # `1/2`, and `2 1/2`, whose 2 is in `base`
            if value == 0:
                return False
            self.current, self.numerator = self.numerator / value, None
            return True
        if self.current is not None and self.places is None:
            if len(whole) == 3 and 0 < self.current < 10**297 and len(plain) == len(token):  # `14 000`, `53 409.14`
                self.current = self.current * 1000 + value
                self.places = len(part) if part else None
                return True
            self.base, self.current = self.base + self.current, None  # `2 1/2`
        if self.current is not None:
            return False
        self.seen = True
        self.current = value
        self.places = len(part) if part else None
        self.scaled = Fraction(1)
        return True

    def _spoken_digit(self, role: str, value: int) -> None:
        """`point five nine` is .59, `point seventy-one` .71."""
        digits = self.decimals or ""
        self.decimals = digits[:-1] + str(value) if self.ten_open and role == "unit-word" else digits + str(value)
        self.ten_open = role == "ten"

    def _exponent(self, token: str) -> bool:
        """`×10^5`, `× 10⁵`, `e6`: what follows the sign."""
        if self.radix:
            self.radix, self.power = False, ""
            return token == "10"
        if token in (POWER, "+"):
            return not self.power
        if token in DASHES or token == SUPERSCRIPT_MINUS:
            self.power = "-"
            return True
        digits = normalize("NFKC", token)
        word = self._lexicon.find(token, "scale") if self.power not in ("", "-") else None
        if word is not None:
            self._close_power()
            self._scale(Fraction(str(word.meaning["value"])))
            return True
        if not digits.isdecimal() or len(digits) > 3 or self.power not in ("", "-"):
            return False
        self.power = f"{self.power}{digits}"
        return True

    def _close_power(self) -> None:
        exponent, base = int(self.power or 0), self.raised
        self.power = self.raised = None
        if base is None:
            factor = Fraction(10) ** exponent
            self.current, self.scaled = (self.current or 0) * factor, self.scaled * factor
        elif (
            max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent) > LONGEST_POWER or not base
        ):
            self.current = Fraction(2 * LARGEST)
        else:
            self.current, self.places = base**exponent, None

    def _close_decimals(self) -> None:
        if self.decimals:
            self.current = (self.current or 0) + Fraction(int(self.decimals), 10 ** len(self.decimals))
            self.places = len(self.decimals)
        self.decimals = None

    def _scale(self, value: Fraction) -> None:
        self._close_decimals()
        part = self.base + (self.current or Fraction(0))
        if self.current is None and not self.base and not self.total:
            part = Fraction(1)
        if self.last_scale is not None and (value > self.last_scale or (self.current is None and not self.base)):
            self.total = (self.total + part) * value
        else:
            self.total += part * value
        self.scaled *= value
        self.base, self.current, self.last_scale, self.after_and = Fraction(0), None, value, False

    def result(self) -> Number | None:
        """The number of all tokens taken, or None where they make none."""
        self._close_decimals()
        if self.power in ("", "-") or self.radix or self.numerator is not None:
            return None
        if self.power is not None:
            self._close_power()
        if not self.seen:
            return None
        value = self.total + self.base + (self.current or 0)
        if self.article and self.current is None and not self.total and not self.base:
            value = Fraction(1)
        if too_large(value) or 0 < abs(value.numerator) * LARGEST < value.denominator:
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
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
