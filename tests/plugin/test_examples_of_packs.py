"""`*.examples` files of grammar packs are collected where they are asked for: an item an example."""

from __future__ import annotations

import pytest

RULES = """
[[rule]]
id = "gauge"
kind = "measure"
pattern = '"gauge" <cardinal>:number'
set = { code = "[gauge]", dimension = "gauge" }
says = "gauge 12"
"""
EXAMPLES = """
[gauge]
gauge 12 => measure value=12
gauge 13 => measure value=14
the gauge fell =>
gauge 15 => measure value=16 ?? a known miss
"""


@pytest.fixture
def pack(pytester: pytest.Pytester) -> pytest.Pytester:
    (pytester.path / "dam" / "rules").mkdir(parents=True)
    (pytester.path / "dam" / "pack.toml").write_text('name = "dam"\nversion = "1"\n', encoding="utf-8")
    (pytester.path / "dam" / "rules" / "dam.toml").write_text(RULES, encoding="utf-8")
    (pytester.path / "dam" / "rules" / "dam.examples").write_text(EXAMPLES, encoding="utf-8")
    return pytester


@pytest.mark.parametrize("how", ["option", "setting"])
def test_an_item_an_example(how: str, pack: pytest.Pytester) -> None:
    if how == "setting":
        (pack.path / "pytest.ini").write_text("[pytest]\nfigures_examples = dam/*.examples\n", encoding="utf-8")
    arguments = ["--figures-examples"] if how == "option" else []
    result = pack.runpytest_inprocess("-p", "no:cacheprovider", *arguments, "-v")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        [
            "dam/rules/dam.examples::gauge[[]3] PASSED*",
            "dam/rules/dam.examples::gauge[[]4] FAILED*",
            "*'gauge 13' has value=13.0, not 14",
            "    gauge 13 => measure value=14",
        ]
    )


def test_nobody_asked(pack: pytest.Pytester) -> None:
    pack.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes()


def test_a_mistake_in_the_file_is_told_at_its_line(pack: pytest.Pytester) -> None:
    (pack.path / "dam" / "rules" / "dam.examples").write_text("[guage]\n", encoding="utf-8")
    result = pack.runpytest_inprocess("-p", "no:cacheprovider", "--figures-examples")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*dam.examples:1:2: no rule 'guage' in dam.toml; did you mean gauge?"])


def test_examples_of_nothing(pytester: pytest.Pytester) -> None:
    (pytester.path / "x.examples").write_text("5 men => count\n", encoding="utf-8")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "--figures-examples")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["x.examples: belongs to no grammar pack; examples lie beside the rules they guard*"])
