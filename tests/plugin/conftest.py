"""What the tests of the plugin share: a folder with texts, and runs of pytest in it that use one loaded grammar."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polars
import pytest

from figures import Extractor, Grammar
from figures.suites import agreement, arithmetic, examples, explained, html, items, sources, support, tables, update
from tests.plugin.desk import SOURCES

KEPT = (polars, agreement, arithmetic, examples, explained, html, items, support, tables, update)
"""Imported before any run in this process: such a run forgets what it imports, and a second polars, or a second class
of a failure, would not be the first.
"""

CACHE = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
"""Where parsed packs are kept: runs of pytester have a home of their own, where none are."""
Reports = dict[str, str]


@pytest.fixture(autouse=True)
def one_grammar(grammar: Grammar, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process load no grammar of their own, unless they name packs."""
    load, make = Grammar.load, sources.Extractor

    def loaded(*folders: str, default: bool = True) -> Grammar:
        return load(*folders, default=default) if folders or not default else grammar

    monkeypatch.setattr(Grammar, "load", loaded)
    monkeypatch.setattr(sources, "Extractor", lambda which: extractor if which is grammar else make(which))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", CACHE)


@pytest.fixture
def desk(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with the texts of `tests.plugin.desk`."""
    for name, text in SOURCES.items():
        (pytester.path / name).write_text(text, encoding="utf-8")
    return pytester


@pytest.fixture
def failures(desk: pytest.Pytester) -> Callable[..., Reports]:
    """Run a suite; the report of each check that failed, by its name."""

    def run(suite: str, *arguments: str) -> Reports:
        (desk.path / "desk.figures.toml").write_text(suite, encoding="utf-8")
        told = desk.inline_run("-p", "no:cacheprovider", *arguments).getreports("pytest_runtest_logreport")
        return {report.nodeid.partition("::")[2]: report.longreprtext for report in told if report.failed}

    return run
