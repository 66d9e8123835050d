"""docs/suites.md names every key, option and setting; the part on keys is made from the schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from figures.suites.form import resolved, schema

DOCS = Path(__file__).resolve().parents[2] / "docs" / "suites.md"
COMMON = ("id", "xfail", "skip", "tags")
MADE = re.compile(r"(<!-- keys: made from [^\n]* -->\n)(.*?)(<!-- end -->)", re.S)


def keys() -> str:
    """A table of keys for each table of a suite."""
    shared = {key: schema()["$defs"][key] for key in COMMON}
    said = ["", "Every check may have:", "", "| key | is |", "|---|---|"]
    said += [line for key, one in shared.items() for line in row(key, one, {})]
    for name, part in schema()["properties"].items():
        table = part.get("items", part)
        title = f"[[{name}]]" if part["type"] == "array" else f"[{name}]"
        said += ["", f"`{title}`: {part['description']}.", "", "| key | is |", "|---|---|"]
        own = {key: one for key, one in table["properties"].items() if key not in COMMON}
        said += [line for key, one in own.items() for line in row(key, resolved(one), table)]
    return "\n".join(said) + "\n\n"


def row(key: str, one: dict[str, Any], table: dict[str, Any]) -> list[str]:
    needed = " (needed)" if key in table.get("required", ()) else ""
    inner = [line for name, part in one.get("properties", {}).items() for line in row(f"{key}.{name}", part, {})]
    return [f"| `{key}`{needed} | {one['description'].replace('|', '/')} |", *inner]


def test_the_docs_have_the_keys(request: pytest.FixtureRequest) -> None:
    written = DOCS.read_text(encoding="utf-8")
    now = MADE.sub(lambda found: f"{found[1]}{keys()}{found[3]}", written)
    if request.config.getoption("--update-goldens"):
        DOCS.write_text(now, encoding="utf-8")
        written = now
    assert now == written, "docs/suites.md is out of date: pytest tests/plugin/test_suite_docs.py --update-goldens"


def test_the_docs_name_every_option_and_setting() -> None:
    source = (DOCS.parents[1] / "figures" / "pytest_plugin.py").read_text(encoding="utf-8")
    named = re.findall(r'addoption\(\s*"(--[a-z-]+)"', source) + re.findall(r'addini\("([a-z_]+)"', source)
    assert len(named) == 8
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in named if f"`{name}" not in text] == []
