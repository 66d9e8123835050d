"""A number of a draft that is one of its source miswritten, and one that is not; sentences of our own."""

from __future__ import annotations

import pytest

from figures import Extractor
from figures.consistency.compare import compare
from figures.consistency.miswriting import miswritten
from figures.table import Kind
from tests.consistency.making import figure

NUMBERS = [
    (4300, 430, 2, "a nought less"),
    (4300, 3400, 2, "digits in other order"),
    (4318, 4518, 4, "one digit of four"),
    (178, 78, 2, "a digit left out"),
    (4318, 5518, 0, "two digits of four"),
    (43, 46, 0, "one digit of two is another number"),
    (4318, 4300, 0, "rounded, and more than a digit off"),
    (0, 10, 0, "nought is of no scale"),
    (7.2, 7.6, 0, "two digits and a point"),
    (0.26, 0.56, 0, "a nought before the point is no digit"),
    (6.75, 8.75, 3, "one digit of three"),
]


@pytest.mark.parametrize(("known", "asked", "digits", "reason"), NUMBERS)
def test_how_many_digits_show_a_slip(known: float, asked: float, digits: int, reason: str) -> None:
    assert miswritten(figure(known), figure(asked)) == digits, reason


def test_a_number_of_another_unit_is_a_slip_of_no_other_kind() -> None:
    metres = figure(340, kind=Kind.MEASURE, unit="m", dimension="length", base_unit="m", base_value=340)
    miles = figure(340, kind=Kind.MEASURE, unit="[mi_i]", dimension="length", base_unit="m", base_value=547177)
    grams = figure(340, kind=Kind.MEASURE, unit="g", dimension="mass", base_unit="g", base_value=340)
    assert miswritten(metres, miles)
    assert not miswritten(metres, grams)
    assert not miswritten(metres, figure(340))


def test_two_currencies_that_may_be_one_are_no_slip() -> None:
    dollars, other, pounds = (figure(46, kind=Kind.MONEY, unit=unit) for unit in ("USD", "AUD", "GBP"))
    assert not miswritten(dollars, other)
    assert miswritten(dollars, pounds)


MILL = (
    "Larch Mills of Tolver sold 4,318 looms last year, after 3,960 in the year before. Its takings came to $76.4 "
    "million. The oldest hall is 310 metres long. Fewer than 60 of its hands live in Corve. The offer is for rises of "
    "2% to 4% over 18 months. Since 1987 it has paid for a school."
)
CASES = [
    ("In 2021 the mill delivered 4,138 looms to buyers.", "4,138 looms", "conflict", "digits in other order"),
    ("The weavers of Larch took in $7.64 million.", "$7.64 million", "conflict", "another scale"),
    ("The weavers of Larch took in £76.4 million.", "£76.4 million", "conflict", "another currency"),
    ("One hall runs to 310 kilometres.", "310 kilometres", "conflict", "another unit"),
    ("More than 60 workers of the mill live in Corve.", "More than 60 workers", "conflict", "a bound turned round"),
    ("Fewer than 60 workers of the mill live in Corve.", "Fewer than 60 workers", "consistent", "the bound as it is"),
    ("The hands are offered 3% to 5% more.", "3% to 5%", "conflict", "each range has what the other has not"),
    ("It has paid for a school since 1978.", "since 1978", "conflict", "a stretch that begins in another year"),
    ("It has paid for a school since 1987.", "since 1987", "consistent", "the same stretch"),
    ("More than 4,300 looms were sold.", "More than 4,300 looms", "consistent", "a bound that holds it"),
    ("Sales rose by 358 looms.", "358 looms", "unknown", "what two of the source differ by"),
]


@pytest.mark.parametrize(("draft", "text", "verdict", "reason"), CASES)
def test_a_slip_is_in_conflict(draft: str, text: str, verdict: str, reason: str, extractor: Extractor) -> None:
    found = {item.figure.text: (item.verdict, item.reason) for item in compare(MILL, draft, extractor=extractor).items}
    assert found[text][0] == verdict, (reason, found)
