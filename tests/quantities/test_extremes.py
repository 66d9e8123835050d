"""Numbers too large, too small or too strange end as a clear reading, or as numerals that the ledger calls unparsed."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from figures import Document, Extractor, Figure

# text → the values read, and why
EXTREMES = {
    "1e999999999 soldiers": ([], "larger than any number that is read"),
    "1e400 soldiers": ([], "larger than a float holds"),
    "1e-400 soldiers": ([], "nearer to nought than a float holds"),
    "10^10^10 soldiers": ([], "a tower of powers"),
    "10^999999 soldiers": ([], "too large a power"),
    "2^-9999 soldiers": ([], "too small a power"),
    "9e305 kilometres": ([], "too large once it is in metres"),
    "5 ± 1e400 soldiers": ([], "an error without measure"),
    "10^6 soldiers": (["1000000"], "a power that is read"),
    "10⁻³ metres": (["0.001"], "a small one, in superscripts"),
    "1e300 soldiers": (["1" + "0" * 300], "the largest of these that fits"),
    "£500 – £20": (["500", "20"], "no range: two sums"),
    "more than 40 and less than 10": (["40", "10"], "no range: two bounds"),
    "5000 or less than 5000": (["5000", "5000"], "the same"),
}


def read(extractor: Extractor, text: str) -> tuple[list[Figure], list[tuple[object, ...]]]:
    found = extractor.document(Document("a", text))
    return [Figure._make(row) for row in found.figures], found.ledger


@pytest.mark.parametrize("text", EXTREMES)
def test_extremes(extractor: Extractor, text: str) -> None:
    values, reason = EXTREMES[text]
    rows, ledger = read(extractor, text)
    assert [row.value_text for row in rows] == values, reason
    for row in rows:
        assert all(math.isfinite(number) for number in (row.value, row.low, row.high) if number is not None)
    if not values:
        assert "unparsed" in {str(numeral[4]) for numeral in ledger}, "said, not dropped"


@pytest.mark.parametrize("digits", [400, 401, 10_000])
def test_very_many_digits(extractor: Extractor, digits: int) -> None:
    for text in (
        "7" * digits,
        "7" * digits + " soldiers",
        "7" * digits + "." + "7" * digits,
        "0." + "0" * digits + "1",
    ):
        rows, ledger = read(extractor, text)
        assert rows == []
        assert {str(numeral[4]) for numeral in ledger} == {"unparsed"}


def test_very_many_hedges_words_and_powers_end(extractor: Extractor) -> None:
    for piece in (
        "about ",
        "million ",
        "one hundred and ",
        "10^",
        "5 – 4 – ",
        "more than 5 and less than 4 ",
        "mg L−1 · ",
    ):
        rows, _ = read(extractor, piece * 400 + "7")
        assert all(row.value is None or math.isfinite(row.value) for row in rows)
        assert all(left.end <= right.start for left, right in pairwise(rows)), "in order, and apart"
