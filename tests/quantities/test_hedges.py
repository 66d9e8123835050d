"""Every hedge of the pack, put beside a number, reads to the bound that the pack gives it: none is dropped."""

from __future__ import annotations

import pytest

from figures import Document, Extractor, Figure, Grammar

GRAMMAR = Grammar.load()

# bound → is 40 the low, is 40 the high, and is the bound itself included
SIDES = {
    "eq": (40, 40, True),
    "approx": (None, None, False),
    "gt": (40, None, False),
    "ge": (40, None, True),
    "lt": (None, 40, False),
    "le": (None, 40, True),
}


def lemmas(word_class: str) -> list[str]:
    return sorted({word.lemma for word in GRAMMAR.lexicon.entries(word_class).values()})


def stated(extractor: Extractor, text: str) -> Figure:
    (row,) = (Figure._make(row) for row in extractor.document(Document("a", text)).figures)
    return row


def check(row: Figure, text: str, hedge: str, bound: str, near: bool) -> None:
    low, high, closed = SIDES[bound]
    assert row.text == text
    assert (row.modifier or "").lower() == hedge
    assert (row.bound, row.near) == (bound, near)
    assert (row.value, row.low, row.high) == (40, low, high), "the number itself is kept, and no bound is made up"
    assert (row.low_closed, row.high_closed) == (closed and low is not None, closed and high is not None)


@pytest.mark.parametrize("hedge", lemmas("hedge"))
@pytest.mark.parametrize("what", ["40 soldiers", "$40", "40%", "40 kilometres", "40 hours"])
def test_before(extractor: Extractor, grammar: Grammar, hedge: str, what: str) -> None:
    meaning = grammar.lexicon.entries("hedge")[hedge].meaning
    for text in (f"{hedge} {what}", f"{hedge.capitalize()} {what}"):
        check(stated(extractor, text), text, hedge, meaning["bound"], bool(meaning.get("near")))


@pytest.mark.parametrize("hedge", lemmas("after-hedge"))
def test_after(extractor: Extractor, grammar: Grammar, hedge: str) -> None:
    meaning = grammar.lexicon.entries("after-hedge")[hedge].meaning
    text = f"40{'' if hedge == '+' else ' '}{hedge} soldiers"
    check(stated(extractor, text), text, hedge, meaning["bound"], bool(meaning.get("near")))


@pytest.mark.parametrize("hedge", lemmas("after-suffix"))
def test_suffix(extractor: Extractor, grammar: Grammar, hedge: str) -> None:
    meaning = grammar.lexicon.entries("after-suffix")[hedge].meaning
    text = f"40-{hedge} soldiers"
    check(stated(extractor, text), text, hedge, meaning["bound"], bool(meaning.get("near")))


# stacked hedges → bound and near, and why
STACKED = {
    "at least some": ("ge", True, "the firmer one bounds"),
    "some": ("approx", True, "one alone"),
    "just about": ("approx", True, "just says nothing about the bound"),
    "reportedly more than": ("gt", False, "reportedly says nothing about the bound"),
}


@pytest.mark.parametrize("hedges", STACKED)
def test_stacked(extractor: Extractor, hedges: str) -> None:
    bound, near, reason = STACKED[hedges]
    row = stated(extractor, f"{hedges} 40 soldiers")
    assert (row.bound, row.near, row.text) == (bound, near, f"{hedges} 40 soldiers"), reason


# text → (value, low, high, bound), and why
RANGES = {
    "between 60 and 70 soldiers": (60, 70, "both ends"),
    "60 to 70 soldiers": (60, 70, "both ends"),
    "60-70 soldiers": (60, 70, "a hyphen"),
    "60–70 soldiers": (60, 70, "a dash"),
    "from 60 to 70 soldiers": (60, 70, "from belongs to it"),
    "two or three soldiers": (2, 3, "or"),
    "2,000 to 3,000 soldiers": (2000, 3000, "not years"),
    "2000 to 3000 soldiers": (2000, 3000, "not years either: soldiers are counted"),
    "1.5 to 2 million soldiers": (1_500_000, 2_000_000, "the scale holds for both"),
    "$1.5-2 million": (1_500_000, 2_000_000, "the scale holds for both"),
}


def test_a_range_whose_ends_are_of_different_scales(extractor: Extractor) -> None:
    row = stated(extractor, "500,000 to 2 million soldiers")
    assert (row.low, row.high) == (500_000, 2_000_000)


def test_up_to_a_range_states_no_floor(extractor: Extractor) -> None:
    row = stated(extractor, "up to 30 or 40 soldiers")
    assert (row.low, row.high) == (None, 40)


def test_a_hedge_belongs_to_the_mention_of_a_share(extractor: Extractor) -> None:
    assert stated(extractor, "nearly a third of the members").text == "nearly a third"


@pytest.mark.parametrize("text", RANGES)
def test_ranges_are_never_averaged(extractor: Extractor, text: str) -> None:
    low, high, reason = RANGES[text]
    row = stated(extractor, text)
    assert (row.text, row.value, row.low, row.high, row.bound) == (text, None, low, high, "range"), reason
    assert row.low_closed and row.high_closed
