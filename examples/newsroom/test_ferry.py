"""The same in Python: fixtures that the plugin brings, and assertions that explain themselves."""

from pathlib import Path

from figures.testing import assert_consistent, assert_supported

HERE = Path(__file__).parent


def test_the_hull(figures_extract):
    (hull, in_feet) = figures_extract("The hull is torn over 30 metres (98 feet).")
    assert hull.value == 30
    assert in_feet.unit == "[ft_i]"


def test_each_report_is_consistent_in_itself():
    for report in HERE.glob("*.txt"):
        assert_consistent(report)


def test_a_headline():
    assert_supported("Ferry with 212 passengers aground", HERE / "harbour-courier.txt")
