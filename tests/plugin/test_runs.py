"""How a run of pytest behaves: selection, options, processes, reports, and sources that are hostile, late or large."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

SUITE = """\
[suite]
sources = ["valley.txt", "wire.txt", "radio.txt"]

[[claim]]
id = "reservoir"
document = "valley.txt"
text = "more than 90,000 litres"
expect = { low = 90000, bound = "gt" }

[[claim]]
id = "toll-of-men"
document = "valley.txt"
text = "nine men"
expect = { value = 8, noun = "man" }  # they were counted twice

[[agree]]
id = "toll"
noun = "person"

[coverage]
unparsed = 0
"""
NAMES = ["reservoir", "toll-of-men", "toll", "coverage"]


@pytest.fixture
def suite(desk: pytest.Pytester) -> pytest.Pytester:
    (desk.path / "desk.figures.toml").write_text(SUITE, encoding="utf-8")
    return desk


def test_collection_names_each_check_at_its_line(suite: pytest.Pytester) -> None:
    items, _ = suite.inline_genitems()
    assert [item.nodeid for item in items] == [f"desk.figures.toml::{name}" for name in NAMES]
    lines = SUITE.splitlines()
    for item in items:  # what an editor's discovery walks
        path, line, name = item.reportinfo()
        assert (path, name) == (item.path, item.name)
        assert line is not None and lines[line] in ("[[claim]]", "[[agree]]", "[coverage]")
        assert item.parent is not None and item.parent.path == item.path
        assert "." not in item.name


@pytest.mark.parametrize(
    ("arguments", "outcome"),
    [
        ((), {"passed": 2, "failed": 2}),
        (("-k", "toll"), {"failed": 2, "deselected": 2}),
        (("desk.figures.toml::reservoir",), {"passed": 1}),
        (("-x",), {"passed": 1, "failed": 1}),
        (("--maxfail=2",), {"passed": 1, "failed": 2}),
        (("--no-figures",), {}),
        (("-p", "no:figures"), {}),
        (("--deselect", "desk.figures.toml::coverage"), {"passed": 1, "failed": 2, "deselected": 1}),
    ],
    ids=str,
)
def test_selection(arguments: tuple[str, ...], outcome: dict[str, int], suite: pytest.Pytester) -> None:
    suite.runpytest_inprocess("-p", "no:cacheprovider", *arguments).assert_outcomes(**outcome)


def test_last_failed(suite: pytest.Pytester) -> None:
    suite.runpytest_inprocess().assert_outcomes(passed=2, failed=2)
    suite.runpytest_inprocess("--lf").assert_outcomes(failed=2)


def test_header_and_summary(suite: pytest.Pytester) -> None:
    result = suite.runpytest_inprocess("-p", "no:cacheprovider", "-k", "not coverage")
    result.stdout.fnmatch_lines(
        [
            "figures: *, grammar en@*, policy news",
            "figures: 3 sources, 14 mentions, 5 compared, 1 conflict, 0 unparsed (0.0%)",
            "FAILED desk.figures.toml::toll-of-men - value=9 (valley.txt:2) ≠ value=8 (des*",
            "FAILED desk.figures.toml::toll - 14 people (valley.txt:2) ≠ 17 people (wire.t*",
        ]
    )


def test_a_run_without_suites_says_nothing_of_figures(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="def test_it(): pass")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    assert not [line for line in result.outlines if line.startswith("figures")]


def test_two_processes_read_each_source_once(suite: pytest.Pytester) -> None:
    result = suite.runpytest_subprocess("-p", "no:cacheprovider", "-n", "2", "-p", "no:randomly")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(
        ["figures: *, grammar en@*, policy news", "14 people (valley.txt:2) ≠ 17 people (wire.txt:1)"]
    )
    summary = "figures: 3 sources, 14 mentions, 5 compared, 1 conflict, 0 unparsed (0.0%)"
    assert result.outlines.count(summary) == 1


def test_junit_has_the_values(suite: pytest.Pytester) -> None:
    suite.runpytest_inprocess("-p", "no:cacheprovider", "--junitxml=run.xml")
    found = {
        case.get("name"): {one.get("name"): one.get("value") for one in case.iter("property")}
        for case in ElementTree.parse(suite.path / "run.xml").iter("testcase")
    }
    assert found["reservoir"]["text"] == "more than 90,000 litres"
    assert found["reservoir"]["line"] == "desk.figures.toml:4"
    assert found["toll"]["found"] == "14 people (valley.txt:2) ≠ 17 people (wire.txt:1)"
    assert found["coverage"]["unparsed"] == "0.00% unparsed, 0 of 13"


def test_the_page_of_a_run(suite: pytest.Pytester) -> None:
    (suite.path / "wire.txt").write_text("They met 17 people <script>alert(1)</script> there.\n", encoding="utf-8")
    result = suite.runpytest_inprocess("-p", "no:cacheprovider", "--figures-report", "out/page.html")
    page = (suite.path / "out" / "page.html").read_text(encoding="utf-8")
    result.stdout.fnmatch_lines(["figures: *page.html written"])
    assert page.index("toll-of-men") < page.index("reservoir")  # what failed comes first
    assert "2 of 4 failed" in page
    assert "&lt;script&gt;" in page and "<script>" not in page
    assert page.count("<section") == 4


def test_update_rewrites_what_claims_expect_and_nothing_else(suite: pytest.Pytester) -> None:
    result = suite.runpytest_inprocess("-p", "no:cacheprovider", "--figures-update", "-k", "men or reservoir")
    result.assert_outcomes(passed=2, deselected=2)
    result.stdout.fnmatch_lines(
        [
            "--- desk.figures.toml",
            '-expect = { value = 8, noun = "man" }  # they were counted twice',
            '+expect = { value = 9, noun = "man" }  # they were counted twice',
        ]
    )
    now = (suite.path / "desk.figures.toml").read_text(encoding="utf-8")
    assert now == SUITE.replace("value = 8", "value = 9")


@pytest.mark.parametrize(("variable", "arguments"), [("CI", ()), ("OTHER", ("-n", "2"))])
def test_update_is_refused(
    variable: str, arguments: tuple[str, ...], suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "true")
    result = suite.runpytest_subprocess("-p", "no:cacheprovider", "--figures-update", *arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--figures-update*"])
    assert (suite.path / "desk.figures.toml").read_text(encoding="utf-8") == SUITE


def test_update_of_a_table_written_out_is_told(suite: pytest.Pytester) -> None:
    text = SUITE.replace('expect = { value = 8, noun = "man" }  # they were counted twice', "expect.value = 8")
    (suite.path / "desk.figures.toml").write_text(text, encoding="utf-8")
    result = suite.runpytest_inprocess("-p", "no:cacheprovider", "--figures-update", "-k", "men")
    result.stdout.fnmatch_lines(["desk.figures.toml:14: expect is not written as one inline table; write expect = *"])


def test_settings(suite: pytest.Pytester) -> None:
    (suite.path / "desk.figures.toml").rename(suite.path / "checks.toml")
    ini = "[pytest]\nfigures_files = checks.toml\nfigures_policy = strict\n"
    (suite.path / "pytest.ini").write_text(ini, encoding="utf-8")
    result = suite.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["figures: *, policy strict"])


def test_a_policy_that_is_not_there(suite: pytest.Pytester) -> None:
    text = SUITE.replace("[suite]", '[suite]\npolicy = "newz"')
    (suite.path / "desk.figures.toml").write_text(text, encoding="utf-8")
    result = suite.runpytest_inprocess("-p", "no:cacheprovider", "-k", "toll and not men")
    result.stdout.fnmatch_lines(["no policy is called 'newz'; did you mean news?"])


def test_a_pack_of_the_settings_is_read_with(suite: pytest.Pytester) -> None:
    pack = suite.path / "pack"
    (pack / "words").mkdir(parents=True)
    (pack / "pack.toml").write_text('name = "dam"\nversion = "1"\n', encoding="utf-8")
    (pack / "words" / "dam.toml").write_text('[unit-name]\nsluice = { code = "{sluice}" }\n', encoding="utf-8")
    (suite.path / "pytest.ini").write_text("[pytest]\nfigures_grammar = pack\n", encoding="utf-8")
    result = suite.runpytest_inprocess("-p", "no:cacheprovider", "-k", "reservoir")
    result.assert_outcomes(passed=1, deselected=3)
    result.stdout.fnmatch_lines(["figures: *, grammar en@* dam@1+*"])


def test_a_source_that_changes_under_the_run(suite: pytest.Pytester) -> None:
    """Each check speaks of what is there when it runs, and the end of the run says that it was not one text."""
    text = SUITE + '[[claim]]\nid = "late"\ndocument = "radio.txt"\ntext = "16 people"\nexpect = { value = 16 }\n'
    (suite.path / "desk.figures.toml").write_text(text, encoding="utf-8")
    suite.makeconftest(
        """
        def pytest_runtest_setup(item):
            if item.name == "late":
                (item.path.parent / "radio.txt").write_text("They met 16 people there.")
        """
    )
    result = suite.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=3, failed=2)
    result.stdout.fnmatch_lines(["figures: radio.txt changed during the run: checks before and after saw *"])


HOSTILE = {
    "escapes": b"They met 5 men. And \x1b[31m6 women.",
    "bom": "They met 5 men.".encode("utf-16"),
    "latin": "They met 5 men at Zürich.".encode("latin-1"),
    "empty": b"",
    "brackets": b"(" * 20_000 + b"5 men" + b")" * 20_000,
    "digits": b"9" * 20_000 + b" men, and 5 men",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_sources_fail_no_run(content: bytes, desk: pytest.Pytester) -> None:
    (desk.path / "odd.txt").write_bytes(content)
    suite = '[suite]\nsources = ["odd.txt", "wire.txt"]\n[[agree]]\nnoun = "person"\n[coverage]\nunparsed = 1\n'
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    desk.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_a_source_that_is_no_text_is_told(desk: pytest.Pytester) -> None:
    (desk.path / "odd.txt").write_bytes(bytes(range(256)) * 9)
    (desk.path / "desk.figures.toml").write_text('[suite]\nsources = ["*.txt"]\n[coverage]\nunparsed = 1\n', "utf-8")
    result = desk.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)
    assert any("odd.txt" in line for line in result.outlines)
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("gone.txt", "desk.figures.toml:2: no file is called 'gone.txt'; patterns are relative to*"),
        ("gone/*.txt", "desk.figures.toml:2: no file is called 'gone/[*].txt'; patterns are relative to*"),
        ("/etc/*.txt", "desk.figures.toml:2: '/etc/[*].txt' is no pattern (*"),
        (".", "desk.figures.toml:2: no file is called '.'; patterns are relative to*"),
    ],
)
def test_missing_sources(pattern: str, says: str, desk: pytest.Pytester) -> None:
    suite = f'[suite]\nsources = ["{pattern}"]\n[[agree]]\nnoun = "person"\n'
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    result = desk.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([says])


def test_a_source_of_ten_megabytes(desk: pytest.Pytester) -> None:
    said = "Rescuers said that the landslide killed 14 people and hurt 20 others in the lower town.\n\n"
    rest = (
        "Rain fell upon roofs and hills, while neighbours were carrying sandbags towards their gardens. " * 60 + "\n\n"
    )
    text = (said + rest) * (10_000_000 // len(said + rest) + 1)
    assert len(text) > 10_000_000
    (desk.path / "large.txt").write_text(text, encoding="utf-8")
    suite = (
        '[suite]\nsources = ["large.txt", "wire.txt"]\n'
        '[[agree]]\nid = "toll"\nnoun = "person"\nevent = "killed"\n'
        '[[claim]]\nid = "said"\ndocument = "large.txt"\ntext = "14 people"\nexpect = { value = 14 }\n'
        "[coverage]\nunparsed = 0\n"
    )
    (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
    result = desk.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["14 people (large.txt:1) ≠ 17 people (wire.txt:1)", "figures: 2 sources, *"])


def test_the_plugin_imports_nothing_of_figures() -> None:
    said = "import sys, figures.pytest_plugin; print([m for m in sys.modules if m.split('.')[0] == 'figures'])"
    result = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "['figures', 'figures.pytest_plugin']"


def test_an_unrelated_run_imports_nothing_of_figures(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n"
        "def test_it():\n"
        "    names = [name for name in sys.modules if name.split('.')[0] == 'figures']\n"
        "    assert sorted(names) == ['figures', 'figures.pytest_plugin']\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert result.returncode == 0, result.stdout
