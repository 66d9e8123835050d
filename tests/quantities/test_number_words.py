"""A number spelled, grouped, scaled or fractional reads back as itself. The speller here knows nothing of the pack."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures import Extractor, Figure, Grammar
from figures.documents import Document
from figures.quantities.numbers import decimal_text, number

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")


def below_thousand(value: int, joiner: str, hyphen: str) -> str:
    hundreds, rest = divmod(value, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest or not hundreds:
        small = ONES[rest] if rest < 20 else TENS[rest // 10 - 2] + (hyphen + ONES[rest % 10] if rest % 10 else "")
        words.append(small)
    return joiner.join(words)


def spelled(value: int, *, with_and: bool = False, comma: bool = False, hyphen: str = "-") -> str:
    """English words for 0 ≤ value < 10^21."""
    joiner = " and " if with_and else " "
    groups = []
    for scale in SCALES:
        value, group = divmod(value, 1000)
        if group or (not value and not groups):
            groups.append((scale, group))
        if not value:
            break
    groups.reverse()
    words = [f"{below_thousand(group, joiner, hyphen)} {scale}".strip() for scale, group in groups]
    last = groups[-1]
    if comma and len(groups) > 1 and last[0] == "" and last[1] < 100:  # nobody writes one million, five
        return ", ".join(words[:-1]) + " and " + words[-1]
    if with_and and len(groups) > 1 and last[0] == "" and last[1] < 100:  # one thousand and five
        return (", " if comma else " ").join(words[:-1]) + " and " + words[-1]
    return (", " if comma else " ").join(words)


def test_the_speller_itself() -> None:
    assert spelled(0) == "zero"
    assert spelled(1_000_000) == "one million"
    assert spelled(2_345_067, with_and=True) == "two million three hundred and forty-five thousand and sixty-seven"
    assert spelled(1_234_567, comma=True, hyphen=" ") == (
        "one million, two hundred thirty four thousand, five hundred sixty seven"
    )


# Of every length alike, with round ones among them: a uniform draw would hardly ever be short.
WHOLES = st.one_of(
    st.integers(0, 20).flatmap(lambda digits: st.integers(0, 10**digits)),
    st.tuples(st.integers(1, 999), st.integers(0, 18)).map(lambda pair: pair[0] * 10 ** pair[1]),
    st.lists(st.sampled_from([0, 0, 1, 5, 12, 20, 99, 100, 101, 999]), min_size=1, max_size=7).map(
        lambda groups: sum(group * 1000**place for place, group in enumerate(groups))
    ),
).filter(lambda value: value < 10**21)  # fmt: skip


def rows(extractor: Extractor, text: str) -> list[Figure]:
    return [Figure._make(row) for row in extractor.document(Document("a", text)).figures]


def read_as(extractor: Extractor, text: str) -> list[tuple[str, str | None]]:
    return [(row.text, row.value_text) for row in rows(extractor, text)]


@given(value=WHOLES, with_and=st.booleans(), hyphen=st.sampled_from(["-", " "]))
@example(value=10**21 - 1, with_and=True, hyphen="-")
@example(value=0, with_and=False, hyphen="-")
def test_number_words_compose(grammar: Grammar, value: int, with_and: bool, hyphen: str) -> None:
    found = number(spelled(value, with_and=with_and, hyphen=hyphen), grammar)
    assert found is not None
    assert found.value == value


@given(
    value=WHOLES.filter(lambda value: value != 1),  # one alone is a pronoun until a noun follows
    with_and=st.booleans(),
    hyphen=st.sampled_from(["-", " "]),
    case=st.sampled_from([str.lower, str.capitalize, str.upper]),
)
@example(value=10**21 - 1, with_and=True, hyphen="-", case=str.lower)
def test_a_spelled_number_reads_back(
    extractor: Extractor, value: int, with_and: bool, hyphen: str, case: object
) -> None:
    assert callable(case)
    text = case(f"{spelled(value, with_and=with_and, hyphen=hyphen)} soldiers")
    assert read_as(extractor, text) == [(text, str(value))]


@given(value=WHOLES.filter(lambda value: value > 1000), with_and=st.booleans())
@example(value=1_234_567, with_and=False)
def test_a_number_spelled_with_commas_reads_back(extractor: Extractor, value: int, with_and: bool) -> None:
    text = f"{spelled(value, with_and=with_and, comma=True)} soldiers"
    assert read_as(extractor, text) == [(text, str(value))]


@given(WHOLES)
def test_digits_read_back(extractor: Extractor, value: int) -> None:
    for digits in (f"{value:,}", str(value)):
        assert read_as(extractor, f"{digits} soldiers") == [(f"{digits} soldiers", str(value))]


@given(whole=st.integers(0, 10**9), part=st.text("0123456789", min_size=1, max_size=9))
def test_decimals_read_back_exactly(extractor: Extractor, whole: int, part: str) -> None:
    for text in (f"{whole:,}.{part} kilometres", f"{whole}.{part} kilometres"):
        (row,) = rows(extractor, text)
        assert (row.text, row.unit) == (text, "km")
        assert Fraction(row.value_text or "x") == Fraction(f"{whole}.{part}")
        assert row.precision == float(Fraction(1, 10 ** len(part)))


POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "bn": 9, "k": 3, "m": 6, "tn": 12}


@given(
    digits=st.decimals("0.001", "999.999", places=3).map(lambda value: f"{value.normalize():f}"),
    scale=st.sampled_from(sorted(POWERS)),
)
def test_scaled_amounts_read_back_exactly(extractor: Extractor, digits: str, scale: str) -> None:
    for text in (f"${digits} {scale}", f"${digits}{scale}"):
        if len(scale) > 2 and text.endswith(digits + scale):
            continue  # nobody writes 5million
        if len(scale) <= 2 and " " in text:
            continue
        (row,) = rows(extractor, text)
        assert (row.text, row.unit) == (text, "USD")
        assert Fraction(row.value_text or "x") == Fraction(digits) * 10 ** POWERS[scale]


# phrase → exact value, and why it is here
PHRASES = {
    "a hundred soldiers": ("100", "the article is one"),
    "a hundred and five soldiers": ("105", "and joins"),
    "eleven hundred soldiers": ("1100", "hundreds above ten"),
    "two dozen soldiers": ("24", "dozens multiply"),
    "half a million soldiers": ("500000", "a fraction of a scale"),
    "a million and a half soldiers": ("1500000", "the half is of the million"),
    "two and a half million soldiers": ("2500000", "the half is of one, then scaled"),
    "2½ million soldiers": ("2500000", "a fraction of one character"),
    "1.5 million soldiers": ("1500000", "decimal and scale"),
    "two hundred thousand soldiers": ("200000", "hundred before a scale"),
    "three crore soldiers": ("30000000", "South Asian scales"),
    "5 lakh soldiers": ("500000", "South Asian scales"),
    "0 soldiers": ("0", "nought is a number"),
    "007 soldiers": ("7", "noughts in front say nothing"),
    "one thousand million soldiers": ("1000000000", "scales multiply"),
    "three lakh crore rupees": ("3000000000000", "South Asian scales multiply too"),
    "2 million, 300 thousand soldiers": ("2300000", "a comma between scales"),
    "three million and a half soldiers": ("3500000", "half of the last scale"),
    "1,00,000 soldiers": ("100000", "Indian grouping"),
    "14 000 soldiers": ("14000", "grouping by blanks"),
    "three-quarters of a million soldiers": ("750000", "a fraction of a scale in words"),
    "1/2 mile": ("0.5", "a fraction in digits"),
    "2 1/2 years": ("2.5", "a mixed number in digits"),
    "$110-million": ("110000000", "a hyphen before the scale"),
    "minus 5 degrees": ("-5", "the sign in words"),
    "two point five million soldiers": ("2500000", "a spoken point"),
    "1.2e6 soldiers": ("1200000", "an exponent"),
    "3×10^5 soldiers": ("300000", "a power of ten"),
}


@pytest.mark.parametrize("text", PHRASES)
def test_phrases(extractor: Extractor, text: str) -> None:
    value, reason = PHRASES[text]
    assert read_as(extractor, text) == [(text, value)], reason


@pytest.mark.parametrize("unit", ["parsecs", "centuries"])
def test_what_is_too_large_to_convert_is_no_error(extractor: Extractor, unit: str) -> None:
    rows(extractor, f"1{'0' * 299} {unit}")


# text → (value_text, precision): what rounding the words may hide
PRECISIONS = {
    "100,000 soldiers": 100_000,
    "14,300 soldiers": 100,
    "12 soldiers": 1,
    "12.5 kilometres": 0.1,
    "12.50 kilometres": 0.01,
    "$2.5 billion": 100_000_000,
    "$2.50 billion": 10_000_000,
    "two million soldiers": 1_000_000,
    "twenty-five soldiers": 1,
    "0 soldiers": 1,
}


@pytest.mark.parametrize("text", PRECISIONS)
def test_precision_is_the_place_of_the_last_digit(extractor: Extractor, text: str) -> None:
    assert [row.precision for row in rows(extractor, text)] == [PRECISIONS[text]]


@given(st.fractions(max_denominator=10**6))
@example(Fraction(-1, 8))
@example(Fraction(1, 3))
@example(Fraction(10**30))
def test_decimal_text_is_exact(value: Fraction) -> None:
    assert Fraction(decimal_text(value)) == value


@given(st.integers(-(10**30), 10**30), st.integers(0, 30))
def test_decimal_text_is_a_plain_decimal_where_one_ends(digits: int, places: int) -> None:
    text = decimal_text(Fraction(digits, 10**places))
    assert "/" not in text and "e" not in text.lower()
    assert not ("." in text and text.endswith("0")), "no noughts at the end"
    assert text.lstrip("-").startswith("0.") or not text.lstrip("-").startswith("0") or text == "0"


@given(st.fractions(max_denominator=10**4))
def test_decimal_text_is_a_fraction_only_where_no_decimal_ends(value: Fraction) -> None:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    assert ("/" in decimal_text(value)) == (rest != 1)
