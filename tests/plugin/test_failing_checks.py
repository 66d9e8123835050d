"""Each kind of check that fails says so in a small report, whose first line has both values and both places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import figures
from figures.table import Table

FILES = {
    "bad.md": "Floods came. The landslide killed 19 people in the lower town. It took 31 bridges.",
    "open.md": "The reservoir above Orrin holds 92,000 litres.",
    "rounded.md": "They rebuilt 1,000 metres of road.",
    "converted.md": "They rebuilt 1.2 km of road.",
    "odd.txt": "It was quiet on 29 February 2023, and on 31 April.",
}
"""Further texts, for the cases that name them."""

HEAD = '[suite]\nsources = ["valley.txt", "wire.txt", "radio.txt"]\n'

# name of the golden: the check, and what the first line must hold
CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "claim": (
        """
        [[claim]]
        document = "valley.txt"
        text = "more than 90,000 litres"
        expect = { low = 80000, bound = "eq", noun = "null" }
        """,
        ("low=90000 (valley.txt:1)", "low=80000 (desk.figures.toml:6)"),
    ),
    "claim-not-there": (
        """
        [[claim]]
        document = "radio.txt"
        text = "15 people"
        expect = { value = 15 }
        """,
        ('"15 people" (desk.figures.toml:5)', "(radio.txt)"),
    ),
    "claim-not-read": (
        """
        [[claim]]
        document = "wire.txt"
        text = "lower town"
        expect = { value = 1 }
        """,
        ('"lower town" (wire.txt:1)', "no figure (desk.figures.toml:5)"),
    ),
    "agree": (
        """
        [[agree]]
        noun = "person"
        event = "killed"
        """,
        ("14 people (valley.txt:2)", "17 people (wire.txt:1)"),
    ),
    "agree-tolerance": (
        """
        [[agree]]
        noun = "person"
        event = "killed"
        tolerance = 0.05
        """,
        ("14 people (valley.txt:2)", "17 people (wire.txt:1)"),
    ),
    "agree-too-few": (
        """
        [[agree]]
        unit = "m"
        words = ["road"]
        min_sources = 2
        """,
        ("1 source", "wire.txt:2", "2 asked for (desk.figures.toml:6)"),
    ),
    "agree-nobody": (
        """
        [[agree]]
        noun = "bridge"
        """,
        ("no figure (3 sources)", 'noun = "bridge" (desk.figures.toml:3)'),
    ),
    "agree-no-majority": (
        """
        [[agree]]
        noun = "person"
        event = "killed"
        words = ["town"]
        reconcile = "majority"
        """,
        ("14 people (valley.txt:2)", "17 people (wire.txt:1)"),
    ),
    "agree-no-priority": (
        """
        [[agree]]
        noun = "person"
        event = "killed"
        reconcile = "priority"
        priority = ["Harbour Wire"]
        """,
        ("14 people (valley.txt:2)", "Harbour Wire (desk.figures.toml:7)"),
    ),
    "sum": (
        """
        [[sum]]
        document = "valley.txt"
        total = "14 people"
        parts = ["nine men", "nine men"]
        """,
        ("14 people (valley.txt:2)", "9 + 9 = 18 (valley.txt:2)"),
    ),
    "sum-of-other-things": (
        """
        [[sum]]
        document = "valley.txt"
        total = "14 people"
        parts = ["nine men", "62 metres"]
        """,
        ("62 metres (valley.txt:4)", "14 people (valley.txt:2)"),
    ),
    "share": (
        """
        [[share]]
        document = "valley.txt"
        share = "25 percent"
        part = "five women"
        whole = "14 people"
        """,
        ("25 percent (valley.txt:3)", "(valley.txt:2)"),
    ),
    "share-of-no-share": (
        """
        [[share]]
        document = "valley.txt"
        share = "50 houses"
        part = "five women"
        whole = "14 people"
        """,
        ("50 houses (valley.txt:3)", "(desk.figures.toml:3)"),
    ),
    "change": (
        """
        [[change]]
        document = "valley.txt"
        change = "25 percent"
        from = "41 metres"
        to = "62 metres"
        """,
        ("25 percent (valley.txt:3)", "41 to 62 = ", "(valley.txt:4)"),
    ),
    "support": (
        """
        [[support]]
        draft = "bad.md"
        """,
        ("19 people (bad.md:1)", "17 people (wire.txt:1)"),
    ),
    "support-left-open": (
        """
        [[support]]
        draft = "open.md"
        """,
        ("92,000 litres (open.md:1)", "more than 90,000 litres (valley.txt:1)"),
    ),
    "support-no-rounding": (
        """
        [[support]]
        draft = "rounded.md"
        allow = ["conversion"]
        """,
        ("1,000 metres of road (rounded.md:1)", "1,200 metres of road (wire.txt:2)"),
    ),
    "support-no-conversion": (
        """
        [[support]]
        draft = "converted.md"
        allow = ["rounding"]
        """,
        ("1.2 km of road (converted.md:1)", "1,200 metres of … (wire.txt:2)"),
    ),
    "table": (
        """
        [[table]]
        path = "figures.csv"
        """,
        ("low 30.0, high 20.0 (figures.csv:3)", "low-high (desk.figures.toml:4)"),
    ),
    "coverage": (
        """
        [coverage]
        unparsed = 0
        """,
        ("unparsed", "odd.txt:1", "0.00% allowed (desk.figures.toml:4)"),
    ),
}


def broken_table(path: Path) -> None:
    """A table whose second row has its bounds the wrong way round."""
    rows = list(figures.extract("Between 5 and 10 men met between 20 and 30 women."))
    rows[1] = rows[1]._replace(low=30.0, high=20.0)
    Table.from_rows(figures.Figure, rows).to_csv(path)


@pytest.mark.parametrize("name", CASES)
def test_the_report_says_it_all(
    name: str,
    desk: pytest.Pytester,
    failures: Callable[..., dict[str, str]],
    golden: Callable[[str, str], None],
) -> None:
    check, expected = CASES[name]
    for file, text in FILES.items():
        (desk.path / file).write_text(text, encoding="utf-8")
    broken_table(desk.path / "figures.csv")
    lines = "\n".join(line.strip() for line in check.strip().splitlines())
    head = HEAD.replace("wire.txt", "odd.txt") if name == "coverage" else HEAD
    (report,) = failures(f"{head}{lines}\n", *(["-k", "low-high"] if name == "table" else [])).values()
    first = report.partition("\n")[0]
    assert all(part in first[:80] for part in expected), first
    assert len(first) <= 80
    golden(f"plugin/{name}.txt", report + "\n")
