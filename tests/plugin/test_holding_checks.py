"""Checks that hold, each for a reason of its own; and what marks of a suite do to those that do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import figures

HEAD = '[suite]\nsources = ["valley.txt", "wire.txt", "radio.txt"]\n'
CHECKS = {
    "a bound is read as a bound": """
        [[claim]]
        document = "valley.txt"
        text = "more than 90,000 litres"
        expect = { low = 90000, high = "null", bound = "gt", unit = "L", near = false }
        """,
    "a date is a date": """
        [[claim]]
        document = "valley.txt"
        text = "Tuesday"
        expect = { kind = "date" }
        """,
    "the words stand inside a figure": """
        [[claim]]
        document = "valley.txt"
        text = "90,000 litres"
        expect = { low = 90000 }
        """,
    "one of several agrees": """
        [[agree]]
        noun = "person"
        tolerance = 0.25
        min_sources = 3
        """,
    "two of three are a majority": """
        [[agree]]
        noun = "person"
        reconcile = "majority"
        """,
    "a unit brings those that convert to it": """
        [[agree]]
        unit = "m"
        words = ["rebuilt"]
        min_sources = 1
        """,
    "parts add up": """
        [[sum]]
        document = "valley.txt"
        total = "14 people"
        parts = ["nine men", "five women"]
        """,
    "a sum within its tolerance": """
        [[sum]]
        document = "valley.txt"
        total = "14 people"
        parts = ["nine men", "nine men"]
        tolerance = 0.3
        """,
    "a share follows": """
        [[share]]
        document = "valley.txt"
        share = "25 percent"
        part = "50 houses"
        whole = "200 houses"
        """,
    "a change follows, of both ends of a range": """
        [[change]]
        document = "valley.txt"
        change = "51 per cent"
        from = "41 metres"
        to = "62 metres"
        """,
    "a draft that repeats its sources": """
        [[support]]
        draft = "draft.md"
        """,
    "all numerals are read": """
        [coverage]
        unparsed = 0
        """,
}


@pytest.mark.parametrize("check", CHECKS.values(), ids=[name.replace(" ", "-") for name in CHECKS])
def test_it_holds(check: str, failures: Callable[..., dict[str, str]]) -> None:
    lines = "\n".join(line.strip() for line in check.strip().splitlines())
    assert failures(f"{HEAD}{lines}\n") == {}


GROWING = """
[suite]
sources = ["*.day.txt"]
[[agree]]
id = "toll"
noun = "person"
monotone = true
"""


@pytest.mark.parametrize(
    ("monday", "tuesday", "holds"),
    [
        ("12 people", "15 people", True),
        ("12 people", "12 people", True),
        ("at least 12 people", "more than 10 people", True),
        ("15 people", "12 people", False),
        ("more than 15 people", "12 people", False),
    ],
)
def test_what_grows_may_differ_by_day_and_never_shrinks(
    monday: str, tuesday: str, holds: bool, desk: pytest.Pytester
) -> None:
    for name, day, said in (("1.day.txt", "2024-03-04", monday), ("2.day.txt", "2024-03-05", tuesday)):
        (desk.path / name).write_text(f"---\npublished: {day}\n---\nThe landslide killed {said}.\n", encoding="utf-8")
    (desk.path / "desk.figures.toml").write_text(GROWING, encoding="utf-8")
    result = desk.inline_run("-p", "no:cacheprovider")
    assert [len(outcome) for outcome in result.listoutcomes()] == [int(holds), 0, int(not holds)]
    if not holds:
        report = result.getfailures()[0].longreprtext
        assert report.startswith(f"{tuesday} (2.day.txt:1) < {monday} (1.day.txt:1)")


def test_copies_of_one_wire_are_one_voice(desk: pytest.Pytester) -> None:
    for name in ("1.copy.txt", "2.copy.txt"):
        text = "---\nsource: Harbour Wire\n---\nThe landslide killed 12 people.\n"
        (desk.path / name).write_text(text, encoding="utf-8")
    suite = '[suite]\nsources = ["*.copy.txt"]\n[[agree]]\nnoun = "person"\nmin_sources = 2\n'
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    report = desk.inline_run("-p", "no:cacheprovider").getfailures()[0].longreprtext
    assert report.startswith("2 sources with 1 voice (1.copy.txt:1) < 2 asked for (desk.figures.toml:5)")


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_table_has_a_check_for_each_law(suffix: str, desk: pytest.Pytester) -> None:
    from figures.schemas import LAWS
    from figures.suites.tables import CONTRACT

    table = figures.extract("Between 5 and 10 men met more than 200 women in 2014.")
    path = desk.path / f"figures.{suffix}"
    match suffix:
        case "csv":
            table.to_csv(path)
        case "jsonl":
            table.to_jsonl(path)
        case _:
            table.to_polars().write_parquet(path)
    (desk.path / "desk.figures.toml").write_text(f'[[table]]\nid = "t"\npath = "{path.name}"\n', encoding="utf-8")
    passed, skipped, failed = desk.inline_run("-p", "no:cacheprovider").listoutcomes()
    names = [report.nodeid.partition("::")[2] for report in passed]
    assert names == [f"t[{law}]" for law in (*CONTRACT, *(law.name for law in LAWS["figures"]))]
    assert skipped == failed == []


FAILING = (
    '[[claim]]\nid = "known"\ndocument = "valley.txt"\ntext = "nine men"\nexpect = {{ value = {value} }}\n{mark}\n'
)


@pytest.mark.parametrize(
    ("value", "mark", "outcome"),
    [
        (8, 'xfail = "the count is disputed"', {"xfailed": 1}),
        (9, 'xfail = "the count is disputed"', {"failed": 1}),  # strict: it holds after all
        (8, 'skip = "until the inquest"', {"skipped": 1}),
        (9, 'tags = ["toll"]', {"passed": 1}),
    ],
)
def test_marks(value: int, mark: str, outcome: dict[str, int], desk: pytest.Pytester) -> None:
    suite = HEAD + FAILING.format(value=value, mark=mark)
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    result = desk.runpytest_inprocess("-p", "no:cacheprovider", "-rA")
    result.assert_outcomes(**outcome)
    if "reason" in mark or "skip" in mark:
        result.stdout.fnmatch_lines(["*until the inquest*"])


def test_a_source_that_is_missing_is_no_known_failure(desk: pytest.Pytester) -> None:
    suite = '[suite]\nsources = ["gone.txt"]\n' + FAILING.format(value=8, mark='xfail = "disputed"')
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    result = desk.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["desk.figures.toml:2: no file is called 'gone.txt'; patterns are relative*"])


def test_tags_select(desk: pytest.Pytester) -> None:
    suite = HEAD + FAILING.format(value=9, mark='tags = ["toll"]') + "[coverage]\nunparsed = 0\n"
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    arguments = ("-p", "no:cacheprovider", "--strict-markers", "-m")
    desk.runpytest_inprocess(*arguments, "toll").assert_outcomes(passed=1, deselected=1)
    desk.runpytest_inprocess(*arguments, "figures").assert_outcomes(passed=2)
    desk.runpytest_inprocess(*arguments, "not figures").assert_outcomes(deselected=2)
