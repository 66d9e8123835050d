"""What is lent: kept from call to call, never with two users at once, and not after a failure."""

from __future__ import annotations

import pytest

import figures
from figures.extraction import lent
from figures.lending import KEPT, Lender


def test_what_was_given_back_is_lent_again() -> None:
    lender = Lender(lambda key: [key])
    with lender.lend("a") as first:
        pass
    with lender.lend("a") as again, lender.lend("b") as other:
        assert again is first
        assert other is not first


def test_two_users_at_once_share_nothing() -> None:
    lender = Lender(lambda key: [key])
    with lender.lend("a") as one, lender.lend("a") as two:
        assert one is not two


def test_what_failed_is_made_anew() -> None:
    lender = Lender(lambda key: [key])
    with pytest.raises(KeyboardInterrupt), lender.lend("a") as failed:
        raise KeyboardInterrupt
    with lender.lend("a") as anew:
        assert anew is not failed


def test_only_the_last_few_are_kept() -> None:
    made = []
    lender = Lender(lambda key: made.append(key) or [key])
    for key in [*range(KEPT + 1), 0]:
        with lender.lend(key):
            pass
    assert made == [*range(KEPT + 1), 0]


def test_calls_with_the_same_settings_share_an_extractor_and_give_the_same_rows() -> None:
    text = "The blast killed 12 people and hurt 30."
    first = list(figures.extract(text))
    with lent() as one:
        pass
    with lent() as two, lent(currency="CAD") as other:
        assert one is two
        assert other is not one
    assert list(figures.extract(text)) == first
