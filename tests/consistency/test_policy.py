"""Policies: the four that are named, files of one's own, and what is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from figures.consistency.policy import NAMES, load
from figures.errors import UsageError

DOCS = Path(__file__).resolve().parents[2] / "docs" / "checking.md"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_the_policies_hold(name: str) -> None:
    policy = load(name)
    rows = re.findall(r"^\| `(\w+)`: .*?\| (.*) \|$", DOCS.read_text(encoding="utf-8"), re.M)
    told = {key: dict(zip(NAMES, cells.split(" | "), strict=True))[name] for key, cells in rows}
    assert told == {key: str(getattr(policy, key)).lower().removesuffix(".0") for key in told}
    assert len(told) == 6


def test_a_file_gives_what_differs_from_news(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text("near_share = 0.2\n", encoding="utf-8")
    policy = load(file)
    assert (policy.name, policy.near_share, policy.best) == ("desk", 0.2, load("news").best)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("near = 1", "knows no key 'near'"),
        ('best = "mean"', "best is 'mean'; it is majority or lowest or range"),
        ("near_share = -1", "near_share is -1; it is a number, 0 or more"),
        ("bounds_touch = 1", "bounds_touch is 1; it is true or false"),
        ("near_share = ", "is no TOML"),
    ],
)
def test_a_mistake_in_a_file_is_told(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(said)):
        load(file)


def test_a_policy_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="did you mean strict"):
        load("strickt")
    with pytest.raises(UsageError, match=r"none\.toml: cannot be read"):
        load("none.toml")


@pytest.mark.parametrize(
    ("value", "precision", "reach"),
    [(300.0, 100.0, 100.0), (340.0, 10.0, 34.0), (0.0, 1.0, 1.0), (8.0, None, 0.8)],
)
def test_near_reaches_a_tenth_or_a_place(value: float, precision: float | None, reach: float) -> None:
    assert load("news").reach(value, precision) == pytest.approx(reach)
