"""A blank-separated chunk of text → its tokens, each with the classes that its form alone gives it.

In: a chunk (`$2.5bn`, `COVID-19`, `Ukraine’s`). Out: `Token`s: digit groups with their separators, words, addresses and
single symbols. What a digit group stands next to inside the chunk is settled here, where rules could not see it: glued
to letters behind it is `joined` (`5km`), hung on a name is `tagged` (`G7`, `COVID-19`), otherwise it is a `number`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

FORMS = {
    "word": "letters",
    "lower": "letters, all lower case",
    "title": "letters, the first a capital, or the first behind an apostrophe: d'Or",
    "caps": "two letters or more, all capitals, and no preposition",
    "name-like": "a capital or capitals, and no word of the class `stop`: what a name is made of",
    "clitic": "an ending cut off a word: the ’s of Tuesday’s",
    "number": "a digit group that stands free: 14,000  2.5  2014",
    "amount": "a number that is no plain number from 1900 to 2099",
    "plain": "a number without separators or decimals",
    "decimal": "a number with a decimal part",
    "joined": "a digit group with letters glued behind it: the 5 of 5km",
    "tagged": "a digit group hung on letters before it: the 7 of G7, the 19 of COVID-19",
    "sign": "a plus or minus before a number that nothing stands before: the - of -5, not of 3-5 or m-1",
    "dotted": "digits in three or more dotted groups: 1.2.3  12.01.2022",
    "dotted-date": "three dotted groups that can be a day, a month and a year of four digits: 12.01.2022",
    "address": "a web or mail address",
    "year-digits": "a plain number from 1000 to 2999",
    "recent-year": "a plain number from 1900 to 2099",
    "far-year": "a plain number from 1000 to 1899 or from 2100 to 2999: a year, or as well a number",
    "day-digits": "a plain number from 1 to 31",
    "month-digits": "a plain number from 1 to 12",
    "hour-digits": "a plain number from 0 to 24",
    "minute-digits": "two plain digits from 00 to 59",
    "one-digit": "one plain digit",
    "digit-one": "the plain number 1",
    "two-digits": "two plain digits",
    "late-digits": "two plain digits from 32 to 99: no day, so a year in short",
    "three-digits": "three plain digits",
    "four-digits": "four plain digits",
    "early-clock": "four plain digits that begin with a nought and can be an hour and a minute: 0930",
    "long-digits": "seven plain digits or more",
    "divisor": "a plain number from 2 to 1000 with no nought before it: what a share in digits is of",
    "clock-decimal": "a decimal that a time of day can be written as: 17.30",
    "point-decimal": "a decimal with no digit before its point: .4",
    "grouped": "a number with separators between thousands: 14,000",
    "three-digit-decimal": "a decimal with three digits before its point: the 409.14 of 53 409.14",
    "tagged-amount": "a tagged number with thousands or two decimals: the 1,600 of N1,600, the 16.37 of R16.37",
    "joined-year": "a joined digit group from 1000 to 2999: the 1990 of 1990s",
    "joined-two-digits": "a joined group of two digits: the 90 of 90s",
    "joined-four-digits": "a joined group of four digits: the 0930 of 0930hrs",
    "joined-hour": "a joined digit group from 0 to 24: the 5 of 5pm",
    "joined-day": "a joined digit group from 1 to 31: the 3 of 3rd",
    "joined-decimal": "a joined digit group with a decimal part",
}
"""The classes that need no word list, and what they are. Rules name them like any other class."""

DIGIT_FORMS = frozenset(("number", "joined", "tagged", "dotted", "address", "digits-too-long"))
"""The forms that digits take: every digit of a text stands in a token of one of these, as the ledger needs."""


MARKS = "\"'“”‘’«»()[]{}.,;:!?…—–-*_`"
"""What stands around the words of a text."""


def bare(word: str) -> str:
    """A word without the marks around it, and without the ending of an owner."""
    return word.strip(MARKS).removesuffix("’s").removesuffix("'s")


class Token(NamedTuple):
    """`text` at `start`:`end` of its chunk, and the classes that its form gives it."""

    text: str
    start: int
    end: int
    forms: frozenset[str]


_NOTHING: frozenset[str] = frozenset()
_SAME: dict[frozenset[str], frozenset[str]] = {}
"""The sets of forms that digits have taken: some dozens, each kept once."""
_LOWER = frozenset(("word", "lower"))
_CAPS = frozenset(("word", "caps", "name-like"))
_TITLE = frozenset(("word", "title", "name-like"))
_WORD_ONLY = frozenset(("word",))
_SIGN = frozenset(("sign",))
_CLITIC = frozenset(("clitic",))
_DOTTED = frozenset(("dotted",))
_DOTTED_DATE = frozenset(("dotted", "dotted-date"))
_TAGGED = frozenset(("tagged",))
_TAGGED_AMOUNT = frozenset(("tagged", "tagged-amount"))
_ADDRESSED = frozenset(("address",))
_SIGNS = frozenset("-−+")
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?)\]]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
)
UNSEEN = "\u00ad\u2060"
"""Characters within words that nobody sees: the soft hyphen of web pages, the word joiner."""
_WORD = rf"[^\W\d_]+(?:[{UNSEEN}]+[^\W\d_]+)*"
_VULGAR = "[¼-¾⅐-⅞]"
"""A fraction in one sign is a token of its own: 2½km."""
_LONGEST_DIGITS = 400
LONGEST_PREFIX = 40
"""Letters before a digit group that are looked at, to see what it hangs on."""


class Tokeniser:
    """Cuts chunks into tokens; the separators, clitics, contractions and number prefixes are the pack's."""

    prefixes: Collection[str] = ()
    """Words that a number is no part of where it hangs on them: mid-90."""

    def __init__(
        self, groups: Collection[str], decimal: str, clitics: Collection[str], contractions: Collection[str] = ()
    ) -> None:
        g, d = f"(?:{'|'.join(map(re.escape, groups))})", re.escape(decimal)
        tails = "|".join(re.escape(clitic) for clitic in sorted(clitics, key=len, reverse=True)) or r"(?!)"
        short = "|".join(re.escape(word) for word in contractions) or r"(?!)"
        # 14,000 by thousands, 1,00,000 by the Indian grouping of two digits before the last three.
        # No number has more than twelve pairs: unbounded, a run of them would be gone through from each of its pairs.
        grouped = rf"(?:\d{{1,3}}(?:{g}\d{{3}})+|\d{{1,2}}(?:{g}\d\d){{1,12}}{g}\d{{3}})(?!\d)(?:{d}\d+)?"
        self._token = re.compile(
            rf"(?P<address>{_ADDRESS})"
            rf"|(?P<dotted>\d+(?:{d}\d+){{2,}})"
            rf"|(?P<grouped>{grouped})"
            rf"|(?P<digits>\d+(?:{d}\d+)?|(?<![\w{d}]){d}\d+)"
            rf"|(?P<clitic>(?<=[^\W\d_])(?:{tails})(?!\w))"
            rf"|(?P<word>(?:^|(?<=[^\W\d_]))(?:{short})(?!\w)|{_VULGAR}|{_WORD}(?:(?!(?:{short})(?!\w))['’](?!(?:s|S)\b){_WORD})*)"
            r"|(?P<symbol>\S)",
        )
        day = r"(?:0?[1-9]|[12]\d|3[01])"
        self._dotted_date = re.compile(rf"{day}{d}{day}{d}[12]\d\d\d|[12]\d\d\d{d}{day}{d}{day}")
        self._decimal = decimal

    def tokens(self, chunk: str) -> list[Token]:
        """The tokens of a chunk, in order; between them nothing but blanks is left out."""
        if chunk.isalpha():  # most are a word, which needs no pattern to be seen
            return [Token(chunk, 0, len(chunk), _word_forms(chunk))]
        found: list[Token] = []
        for match in self._token.finditer(chunk):
            kind, text = match.lastgroup, match[0]
            if kind == "word":
                forms = _word_forms(text)
            elif kind in ("digits", "grouped"):
                forms = self._digit_forms(chunk, match.start(), match.end(), text, kind)
            elif kind == "dotted":
                forms = _DOTTED_DATE if self._dotted_date.fullmatch(text) else _DOTTED
            elif kind == "address":
                forms = _ADDRESSED
            elif kind == "clitic":
                forms = _CLITIC
            elif text in _SIGNS and _opens(chunk, match.start(), match.end()):
                forms = _SIGN
            else:
                forms = _NOTHING
            found.append(Token(text, match.start(), match.end(), forms))
        return found

    def _digit_forms(self, chunk: str, start: int, end: int, text: str, kind: str) -> frozenset[str]:
        if self._is_tagged(chunk, start):
            amount = kind == "grouped" or len(text.partition(self._decimal)[2]) == 2
            return _TAGGED_AMOUNT if amount else _TAGGED
        joined = end < len(chunk) and (chunk[end].isalpha() or chunk[end] == "_")
        if len(text) > _LONGEST_DIGITS:
            return frozenset(("digits-too-long",))
        return _digit_forms(text, self._decimal in text, kind == "grouped", joined)

    def _is_tagged(self, chunk: str, start: int) -> bool:
        if start == 0:
            return False
        if chunk[start - 1].isalpha():
            return True
        if chunk[start - 1] != "-" or start < 2 or not chunk[start - 2].isalnum() or chunk[start - 2].isdigit():
            return False
        before = re.search(rf"{_WORD}$", chunk[max(0, start - LONGEST_PREFIX) : start - 1])
        return before is not None and before[0].lower() not in self.prefixes


