"""A mistake in a suite file is told at its line, with what was meant; the other tests of the run are not lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.suites.located import SuiteError, locate
from figures.suites.suite import read_suite

HEAD = '[suite]\nsources = ["*.txt"]\n'
MISTAKES = {
    "[suit]\nsources = []\n": "x:1: a suite has no [suit]; did you mean suite?",
    "[suite]\nsource = ['*.txt']\n": "x:2: [suite] has no key 'source'; did you mean sources?",
    "[suite]\nsources = '*.txt'\n": 'x:2: sources in [suite] is "*.txt", and not a list; sources is patterns of',
    "[suite]\nsources = [1]\n": "x:2: sources in [suite] holds what is 1, and not a string; sources is patterns of",
    "[suite]\nmetadata = { publish = 2 }\n": "x:2: metadata in [suite] has no key 'publish'; did you mean publ",
    "[suite]\nmetadata = { published = 3 }\n": "x:2: metadata in [suite] published is 3, and not a string",
    HEAD + '[claim]\ntext = "a"\n': "x:3: claim is one table; write [[claim]]: it is a list",
    HEAD + "[[coverage]]\nunparsed = 1\n": "x:3: coverage is no table; write [coverage]",
    HEAD + '[[claim]]\n\ndocumnt = "a.txt"\n': "x:5: [[claim]] has no key 'documnt'; did you mean document?",
    HEAD + '[[claim]]\ndocument = "a.txt"\n': "x:3: [[claim]] lacks 'text'; text is the words of the figure",
    HEAD
    + '[[claim]]\ndocument = "a"\ntext = "b"\nexpect = {}\n': "x:6: expect in [[claim]] is empty; expect is columns",
    HEAD + '[[claim]]\ndocument = "a"\ntext = "b"\nexpect.lo = 5\n': "x:6: no column is called 'lo'; did you mean low?",
    HEAD
    + '[[claim]]\ndocument = "a"\ntext = "b"\n[claim.expect]\nlo = 5\n': "no column is called 'lo'; did you mean low?",
    HEAD + "[[agree]]\nmin_sources = 2\n": "x:3: [[agree]] names no quantity; say which quantity: noun, event, unit",
    HEAD + '[[agree]]\nnoun = "troop"\nmin_sources = 0\n': "x:5: min_sources in [[agree]] is 0, less than 1",
    HEAD + '[[agree]]\nnoun = "troop"\nmin_sources = true\n': "x:5: min_sources in [[agree]] is true, and not a whole",
    HEAD
    + '[[agree]]\nnoun = "a"\nreconcile = "majorty"\n': 'reconcile in [[agree]] is "majorty"; did you mean majority?',
    HEAD + "[coverage]\nunparsed = 2\n": "x:4: unparsed in [coverage] is 2, more than 1; unparsed is the largest share",
    HEAD + '[[agree]]\nid = "a.b"\nnoun = "a"\n': 'x:4: id in [[agree]] is "a.b"; id is the name of the check: letters',
    HEAD
    + '[[agree]]\nid="a"\nnoun="a"\n[[agree]]\nid="a"\nnoun="b"\n': "x:7: two checks are called 'a'; the other stands",
    '[[agree]]\nnoun = "a"\n': 'x:1: [[agree]] has no sources to read; say sources = ["*.txt"] under [suite]',
    HEAD + '[[agree]]\nnoun = "a\n': "x:4: is no TOML: ",
    "x = " + "[" * 5000: "x: is nested too deeply; a suite needs no more than three levels",
    "\x00": "x:1: is no TOML: ",
    "[[suite]]\n": "x:1: suite is no table; write [suite]",
    "claim = 3\n": "x:1: claim is one table; write [[claim]]",
}


@pytest.mark.parametrize("text", MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(SuiteError) as caught:
        read_suite(path)
    assert MISTAKES[text] in str(caught.value)


def test_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"[suite]\nsources = ['\xff']\n")
    with pytest.raises(SuiteError, match="x:2: is not UTF-8; save it as UTF-8 text"):
        read_suite(tmp_path / "x")


def test_a_mistake_is_a_collection_error_and_other_files_are_collected(pytester: pytest.Pytester) -> None:
    (pytester.path / "bad.figures.toml").write_text("[suit]\n", encoding="utf-8")
    pytester.makepyfile(test_it="def test_it(): pass")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "--continue-on-collection-errors")
    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(["bad.figures.toml:1: a suite has no [[]suit]; did you mean suite?"])
    assert "Traceback" not in result.stdout.str()


KEYS = st.sampled_from(["document", "text", "expect", "id", "parts", "x y"])
VALUES = st.recursive(
    st.text(max_size=8) | st.integers(-99, 99) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)


def written(value: object) -> str:
    """A value as TOML."""
    import json

    match value:
        case bool() | int():
            return json.dumps(value)
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return "[\n" + ",\n".join(map(written, value)) + " # [ { \" '\n]"
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {written(one)}" for key, one in value.items()) + "}"
    raise TypeError(value)


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=4))
def test_every_table_and_key_is_found_at_its_line(tables: list[dict[str, object]]) -> None:
    """Whatever values stand between, `[[claim]]` headers and keys are found where they were written."""
    lines: list[str] = ["# [[claim]]"]
    places: list[tuple[int, dict[str, int]]] = []
    for table in tables:
        lines.append("[[claim]]  # text = 1")
        header, keys = len(lines), {}
        for key, value in table.items():
            shown = f'"{key}"' if " " in key else key
            keys[key] = len(lines) + 1
            lines += f"{shown} = {written(value)}".split("\n")
        places.append((header, keys))
    found = locate("\n".join(lines), "x")
    blocks = [block for block in found.blocks if block.name == "claim"]
    assert [(block.line, block.keys) for block in blocks] == places
    import tomllib

    for block, table in zip(blocks, tables, strict=True):
        for key, (start, end) in block.spans.items():
            assert tomllib.loads(f"value = {found.text[start:end]}")["value"] == table[key]
