"""`figures.compare`: what of a second text the first supports, contradicts or does not state; sentences of our own."""

from __future__ import annotations

import pytest

from figures import Extractor
from figures.consistency.compare import compare

CASES = [
    ("The fire at Oakley killed 12 people.", "The fire killed 12 people.", "consistent", "the same"),
    ("The fire at Oakley killed 12 people.", "The fire killed more than 10 people.", "consistent", "inside"),
    ("The fire at Oakley killed 12 people.", "The fire killed 15 people.", "conflict", "no value fits both"),
    ("The fire at Oakley killed 12 people.", "The fire did not kill 12 people.", "unknown", "a denial"),
    ("Larkspur is a 2005 American film.", "Larkspur is a 2005 Norwegian film.", "unknown", "another name"),
    (
        "Ann Lee signed with Delmar Records in 2005.",
        "Lee signed with Corvo Records in 2005.",
        "unknown",
        "another name",
    ),
    (
        "The band sold 40,000 copies in the United States.",
        "The band sold 40,000 copies in the US.",
        "consistent",
        "initials",
    ),
    ("The game runs on Orbit 7.", "The game runs on Orbit 8.", "unknown", "a number in a name"),
    ("The bridge opened on 12 May 2016.", "The bridge opened on 12 May.", "consistent", "no year said"),
    (
        "There were 900 cases and 40 deaths.",
        "The city had more than 50 deaths.",
        "conflict",
        "the only one of its noun",
    ),
    (
        "As of June 2018 the rate was 14 percent.",
        "As of October 2018 the rate was 21 percent.",
        "unknown",
        "as of other days",
    ),
    (
        "Sales will be between $90 million and $100 million.",
        "Sales within the range of $90 million and $100 million are expected.",
        "consistent",
        "both ends of a range",
    ),
]


@pytest.mark.parametrize(("premise", "hypothesis", "verdict", "reason"), CASES)
def test_of_a_second_text(premise: str, hypothesis: str, verdict: str, reason: str, extractor: Extractor) -> None:
    found = compare(premise, hypothesis, extractor=extractor)
    assert found.verdict == verdict, (reason, [(item.figure.text, item.reason) for item in found.items])