def _opens(chunk: str, start: int, end: int) -> bool:
    """Whether a sign stands before something, and behind nothing that it could join to it."""
    return end < len(chunk) and (start == 0 or not (chunk[start - 1].isalnum() or chunk[start - 1] in ")]%-−–"))


def _word_forms(text: str) -> frozenset[str]:
    if text.islower():
        return _LOWER
    if text.isupper() and len(text) > 1:
        return _CAPS
    behind = text.replace("’", "'").partition("'")[2]
    return _TITLE if text[0].isupper() or behind[:1].isupper() else _WORD_ONLY


def _digit_forms(text: str, decimal: bool, grouped: bool, joined: bool) -> frozenset[str]:
    found = _found_forms(text, decimal, grouped, joined)
    return _SAME.setdefault(found, found)


def _is_clock(text: str) -> bool:
    hour, _, minute = text.partition(".")
    return len(minute) == 2 and minute.isdecimal() and hour.isdecimal() and int(hour) <= 24 and int(minute) <= 59


def _found_forms(text: str, decimal: bool, grouped: bool, joined: bool) -> frozenset[str]:
    forms = {"joined" if joined else "number"}
    if decimal:
        forms.add("joined-decimal" if joined else "decimal")
        if not joined and _is_clock(text):
            forms.add("clock-decimal")
        if not joined and not text[0].isdigit():
            forms.add("point-decimal")
        if not joined and not grouped and len(text.partition(".")[0]) == 3:
            forms.add("three-digit-decimal")
    if grouped and not joined:
        forms.add("grouped")
    if decimal or grouped:
        return frozenset(forms if joined else forms | {"amount"})
    value, length = int(text) if len(text) <= 4 else 10_000, len(text)
    found = {
        "year-digits": length == 4 and 1000 <= value <= 2999,
        "recent-year": length == 4 and 1900 <= value <= 2099,
        "far-year": length == 4 and 1000 <= value <= 2999 and not 1900 <= value <= 2099,
        "day-digits": length <= 2 and 1 <= value <= 31,
        "month-digits": length <= 2 and 1 <= value <= 12,
        "hour-digits": length <= 2 and 0 <= value <= 24,
        "minute-digits": length == 2 and value <= 59,
        "one-digit": length == 1,
        "digit-one": text == "1",
        "two-digits": length == 2,
        "late-digits": length == 2 and value >= 32,
        "three-digits": length == 3,
        "four-digits": length == 4,
        "early-clock": length == 4 and text[0] == "0" and value % 100 < 60,
        "long-digits": length >= 7,
        "divisor": 2 <= value <= 1000 and text[0] != "0",
    }
    if joined:
        names = {"year-digits": "joined-year", "two-digits": "joined-two-digits", "hour-digits": "joined-hour"}
        names |= {"day-digits": "joined-day", "four-digits": "joined-four-digits"}
        return frozenset(forms | {new for old, new in names.items() if found[old]})
    forms.update(("plain",) if found["recent-year"] else ("plain", "amount"))
    return frozenset(forms | {name for name, holds in found.items() if holds})
