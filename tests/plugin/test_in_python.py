"""What tests written in Python get: fixtures, assertions, comparisons that explain themselves, parameters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import figures
from figures.testing import assert_consistent, assert_supported, each_quantity
from tests.plugin.desk import DRAFT, RADIO, VALLEY, WIRE


def test_fixtures(desk: pytest.Pytester) -> None:
    figures.extract(VALLEY).to_csv(desk.path / "valley.csv")
    desk.makepyfile(
        """
        from pathlib import Path

        def test_extract(figures_extract, figures_grammar):
            table = figures_extract("The landslide killed 14 people on Friday.", published="2024-03-06")
            assert [row.timex for row in table if row.kind == "date"] == ["2024-03-01"]
            assert table.counts["unparsed"] == 0
            assert {row.grammar for row in table} == {figures_grammar.version}
            assert [row.document for row in figures_extract(Path("valley.txt"))][0] == "valley.txt"

        def test_table(figures_table):
            assert "nine men" in figures_table("valley.csv").column("text")
        """
    )
    desk.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_a_comparison_of_figures_explains_itself(desk: pytest.Pytester, golden: Callable[[str, str], None]) -> None:
    desk.makepyfile(
        """
        import figures

        def test_it(figures_extract):
            one = figures.Document("valley.txt", "Engineers counted more than 90 houses by the river.")
            other = figures.Document("wire.txt", "Engineers counted 80 houses by the river.")
            left, right = figures_extract([one, other])
            assert left == right
        """
    )
    report = desk.inline_run("-p", "no:cacheprovider", "-vv").getfailures()[0].longreprtext
    said = "\n".join(line.removeprefix("E").strip() for line in report.splitlines() if line.startswith("E  "))
    assert said.startswith("assert more than 90 houses (valley.txt:1) ≠ 80 houses (wire.txt:1)")
    golden("plugin/comparison.txt", "\n".join(line for line in report.splitlines() if line.startswith("E  ")) + "\n")


def test_rows_of_other_tables_say_in_which_columns_they_differ() -> None:
    from figures.suites.explained import explained

    one, other = figures.extract(["nine men", "nine women"]).documents
    assert explained(one, other)[0] == "two rows of DocumentRow differ in document, sha256, characters"


def test_consistent_texts_pass() -> None:
    assert_consistent([VALLEY, RADIO])
    assert_consistent(figures.extract(VALLEY))


def test_inconsistent_texts_are_reported() -> None:
    text = "The road is 12 km (20 miles) long."
    with pytest.raises(AssertionError) as caught:
        assert_consistent(text)
    assert str(caught.value).startswith("FIG304 12 km / 20 miles (text:1)")


def test_a_supported_draft_passes(tmp_path: Path) -> None:
    (tmp_path / "valley.txt").write_text(VALLEY, encoding="utf-8")
    assert_supported(DRAFT, VALLEY)
    assert_supported(DRAFT, [tmp_path / "valley.txt", figures.Document("wire", WIRE)])


def test_what_has_no_support_is_reported() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_supported("The landslide killed 19 people in the lower town.", [VALLEY])
    assert str(caught.value).startswith("19 people (draft:1) ≠ 14 people (source:2)\n")


def test_what_no_source_says_is_told_so() -> None:
    with pytest.raises(AssertionError, match=r"7 barges \(draft:1\) is not in the source \(source\)"):
        assert_supported("The harbour holds 7 barges.", ["Snow fell."])
    with pytest.raises(AssertionError, match=r"7 barges \(draft:1\) is in none of 2 sources \(source-1, source-2\)"):
        assert_supported("The harbour holds 7 barges.", ["Snow fell.", "Rain fell."])


def test_parameters_over_the_quantities_of_a_table(tmp_path: Path) -> None:
    table = figures.extract([VALLEY, RADIO])
    table.to_csv(tmp_path / "figures.csv")
    mark = each_quantity(tmp_path / "figures.csv")
    names, parameters = mark.args
    assert names == "quantity"
    assert {one.values[0].about for one in parameters} >= {"house", "person"}
    assert all("." not in one.id for one in parameters)
    assert len({one.id for one in parameters}) == len(parameters)
