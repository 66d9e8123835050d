"""pytest → checks of figures: suite files, examples of grammar packs, fixtures. The name of the plugin is `figures`.

This module is imported by every run of pytest where figures is installed: it imports nothing of figures until a suite
is met, a fixture asked for, or a comparison of figures fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from figures.extraction import Figures
    from figures.grammar import Grammar
    from figures.table import Table

SUITES, EXAMPLES = "*.figures.toml", "*.examples"
TOTALS = pytest.StashKey[dict[str, Any]]()
"""Counts and notes that worker processes handed in."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings of the plugin."""
    group = parser.getgroup("figures", "checks of figures in texts")
    group.addoption("--no-figures", action="store_true", help="collect no checks of figures")
    group.addoption("--figures-report", metavar="PATH", help="write the checks of figures as an HTML page")
    group.addoption(
        "--figures-update",
        action="store_true",
        help="rewrite what claims expect to what is read, and show the difference",
    )
    group.addoption("--figures-examples", action="store_true", help=f"collect {EXAMPLES} of grammar packs")
    parser.addini("figures_files", "patterns of suite files", "args", [SUITES])
    parser.addini("figures_policy", "the policy of suites that name none", default="news")
    parser.addini("figures_examples", "patterns of examples of grammar packs to collect", "args", [])
    parser.addini("figures_grammar", "folders of grammar packs to read with, relative to the root folder", "args", [])


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what cannot be, and watch the run only where a report of it is asked for."""
    config.addinivalue_line("markers", "figures: a check of figures in texts")
    if config.getoption("figures_update"):
        if os.environ.get("CI"):
            raise pytest.UsageError("--figures-update rewrites suites by hand only; CI is set, so nothing is rewritten")
        if config.getoption("numprocesses", None) or hasattr(config, "workerinput"):
            raise pytest.UsageError("--figures-update rewrites files: run it in one process, with -n 0")
    path = config.getoption("figures_report")
    if path and not hasattr(config, "workerinput"):
        from figures.suites.html import Page

        config.pluginmanager.register(Page(config, Path(config.invocation_params.dir) / path), "figures-report")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Suite files, and examples of grammar packs where they are asked for."""
    config = parent.config
    if file_path.suffix != ".py" and not config.getoption("no_figures"):
        if _matches(file_path, config.getini("figures_files"), config):
            from figures.suites.items import SuiteFile

            return SuiteFile.from_parent(parent, path=file_path)
        examples = [*config.getini("figures_examples"), *([EXAMPLES] if config.getoption("figures_examples") else [])]
        if _matches(file_path, examples, config):
            from figures.suites.items import ExamplesFile

            return ExamplesFile.from_parent(parent, path=file_path)
    return None


def _matches(path: Path, patterns: list[str], config: pytest.Config) -> bool:
    """Whether a file is called by one of the patterns; one with a slash is of its path from the root folder on."""
    return any(
        fnmatch(path.name, pattern)
        if "/" not in pattern
        else fnmatch(path.as_posix(), f"{config.rootpath.as_posix()}/{pattern}")
        for pattern in patterns
    )


def pytest_report_collectionfinish(config: pytest.Config, items: list[pytest.Item]) -> str | None:
    """By what figures are checked, where any are."""
    if config.get_verbosity() < 0 or not any(item.get_closest_marker("figures") for item in items if _own(item)):
        return None
    from figures.suites.items import header

    return header(config)


def _own(item: pytest.Item) -> bool:
    return type(item).__module__ == "figures.suites.items"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker process hands in its counts."""
    from_worker = getattr(session.config, "workeroutput", None)
    if from_worker is not None:
        run = _run_of(session.config)
        if run is not None:
            from_worker["figures"] = {"counts": dict(run.counts), "changed": sorted(run.changed)}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder that workers shared."""
    totals = config.stash.get(TOTALS, None)
    if totals is not None and "shared" in totals:
        import shutil

        shutil.rmtree(totals["shared"], ignore_errors=True)


def _run_of(config: pytest.Config) -> Any:
    """The run of this process, if any check was run in it."""
    import sys

    items = sys.modules.get("figures.suites.items")
    return None if items is None else config.stash.get(items.RUN, None)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Counts of the run, and the differences that were written."""
    totals = config.stash.get(TOTALS, {})
    run = _run_of(config)
    if run is None and "counts" not in totals:
        return
    from figures.suites.items import summary

    counts, changed = dict(totals.get("counts", {})), set(totals.get("changed", ()))
    if run is not None:
        changed |= run.changed
        for key, value in run.counts.items():
            counts[key] = counts.get(key, 0) + value
        for difference in run.updates:
            terminalreporter.write_line(difference)
    if counts or changed:
        for line in summary(counts, changed):
            terminalreporter.write_line(line)


# ------------------------------------------------------------------------------------------------ pytest-xdist
@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """All workers of a run share one folder, so that each source is read once."""
    totals = node.config.stash.setdefault(TOTALS, {})
    if "shared" not in totals:
        import tempfile

        totals["shared"] = tempfile.mkdtemp(prefix="figures-")
    node.workerinput["figures_shared"] = totals["shared"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    """By what figures are checked, told once, by the process that runs none itself."""
    totals = node.config.stash.setdefault(TOTALS, {})
    patterns = node.config.getini("figures_files")
    if "told" in totals or node.config.get_verbosity() < 0:
        return
    if any(_matches(Path(name.partition("::")[0]), patterns, node.config) for name in ids):
        from figures.suites.items import header

        totals["told"] = True
        node.config.pluginmanager.getplugin("terminalreporter").write_line(header(node.config))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take in the counts of a worker; one that died has none."""
    told = getattr(node, "workeroutput", {}).get("figures")
    if told is not None:
        totals = node.config.stash.setdefault(TOTALS, {})
        counts = totals.setdefault("counts", {})
        for key, value in told["counts"].items():
            counts[key] = counts.get(key, 0) + value
        totals.setdefault("changed", set()).update(told["changed"])


# ------------------------------------------------------------------------------------------- tests in Python
def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Two figures that are not equal, as a report."""
    if op == "==" and type(left) is type(right) and type(left).__module__ == "figures.table.columns":
        from figures.suites.explained import explained

        return explained(left, right)
    return None


@pytest.fixture(scope="session")
def figures_grammar(request: pytest.FixtureRequest) -> Grammar:
    """The English grammar, with the packs of the setting figures_grammar."""
    from figures.suites.items import of_config

    grammar: Grammar = of_config(request.config).grammar
    return grammar


@pytest.fixture(scope="session")
def figures_extract(request: pytest.FixtureRequest) -> Callable[..., Figures]:
    """`figures_extract(texts, published=…)`: as figures.extract, with a grammar that is loaded once a run."""
    from figures.suites.items import of_config
    from figures.suites.texts import extracted

    return partial(extracted, of_config(request.config).extractor)


@pytest.fixture(scope="session")
def figures_table() -> Callable[[str | Path], Table[Any]]:
    """`figures_table(path)`: the table in a CSV or JSONL file that figures wrote."""

    def read(path: str | Path) -> Table[Any]:
        from figures.table import Table as Frame

        return Frame.read(path)

    return read
