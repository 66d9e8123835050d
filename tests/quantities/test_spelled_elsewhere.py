"""Numbers as num2words spells them read back exactly: cardinals, ordinals, decimals, Indian scales, money."""

from __future__ import annotations

import warnings
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures import Document, Extractor, Figure


def spelled(value: object, **options: str) -> str:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="num2words")
        from num2words import num2words

        return str(num2words(value, **options))


def rows(extractor: Extractor, text: str) -> list[Figure]:
    return [Figure._make(row) for row in extractor.document(Document("a", text)).figures]


def read_as(extractor: Extractor, text: str) -> list[tuple[str, str | None]]:
    return [(row.text, row.value_text) for row in rows(extractor, text)]


# Of every length alike up to the scales that may follow one another (nine beyond the quintillion), and round numbers of
# every scale that has a name. One alone is a pronoun.
WHOLES = st.one_of(
    st.integers(1, 47).flatmap(lambda digits: st.integers(2, 10**digits)),
    st.tuples(st.integers(1, 999), st.integers(1, 100)).map(lambda pair: pair[0] * 1000 ** pair[1]),
    st.tuples(st.integers(1, 999), st.integers(2, 100), st.integers(1, 999)).map(
        lambda parts: parts[0] * 1000 ** parts[1] + parts[2]
    ),
)


@given(WHOLES)
@example(10**303)
@example(10**48 - 1)
@example(110)
def test_cardinals(extractor: Extractor, value: int) -> None:
    text = spelled(value)
    assert read_as(extractor, text) == [(text, str(value))]


@given(WHOLES, st.integers(1, 999))
def test_below_nought(extractor: Extractor, value: int, tail: int) -> None:
    text = spelled(-value - tail)
    assert read_as(extractor, text) == [(text, str(-value - tail))]


@given(st.integers(2, 10**9 - 1))
@example(12_34_567)
def test_lakh_and_crore(extractor: Extractor, value: int) -> None:
    text = spelled(value, lang="en_IN")
    assert read_as(extractor, text) == [(text, str(value))]


# num2words goes by floats: it spells 137,438,953,472.102 as `point one zero one`.
@given(st.integers(0, 10**9), st.text("0123456789", min_size=1, max_size=4).filter(lambda part: part[-1] != "0"))
@example(0, "5")
def test_decimals(extractor: Extractor, whole: int, part: str) -> None:
    text = spelled(f"{whole}.{part}")
    (row,) = rows(extractor, text)
    assert row.text == text
    assert Fraction(row.value_text or "x") == Fraction(f"{whole}.{part}")


@given(st.integers(1, 15).flatmap(lambda digits: st.integers(2, 10**digits)))
@example(200)
@example(1_000_142)
@example(64_800)
def test_ordinals(extractor: Extractor, value: int) -> None:
    text = f"the {spelled(value, to='ordinal')}"
    assert read_as(extractor, f"it was {text}") == [(text.removeprefix("the "), str(value))]


@pytest.mark.parametrize("currency", ["USD", "EUR", "GBP", "INR", "RUB", "PLN"])
@given(whole=st.integers(2, 10**9), cents=st.integers(2, 99))
def test_money(extractor: Extractor, currency: str, whole: int, cents: int) -> None:
    text = spelled(f"{whole}.{cents:02}", to="currency", currency=currency)
    (row,) = rows(extractor, text)
    assert (row.text, row.unit) == (text, currency)
    assert Fraction(row.value_text or "x") == Fraction(whole * 100 + cents, 100)
